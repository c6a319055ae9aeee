import { expect, test } from "vitest";
import { startNodeServer } from "../../src/server/node.ts";
import { scriptedParts } from "../http/scripted-parts.ts";
import { findChromium, launchChromium } from "./chromium.ts";

const chromiumPath = findChromium();

test.skipIf(!chromiumPath)("the reference page lists every call and sends one", async () => {
  const browser = await launchChromium(chromiumPath ?? "");
  const server = await startNodeServer({ ...scriptedParts(), port: 0 });
  try {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await page.goto(`${server.address}/docs`);
    await page.waitForSelector("h1");
    expect(await page.textContent("h1")).toContain("Ansatz");
    expect(await page.locator("main > details").count()).toBeGreaterThan(25);
    const call = page.locator("main > details", { hasText: "/v1/query" }).first();
    await call.locator("summary").first().click();
    expect(await call.locator("textarea").inputValue()).toContain('"query": "2+2"');
    await call.locator("button").click();
    const output = call.locator("pre[role=status]");
    await output.filter({ hasText: '"status": "answered"' }).waitFor();
    expect(await output.textContent()).toMatch(/^200\n/);
    expect(problems).toEqual([]);
  } finally {
    await browser.close();
    await server.close();
  }
});
