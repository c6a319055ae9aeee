import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { scriptedParts, ScriptedAgent } from "../http/scripted-parts.ts";
import { findChromium, launchChromium } from "./chromium.ts";
import { sampleAnswers } from "./sample-answers.ts";

const chromiumPath = findChromium();
const folder = process.env["ANSATZ_SCREENSHOTS"] ?? mkdtempSync(join(tmpdir(), "ansatz-page-"));

describe.skipIf(!chromiumPath)("the page in a browser", () => {
  let browser: Browser;
  let server: NodeServer;
  const pages: Page[] = [];
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? "");
    const parts = scriptedParts(new ScriptedAgent(sampleAnswers));
    server = await startNodeServer({ ...parts, port: 0, drainMs: 0 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
    expect(problems.splice(0)).toEqual([]);
  });

  async function open(options: BrowserContextOptions = {}, address = server.address) {
    const context = await browser.newContext({ locale: "en-GB", ...options });
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      // The browser notes every refused call by itself; the page shows those as sentences.
      if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
        problems.push(message.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(address) && !request.url().startsWith("data:"))
        problems.push(`foreign request: ${request.url()}`);
    });
    pages.push(page);
    await page.goto(address);
    return page;
  }

  async function ask(page: Page, question: string) {
    await page.getByLabel("Your question").fill(question);
    await page.keyboard.press("Enter");
    return page.locator(".turn").last();
  }

  const settled = (page: Page) => page.locator(".turn").last().locator(".badge").first().waitFor();

  test("a question gets its reading, answer, badge and certificate", async () => {
    const page = await open();
    const turn = await ask(page, "integrate x^2 e^x");
    await settled(page);
    expect(await turn.locator(".question").textContent()).toBe("integrate x^2 e^x");
    await turn.locator(".reading .katex math").waitFor({ state: "attached" });
    expect(await turn.locator(".reading").textContent()).toContain("Read as");
    expect(await turn.locator(".reading-text").textContent()).toContain("antiderivative of x²");
    await turn.locator(".formula .katex-display math").waitFor({ state: "attached" });
    const badge = turn.locator(".badge").first();
    expect(await badge.getAttribute("data-badge")).toBe("proved");
    expect(await badge.textContent()).toContain("Proved");
    const certificate = turn.locator("details.certificate");
    expect(await certificate.getByText("differentiate-back").last().isVisible()).toBe(false);
    await certificate.locator("summary").click();
    for (const text of ["differentiate-back", "for every real x", "compute-engine", "x real"])
      expect(await certificate.textContent()).toContain(text);
    expect(await certificate.locator("dl").isVisible()).toBe(true);
    expect(await turn.getAttribute("aria-busy")).toBe("false");
  });

  test.each([
    ["what is undecided", "undecided", "Undecided"],
    ["show the draft", "proved", "Proved"],
    ["the thing", "not-answered", "Not answered"],
  ])("%s is marked %s, in words", async (question, kind, words) => {
    const page = await open();
    const turn = await ask(page, question);
    await settled(page);
    const badge = turn.locator(".badge").first();
    expect(await badge.getAttribute("data-badge")).toBe(kind);
    expect(await badge.textContent()).toContain(words);
  });

  test("a mended draft says so, lists its claims, and leaves money alone", async () => {
    const page = await open();
    const turn = await ask(page, "show the draft");
    await settled(page);
    expect(await turn.locator(".badge.corrected").textContent()).toContain("Corrected");
    await turn.getByText("1 claim checked").click();
    expect(await turn.locator(".claim").textContent()).toContain("180 / 1.5 = 120 proved");
    expect(await turn.locator(".prose").textContent()).toContain("The price was $5 and $6.");
  });

  test("what was not understood offers inputs that work, one click away", async () => {
    const page = await open();
    await ask(page, "the thing");
    await page.getByRole("button", { name: "solve x^2 = 2" }).click();
    await page.locator(".turn").nth(1).locator(".badge").first().waitFor();
    expect(await page.locator(".question").last().textContent()).toBe("solve x^2 = 2");
  });

  test("markup in a question or a reply stays text, and a formula cannot link", async () => {
    const page = await open();
    const attack = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
    const turn = await ask(page, attack);
    await settled(page);
    for (const summary of await turn.locator("summary").all()) await summary.click();
    expect(await turn.locator(".question").textContent()).toBe(attack);
    expect(await turn.locator(".prose").first().textContent()).toContain(attack);
    expect(await turn.locator(".prose strong").first().textContent()).toBe("this");
    expect(await page.locator("script, img[onerror], a[href^='javascript']").count()).toBe(1);
    expect(await page.evaluate("window.pwned")).toBeUndefined();
  });

  test("work is seen live, and the stop button stops it", async () => {
    const page = await open();
    const turn = await ask(page, "wait for it");
    await turn.getByText("Looking for a closed form").waitFor();
    expect(await turn.locator(".progress").textContent()).toContain("Read as an integral");
    expect(await turn.getAttribute("aria-busy")).toBe("true");
    await page.getByRole("button", { name: "Stop" }).click();
    await turn.getByText("Stopped. The question was not answered.").waitFor();
    await page.getByRole("button", { name: "Ask", exact: true }).waitFor();
  });

  test("a failure is a sentence with a way to ask again", async () => {
    const page = await open();
    const turn = await ask(page, "fail please");
    await turn.getByText("The model did not answer in time.").waitFor();
    await turn.getByRole("button", { name: "Ask again" }).click();
    await turn.getByText("Version 2 of 2").waitFor({ state: "attached" });
    await turn.getByText("did not answer in time").waitFor();
  });

  test("the conversation is there again after a reload, and a new one begins empty", async () => {
    const page = await open();
    await ask(page, "integrate x^2 e^x");
    await settled(page);
    await ask(page, "show the draft");
    await page.getByText("1 claim checked").waitFor();
    await page.reload();
    await page.locator(".turn").nth(1).locator(".badge").first().waitFor();
    expect(await page.locator(".question").allTextContents()).toEqual([
      "integrate x^2 e^x",
      "show the draft",
    ]);
    await page.getByRole("button", { name: "New conversation" }).click();
    expect(await page.locator(".turn").count()).toBe(0);
    await page.reload();
    await page.getByText("Try one").waitFor();
    expect(await page.locator(".turn").count()).toBe(0);
  });

  test("a run that is at work is taken up again after a reload", async () => {
    const page = await open();
    await ask(page, "wait for it");
    await page.getByText("Looking for a closed form").waitFor();
    await page.reload();
    await page.getByText("Looking for a closed form").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Stopped. The question was not answered.").waitFor();
  });

  test("a Chinese browser gets a Chinese page, and the switch is remembered", async () => {
    const page = await open({ locale: "zh-CN" });
    await page.getByRole("button", { name: "求 x^2 e^x 的不定积分" }).click();
    await page.getByText("已证明").first().waitFor();
    await page.getByRole("button", { name: "Switch to English" }).click();
    await page.getByText("Proved").first().waitFor();
    await page.reload();
    expect(await page.getByLabel("Your question").count()).toBe(1);
  });

  test("a service with keys asks for one and goes on with it", async () => {
    const parts = scriptedParts(new ScriptedAgent(sampleAnswers));
    const guarded = await startNodeServer({ ...parts, apiKeys: ["the-key"], port: 0 });
    const page = await open({}, guarded.address);
    await ask(page, "integrate x^2 e^x");
    await page.getByLabel("API key").fill("the-key");
    await page.getByRole("button", { name: "Use this key" }).click();
    await settled(page);
    await page.context().close();
    pages.splice(0);
    await guarded.close();
  });

  test("a service that is gone is said in a sentence", async () => {
    const passing = await startNodeServer({ ...scriptedParts(), port: 0, drainMs: 0 });
    const page = await open({}, passing.address);
    await passing.close();
    const turn = await ask(page, "2+2");
    await turn.getByText("The service cannot be reached.").waitFor();
  });

  test.each([
    ["desktop-light", { viewport: { width: 1200, height: 900 }, colorScheme: "light" }],
    ["desktop-dark", { viewport: { width: 1200, height: 900 }, colorScheme: "dark" }],
    ["phone-light", { viewport: { width: 390, height: 844 }, colorScheme: "light" }],
    ["phone-dark", { viewport: { width: 390, height: 844 }, colorScheme: "dark" }],
  ] as const)("nothing runs off the screen: %s", async (name, options) => {
    const page = await open(options);
    await page.screenshot({ path: join(folder, `${name}-welcome.png`) });
    for (const question of ["integrate x^2 e^x", "show the draft", "the thing", "undecided?"]) {
      await ask(page, question);
      await settled(page);
    }
    await ask(page, `fail ${"x".repeat(300)}`);
    await page.getByText("did not answer in time").waitFor();
    await page.locator(".formula .katex").waitFor();
    await page.locator(".frame").evaluate((element) => element.scrollTo({ top: 0 }));
    await page.locator("details.certificate summary").first().click();
    await page.screenshot({ path: join(folder, `${name}-top.png`) });
    await page.locator(".turn").nth(1).scrollIntoViewIfNeeded();
    await page.getByText("1 claim checked").click();
    await page
      .locator(".turn")
      .nth(1)
      .evaluate((element) => element.scrollIntoView());
    await page.screenshot({ path: join(folder, `${name}-middle.png`) });
    await page.locator(".frame").evaluate((element) => element.scrollTo({ top: 1e6 }));
    await page.screenshot({ path: join(folder, `${name}-bottom.png`) });
    const overflow = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(overflow).toBe(0);
    const inside = await page
      .locator(".frame")
      .evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(inside).toBe(0);
  });
});
