import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RecheckResult } from "../../src/core/recheck-result.ts";
import type { Certificate } from "../../src/core/truth.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { scriptedMath, scriptedParts, ScriptedAgent } from "../http/scripted-parts.ts";
import { findChromium, launchChromium } from "./chromium.ts";
import { sampleAnswers } from "./sample-answers.ts";

const chromiumPath = findChromium();

describe.skipIf(!chromiumPath)("what was verified can be seen", () => {
  let browser: Browser;
  let server: NodeServer;
  let recheck: () => Promise<RecheckResult>;

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? "");
    const parts = scriptedParts(new ScriptedAgent(sampleAnswers));
    const math = { ...scriptedMath, recheck: () => recheck() };
    server = await startNodeServer({ ...parts, math, port: 0, drainMs: 0 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function ask(question: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ locale: "en-GB", ...options });
    const page = await context.newPage();
    await page.goto(server.address);
    await page.getByRole("textbox").fill(question);
    await page.keyboard.press("Enter");
    const turn = page.locator(".turn");
    await turn.locator(".badge").first().waitFor();
    return { page, turn };
  }

  test("claims are underlined where they stand, each verdict with its own line and sign", async () => {
    const { page, turn } = await ask("every verdict");
    await turn.locator(".prose .katex").first().waitFor();
    const marks = turn.locator(".prose .marked");
    expect(await marks.count()).toBe(4);
    expect(await marks.nth(0).textContent()).toBe("2 + 2 = 4");
    expect(await marks.nth(1).locator("math").count()).toBe(1);
    expect(await marks.nth(2).textContent()).toBe("3 * 3 = 10");
    expect(await marks.nth(3).textContent()).toBe("e + pi is irrational");
    const line = (index: number) =>
      marks.nth(index).evaluate((element) => getComputedStyle(element).textDecorationStyle);
    expect([await line(0), await line(2), await line(3)]).toEqual(["solid", "wavy", "dashed"]);
    expect(await turn.locator(".prose .sign").allTextContents()).toEqual(["∎", "∎", "✗", "?"]);
    const names = ["Claim 1: proved", "Claim 3: refuted", "Claim 4: undecided"];
    for (const name of names)
      expect(await turn.getByRole("button", { name: `${name}. Show the check` }).count()).toBe(1);
    // The one that is only a piece of a formula is listed, and the page says so.
    expect(await turn.locator(".claim-list").getAttribute("open")).not.toBeNull();
    expect(await turn.locator(".claim-list").textContent()).toContain("One claim could not be");
    expect(await turn.locator(".claim-list li").count()).toBe(5);
    await page.context().close();
  });

  test.each([
    ["en-GB", "Breaks 3 principles", "a tool that was not called", "(a model's opinion)"],
    ["zh-CN", "违反 3 条回复原则", "没有调用过的工具", "(模型的看法)"],
  ])("breaches of principles are told by themselves: %s", async (locale, title, said, opinion) => {
    const { page, turn } = await ask("principles", { locale });
    const list = turn.locator(".breach-list");
    expect(await list.getAttribute("open")).not.toBeNull();
    expect(await list.locator("summary").textContent()).toContain(title);
    const items = list.locator("li");
    expect(await items.count()).toBe(3);
    const first = (await items.nth(0).textContent()) ?? "";
    for (const part of ["I used a calculator", said, "No tool was called."])
      expect(first).toContain(part);
    expect(first).not.toContain(opinion);
    expect(await items.nth(1).textContent()).toContain(opinion);
    expect(await items.nth(2).textContent()).toContain("house-rule");
    // What breaks a principle is neither true nor false.
    expect(await turn.locator(".badge").first().getAttribute("data-badge")).toBe("undecided");
    expect(await turn.locator(".prose .marked").count()).toBe(0);
    await page.context().close();
  });

  test("a reply that breaks nothing has no such list", async () => {
    const { page, turn } = await ask("every verdict");
    expect(await turn.locator(".breach-list").count()).toBe(0);
    await page.context().close();
  });

  test("a claim's check opens by keyboard with its certificate, and Escape gives the focus back", async () => {
    const { page, turn } = await ask("every verdict");
    const sign = turn.getByRole("button", { name: /Claim 1:/ });
    await sign.focus();
    await page.keyboard.press("Enter");
    const check = page.getByRole("dialog", { name: "The check of this claim" });
    await check.waitFor();
    const said = await check.textContent();
    for (const part of ["2 + 2 = 4", "proved", "exact-arithmetic", "same whole number", "computed"])
      expect(said).toContain(part);
    expect(await sign.getAttribute("aria-expanded")).toBe("true");
    expect(await check.evaluate((box) => box.matches(":focus"))).toBe(true);
    await page.keyboard.press("Escape");
    await check.waitFor({ state: "detached" });
    expect(await sign.getAttribute("aria-expanded")).toBe("false");
    expect(await sign.evaluate((button) => button.matches(":focus"))).toBe(true);
    await turn.locator(".marked.refuted").click();
    expect(await check.textContent()).toContain("correct: 9");
    expect(await check.textContent()).toContain("There is no certificate.");
    await check.getByRole("button", { name: "Close" }).click();
    await check.waitFor({ state: "detached" });
    await page.context().close();
  });

  test.each([
    ["desktop, light", { viewport: { width: 1000, height: 700 }, colorScheme: "light" }],
    ["phone, dark", { viewport: { width: 360, height: 640 }, colorScheme: "dark" }],
  ] as const)("the check lies inside the screen: %s", async (_name, options) => {
    const { page, turn } = await ask("every verdict", options);
    for (const sign of await turn.locator(".sign").all()) {
      await sign.click();
      const box = await page.getByRole("dialog").boundingBox();
      expect(box!.x).toBeGreaterThanOrEqual(0);
      expect(box!.y).toBeGreaterThanOrEqual(0);
      expect(box!.x + box!.width).toBeLessThanOrEqual(options.viewport.width);
      expect(box!.y + box!.height).toBeLessThanOrEqual(options.viewport.height);
      await page.keyboard.press("Escape");
    }
    await page.context().close();
  });

  test("an answer is checked again on request, and one that fails is not shown as proved any more", async () => {
    const method = "differentiate-back";
    const certificate: Certificate = { grade: "proved", method, detail: "", engines: ["exact"] };
    recheck = async () => ({ verdict: "proved", detail: "Again.", certificate, answer: "x" });
    const { page, turn } = await ask("integrate x^2 e^x");
    const button = turn.getByRole("button", { name: "Check again" });
    const outcome = turn.locator("[data-recheck]");
    await button.click();
    expect(await outcome.textContent()).toContain("The check holds again.");
    expect(await outcome.textContent()).toContain("differentiate-back");
    recheck = async () => ({ verdict: "undecided", detail: "", certificate: null, answer: null });
    await button.click();
    await turn.getByText("could not be confirmed").waitFor();
    const badge = () => turn.locator(".badge").first().getAttribute("data-badge");
    expect(await badge()).toBe("undecided");
    recheck = async () => ({ verdict: "proved", detail: "", certificate, answer: "x" });
    await button.click();
    await turn.getByText("The check holds again.").waitFor();
    expect(await badge()).toBe("proved");
    recheck = async () => ({ verdict: "refuted", detail: "No.", certificate: null, answer: "7" });
    await button.click();
    await turn.getByText("The answer does not hold. The answer now: 7").waitFor();
    expect(await badge()).toBe("refuted");
    recheck = () => Promise.reject(new Error("lost"));
    await button.click();
    await outcome.waitFor({ state: "detached" });
    expect(await turn.locator(".recheck-outcome").textContent()).not.toBe("");
    await page.context().close();
  });

  test("in Chinese too", async () => {
    recheck = async () => ({ verdict: "proved", detail: "", certificate: null, answer: "x" });
    const { page, turn } = await ask("every verdict", { locale: "zh-CN" });
    await turn.getByRole("button", { name: "论断 3：不成立。查看检验" }).click();
    expect(await page.getByRole("dialog").textContent()).toContain("没有证书");
    await page.context().close();
    const other = await ask("积分 integral", { locale: "zh-CN" });
    await other.turn.getByRole("button", { name: "重新检验" }).click();
    await other.turn.getByText("再次检验成立。").waitFor();
    await other.page.context().close();
  });
});
