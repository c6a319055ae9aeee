import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../src/core/store-port.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { scriptedParts, ScriptedAgent } from "../http/scripted-parts.ts";
import { findChromium, launchChromium } from "./chromium.ts";
import { sampleAnswers, thinking } from "./sample-answers.ts";

const chromiumPath = findChromium();

describe.skipIf(!chromiumPath)("what can be done with a turn", () => {
  let browser: Browser;
  let server: NodeServer;
  let store: Store;

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? "");
    const parts = scriptedParts(new ScriptedAgent(sampleAnswers));
    ({ store } = parts);
    server = await startNodeServer({ ...parts, port: 0, drainMs: 0 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function ask(question: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({
      locale: "en-GB",
      permissions: ["clipboard-read", "clipboard-write"],
      ...options,
    });
    const page = await context.newPage();
    await page.goto(server.address);
    await page.getByRole("textbox").fill(question);
    await page.keyboard.press("Enter");
    return { page, turn: page.locator(".turn") };
  }
  const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

  test("reasoning is folded, marked as not checked, and half a formula is not shown", async () => {
    const { page, turn } = await ask("think");
    await turn.locator(".outcome .prose").waitFor();
    expect((await turn.locator(".outcome").textContent())?.trim()).toBe("It is");
    const reasoning = turn.locator("details.reasoning");
    expect(await reasoning.locator(".thoughts").isVisible()).toBe(false);
    expect(await reasoning.locator("summary").textContent()).toContain("not checked");
    thinking.resolve();
    await turn.locator(".badge").first().waitFor();
    await turn.locator(".prose .katex").waitFor();
    expect(await turn.locator(".prose").textContent()).toContain(", not $5.");
    expect(await turn.locator(".prose").textContent()).not.toContain("Perhaps");
    await reasoning.locator("summary").click();
    expect(await reasoning.locator(".thoughts").textContent()).toBe(
      "Perhaps it is 5. <b>No</b>, 4.",
    );
    await page.context().close();
  });

  test("an answer is copied as text, LaTeX and Markdown, and its link opens the conversation", async () => {
    const { page, turn } = await ask("integrate x^2 e^x");
    await turn.getByRole("button", { name: "Copy: Text" }).click();
    await turn.getByText("Copied.").waitFor();
    expect(await clipboard(page)).toBe("(x^2 - 2*x + 2)*exp(x) + C");
    await turn.getByRole("button", { name: "Copy: LaTeX" }).click();
    await expect.poll(() => clipboard(page)).toContain("\\left(");
    await turn.getByRole("button", { name: "Copy: Markdown" }).click();
    await expect.poll(() => clipboard(page)).toContain("**integrate x^2 e^x**");
    await turn.getByRole("button", { name: "Copy: Link" }).click();
    await expect.poll(() => clipboard(page)).toContain("#conversation=");
    const other = await page.context().newPage();
    await other.goto(await clipboard(page));
    await other.locator(".turn .badge").first().waitFor();
    expect(await other.locator(".question").textContent()).toBe("integrate x^2 e^x");
    expect(other.url()).not.toContain("#conversation");
    await page.context().close();
  });

  test("a question and its reading can be edited and asked, by keyboard alone", async () => {
    const { page, turn } = await ask("integrate x^2 e^x");
    await turn.locator(".badge").first().waitFor();
    const opener = turn.getByRole("button", { name: "Edit the question and ask it" });
    await opener.focus();
    await page.keyboard.press("Enter");
    const field = turn.getByRole("textbox", { name: "Edit the question and ask it" });
    expect(await field.inputValue()).toBe("integrate x^2 e^x");
    await page.keyboard.press("Escape");
    expect(await field.isVisible()).toBe(false);
    expect(await opener.evaluate((button) => button.matches(":focus"))).toBe(true);
    await turn.getByRole("button", { name: "Edit the reading and ask it" }).click();
    const reading = turn.getByRole("textbox", { name: "Edit the reading and ask it" });
    expect(await reading.inputValue()).toBe("integrate(x^2*exp(x), x)");
    await reading.fill("integrate(x^3*exp(x), x)");
    await page.keyboard.press("Enter");
    await turn.getByText("Version 2 of 2").waitFor({ state: "attached" });
    await turn.locator(".badge").first().waitFor();
    expect(await page.locator(".question").textContent()).toBe("integrate(x^3*exp(x), x)");
    await turn.getByRole("button", { name: "Ask again" }).click();
    await turn.getByText("Version 3 of 3").waitFor({ state: "attached" });
    expect(await page.locator(".question").textContent()).toBe("integrate(x^3*exp(x), x)");
    await page.context().close();
  });

  test("an opinion of an answer, with its reason, reaches the store", async () => {
    const { page, turn } = await ask("integrate x^2 e^x");
    await turn.getByRole("button", { name: "Good", exact: true }).click();
    await turn.getByText("Thank you, noted.").waitFor();
    expect(await turn.locator(".reasons").isVisible()).toBe(false);
    const bad = turn.getByRole("button", { name: "Bad", exact: true });
    await bad.click();
    await expect.poll(() => bad.getAttribute("aria-pressed")).toBe("true");
    await turn.getByRole("button", { name: "My question was misread" }).click();
    const stored = async () =>
      JSON.stringify(await store.listRecords("feedback", { limit: 100, nowMs: 0 }));
    await expect.poll(stored).toContain("My question was misread");
    expect(await stored()).toContain('"bad"');
    expect(await stored()).not.toContain('"good"');
    await page.context().close();
  });

  test("an assumption is switched by its chip; all of it in Chinese too", async () => {
    const { page, turn } = await ask("integrate x^2 e^x", { locale: "zh-CN" });
    await turn.getByRole("button", { name: "编辑理解后提问" }).waitFor();
    await turn.getByRole("button", { name: "复制: 文本" }).click();
    await turn.getByText("已复制。").waitFor();
    await turn.getByRole("button", { name: "a variable e" }).click();
    await turn.getByText("第 2 版，共 2 版").waitFor({ state: "attached" });
    expect(await page.locator(".question").textContent()).toContain("with e a constant");
    await page.context().close();
  });
});
