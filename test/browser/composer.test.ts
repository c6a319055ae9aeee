import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { readAlone } from "../../src/tools/math/read-alone.ts";
import { scriptedMath, scriptedParts, ScriptedAgent } from "../http/scripted-parts.ts";
import { findChromium, launchChromium } from "./chromium.ts";
import { sampleAnswers } from "./sample-answers.ts";

const chromiumPath = findChromium();

describe.skipIf(!chromiumPath)("the field for the question", () => {
  let browser: Browser;
  let server: NodeServer;

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? "");
    const parts = {
      ...scriptedParts(new ScriptedAgent(sampleAnswers)),
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

  test("a picture that is pasted or dropped is refused with the reason", async () => {
    const page = await browser.newPage({ locale: "en-GB" });
    await page.goto(server.address);
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
      await page.getByText("Pictures cannot be read here.").waitFor();
      await page.reload();
    }
    await page.close();
  });
});
