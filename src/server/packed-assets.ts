import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Asset, AssetSource } from "./assets.ts";

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Fonts are compressed already, and little is gained on what is little. */
const WORTH_BYTES = 500;
/** The best ones take seconds for what is read once. */
const BROTLI_QUALITY = 9;

/**
 * Files with their tags and compressed forms, each made once, and with the version that the named ones make
 * up together.
 */
export function packAssets(load: AssetSource, versioned: readonly string[]): AssetSource {
  const cache = new Map<string, Promise<Asset | null>>();
  const packed = async (name: string): Promise<Asset | null> => {
    const known = cache.get(name);
    if (known) return known;
    const asset = await load(name);
    if (asset === null) return null;
    const made = cache.get(name) ?? pack(asset);
    cache.set(name, made);
    return made;
  };
  let version: Promise<string> | null = null;
  return Object.assign(packed, {
    version: () =>
      (version ??= (async () => {
        const hash = createHash("sha256");
        for (const name of versioned.toSorted())
          hash.update(`${name}\n${(await packed(name))?.etag}\n`);
        return hash.digest("hex").slice(0, 16);
      })()),
  });
}

async function pack(asset: Asset): Promise<Asset> {
  const { body, contentType } = asset;
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const etag = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  if (contentType.startsWith("font/") || bytes.length < WORTH_BYTES) return { ...asset, etag };
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  const [br, gzipped] = await Promise.all([toBrotli(bytes, { params }), toGzip(bytes)]);
  return {
    ...asset,
    etag,
    compressed: { br: new Uint8Array(br), gzip: new Uint8Array(gzipped) },
  };
}
