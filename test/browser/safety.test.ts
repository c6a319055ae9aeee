import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Claim } from "../../src/core/verify-result.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { askResult, scriptedParts, ScriptedAgent } from "../http/scripted-parts.ts";
import { findChromium, launchChromium } from "./chromium.ts";
import { ATTACKS } from "./attacks.ts";
import { sampleAnswers } from "./sample-answers.ts";

const chromiumPath = findChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.skipIf(!chromiumPath)("the page is safe and open to everyone", () => {
  let browser: Browser;
  let server: NodeServer;

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? "");
    const agent = new ScriptedAgent(async function* (request) {
      if (!request.question.startsWith("attack")) return yield* sampleAnswers(request);
      const attack = ATTACKS[Number(request.question.split(" ")[1])] ?? "";
      const claim: Claim = {
        start: 0,
        end: attack.length,
        text: attack,
        kind: "equation",
        verdict: "undecided",
        provenance: "model-only",
        confidence: 0,
        evidence: { method: attack, detail: attack, expected: attack },
      };
      const step = { kind: "model", text: attack, ms: 1 } as const;
      yield { type: "status", text: attack };
      yield { type: "reading", text: attack, latex: attack };
      yield { type: "reasoning-delta", text: attack };
      yield { type: "step-end", step };
      yield { type: "answer-delta", text: attack };
      const result = askResult(request, attack);
      const folded = {
        verdict: "undecided",
        route: "loop",
        claims: [claim],
        steps: [step],
      } as const;
      yield { type: "run-end", result: { ...result, ...folded, claims: [claim], steps: [step] } };
    });
    server = await startNodeServer({ ...scriptedParts(agent), port: 0, drainMs: 0 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ locale: "en-GB", bypassCSP: true, ...options });
    const page = await context.newPage();
    await page.goto(server.address);
    return page;
  }
  async function ask(page: Page, question: string) {
    await page.locator(".composer .primary:not(.stop)").waitFor();
    await page.locator(".composer textarea").fill(question);
    await page.keyboard.press("Enter");
    await page.locator(".turn").last().locator(".badge, .failure, .pulse").first().waitFor();
  }

  test("nothing of a corpus of injections executes, loads or links, even without the policy", async () => {
    const page = await open();
    const foreign: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(server.address)) foreign.push(request.url());
    });
    page.on("dialog", (dialog) => {
      foreign.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    for (const index of ATTACKS.keys()) await ask(page, `attack ${index} ${ATTACKS[index]}`);
    await page.locator(".turn").last().locator(".badge").first().waitFor();
    for (const sign of await page.locator(".sign").all()) {
      await sign.evaluate((button: HTMLElement) => button.click());
      await page.keyboard.press("Escape");
    }
    await page.evaluate(() => document.fonts.ready);
    expect(await page.locator(".turn .badge").count()).toBe(ATTACKS.length);
    const found = await page.locator(".turns").evaluate((turns) => ({
      elements: [
        ...turns.querySelectorAll(
          "script, iframe, object, embed, img, video, audio, base, meta, link, style, form[action], math[href], [srcdoc]",
        ),
      ].map((element) => element.outerHTML.slice(0, 200)),
      handlers: [...turns.querySelectorAll("*")].flatMap((element) =>
        [...element.attributes].filter(({ name }) => name.startsWith("on")).map(({ name }) => name),
      ),
    }));
    expect(found).toEqual({ elements: [], handlers: [] });
    // Links to the web are allowed: to whole addresses, into a page of their own, and seen for what they are.
    const links = await page.locator(".turns a").evaluateAll((all) =>
      all.map((link) => ({
        href: link.getAttribute("href") ?? "",
        opens: `${link.getAttribute("target")} ${link.getAttribute("rel")}`,
        attributes: link.getAttributeNames().toSorted().join(" "),
        text: link.textContent ?? "",
      })),
    );
    expect(links.length).toBeGreaterThan(2);
    for (const { href, opens, attributes, text } of links) {
      expect(href).toMatch(/^https:\/\/evil\.example\//);
      expect(opens).toBe("_blank noopener noreferrer nofollow");
      expect(attributes).toBe("href rel target");
      expect(text).toContain("evil.example");
    }
    expect(foreign).toEqual([]);
    expect(await page.evaluate(() => Reflect.get(globalThis, "pwned"))).toBeUndefined();
    await page.context().close();
  });

  test.each([
    ["light, desktop", { colorScheme: "light", viewport: { width: 1100, height: 800 } }],
    [
      "dark, phone, Chinese",
      { colorScheme: "dark", viewport: { width: 380, height: 760 }, locale: "zh-CN" },
    ],
  ] as const)("axe finds no violation in the main states: %s", async (_name, options) => {
    const page = await open(options);
    await page.evaluate(axe);
    const said: string[] = [];
    const check = async (state: string) => {
      const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
      for (const { id, nodes } of violations)
        for (const { html } of nodes) said.push(`${state}: ${id}: ${html}`);
    };
    await check("welcome");
    await page.locator(".composer-row .quiet").first().click();
    await page.locator(".composer textarea").fill("$x^2$");
    await page.locator(".preview .katex").waitFor();
    await check("writing");
    await ask(page, "integrate x^2 e^x");
    await page.locator(".formula .katex").waitFor();
    await page.locator("summary").first().click();
    await check("answer");
    await ask(page, "every verdict");
    await page.locator(".turn").last().locator(".sign").first().click();
    await check("check of a claim");
    await page.keyboard.press("Escape");
    await ask(page, "the thing");
    await ask(page, "fail");
    await check("no answer, failure");
    await ask(page, "wait for it");
    await check("at work");
    await page.locator(".composer button[type=submit]").click();
    await page.locator("header nav button").first().click();
    await page.locator(".history li").first().waitFor();
    await check("history");
    expect(said).toEqual([]);
    await page.context().close();
  });

  test("what a first visit is sent, with the first answer, stays within 150 kB, fonts aside", async () => {
    const context = await browser.newContext({ locale: "en-GB" });
    const page = await context.newPage();
    const sent = new Map<string, number>();
    const protocol = await context.newCDPSession(page);
    await protocol.send("Network.enable");
    const addresses = new Map<string, string>();
    protocol.on("Network.requestWillBeSent", ({ requestId, request }) => {
      addresses.set(requestId, request.url);
    });
    protocol.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const address = addresses.get(requestId) ?? "";
      // With its head, as it came through the wire.
      if (!/\/v1\/|woff2/.test(address)) sent.set(address, encodedDataLength);
    });
    await page.goto(server.address);
    await ask(page, "integrate x^2 e^x");
    await page.locator(".formula .katex").waitFor();
    const total = [...sent.values()].reduce((sum, size) => sum + size, 0);
    expect(sent.size).toBeGreaterThan(20);
    expect(total).toBeGreaterThan(50_000);
    expect(total, `${total} bytes of ${[...sent.keys()].join(" ")}`).toBeLessThan(150_000);
    // A second visit is sent the names of the modules at most.
    sent.clear();
    await page.goto("about:blank");
    await page.goto(server.address);
    await page.locator(".turn .formula .katex").waitFor();
    const again = [...sent.values()].reduce((sum, size) => sum + size, 0);
    expect(again, [...sent].join(" ")).toBeLessThan(5_000);
    await page.context().close();
  });
});
