/** What decides a dense decoder's weights and its key-value cache; field names after common use. */
export interface Architecture {
  readonly layers: number;
  readonly width: number;
  readonly inner: number;
  readonly heads: number;
  readonly keyHeads: number;
  readonly headWidth: number;
  readonly vocabulary: number;
  /** The output matrix is the embedding again. */
  readonly isTied: boolean;
  /** The longest context the model was trained for. */
  readonly longestContext: number;
}

const row = (
  [layers, width, inner, heads, keyHeads, headWidth, vocabulary, longestContext]: readonly [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ],
  isTied = false,
): Architecture => ({
  layers,
  width,
  inner,
  heads,
  keyHeads,
  headWidth,
  vocabulary,
  isTied,
  longestContext,
});

/** Sizes as the models' own configuration files state them; a test holds the parameter counts against the published ones. */
export const ARCHITECTURES: Readonly<Record<string, Architecture>> = {
  "llama-3.2-1b": row([16, 2048, 8192, 32, 8, 64, 128_256, 131_072], true),
  "llama-3.2-3b": row([28, 3072, 8192, 24, 8, 128, 128_256, 131_072], true),
  "llama-3.1-8b": row([32, 4096, 14_336, 32, 8, 128, 128_256, 131_072]),
  "llama-3.3-70b": row([80, 8192, 28_672, 64, 8, 128, 128_256, 131_072]),
  "mistral-7b-v0.3": row([32, 4096, 14_336, 32, 8, 128, 32_768, 32_768]),
  "qwen2.5-1.5b": row([28, 1536, 8960, 12, 2, 128, 151_936, 32_768], true),
  "qwen2.5-7b": row([28, 3584, 18_944, 28, 4, 128, 152_064, 131_072]),
  "qwen2.5-14b": row([48, 5120, 13_824, 40, 8, 128, 152_064, 131_072]),
  "qwen2.5-32b": row([64, 5120, 27_648, 40, 8, 128, 152_064, 131_072]),
  "qwen2.5-72b": row([80, 8192, 29_568, 64, 8, 128, 152_064, 131_072]),
  "qwen3-4b": row([36, 2560, 9728, 32, 8, 128, 151_936, 40_960], true),
  "qwen3-8b": row([36, 4096, 12_288, 32, 8, 128, 151_936, 40_960]),
  "qwen3-14b": row([40, 5120, 17_408, 40, 8, 128, 151_936, 40_960]),
  "qwen3-32b": row([64, 5120, 25_600, 64, 8, 128, 151_936, 40_960]),
};

/** Weights in the layers' matrices, which quantisation shrinks, and in the embedding and output, which it mostly leaves. */
export function parameterCounts(architecture: Architecture): {
  readonly layers: number;
  readonly embeddings: number;
} {
  const { layers, width, inner, heads, keyHeads, headWidth, vocabulary, isTied } = architecture;
  const attention = 2 * width * heads * headWidth + 2 * width * keyHeads * headWidth;
  const norms = 2 * width;
  return {
    layers: layers * (attention + 3 * width * inner + norms) + width,
    embeddings: vocabulary * width * (isTied ? 1 : 2),
  };
}
