import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { createAgent } from "../src/agent/agent.ts";
import { randomIds, systemClock } from "../src/core/system-port.ts";
import { createVerifier } from "../src/hallucination/verifier.ts";
import { startNodeServer } from "../src/server/node.ts";
import { createMathEngine } from "../src/tools/math/engine.ts";
import { readAlone } from "../src/tools/math/read-alone.ts";
import { findChromium, launchChromium } from "../test/browser/chromium.ts";
import { sampleAnswers } from "../test/browser/sample-answers.ts";
import { ScriptedAgent, scriptedMath, scriptedParts } from "../test/http/scripted-parts.ts";

/** Takes the pictures of docs/widget/, measures a first visit and a long conversation: `node scripts/widget-pictures.ts`. */

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
  [
    "answer",
    desktop,
    async (page) => {
      await ask(page, "integrate x^2 e^x");
      await page.locator(".actions button").last().click();
      await page.locator(".versions:not([hidden])").waitFor();
      await page.locator(".turn .formula .katex").waitFor();
    },
  ],
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
  ["table-phone", phone, (page) => ask(page, "table")],
  ["no-answer-phone", phone, (page) => ask(page, "the thing")],
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
      await page.locator(".composer-row .quiet").first().click();
      await page.locator(".composer textarea").fill("求 sqrt(x)/2 的导数");
      await page.locator(".preview .katex").waitFor();
    },
  ],
  [
    "plot-dark",
    { ...dark, viewport: { width: 900, height: 860 } },
    async (page) => {
      const turn = await ask(page, "plot sin(x) and cos(x) from 0 to 2pi");
      await turn.locator("summary").filter({ hasText: "Plot" }).first().click();
      await turn.locator(".plot-stage").focus();
      await page.keyboard.press("t");
      for (let step = 0; step < 3; step += 1) await page.keyboard.press("Shift+ArrowRight");
      await turn
        .locator(".plot-readout")
        .evaluate((readout) => readout.scrollIntoView({ block: "end" }));
    },
  ],
];

async function takePictures(browser: Browser, address: (name: string) => string) {
  mkdirSync(folder, { recursive: true });
  for (const [name, options, show] of STATES) {
    const context = await browser.newContext({
      locale: "en-GB",
      reducedMotion: "reduce",
      ...options,
    });
    const page = await context.newPage();
    await page.goto(address(name));
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

/** A first visit as Lighthouse has it: a slow phone's processor and network. */
async function measureVisit(browser: Browser, address: string) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  await protocol.send("Network.enable");
  await protocol.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: 1_638_400 / 8,
    uploadThroughput: 768_000 / 8,
  });
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  let bytes = 0;
  let requests = 0;
  protocol.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await page.addInitScript(() => {
    const seen = { largestPaintMs: 0, layoutShift: 0, blockedMs: 0 };
    Reflect.set(globalThis, "seen", seen);
    const observe = (type: string, take: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) take(entry);
      }).observe({ type, buffered: true });
    observe("largest-contentful-paint", (entry) => (seen.largestPaintMs = entry.startTime));
    observe("layout-shift", (entry) => (seen.layoutShift += Number(Reflect.get(entry, "value"))));
    observe("longtask", (entry) => (seen.blockedMs += Math.max(0, entry.duration - 50)));
  });
  await page.goto(address);
  await page.locator(".composer .primary").waitFor();
  await page.waitForLoadState("networkidle");
  const seen = await page.evaluate(() => ({
    firstPaintMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
    ...(Reflect.get(globalThis, "seen") as Record<string, number>),
  }));
  await context.close();
  return { ...seen, kilobytes: Math.round(bytes / 1000), requests };
}

const path = findChromium();
if (path === null) throw new Error("No Chromium was found. Set CHROMIUM_PATH to one.");
const browser = await launchChromium(path);
const parts = {
  ...scriptedParts(new ScriptedAgent(sampleAnswers)),
  math: { ...scriptedMath, read: readAlone },
};
const server = await startNodeServer({ ...parts, port: 0, drainMs: 0 });
if (!process.argv.includes("--no-pictures")) {
  const math = createMathEngine();
  const system = { clock: systemClock, ids: randomIds };
  const agent = createAgent({ math, verifier: createVerifier(math), model: null, ...system });
  const real = await startNodeServer({ ...parts, math, agent, port: 0, drainMs: 0 });
  await takePictures(browser, (name) => (name === "plot-dark" ? real : server).address);
  await real.close();
}
if (!process.argv.includes("--no-measure")) {
  const visit = await measureVisit(browser, server.address);
  const long = await measureLong(browser, server.address);
  process.stdout.write(`${JSON.stringify({ visit, long })}\n`);
}
await browser.close();
await server.close();
