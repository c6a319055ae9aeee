import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Asset } from "../../src/server/assets.ts";
import { createFileAssets } from "../../src/server/file-assets.ts";
import { packAssets } from "../../src/server/packed-assets.ts";
import { scriptedApp } from "./scripted-parts.ts";

const { app } = scriptedApp(undefined, { assets: createFileAssets() });
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

const script = "/assets/widget/strings.ts";
const plain = async () => Buffer.from(await (await get(script)).arrayBuffer());

test.each([
  ["br, gzip", "br"],
  ["gzip, deflate, br;q=0.5", "br"],
  ["gzip", "gzip"],
  ["GZIP;q=0.1", "gzip"],
  ["br;q=0, gzip;q=0.0", null],
  ["deflate", null],
  ["identity", null],
  ["", null],
])("who reads %j gets %s, and the same bytes", async (accepted, encoding) => {
  const response = await get(script, { "accept-encoding": accepted });
  expect(response.headers.get("content-encoding")).toBe(encoding);
  expect(response.headers.get("vary")).toBe("accept-encoding");
  const body = Buffer.from(await response.arrayBuffer());
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ""];
  const whole = await plain();
  expect((unpack ? unpack(body) : body).equals(whole)).toBe(true);
  if (encoding) expect(body.length).toBeLessThan(whole.length / 2);
});

test("what a browser has is not sent again, and each form has a tag of its own", async () => {
  for (const path of ["/", "/widget.js", script, "/assets/katex/fonts/KaTeX_Main-Regular.woff2"]) {
    const tags = new Set<string>();
    for (const accepted of ["br", "gzip", ""]) {
      const first = await get(path, { "accept-encoding": accepted });
      const tag = first.headers.get("etag") ?? "";
      expect(tag).toMatch(/^"[\w-]+"$/);
      tags.add(tag);
      for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
        const again = await get(path, { "accept-encoding": accepted, "if-none-match": known });
        expect([path, again.status]).toEqual([path, 304]);
        expect(await again.text()).toBe("");
        expect(again.headers.get("etag")).toBe(tag);
      }
      const other = await get(path, { "if-none-match": '"other"' });
      expect(other.status).toBe(200);
    }
    expect(tags.size).toBe(path === script || path === "/" ? 3 : tags.size);
  }
});

test("modules of this version are kept for good, all else is asked for again", async () => {
  const entry = await (await get("/widget.js")).text();
  const paths = [...entry.matchAll(/import "\.([^"]+)"/g)].map(([, path = ""]) => path);
  expect(paths.at(-1)).toMatch(/^\/v\/[0-9a-f]{16}\/assets\/widget\/ansatz-chat\.ts$/);
  expect(paths).toHaveLength(new Set(paths).size);
  for (const path of paths) {
    const response = await get(path);
    expect([path, response.status]).toEqual([path, 200]);
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  }
  const [, version = ""] = /^\/v\/([0-9a-f]{16})\//.exec(paths[0] ?? "") ?? [];
  const old = version.replace(/^./, (letter) => (letter === "0" ? "1" : "0"));
  for (const path of ["/", "/widget.js", script, `/v/${old}/assets/widget/strings.ts`]) {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-cache");
  }
  for (const path of [`/v/${version}/assets/katex/katex.mjs`, `/v/${version}/core/branches.ts`])
    expect((await get(path)).headers.get("cache-control")).toContain("immutable");
  for (const path of ["/v/x/assets/widget/dom.ts", `/v/${version}/assets/widget/../page.html`])
    expect((await get(path)).status).toBe(404);
});

test("the version changes with any module, and the entry names everything that is needed at once", async () => {
  const source = (text: string) =>
    packAssets(
      async (name): Promise<Asset | null> => ({ body: `${name} ${text}`, contentType: "text/css" }),
      ["widget/a.ts", "core/b.ts"],
    );
  const version = (text: string) => source(text).version?.();
  expect(await version("one")).toBe(await version("one"));
  expect(await version("one")).not.toBe(await version("two"));
  const entry = await (await get("/widget.js")).text();
  const named = new Set([...entry.matchAll(/import "\.([^"]+)"/g)].map(([, path = ""]) => path));
  for (const path of named)
    for (const [, target = ""] of (await (await get(path)).text()).matchAll(
      /(?:from|import) "(\.[^"]+)"/g,
    ))
      expect(named).toContain(new URL(target, `http://host${path}`).pathname);
});
