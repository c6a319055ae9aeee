import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { answerWith, scriptedParts, ScriptedAgent } from "../http/scripted-parts.ts";
import { findChromium, launchChromium } from "./chromium.ts";
import { startCutProxy, type CutProxy } from "./cut-proxy.ts";

const chromiumPath = findChromium();

describe.skipIf(!chromiumPath)("a connection that is lost", () => {
  let browser: Browser;
  let server: NodeServer;
  let agent: ScriptedAgent;
  let wire: CutProxy;
  let finish: () => void;

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? "");
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    const finished = Promise.withResolvers<void>();
    finish = finished.resolve;
    agent = new ScriptedAgent(async function* (request) {
      yield { type: "step-end", step: { kind: "route", text: "Read as a sum", ms: 1 } };
      yield { type: "status", text: "Adding" };
      await finished.promise;
      yield* answerWith("The answer is 4.")(request);
    });
    server = await startNodeServer({ ...scriptedParts(agent), port: 0, drainMs: 0 });
    wire = await startCutProxy(server.address);
  });
  afterEach(async () => {
    finish();
    await wire.close();
    await server.close();
  });

  async function ask(options: { isClockFake?: boolean; locale?: string } = {}) {
    const { isClockFake = false, locale = "en-GB" } = options;
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    if (isClockFake) await page.clock.install();
    await page.goto(wire.address);
    await page.getByRole("textbox").fill("2+2");
    await page.keyboard.press("Enter");
    await page.getByText("Adding").waitFor();
    return { page, context, turn: page.locator(".turn") };
  }

  test("in the middle of a run is taken up again where it broke", async () => {
    const { context, turn } = await ask();
    wire.cut();
    await turn.getByText("Taking it up again").waitFor();
    wire.mend();
    finish();
    await turn.locator(".badge").first().waitFor();
    expect(await turn.textContent()).toContain("The answer is 4.");
    expect(agent.requests).toHaveLength(1);
    await context.close();
  });

  test("while the browser is offline nothing is given up, and the answer comes with the network", async () => {
    const { page, context, turn } = await ask({ locale: "zh-CN", isClockFake: true });
    await context.setOffline(true);
    wire.cut();
    await page.getByText("当前离线").waitFor();
    finish();
    await page.clock.runFor(300_000);
    expect(await turn.locator(".failure").count()).toBe(0);
    wire.mend();
    await context.setOffline(false);
    await page.clock.runFor(2_000);
    await turn.locator(".badge").first().waitFor();
    expect(await page.getByText("当前离线").count()).toBe(0);
    expect(agent.requests).toHaveLength(1);
    await context.close();
  });

  test("for good is said, and the run is taken up by a button or with the network, its work shown once", async () => {
    const { page, context, turn } = await ask({ isClockFake: true });
    const giveUp = async () => {
      for (
        let waited = 0;
        waited < 12 && (await turn.locator(".failure").count()) === 0;
        waited += 1
      )
        await page.clock.runFor(20_000);
      await turn.getByText("The service goes on with it.").waitFor();
    };
    wire.cut();
    await giveUp();
    await page.getByRole("button", { name: "Ask", exact: true }).waitFor();
    wire.mend();
    await page.getByRole("button", { name: "Take it up again" }).click();
    await turn.getByText("Adding").waitFor();
    expect(await turn.locator(".progress li").allTextContents()).toEqual(["Read as a sum"]);
    wire.cut();
    await giveUp();
    wire.mend();
    await context.setOffline(true);
    await context.setOffline(false);
    await turn.getByText("Adding").waitFor();
    finish();
    await turn.locator(".badge").first().waitFor();
    expect(agent.requests).toHaveLength(1);
    await context.close();
  });

  test("on the way of the first answer asks the question once", async () => {
    const context = await browser.newContext({ locale: "en-GB" });
    const page = await context.newPage();
    await page.goto(wire.address);
    let lost = 0;
    await page.route("**/v1/runs", async (route) => {
      if (lost === 0) {
        lost += 1;
        await route.fetch();
        await route.abort();
      } else await route.continue();
    });
    await page.getByRole("textbox").fill("2+2");
    await page.keyboard.press("Enter");
    await page.getByText("Adding").waitFor();
    finish();
    await page.locator(".turn .badge").first().waitFor();
    expect(agent.requests).toHaveLength(1);
    await context.close();
  });
});
