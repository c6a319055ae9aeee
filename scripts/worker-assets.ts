import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { allAssets } from "../src/server/file-assets.ts";

/** `node scripts/worker-assets.ts [FOLDER]`: writes the page's files and the constitution for a Worker's static assets. */
const folder = process.argv[2] ?? join(import.meta.dirname, "../.cache/worker-assets");
rmSync(folder, { recursive: true, force: true });
for (const { name, asset } of await allAssets()) {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, asset.body);
}
// No address leads to it; the Worker reads it when it opens.
copyFileSync(join(import.meta.dirname, "../constitution.md"), join(folder, "constitution.md"));
