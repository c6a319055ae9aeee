import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterEach, beforeAll, afterAll, beforeEach, describe, expect, test } from "vitest";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { scriptedParts, ScriptedAgent } from "../http/scripted-parts.ts";
import { findChromium, launchChromium } from "./chromium.ts";
import { sampleAnswers } from "./sample-answers.ts";

const chromiumPath = findChromium();

describe.skipIf(!chromiumPath)("earlier conversations", () => {
  let browser: Browser;
  let server: NodeServer;

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? "");
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    const parts = scriptedParts(new ScriptedAgent(sampleAnswers));
    server = await startNodeServer({ ...parts, port: 0, drainMs: 0 });
  });
  afterEach(() => server.close());

  async function open(options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ locale: "en-GB", ...options });
    const page = await context.newPage();
    await page.goto(server.address);
    return page;
  }

  test("are listed, found by what was said in them, opened, exported and deleted", async () => {
    const page = await open();
    const ask = async (question: string) => {
      await page.getByRole("textbox").fill(question);
      await page.keyboard.press("Enter");
      await page.locator(".turn .badge").first().waitFor();
    };
    await ask("integrate x^2 e^x");
    await page.getByRole("button", { name: "New conversation" }).click();
    await ask("every verdict <b>");
    const opener = page.getByRole("button", { name: "History" });
    await opener.click();
    const dialog = page.getByRole("dialog", { name: "History" });
    await dialog.getByText("2 conversations.").waitFor();
    expect(await dialog.locator(".history-title").allTextContents()).toEqual([
      "every verdict <b>",
      "integrate x^2 e^x",
    ]);
    expect(await dialog.locator("[aria-current]").textContent()).toContain("every verdict");
    // Found by the answer, which says "irrational" in one of them only.
    await page.keyboard.type("IRRATIONAL");
    await dialog.getByText("1 conversation.").waitFor();
    expect(await dialog.locator("li:visible").count()).toBe(1);
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Export: every verdict" }).click();
    const saved = JSON.parse(readFileSync(await (await download).path(), "utf8"));
    expect(saved.turns[0].content).toBe("every verdict <b>");
    expect(saved.turns[1].content).toContain("irrational");
    await dialog.getByRole("searchbox").fill("");
    await dialog.locator(".history-open").last().click();
    await dialog.waitFor({ state: "detached" });
    await page.locator(".turn .badge").first().waitFor();
    expect(await page.locator(".question").allTextContents()).toEqual(["integrate x^2 e^x"]);
    await opener.click();
    await dialog.getByRole("button", { name: "Delete: integrate" }).click();
    expect(await dialog.locator("li").count()).toBe(2);
    await dialog.getByRole("button", { name: "Really delete?" }).click();
    await dialog.getByText("1 conversation.").waitFor();
    expect(await page.locator(".turn").count()).toBe(0);
    const left = await page.request.get(`${server.address}/v1/conversations`);
    expect((await left.json()).data).toHaveLength(1);
    await page.context().close();
  });

  test("the dialog is left by Escape, which gives the focus back, and fits a phone", async () => {
    const page = await open({ viewport: { width: 360, height: 640 }, colorScheme: "dark" });
    const opener = page.getByRole("button", { name: "History" });
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "History" });
    await dialog.getByText("0 conversations.").waitFor();
    const box = await dialog.boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(360);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await opener.evaluate((button) => button.matches(":focus"))).toBe(true);
    await page.context().close();
  });

  test("being offline is said, and a run goes on being shown when the connection is back", async () => {
    const page = await open({ locale: "zh-CN" });
    await page.context().setOffline(true);
    await page.getByText("当前离线").waitFor();
    await page.context().setOffline(false);
    await page.getByText("当前离线").waitFor({ state: "detached" });
    await page.getByRole("textbox").fill("integrate x^2 e^x");
    await page.keyboard.press("Enter");
    await page.locator(".turn .badge").first().waitFor();
    await page.context().close();
  });
});
