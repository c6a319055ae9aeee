import { readdirSync, readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { galleryFiles } from "../../scripts/gallery-text.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const docs = new URL("../../docs/", import.meta.url);
const math = createMathEngine();
afterAll(() => math.close());

test("the gallery shows what the engine draws now; npm run docs writes it anew", async () => {
  const files = await galleryFiles(math);
  let size = 0;
  for (const [name, text] of files) {
    size += text.length;
    expect(readFileSync(new URL(name, docs), "utf8") === text, name).toBe(true);
  }
  const pictures = readdirSync(new URL("gallery/", docs)).map((name) => `gallery/${name}`);
  expect(pictures.toSorted()).toEqual(
    [...files.keys()].filter((name) => name.endsWith(".svg")).toSorted(),
  );
  expect(pictures.length).toBeGreaterThanOrEqual(30);
  expect(size).toBeLessThan(600_000);
}, 120_000);
