export interface Asset {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/**
 * Where the page, the widget's modules and KaTeX come from. Names are paths without a leading slash:
 * `page.html`, `widget/NAME.ts`, `core/NAME.ts`, `katex/katex.mjs`, `katex/fonts/NAME.woff2`. Null for any other.
 */
export type AssetSource = (name: string) => Promise<Asset | null>;
