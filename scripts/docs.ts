import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createMathEngine } from "../src/tools/math/engine.ts";
import { apiReference } from "./api-reference-text.ts";
import { galleryFiles } from "./gallery-text.ts";
import { whatYouCanAsk } from "./what-you-can-ask-text.ts";

/** Writes the pages and pictures that are made from the code. `npm run docs -- --no-gallery` leaves the latter as they are. */
const docs = new URL("../docs/", import.meta.url);
writeFileSync(new URL("api-reference.md", docs), apiReference());
writeFileSync(new URL("what-you-can-ask.md", docs), whatYouCanAsk());

if (!process.argv.includes("--no-gallery")) {
  const math = createMathEngine();
  try {
    const files = await galleryFiles(math);
    const gallery = new URL("gallery/", docs);
    mkdirSync(gallery, { recursive: true });
    for (const name of readdirSync(gallery))
      if (!files.has(`gallery/${name}`)) rmSync(new URL(name, gallery));
    for (const [name, text] of files) writeFileSync(new URL(name, docs), text);
  } finally {
    await math.close();
  }
}
