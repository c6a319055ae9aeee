import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { startNodeServer } from "../src/server/node.ts";
import { findChromium, launchChromium } from "../test/browser/chromium.ts";
import { sampleAnswers } from "../test/browser/sample-answers.ts";
import { ScriptedAgent, scriptedParts } from "../test/http/scripted-parts.ts";

/** Takes the pictures of docs/widget/ and measures a long conversation: `node scripts/widget-pictures.ts`. */

const folder = fileURLToPath(new URL("../docs/widget/", import.meta.url));
const TURNS = 250;

const desktop = { viewport: { width: 900, height: 700 }, colorScheme: "light" } as const;
const dark = { ...desktop, colorScheme: "dark" } as const;
const phone = { viewport: { width: 390, height: 700 }, colorScheme: "light" } as const;
const phoneDark = { ...phone, colorScheme: "dark" } as const;

async function ask(page: Page, question: string) {
  await page.locator(".composer textarea").fill(question);
  await page.keyboard.press("Enter");
  const turn = page.locator(".turn").last();
  await turn.locator(".badge, .failure").first().waitFor();
  return turn;
}

type State = readonly [
  name: string,
  options: BrowserContextOptions,
  show: (page: Page) => Promise<unknown>,
];

const STATES: readonly State[] = [
  ["welcome", desktop, async () => {}],
  ["answer", desktop, (page) => ask(page, "integrate x^2 e^x")],
  ["answer-dark", dark, (page) => ask(page, "integrate x^2 e^x")],
  ["claims", desktop, (page) => ask(page, "every verdict")],
  [
    "claim-check",
    dark,
    async (page) => (await ask(page, "every verdict")).locator(".sign").nth(2).click(),
  ],
  [
    "claim-check-phone",
    phoneDark,
    async (page) => (await ask(page, "every verdict")).locator(".sign").first().click(),
  ],
  ["no-answer-phone", phone, (page) => ask(page, "the thing")],
  ["failure", desktop, (page) => ask(page, "fail")],
  [
    "history",
    desktop,
    async (page) => {
      await ask(page, "integrate x^2 e^x");
      await page.locator("header nav button").first().click();
      await page.locator(".history li").first().waitFor();
    },
  ],
  [
    "composing-chinese-phone",
    { ...phone, locale: "zh-CN" },
    async (page) => {
      await page.locator(".composer-row .quiet").click();
      await page.locator(".composer textarea").fill("\\int_0^1 x^2 \\, dx");
      await page.locator(".preview .katex").waitFor();
    },
  ],
];

async function takePictures(browser: Browser, address: string) {
  mkdirSync(folder, { recursive: true });
  for (const [name, options, show] of STATES) {
    const context = await browser.newContext({
      locale: "en-GB",
      reducedMotion: "reduce",
      ...options,
    });
    const page = await context.newPage();
    await page.goto(address);
    await show(page);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${folder}${name}.png` });
    await context.close();
  }
}

/** Times between frames while the page scrolls through, and from a key or a question to the next frame. */
async function measureLong(browser: Browser, address: string) {
  const page = await browser.newPage({ reducedMotion: "reduce" });
  await page.goto(address);
  for (let turn = 1; turn <= TURNS; turn += 1) {
    await page.locator(".composer .primary:not(.stop)").waitFor();
    await ask(page, turn % 2 === 0 ? "every verdict" : "integrate x^2 e^x");
  }
  const measured = await page.locator("ansatz-chat").evaluate(async (chat) => {
    const root = chat.shadowRoot;
    const frame = root?.querySelector(".frame");
    const field = root?.querySelector("textarea[id=question]");
    const form = root?.querySelector(".composer");
    if (!frame || !(field instanceof HTMLTextAreaElement) || !(form instanceof HTMLFormElement))
      throw new Error("The page has no field.");
    const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
    const p95 = (values: number[]) =>
      values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
    const scroll: number[] = [];
    let last = await nextFrame();
    for (let step = 0; step < 240; step += 1) {
      frame.scrollTop = (frame.scrollHeight * step) / 240;
      const now = await nextFrame();
      scroll.push(now - last);
      last = now;
    }
    const afterFrame = async (act: () => void) => {
      const start = performance.now();
      act();
      await nextFrame();
      await new Promise((resolve) => setTimeout(resolve));
      return performance.now() - start;
    };
    const keys: number[] = [];
    for (let key = 0; key < 60; key += 1)
      keys.push(
        await afterFrame(() => {
          field.value += "x";
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }),
      );
    field.value = "wait for it";
    const status = await afterFrame(() => form.requestSubmit());
    const isSaid = root?.querySelector(".turn:last-child .now")?.textContent !== "";
    return {
      messages: (root?.querySelectorAll(".turn").length ?? 0) * 2,
      scrollMs: { median: median(scroll), p95: p95(scroll) },
      keyMs: { median: median(keys), p95: p95(keys) },
      firstStatusMs: isSaid ? status : null,
    };
  });
  await page.close();
  return measured;
}

const path = findChromium();
if (path === null) throw new Error("No Chromium was found. Set CHROMIUM_PATH to one.");
const browser = await launchChromium(path);
const parts = scriptedParts(new ScriptedAgent(sampleAnswers));
const server = await startNodeServer({ ...parts, port: 0, drainMs: 0 });
if (!process.argv.includes("--no-pictures")) await takePictures(browser, server.address);
if (!process.argv.includes("--no-measure"))
  process.stdout.write(`${JSON.stringify(await measureLong(browser, server.address))}\n`);
await browser.close();
await server.close();
