import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ModelProfile } from "../../src/core/model-profile.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { readAlone } from "../../src/tools/math/read-alone.ts";
import { scriptedMath, scriptedParts, ScriptedAgent } from "../http/scripted-parts.ts";
import { findChromium, launchChromium } from "./chromium.ts";
import { sampleAnswers } from "./sample-answers.ts";

const chromiumPath = findChromium();

const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

describe.skipIf(!chromiumPath)("the field for the question", () => {
  let browser: Browser;
  let server: NodeServer;
  let sight: "yes" | "no" = "no";
  const agent = new ScriptedAgent(sampleAnswers);

  /** Pastes or drops a drawn picture of this width, or a file that is none of its kind. */
  const give = (page: Page, kind: string, type: string, width: number) =>
    page.getByRole("textbox").evaluate(
      async (field, { kind: event, type: mime, width: side }) => {
        const canvas = new OffscreenCanvas(side || 1, 100);
        const context = canvas.getContext("2d");
        if (context)
          for (let x = 0; x < side; x += 2) {
            context.fillStyle = `hsl(${(x * 37) % 360} 80% 50%)`;
            context.fillRect(x, 0, 2, (x * 13) % 100);
          }
        const content = side === 0 ? "no picture" : await canvas.convertToBlob();
        const data = new DataTransfer();
        data.items.add(new File([content], "x", { type: mime }));
        const init = { bubbles: true, cancelable: true };
        field.dispatchEvent(
          event === "paste"
            ? new ClipboardEvent("paste", { ...init, clipboardData: data })
            : new DragEvent("drop", { ...init, dataTransfer: data }),
        );
      },
      { kind, type, width },
    );

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? "");
    const parts = {
      ...scriptedParts(agent),
      modelProfiles: () => [
        { id: "model", profile: { items: { vision: { answer: sight } } } as ModelProfile },
      ],
      math: { ...scriptedMath, read: readAlone },
    };
    server = await startNodeServer({ ...parts, port: 0, drainMs: 0 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test("math keys write at the caret, and a key's name is spoken in the page's language", async () => {
    const page = await browser.newPage({ locale: "en-GB" });
    await page.goto(server.address);
    const field = page.getByRole("textbox");
    await field.fill("x + 1");
    await page.keyboard.press("Home");
    const opener = page.getByRole("button", { name: "Math keys" });
    await opener.click();
    expect(await opener.getAttribute("aria-expanded")).toBe("true");
    await page.getByRole("button", { name: "∫: integral" }).click();
    expect(await field.inputValue()).toBe("integrate x + 1");
    await page.keyboard.type("2");
    expect(await field.inputValue()).toBe("integrate 2x + 1");
    await page.getByRole("button", { name: "切换到中文" }).click();
    await page.getByRole("button", { name: "数学键盘" }).click();
    await page.getByRole("button", { name: "平方根" }).click();
    expect(await field.inputValue()).toContain("sqrt(");
    await page.close();
  });

  test("LaTeX is seen set while it is typed; money and plain text are left alone", async () => {
    const page = await browser.newPage({ locale: "en-GB" });
    await page.goto(server.address);
    const field = page.getByRole("textbox");
    await field.fill("what is $\\frac{1}{2} + x$");
    await page.locator(".preview math mfrac").waitFor({ state: "attached" });
    await field.fill("\\int_0^1 x^2 \\, dx");
    await page.locator(".preview .katex-display").waitFor();
    for (const text of ["it costs $5 and $6", "", "what is love", "<img src=x onerror=alert(1)>"]) {
      await field.fill(text);
      await expect.poll(() => page.locator(".preview").innerHTML()).toBe("");
    }
    await page.close();
  });

  test.each(["en-GB", "zh-CN"])(
    "plain notation is seen as the engine reads it, while it is typed: %s",
    async (locale) => {
      const page = await browser.newPage({ locale });
      const read: string[] = [];
      page.on("request", (request) => {
        if (request.url().endsWith("/v1/read")) read.push(request.postData() ?? "");
      });
      await page.goto(server.address);
      const preview = page.locator(".preview");
      await page.getByRole("textbox").pressSequentially("sqrt(x)/2", { delay: 15 });
      await preview.locator("math mfrac msqrt").waitFor({ state: "attached" });
      expect(await preview.textContent()).toContain(locale === "zh-CN" ? "理解为" : "Read as");
      expect(read.length).toBeLessThan(5);
      // What is not understood, or not yet, is not shown as if it were.
      await page.keyboard.type("+(");
      await expect.poll(() => preview.isVisible()).toBe(false);
      await page.keyboard.type("1)");
      await preview.locator("math mfrac").first().waitFor({ state: "attached" });
      await page.keyboard.press("Enter");
      await expect.poll(() => preview.isVisible()).toBe(false);
      read.length = 0;
      await page.getByRole("textbox").fill("who was Euler");
      await page.getByRole("textbox").fill("求 x^2 的导数");
      await preview.locator("math msup").waitFor({ state: "attached" });
      expect(read.join()).not.toContain("Euler");
      await page.route("**/v1/read", (route) => route.abort());
      await page.getByRole("textbox").fill("x^2 + 1");
      await expect.poll(() => preview.isVisible()).toBe(false);
      await page.close();
    },
  );

  test.each([
    ["en-GB", "Remove", "Add a picture", "A picture came with this question"],
    ["zh-CN", "移除", "添加图片", "此问题附有图片"],
  ])(
    "where a model sees, a picture is pasted, dropped or chosen, made small, and sent: %s",
    async (locale, remove, add, notKept) => {
      sight = "yes";
      const page = await browser.newPage({ locale });
      await page.goto(server.address);
      const field = page.getByRole("textbox");
      const chosen = page.locator(".composer .picture img");
      for (const kind of ["paste", "drop"]) {
        await give(page, kind, "image/png", 2_400);
        await chosen.waitFor();
        await page.getByRole("button", { name: remove }).click();
        await chosen.waitFor({ state: "detached" });
      }
      const opened = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: add }).click();
      const buffer = Buffer.from(PIXEL, "base64");
      await (await opened).setFiles({ name: "x.png", mimeType: "image/png", buffer });
      await chosen.waitFor();
      await give(page, "paste", "image/png", 2_400);
      await expect
        .poll(() => chosen.evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBe(1_600);
      await field.press("Enter");
      await page.locator(".turn .badge").first().waitFor();
      const [picture] = agent.requests.at(-1)?.pictures ?? [];
      expect(picture?.url).toMatch(/^data:image\/(png|jpeg);base64,/);
      expect(picture?.url.length).toBeLessThan(700_001);
      expect(agent.requests.at(-1)?.question).toMatch(/picture|图/);
      await page.locator(".turn .picture img").waitFor();
      expect(await chosen.count()).toBe(0);
      // Asked again it goes along again, for as long as the page is open.
      await page.locator(".turn .actions button").last().click();
      await page.locator(".turn .versions:not([hidden])").waitFor();
      await page.locator(".turn .badge").first().waitFor();
      expect(agent.requests.at(-1)?.pictures?.[0]?.url).toBe(picture?.url);
      await page.reload();
      await page.getByText(notKept).waitFor();
      const asked = agent.requests.length;
      await page.locator(".turn .badge").first().waitFor();
      await page.locator(".turn .actions button").last().click();
      await expect.poll(() => page.locator(".notice").textContent()).not.toBe("");
      expect(agent.requests.length).toBe(asked);
      await page.close();
    },
  );

  test("what is no picture is refused, whoever sees", async () => {
    sight = "yes";
    const page = await browser.newPage({ locale: "en-GB" });
    await page.goto(server.address);
    for (const type of ["image/svg+xml", "text/html", "application/pdf", "image/broken"]) {
      await give(page, "paste", type === "image/broken" ? "image/png" : type, 0);
      await page.getByText("This cannot be sent.").waitFor();
      await page.reload();
    }
    await page.close();
  });

  test("a picture that is pasted or dropped is refused with the reason where no model sees", async () => {
    sight = "no";
    const page = await browser.newPage({ locale: "en-GB" });
    await page.goto(server.address);
    await page.getByRole("textbox").focus();
    for (const kind of ["paste", "drop"]) {
      const isRefused = await page.getByRole("textbox").evaluate((field, type) => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], "x.png", { type: "image/png" }));
        const init = { bubbles: true, cancelable: true };
        const event =
          type === "paste"
            ? new ClipboardEvent("paste", { ...init, clipboardData: data })
            : new DragEvent("drop", { ...init, dataTransfer: data });
        return !field.dispatchEvent(event);
      }, kind);
      expect(isRefused).toBe(true);
      await page.getByText("No model here was found to read pictures.").waitFor();
      expect(await page.getByRole("button", { name: "Add a picture" }).isVisible()).toBe(false);
      await page.reload();
    }
    await page.close();
  });
});
