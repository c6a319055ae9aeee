import { type Architecture, parameterCounts } from "./architectures.ts";
import { GPUS } from "./gpus.ts";

export const MEBIBYTE = 2 ** 20;

/** How weights are stored: bits a weight of the layers, and of the embedding and output matrices. */
export interface Weights {
  readonly layerBits: number;
  readonly embeddingBits: number;
  readonly note?: string;
}

/**
 * Group scales of 16 bits and zero points of 4 bits for every 128 weights of INT4; a scale of 16 bits for
 * every 32 of GGUF's Q8_0 and Q4_0; Q4_K_M is the mean of its mixture. 2:4 sparsity keeps two of four
 * values with two bits of place each.
 */
export const WEIGHTS: Readonly<Record<string, Weights>> = {
  fp16: { layerBits: 16, embeddingBits: 16 },
  fp8: { layerBits: 8, embeddingBits: 16 },
  int8: { layerBits: 8, embeddingBits: 16 },
  int4: { layerBits: 4 + 20 / 128, embeddingBits: 16 },
  q8_0: { layerBits: 8.5, embeddingBits: 8.5 },
  q4_0: { layerBits: 4.5, embeddingBits: 4.5 },
  q4_k_m: { layerBits: 4.85, embeddingBits: 4.85 },
  "int8-2:4": {
    layerBits: 5,
    embeddingBits: 16,
    note: "2:4 sparsity saves this memory and gains speed only where the server has kernels for it; without kernel support there is no gain, and the model must have been pruned for it.",
  },
};

export interface SizeRequest {
  readonly architecture: Architecture;
  /** The bytes of the weights where a file says them; else they are worked out from `weights`. */
  readonly weightBytes?: number;
  readonly weights: Weights;
  readonly contextTokens: number;
  readonly concurrency: number;
}

export interface GpuFit {
  readonly gpu: string;
  readonly memoryMiB: number;
  /** Cards needed for weights, cache and the runtime's own share; each card keeps a tenth free. */
  readonly cards: number;
  /** Upper bounds from reading weights and cache once a token; what servers reach lies well below. */
  readonly mostTokensPerSecond: { readonly oneStream: number; readonly allStreams: number };
}

export interface ModelSize {
  readonly parameters: number;
  readonly weightsMiB: number;
  readonly cacheMiBPerStream: number;
  readonly cacheMiB: number;
  readonly runtimeMiB: number;
  readonly totalMiB: number;
  readonly fits: readonly GpuFit[];
  readonly notes: readonly string[];
}

/** Driver context and work buffers of one process on one card: 508 to 604 MiB were measured (docs/models.md). */
const RUNTIME_MIB = 560;
const USABLE_SHARE = 0.9;
const CACHE_BYTES = 2;
const MOST_CARDS = 8;

/**
 * Memory and speed limits of serving a dense decoder. Cache: two vectors (key, value) of `keyHeads *
 * headWidth` 16-bit numbers a layer and token. Speed: writing one token reads all weights once for the
 * whole batch and every stream's cache once, so bandwidth bounds it.
 */
export function sizeModel(request: SizeRequest): ModelSize {
  const { architecture, weights, contextTokens, concurrency } = request;
  const counts = parameterCounts(architecture);
  const worked =
    (counts.layers * weights.layerBits + counts.embeddings * weights.embeddingBits) / 8;
  const weightsMiB = (request.weightBytes ?? worked) / MEBIBYTE;
  const { layers, keyHeads, headWidth, longestContext } = architecture;
  const bytesPerToken = 2 * layers * keyHeads * headWidth * CACHE_BYTES;
  const cacheMiBPerStream = (bytesPerToken * contextTokens) / MEBIBYTE;
  const cacheMiB = cacheMiBPerStream * concurrency;
  const totalMiB = weightsMiB + cacheMiB + RUNTIME_MIB;
  const notes = weights.note === undefined ? [] : [weights.note];
  if (contextTokens > longestContext)
    notes.push(
      `The model was trained for ${longestContext} tokens; a longer context needs its scaling switched on and costs quality.`,
    );
  return {
    parameters: counts.layers + counts.embeddings,
    weightsMiB,
    cacheMiBPerStream,
    cacheMiB,
    runtimeMiB: RUNTIME_MIB,
    totalMiB,
    fits: Object.entries(GPUS).flatMap(([gpu, card]) => {
      const perCard = card.memoryMiB * USABLE_SHARE - RUNTIME_MIB;
      const cards = nextPower(Math.ceil((weightsMiB + cacheMiB) / perCard));
      if (cards > MOST_CARDS) return [];
      const bandwidth = (card.gigabytesPerSecond * 1e9 * cards) / MEBIBYTE;
      return [
        {
          gpu,
          memoryMiB: card.memoryMiB,
          cards,
          mostTokensPerSecond: {
            oneStream: bandwidth / (weightsMiB + cacheMiBPerStream),
            allStreams: (concurrency * bandwidth) / (weightsMiB + cacheMiB),
          },
        },
      ];
    }),
    notes,
  };
}

/** Tensor parallelism wants a power of two. */
function nextPower(count: number): number {
  return 2 ** Math.ceil(Math.log2(count));
}
