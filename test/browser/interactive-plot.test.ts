import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createAgent } from "../../src/agent/agent.ts";
import { randomIds, systemClock } from "../../src/core/system-port.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { startNodeServer, type NodeServer } from "../../src/server/node.ts";
import { MemoryStore } from "../../src/store/memory.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { findChromium, launchChromium } from "./chromium.ts";

const chromiumPath = findChromium();

describe.skipIf(!chromiumPath)("a plot that can be moved", () => {
  let browser: Browser;
  let server: NodeServer;
  const pages: Page[] = [];
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? "");
    server = await start();
  });

  async function start(allowedOrigins: readonly string[] = []): Promise<NodeServer> {
    const math = createMathEngine();
    const verifier = createVerifier(math);
    const system = { clock: systemClock, ids: randomIds };
    const agent = createAgent({ math, verifier, model: null, ...system });
    const parts = { agent, math, verifier, ...system, store: new MemoryStore(), modelId: "none" };
    return startNodeServer({ ...parts, allowedOrigins, port: 0, drainMs: 0 });
  }
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
    expect(problems.splice(0)).toEqual([]);
  });

  async function open(
    question: string,
    locale = "en-GB",
    before?: (page: Page) => Promise<unknown>,
  ) {
    const context = await browser.newContext({ locale, viewport: { width: 1000, height: 1300 } });
    const page = await context.newPage();
    pages.push(page);
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
        problems.push(message.text());
    });
    await before?.(page);
    await page.goto(server.address);
    await page.getByRole("textbox").fill(question);
    await page.keyboard.press("Enter");
    await page.locator(".badge").first().waitFor();
    const made = page.locator("[data-pod=plot], [data-pod=number-line]").first();
    if ((await made.count()) > 0) await made.locator("summary").click();
    else
      await page
        .locator(".more-pods")
        .getByRole("button", { name: /^(Plot|图像)$/ })
        .click();
    return page;
  }

  const stageOf = (page: Page) => page.locator(".plot-stage");
  const ticks = (page: Page, axis = "x") => page.locator(`.tick-${axis}`).allTextContents();
  const readout = (page: Page) => page.locator(".plot-readout").textContent();
  const spoken = (page: Page) => page.locator("figure.plot > p.hidden[role=status]").textContent();
  const curve = (page: Page) =>
    page
      .locator("path.curve")
      .first()
      .evaluate((path) => path.getAttribute("d") ?? "");

  async function middleOf(page: Page): Promise<[number, number]> {
    const box = await stageOf(page).boundingBox();
    if (box === null) throw new Error("The plot is not in sight.");
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  /** Waits until the service has drawn anew. */
  async function redrawn(page: Page, move: () => Promise<void>) {
    const answer = page.waitForResponse((response) => response.url().endsWith("/v1/plot"));
    await move();
    const response = await answer;
    await response.finished();
    return response;
  }

  test("dragging moves the axes, and the curve is drawn anew where it came to", async () => {
    const page = await open("plot x^2");
    await stageOf(page).waitFor();
    const before = await ticks(page);
    const [x, y] = await middleOf(page);
    const response = await redrawn(page, async () => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 300, y + 10, { steps: 5 });
      await page.mouse.up();
    });
    const after = await ticks(page);
    expect(after).not.toEqual(before);
    expect(after.at(-1)?.length).toBeGreaterThan(0);
    const asked = (response.request().postDataJSON() as { window: { xMax: number } }).window.xMax;
    expect(asked).toBeGreaterThan(6);
    await page.getByRole("button", { name: "Reset the view" }).click();
    expect(await ticks(page)).toEqual(before);
  });

  test("the wheel zooms about the pointer, keys and buttons about the middle", async () => {
    const page = await open("plot sin(x)/x");
    await stageOf(page).waitFor();
    const before = await ticks(page, "y");
    const [x, y] = await middleOf(page);
    await page.mouse.move(x, y);
    await redrawn(page, () => page.mouse.wheel(0, -600));
    const wheeled = await ticks(page, "y");
    expect(wheeled).not.toEqual(before);
    await stageOf(page).focus();
    await redrawn(page, () => page.keyboard.press("-"));
    expect(await ticks(page, "y")).not.toEqual(wheeled);
    await page.keyboard.press("0");
    expect(await ticks(page, "y")).toEqual(before);
    await redrawn(page, () => page.getByRole("button", { name: "Zoom in" }).click());
    expect(await ticks(page, "y")).not.toEqual(before);
    await page.keyboard.press("Tab");
  });

  test("two fingers zoom", async () => {
    const page = await open("plot x^2");
    await stageOf(page).waitFor();
    const before = await ticks(page);
    const [x, y] = await middleOf(page);
    const session = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", gap: number) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints:
          type === "touchEnd"
            ? []
            : [
                { x: x - gap, y, id: 1 },
                { x: x + gap, y, id: 2 },
              ],
      });
    await redrawn(page, async () => {
      await touch("touchStart", 30);
      for (const gap of [50, 80, 110, 140]) await touch("touchMove", gap);
      await touch("touchEnd", 0);
    });
    const after = await ticks(page);
    expect(after).not.toEqual(before);
    expect(after.some((text) => text.includes("."))).toBe(true);
  });

  test("tracing by keyboard says right values, and stops at roots and turning points", async () => {
    const page = await open("plot x^3 - 3x");
    await stageOf(page).focus();
    await page.keyboard.press("t");
    expect(await readout(page)).toBe("x = 0, y = 0 (root)");
    const said: string[] = [];
    for (let count = 0; count < 60; count++) {
      await page.keyboard.press("ArrowRight");
      said.push((await spoken(page)) ?? "");
      if (said.at(-1)?.includes("root")) break;
    }
    expect(said).toContain("x = 1, y = −2 (local minimum)");
    expect(said.at(-1)).toMatch(/^x = 1\.732\d*, y = 0 \(root\)$/);
    for (const text of said.filter((one) => !one.includes("("))) {
      const [x = 0, y = 0] = [...text.replaceAll("−", "-").matchAll(/-?\d+(?:\.\d+)?/g)].map(
        Number,
      );
      expect(Math.abs(y - (x ** 3 - 3 * x)), text).toBeLessThan(0.0002);
    }
    expect(await readout(page)).toBe(said.at(-1));
    await page.keyboard.press("Escape");
    expect(
      await page.getByRole("button", { name: "Trace the curve" }).getAttribute("aria-pressed"),
    ).toBe("false");
  });

  test("up and down change the curve, and its name is said", async () => {
    const page = await open("plot x^2 and x + 2");
    await stageOf(page).focus();
    await page.keyboard.press("t");
    expect(await readout(page)).toMatch(/^y = x\^2: x = /);
    await page.keyboard.press("ArrowDown");
    expect(await readout(page)).toMatch(/^y = x \+ 2: x = /);
  });

  test("the pointer reads the curve below it", async () => {
    const page = await open("plot 2x");
    const [x, y] = await middleOf(page);
    await page.mouse.move(x + 30, y);
    await expect.poll(() => readout(page)).toMatch(/^x = .*, y = /);
    const [at = 0, value = 0] = [...((await readout(page)) ?? "").matchAll(/[\d.]+/g)].map(Number);
    expect(value).toBeCloseTo(2 * at, 3);
  });

  test("a pole is not joined, however closely one looks", async () => {
    const page = await open("plot 1/(x-1)");
    await stageOf(page).focus();
    const [, y] = await middleOf(page);
    const pole = await page
      .locator("path.asymptote")
      .evaluate((path) => path.getBoundingClientRect().x);
    await page.mouse.move(pole, y);
    for (let count = 0; count < 5; count++) await redrawn(page, () => page.mouse.wheel(0, -300));
    await page.waitForTimeout(400);
    const line = await page
      .locator("path.asymptote")
      .evaluate((path) => Number(/M(-?[\d.]+)/.exec(path.getAttribute("d") ?? "")?.[1]));
    const sides = (await curve(page)).split("M").filter((piece) => piece !== "");
    expect(sides.length).toBeGreaterThan(1);
    for (const piece of sides) {
      const xs = piece.split("L").map((point) => Number(point.split(" ")[0]));
      expect(Math.min(...xs) < line - 1 && Math.max(...xs) > line + 1).toBe(false);
    }
  });

  test("where the service does not draw, the picture stays and it is said", async () => {
    const page = await open("plot x^2");
    await stageOf(page).waitFor();
    const before = await curve(page);
    await page.route("**/v1/plot", (route) =>
      route.fulfill({
        status: 504,
        contentType: "application/json",
        body: JSON.stringify({ error: { code: "timed_out", message: "It took too long." } }),
      }),
    );
    await stageOf(page).focus();
    await redrawn(page, () => page.keyboard.press("+"));
    const notice = page.locator(".plot-notice");
    await notice.getByText("could not be drawn anew").waitFor();
    expect(await notice.textContent()).toContain("It took too long.");
    expect((await curve(page)).length).toBeGreaterThan(before.length / 2);
    await page.keyboard.press("0");
    expect(await curve(page)).toBe(before);
    expect(await notice.textContent()).toBe("");
  });

  test("without the module that moves it, the plot is a picture", async () => {
    const page = await open("plot x^2", "en-GB", (one) =>
      one.route("**/interactive-plot.ts", (route) => route.abort()),
    );
    const picture = page.locator("[data-pod=plot] img.still");
    await picture.waitFor();
    expect(await picture.getAttribute("alt")).toContain("y = x^2");
    expect(await stageOf(page).count()).toBe(0);
  });

  test.each([
    ["parametric plot (cos(t), sin(2t))", 1],
    ["polar plot r = 1 + cos(theta)", 1],
    ["plot x^2 + y^2 = 25", 1],
    ["integrate x^2 from 0 to 2", 1],
  ])("%s is moved, drawn anew and traced", async (question, curves) => {
    const page = await open(question);
    await stageOf(page).focus();
    const before = await ticks(page);
    await redrawn(page, () => page.keyboard.press("+"));
    expect(await ticks(page)).not.toEqual(before);
    expect(await page.locator("path.curve").count()).toBe(curves);
    await page.keyboard.press("t");
    await page.keyboard.press("ArrowRight");
    expect(await readout(page)).toMatch(/^x = .*, y = /);
    expect(await page.locator(".plot-notice").textContent()).toBe("");
  });

  test.each([
    ["plot the points (1,2), (3,4), (5,1)", "x = 3, y = 4"],
    ["histogram of 1, 2, 2, 3, 5", "2: 2"],
    ["solve x^2 <= 4", "x = 2 (belongs to it)"],
  ])("%s is moved and read without the service", async (question, text) => {
    const page = await open(question);
    let asked = 0;
    page.on("request", (request) => (asked += request.url().endsWith("/v1/plot") ? 1 : 0));
    const stage = page.locator("figure.plot .plot-stage").first();
    await stage.focus();
    await page.keyboard.press("t");
    await page.keyboard.press("ArrowRight");
    expect(await readout(page)).toBe(text);
    await page.keyboard.press("Escape");
    const before = await ticks(page);
    await page.keyboard.press("+");
    await page.keyboard.press("ArrowRight");
    expect(await ticks(page)).not.toEqual(before);
    await page.waitForTimeout(500);
    expect(asked).toBe(0);
  });

  test("it is named for those who do not see it, and speaks Chinese", async () => {
    const page = await open("画出 y = x^2 - 4 的图像", "zh-CN");
    const stage = stageOf(page);
    await stage.waitFor();
    expect(await stage.getAttribute("role")).toBe("application");
    expect(await stage.getAttribute("aria-label")).toContain("的图像");
    await stage.focus();
    await page.keyboard.press("t");
    expect(await readout(page)).toBe("x = 0, y = −4 (极小值点)");
    for (const name of ["放大", "缩小", "复位：恢复原来的视图", "用方向键沿曲线追踪"])
      expect(await page.getByRole("button", { name }).count()).toBe(1);
  });

  test("the label for further pods goes with its last button", async () => {
    const page = await open("plot x^2");
    await page.getByRole("textbox").fill("Solve x^2 - 5x + 6 = 0");
    await page.keyboard.press("Enter");
    const more = page.locator(".turn").last().locator(".more-pods");
    await more.waitFor();
    for (let left = await more.locator(".suggestions button").count(); left > 0; left--) {
      await more.locator(".suggestions button").first().click();
      await expect.poll(() => more.locator(".suggestions button").count()).toBe(left - 1);
    }
    expect(await more.getByText("More", { exact: true }).count()).toBe(0);
    expect(await more.locator("details.pod").count()).toBeGreaterThan(1);
  });

  test("in a page of another origin it works as well", async () => {
    const host = createServer((_request, response) => {
      response.setHeader("content-type", "text/html");
      response.end(
        `<script type="module" src="${embedded.address}/widget.js"></script><ansatz-chat></ansatz-chat>`,
      );
    });
    host.listen(0, "127.0.0.1");
    await once(host, "listening");
    const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    const embedded = await start([origin]);
    const page = await browser.newPage({ locale: "en-GB" });
    await page.goto(origin);
    await page.getByRole("textbox").fill("plot x^2");
    await page.keyboard.press("Enter");
    await page.locator("[data-pod=plot] summary").click();
    await stageOf(page).focus();
    const response = await redrawn(page, () => page.keyboard.press("+"));
    expect(response.status()).toBe(200);
    expect(await page.locator(".plot-notice").textContent()).toBe("");
    await page.close();
    await embedded.close();
    host.close();
  });

  test("what moves a plot is loaded with the first plot", async () => {
    const page = await browser.newPage();
    const names: string[] = [];
    page.on("request", (request) => names.push(request.url().split("/").at(-1) ?? ""));
    await page.goto(server.address, { waitUntil: "networkidle" });
    expect(names).toContain("ansatz-chat.ts");
    expect(names).not.toContain("interactive-plot.ts");
    await page.close();
  });
});
