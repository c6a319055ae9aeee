import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAgent } from "../../src/agent/agent.ts";
import { AnsatzError } from "../../src/core/errors.ts";
import type { ModelProfile } from "../../src/core/model-profile.ts";
import { randomIds, systemClock } from "../../src/core/system-port.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createScriptedModel } from "../../src/model/scripted.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { findChromium, launchChromium } from "./chromium.ts";

const chromiumPath = findChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const REPLY =
  "Here is how long it takes.\n\n| speed | $t$ |\n|---|--:|\n| 90 km/h | 2 h |\n| 120 km/h | $1.5$ h |\n\nSince 180 / 120 = 1.5, it is an hour and a half; the railway was built in 1853, they say. See [a page on speed](https://en.wikipedia.org/wiki/Speed).\n\n- The fare is $5.";

const phone = { viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true };
const desktop = { viewport: { width: 1100, height: 800 } };

describe.skipIf(!chromiumPath)("one conversation with every feature, with the real agent", () => {
  let browser: Browser;
  let server: NodeServer;

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? "");
    const math = createMathEngine();
    // Steps are offered where they are found within a moment, which a cold process does not do.
    await math.warmUp();
    for (const query of ["solve x^2 - 4 = 0", "解方程 x^2 - 9 = 0"])
      await math.query({ query, pods: ["steps", "plot"] });
    const verifier = createVerifier(math);
    const model = createScriptedModel(
      Array.from({ length: 400 }, () => (request) => {
        const asked = request.messages.findLast(({ role }) => role === "user")?.content ?? "";
        if (asked.includes("Mozart"))
          return new AnsatzError("model_unavailable", "The model is not there. Start it.");
        if (asked.includes("Bach")) return { text: "…", until: new Promise(() => undefined) };
        return { text: REPLY, reasoning: "Perhaps they mean the fast one." };
      }),
      { capabilities: { contextTokens: 16_000, vision: true } },
    );
    const system = { clock: systemClock, ids: randomIds };
    const agent = createAgent({ math, verifier, model, ...system });
    const profile = { items: { vision: { answer: "yes" } } } as ModelProfile;
    server = await startNodeServer({
      agent,
      math,
      verifier,
      ...system,
      store: new MemoryStore(),
      modelId: model.id,
      modelProfiles: () => [{ id: model.id, profile }],
      port: 0,
      drainMs: 0,
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test.each([
    ["English, desktop, light", "en-GB", { ...desktop, colorScheme: "light" }],
    ["English, phone, dark", "en-GB", { ...phone, colorScheme: "dark" }],
    ["Chinese, desktop, dark", "zh-CN", { ...desktop, colorScheme: "dark" }],
    ["Chinese, phone, light", "zh-CN", { ...phone, colorScheme: "light" }],
  ] as const)("%s", { timeout: 180_000 }, async (_name, locale, options) => {
    const zh = locale === "zh-CN";
    const { page, check, said } = await open({ locale, bypassCSP: true, ...options });
    const turn = page.locator(".turn").last();
    const ask = async (question: string) => {
      await page.locator(".composer .primary:not(.stop)").waitFor();
      await page.locator(".composer textarea").fill(question);
      await page.locator(".composer textarea").press("Enter");
    };
    const answered = () => turn.locator(".badge, .failure").first().waitFor();
    await check("welcome");

    await page.locator(".composer-row .quiet").first().click();
    await page.locator(".composer textarea").fill("sqrt(x)/2");
    await page.locator(".preview math msqrt").waitFor({ state: "attached" });
    await check("math keys, plain notation seen as it is read");
    await page.locator(".composer-row .quiet").first().click();

    await ask(zh ? "解方程 x^2 - 5x + 6 = 0" : "solve x^2 - 5x + 6 = 0");
    await answered();
    expect(await turn.locator(".badge").first().getAttribute("data-badge")).toBe("proved");
    await turn.locator(".reading .katex math").waitFor({ state: "attached" });
    await turn.locator("details.certificate summary").click();
    await turn.locator(".recheck .chip").click();
    await turn.locator("[data-recheck=proved]").waitFor();
    await turn
      .locator(".more-pods .chip", { hasText: zh ? "图" : "Plot" })
      .first()
      .click();
    const stage = turn.locator(".plot-stage");
    await stage.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("t");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => turn.locator(".plot-readout").textContent()).toMatch(/x\s*[=≈]/);
    await page.keyboard.press("Escape");
    await turn
      .locator(".more-pods .chip", { hasText: zh ? "分步" : "Step" })
      .first()
      .click();
    await turn.locator("[data-pod=steps] .chip").first().click();
    expect(await turn.locator("[data-pod=steps] li").count()).toBe(1);
    await check("answer, certificate, re-check, plot, steps");

    await ask(zh ? "求 a x^2 的导数" : "derivative of a x^2");
    await answered();
    await turn.locator(".assumptions .chip").first().click();
    await turn.locator(".versions:not([hidden])").waitFor();
    await answered();
    await check("an assumption switched");
    await turn.locator(".versions button").first().click();
    await turn.locator(".versions", { hasText: "1/2" }).waitFor();

    await ask(zh ? "请介绍两座城市之间的火车" : "Tell me about trains between the two towns");
    await answered();
    await turn.locator("details.reasoning summary").click();
    expect(await turn.locator(".prose table td").count()).toBe(4);
    const link = turn.locator(".prose a");
    expect(await link.getAttribute("rel")).toContain("noopener");
    expect(await link.textContent()).toContain("(en.wikipedia.org)");
    await turn.locator(".claim-list summary").scrollIntoViewIfNeeded();
    await check("model's reply: reasoning, table, link, claims");
    await turn.locator(".sign").first().click();
    await page.getByRole("dialog").waitFor();
    await check("the check of a claim");
    await page.keyboard.press("Escape");

    const tools = turn.locator(".question-tools");
    await tools.locator(".editor > button").click();
    await tools.locator("textarea").fill(zh ? "火车是什么？" : "What is a train?");
    await check("editing a question");
    await tools.locator("textarea").press("Enter");
    await turn.locator(".versions", { hasText: "2/2" }).waitFor();
    await answered();
    await turn.locator(".feedback button").nth(1).click();
    await turn.locator(".reasons .chip").nth(1).click();
    await expect.poll(() => turn.locator(".feedback .said").textContent()).not.toBe("");
    await turn.locator(".actions button").first().click();
    await expect.poll(() => turn.locator(".actions .said").textContent()).not.toBe("");
    await check("another version, feedback, copied");

    await page.locator(".composer textarea").evaluate(async (field) => {
      const canvas = new OffscreenCanvas(300, 80);
      canvas.getContext("2d")?.fillRect(10, 10, 60, 60);
      const data = new DataTransfer();
      data.items.add(new File([await canvas.convertToBlob()], "x.png", { type: "image/png" }));
      const init = { bubbles: true, cancelable: true, clipboardData: data };
      field.dispatchEvent(new ClipboardEvent("paste", init));
    });
    await page.locator(".composer .picture img").waitFor();
    await check("a picture that is to be sent");
    await ask(zh ? "图中是什么？" : "What is in the picture?");
    await turn.locator(".picture img").waitFor();
    await answered();
    expect(await turn.locator(".badge").first().getAttribute("data-badge")).not.toBe("proved");

    await ask(zh ? "Mozart 是谁？" : "Who was Mozart?");
    await answered();
    await check("no answer");
    await ask(zh ? "Bach 是谁？" : "Who was Bach?");
    await turn.locator(".now").waitFor();
    await check("at work");
    await page.locator(".composer .stop").click();
    await turn.locator(".failure, .badge").first().waitFor();
    await check("stopped");

    await page.context().setOffline(true);
    await expect.poll(() => page.locator(".notice").textContent()).not.toBe("");
    await check("offline");
    await page.context().setOffline(false);

    await page.locator("header nav button").first().click();
    const entry = page.locator(".history li").first();
    await entry.waitFor();
    await page.locator(".history input").fill("x^2 - 5x");
    await check("history");
    const saved = page.waitForEvent("download");
    await entry.locator(".quiet").first().click();
    expect((await saved).suggestedFilename()).toMatch(/^ansatz-.*\.json$/);
    await page.keyboard.press("Escape");

    const questions = await page.locator(".question").allTextContents();
    await page.reload();
    await page
      .locator(".turn")
      .nth(questions.length - 1)
      .waitFor();
    await expect.poll(() => page.locator(".turn[aria-busy=true]").count()).toBe(0);
    expect(await page.locator(".question").allTextContents()).toEqual(questions);
    await page.evaluate(axe);
    await check("after a reload");
    await page.locator("header nav button").last().click();
    await expect
      .poll(() => page.locator(".composer .primary").textContent())
      .toBe(zh ? "Ask" : "提问");
    expect(said).toEqual([]);
    await page.context().close();
  });

  /** A page whose states are looked at by axe, and for what runs off its side. */
  async function open(options: BrowserContextOptions) {
    const context = await browser.newContext(options);
    const page: Page = await context.newPage();
    const said: string[] = [];
    page.on("pageerror", (error) => said.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
        said.push(message.text());
    });
    await page.goto(server.address);
    await page.evaluate(axe);
    const check = async (state: string) => {
      const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
      for (const { id, nodes } of violations)
        for (const { html } of nodes)
          // A formula gives no name to what it stands in, so its cell has a label, which this rule passes over.
          if (id !== "empty-table-header" || !/^<th[^>]* aria-label="[^"]/.test(html))
            said.push(`${state}: ${id}: ${html.slice(0, 300)}`);
      const over = await page
        .locator(".frame")
        .evaluate((frame) => frame.scrollWidth - frame.clientWidth);
      // One pixel is what rounding makes of a place on the edge.
      if (over > 1) said.push(`${state}: ${over} px run off the side`);
    };
    return { page, check, said };
  }
});
