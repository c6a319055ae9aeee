import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { answerWith, scriptedParts, ScriptedAgent } from "../http/scripted-parts.ts";
import { findChromium, launchChromium } from "./chromium.ts";

const chromiumPath = findChromium();

const phone = { viewport: { width: 390, height: 760 }, hasTouch: true } as const;

describe.skipIf(!chromiumPath)("branches of a conversation", () => {
  let browser: Browser;
  let server: NodeServer;
  let agent: ScriptedAgent;

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? "");
    agent = new ScriptedAgent(async function* (request) {
      if (request.question.includes("wait"))
        await new Promise<void>((resolve) =>
          request.signal?.addEventListener("abort", () => resolve(), { once: true }),
        );
      if (request.question.includes("fail"))
        yield { type: "run-error", code: "model_timeout", message: "The model was too slow." };
      else yield* answerWith(`re ${request.question}`)(request);
    });
    server = await startNodeServer({ ...scriptedParts(agent), port: 0, drainMs: 0 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ locale: "en-GB", ...options });
    const page = await context.newPage();
    await page.goto(server.address);
    const settled = async (reply: string) => {
      const last = page.locator(".turn").last();
      await last.locator(".prose", { hasText: reply }).first().waitFor();
      await last.locator(".badge, .failure").first().waitFor();
    };
    const ask = async (question: string) => {
      await page.locator(".composer .primary:not(.stop)").waitFor();
      await page.locator(".composer textarea").fill(question);
      await page.keyboard.press("Enter");
      await settled(`re ${question}`);
    };
    return { page, ask, settled };
  }
  const shown = (page: Page) => page.locator(".question").allTextContents();
  const heard = () => agent.requests.at(-1)?.history.map(({ content }) => content);

  async function edit(page: Page, question: string, to: string) {
    const turn = page.locator(".turn", { has: page.getByRole("heading", { name: question }) });
    await turn.locator(".question-tools .editor > button").click();
    await turn.locator(".question-tools textarea").fill(to);
    await page.keyboard.press("Enter");
  }

  test.each([
    ["English, desktop", { locale: "en-GB" }, "Version 2 of 2", "Previous version", "Next version"],
    ["Chinese, phone", { locale: "zh-CN", ...phone }, "第 2 版，共 2 版", "上一版", "下一版"],
  ])(
    "an earlier question that is edited keeps its branch, also over a reload: %s",
    async (_name, options, version, previous, next) => {
      const { page, ask, settled } = await open(options);
      await ask("one");
      await ask("two");
      await ask("three");
      await edit(page, "two", "zwei");
      await settled("re zwei");
      expect(await shown(page)).toEqual(["one", "zwei"]);
      expect(heard()).toEqual(["one", "re one"]);
      await page.getByText(version).waitFor({ state: "attached" });
      await ask("drei");
      expect(heard()).toEqual(["one", "re one", "zwei", "re zwei"]);

      // By keyboard alone, and the focus stays with the versions.
      await page.getByRole("button", { name: previous }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "three" }).waitFor();
      expect(await shown(page)).toEqual(["one", "two", "three"]);
      const focused = () =>
        page.locator("ansatz-chat").evaluate((chat) => {
          const { activeElement } = chat.shadowRoot ?? {};
          return activeElement?.getAttribute("aria-label");
        });
      expect(await focused()).toBe(next);
      await page.reload();
      await settled("re three");
      expect(await shown(page)).toEqual(["one", "two", "three"]);
      await ask("four");
      expect(heard()).toEqual(["one", "re one", "two", "re two", "three", "re three"]);
      await page.getByRole("button", { name: next }).click();
      await page.getByRole("heading", { name: "drei" }).waitFor();
      expect(await shown(page)).toEqual(["one", "zwei", "drei"]);
      const wide = await page
        .locator(".frame")
        .evaluate((frame) => frame.scrollWidth - frame.clientWidth);
      expect(wide).toBe(0);
      await page.context().close();
    },
  );

  test("a first question has versions too, and nothing lies behind the first and the last of them", async () => {
    const { page, ask, settled } = await open();
    await ask("one");
    await ask("two");
    await edit(page, "one", "uno");
    await settled("re uno");
    expect(heard()).toEqual([]);
    expect(await shown(page)).toEqual(["uno"]);
    await edit(page, "uno", "eins");
    await settled("re eins");
    await page.getByText("Version 3 of 3").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Previous version" }).click();
    await page.getByRole("button", { name: "Previous version" }).click();
    await page.getByRole("heading", { name: "two" }).waitFor();
    expect(await shown(page)).toEqual(["one", "two"]);
    const ends = page.getByRole("button", { name: "Previous version" });
    expect(await ends.getAttribute("aria-disabled")).toBe("true");
    await ends.press("Enter");
    expect(await shown(page)).toEqual(["one", "two"]);
    await page.context().close();
  });

  test("while a question is at work no branch is left; a failed one is a version as well", async () => {
    const { page, ask, settled } = await open();
    await ask("one");
    await edit(page, "one", "wait");
    await page.getByRole("button", { name: "Stop" }).waitFor();
    await page.getByRole("button", { name: "Previous version" }).click();
    await page.getByText("Stop the question at work first.").waitFor();
    expect(await shown(page)).toEqual(["wait"]);
    await page.getByRole("button", { name: "Stop" }).click();
    await page.locator(".badge, .failure").first().waitFor();
    await edit(page, "wait", "fail");
    await page.getByText("The model was too slow.").waitFor();
    await page.getByText("Version 3 of 3").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Ask again" }).click();
    await page.getByText("Version 4 of 4").waitFor({ state: "attached" });
    await page.getByText("The model was too slow.").waitFor();
    await page.getByRole("button", { name: "Previous version" }).click();
    await page.getByRole("button", { name: "Previous version" }).click();
    await page.getByRole("button", { name: "Previous version" }).click();
    await settled("re one");
    expect(await shown(page)).toEqual(["one"]);
    await page.context().close();
  });

  test("a question that could not be started gives way and leaves the branch as it was", async () => {
    const { page, ask, settled } = await open();
    await ask("one");
    await ask("two");
    await page.route("**/v1/runs", (route) => route.abort());
    await edit(page, "two", "zwei");
    await page.getByText("The service cannot be reached.").waitFor();
    await page.getByText("Version 2 of 2").waitFor({ state: "attached" });
    await page.unroute("**/v1/runs");
    await page.locator(".failure .chip").click();
    await settled("re zwei");
    expect(await shown(page)).toEqual(["one", "zwei"]);
    expect(heard()).toEqual(["one", "re one"]);
    await page.context().close();
  });
});
