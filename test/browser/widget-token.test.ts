import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { answerWith, scriptedParts, ScriptedAgent } from "../http/scripted-parts.ts";
import { findChromium, launchChromium } from "./chromium.ts";
import { startHostPage, type HostPage } from "./host-page.ts";

const chromiumPath = findChromium();
const KEY = "the-operators-key-which-no-page-sees";

describe.skipIf(!chromiumPath)("the widget in a page of another origin", () => {
  let browser: Browser;
  let service: NodeServer;
  let shop: HostPage;
  let evil: HostPage;
  let bare: HostPage;
  let nowMs = 1_700_000_000_000;
  let minted: { id: string; token: string }[] = [];

  const mint = async (origin: string) => {
    const response = await fetch(`${service.address}/v1/widget/tokens`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ origin, user: "visitor-1", expiresInSeconds: 60 }),
    });
    const token = (await response.json()) as { id: string; token: string };
    minted.push(token);
    return token;
  };

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? "");
    const page = (attributes: string) => () =>
      `<script type="module" src="${service.address}/widget.js"></script>
       <ansatz-chat ${attributes} lang="en" style="height: 30rem"></ansatz-chat>`;
    const tokens = async (path: string) => (path === "/token" ? mint(shop.origin) : null);
    shop = await startHostPage(page('token-url="/token"'), tokens);
    evil = await startHostPage(page('token-url="/token"'), tokens);
    bare = await startHostPage(page(""));
    const parts = scriptedParts(new ScriptedAgent(answerWith("The answer is 4.")));
    service = await startNodeServer({
      ...parts,
      clock: { nowMs: () => nowMs },
      apiKeys: [KEY],
      allowedOrigins: [shop.origin, evil.origin, bare.origin],
      port: 0,
      drainMs: 0,
    });
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([service, shop, evil, bare].map((server) => server?.close()));
  });

  async function open(host: HostPage) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const sent: string[] = [];
    page.on("request", (request) => {
      sent.push(JSON.stringify([request.url(), request.headers(), request.postData()]));
    });
    await page.goto(host.origin);
    return { page, sent };
  }
  async function ask(page: Page, question: string) {
    await page.locator(".composer .primary:not(.stop)").waitFor();
    await page.locator(".composer textarea").fill(question);
    await page.keyboard.press("Enter");
    return page.locator(".turn").last();
  }

  test("asks with a token of the page's own server; the key is nowhere in the page", async () => {
    minted = [];
    const { page, sent } = await open(shop);
    const turn = await ask(page, "2+2");
    await turn.locator(".badge").first().waitFor();
    await page.reload();
    await page.locator(".turn .badge").first().waitFor();
    expect(minted.length).toBe(2);
    expect(sent.some((request) => request.includes("azw_"))).toBe(true);
    expect(sent.join("\n")).not.toContain(KEY);
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...sessionStorage }, { ...localStorage }]),
    );
    expect(kept).not.toContain("azw_");
    expect(kept).not.toContain(KEY);
    expect(await page.content()).not.toContain("azw_");
    await page.context().close();
  });

  test("a token that has run out or was ended is replaced in the middle of a conversation", async () => {
    const { page } = await open(shop);
    await (await ask(page, "2+2")).locator(".badge").first().waitFor();
    const before = minted.length;
    nowMs += 61_000;
    await (await ask(page, "3+3")).locator(".badge").first().waitFor();
    expect(minted.length).toBe(before + 1);
    await fetch(`${service.address}/v1/widget/tokens/${minted.at(-1)?.id}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${KEY}` },
    });
    await (await ask(page, "4+4")).locator(".badge").first().waitFor();
    expect(minted.length).toBe(before + 2);
    await page.context().close();
  });

  test("another page gets nothing with a token that was made for the first", async () => {
    const { page } = await open(evil);
    const turn = await ask(page, "2+2");
    await turn.getByText(`good for pages of ${shop.origin} only`).waitFor();
    expect(await turn.locator(".badge").count()).toBe(0);
    await page.context().close();
  });

  test("a page without tokens is refused in a sentence, and no key is asked for there", async () => {
    const { page } = await open(bare);
    const turn = await ask(page, "2+2");
    await turn.getByText("must set up widget tokens").waitFor();
    expect(await page.getByLabel("API key").count()).toBe(0);
    await page.context().close();
  });
});
