import type { Context } from "hono";
import type { Asset, Encoding } from "./assets.ts";

/** Sends a file in the form that the caller reads, or says that the one it has is still right. */
export function sendAsset(context: Context, asset: Asset, cacheControl: string): Response {
  const encoding = asset.compressed ? wanted(context.req.header("accept-encoding") ?? "") : null;
  context.header("content-type", asset.contentType);
  context.header("cache-control", cacheControl);
  if (asset.compressed) context.header("vary", "accept-encoding");
  if (asset.etag !== undefined) {
    const tag = `"${asset.etag}${encoding === null ? "" : `-${encoding}`}"`;
    context.header("etag", tag);
    if (names(context.req.header("if-none-match") ?? "", tag)) return context.body(null, 304);
  }
  if (encoding === null || !asset.compressed) return context.body(asset.body);
  context.header("content-encoding", encoding);
  return context.body(asset.compressed[encoding]);
}

function wanted(accepted: string): Encoding | null {
  const named = accepted.toLowerCase().split(",");
  const isAccepted = (encoding: Encoding) =>
    named.some((part) => {
      const [name, ...parameters] = part.split(";").map((piece) => piece.trim());
      return name === encoding && !parameters.some((text) => /^q=0(\.0*)?$/.test(text));
    });
  return (["br", "gzip"] as const).find(isAccepted) ?? null;
}

function names(header: string, tag: string): boolean {
  return header.split(",").some((part) => part.trim().replace(/^W\//, "") === tag);
}
