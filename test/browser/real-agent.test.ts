import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAgent } from "../../src/agent/agent.ts";
import { randomIds, systemClock } from "../../src/core/system-port.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { findChromium, launchChromium } from "./chromium.ts";

const chromiumPath = findChromium();

describe.skipIf(!chromiumPath)("the page with the real agent and engine", () => {
  let browser: Browser;
  let server: NodeServer;

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? "");
    const math = createMathEngine();
    const verifier = createVerifier(math);
    const system = { clock: systemClock, ids: randomIds };
    const agent = createAgent({ math, verifier, model: null, ...system });
    const parts = { agent, math, verifier, ...system, store: new MemoryStore(), modelId: "none" };
    server = await startNodeServer({ ...parts, port: 0, drainMs: 0 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function ask(question: string, locale = "en-GB") {
    const page = await browser.newPage({ locale });
    await page.goto(server.address);
    await page.getByRole("textbox").fill(question);
    await page.keyboard.press("Enter");
    const turn = page.locator(".turn");
    await turn.locator(".badge").first().waitFor();
    return { page, turn };
  }

  test("an integral is answered, proved, and shows its reading and certificate", async () => {
    const { page, turn } = await ask("Integrate x^2 e^x");
    await turn.locator(".reading .katex math").waitFor({ state: "attached" });
    await turn.locator(".formula .katex-display math").waitFor({ state: "attached" });
    const badge = turn.locator(".badge").first();
    expect(await badge.getAttribute("data-badge")).toBe("proved");
    await turn.locator("details.certificate summary").click();
    expect(await turn.locator("details.certificate dl").textContent()).toContain(
      "differentiate-back",
    );
    await page.close();
  });

  test("further pods come when asked for: a plot with its description, steps one at a time", async () => {
    const { page, turn } = await ask("Solve x^2 - 5x + 6 = 0");
    await turn.locator(".more-pods").getByRole("button", { name: "Plot" }).click();
    const picture = turn.locator("[data-pod=plot] .plot-stage");
    await picture.waitFor();
    expect(await picture.getAttribute("aria-label")).toContain("x = 2, 3");
    expect(await picture.locator("path.curve").count()).toBe(1);
    await turn.locator(".more-pods").getByRole("button", { name: "Step-by-step solution" }).click();
    const steps = turn.locator("[data-pod=steps]");
    await steps.getByRole("status").waitFor();
    expect(await steps.locator("li").count()).toBe(0);
    expect(await steps.getByRole("status").textContent()).toContain("Hint");
    await steps.getByRole("button", { name: "Next step" }).click();
    expect(await steps.locator("li").count()).toBe(1);
    await steps.getByRole("button", { name: "All steps" }).click();
    expect(await steps.locator("li").count()).toBe(5);
    expect(await steps.getByRole("button").count()).toBe(0);
    await page.setViewportSize({ width: 900, height: 1500 });
    await page.screenshot({ path: process.env["ANSATZ_SCREENSHOT"] ?? "/dev/null", type: "png" });
    await page.close();
  });

  test("a Chinese question gets a Chinese reading", async () => {
    const { page, turn } = await ask("解方程 x^2 - 5x + 6 = 0", "zh-CN");
    expect(await turn.locator(".badge").first().textContent()).toContain("已证明");
    expect(await turn.locator(".reading-text").textContent()).toContain("解方程");
    await page.close();
  });

  test("a question that is markup stays text and is not called verified", async () => {
    const attack = "<img src=x onerror=window.pwned=1>";
    const { page, turn } = await ask(attack);
    expect(await turn.locator(".question").textContent()).toBe(attack);
    expect(await turn.locator("img").count()).toBe(0);
    expect(await page.evaluate(() => Reflect.get(globalThis, "pwned"))).toBeUndefined();
    const kind = await turn.locator(".badge").first().getAttribute("data-badge");
    expect(["undecided", "not-answered"]).toContain(kind);
    expect(await turn.locator(".suggestions button").count()).toBeGreaterThan(0);
    await page.close();
  });

  test.each(["Integrate x^2 e^x", "Solve x^2 - 5x + 6 = 0", "Derivative of sin(x)/x"])(
    "the example %j on the welcome page works",
    async (example) => {
      const page = await browser.newPage({ locale: "en-GB" });
      await page.goto(server.address);
      await page.getByRole("button", { name: example, exact: true }).click();
      const badge = page.locator(".badge").first();
      expect(await badge.getAttribute("data-badge")).toBe("proved");
      await page.close();
    },
  );
});
