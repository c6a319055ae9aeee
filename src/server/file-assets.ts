import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { assetType } from "./asset-type.ts";
import type { Asset, AssetSource } from "./assets.ts";
import { packAssets } from "./packed-assets.ts";

/**
 * Serves the widget's sources, with their types stripped, and the installed KaTeX. The list of files
 * is made once, and only a name on it is ever opened.
 */
export function createFileAssets(): AssetSource {
  const files = listFiles();
  const versioned = [...files.keys()].filter((name) => /^(widget|core|katex)\/[^/]+$/.test(name));
  return packAssets(async (name) => {
    const path = files.get(name);
    return path === undefined ? null : load(path);
  }, versioned);
}

/** What the page shares with the rest of the service; the widget's modules import it as their sources do. */
const SHARED = ["branches.ts", "plot-layout.ts"];

/** The small form of KaTeX comes as a script only; it is served as a module. */
const KATEX = "katex.min.js";

/** Every file of the page, for places that have no files: written out once, and served by the place. */
export async function allAssets(): Promise<{ name: string; asset: Asset }[]> {
  const files = [...listFiles()];
  return Promise.all(files.map(async ([name, path]) => ({ name, asset: await load(path) })));
}

function listFiles(): Map<string, string> {
  const widget = fileURLToPath(new URL("../channels/widget/", import.meta.url));
  const katex = dirname(createRequire(import.meta.url).resolve("katex/dist/katex.min.css"));
  const files = new Map<string, string>();
  for (const name of readdirSync(widget)) {
    if (name === "page.html") files.set(name, join(widget, name));
    else if (/\.(ts|css|svg)$/.test(name) && !/\.(test|d)\.ts$/.test(name))
      files.set(`widget/${name}`, join(widget, name));
  }
  const reference = fileURLToPath(new URL("../channels/reference/", import.meta.url));
  for (const name of [
    "reference.html",
    "reference.css",
    "reference-page.ts",
    "read-description.ts",
  ])
    files.set(name.endsWith(".html") ? name : `reference/${name}`, join(reference, name));
  for (const name of SHARED)
    files.set(`core/${name}`, fileURLToPath(new URL(`../core/${name}`, import.meta.url)));
  files.set("katex/katex.min.css", join(katex, "katex.min.css"));
  files.set("katex/katex.mjs", join(katex, KATEX));
  for (const name of readdirSync(join(katex, "fonts")))
    if (name.endsWith(".woff2")) files.set(`katex/fonts/${name}`, join(katex, "fonts", name));
  return files;
}

async function load(path: string): Promise<Asset> {
  const contentType = assetType(path);
  if (path.endsWith(KATEX)) {
    const script = await readFile(path, "utf8");
    const body = `const exports = {}, module = { exports };\n${script}\nexport default module.exports;\n`;
    return { body, contentType };
  }
  if (!path.endsWith(".ts")) return { body: new Uint8Array(await readFile(path)), contentType };
  return { body: stripTypeScriptTypes(await readFile(path, "utf8")), contentType };
}
