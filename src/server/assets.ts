export type Encoding = "br" | "gzip";

export interface Asset {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** Changes with the body; without it nothing is said to be unchanged. */
  readonly etag?: string;
  /** The body made smaller once, where that is worth it. */
  readonly compressed?: Readonly<Record<Encoding, Uint8Array<ArrayBuffer>>>;
}

/**
 * Where the page, the widget's modules and KaTeX come from. Names are paths without a leading slash:
 * `page.html`, `widget/NAME.ts`, `core/NAME.ts`, `katex/katex.mjs`, `katex/fonts/NAME.woff2`. Null for any other.
 */
export interface AssetSource {
  (name: string): Promise<Asset | null>;
  /** Names what all modules hold together; with it their addresses are kept by browsers for good. */
  readonly version?: () => Promise<string>;
}
