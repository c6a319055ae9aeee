import { closeSync, openSync, readSync } from "node:fs";
import { parseArgs } from "node:util";
import { ggufText, type GgufTensor, u32, writeGgufFile } from "./gguf-file.ts";

/** The sizes that decide how fast a Llama-like model runs and how much memory it takes. */
export interface ModelShape {
  readonly layers: number;
  readonly width: number;
  readonly inner: number;
  readonly heads: number;
  readonly keyHeads: number;
}

export const SHAPES: Readonly<Record<string, ModelShape>> = {
  tiny: { layers: 2, width: 256, inner: 512, heads: 4, keyHeads: 2 },
  "8b": { layers: 32, width: 4096, inner: 14_336, heads: 32, keyHeads: 8 },
};

/** GGUF's numbers for the types of tensors, with bytes a block of 32 weights. */
const TYPES = { q4_0: { id: 2, blockBytes: 18 }, q8_0: { id: 8, blockBytes: 34 } } as const;
export type WeightType = keyof typeof TYPES;

const BLOCK = 32;
const CHUNK_BLOCKS = 1 << 16;
const FLOAT32 = 0;
/** GGUF's number for a value that is a whole number of 32 bits. */
const UINT32 = 4;
/** A half-precision scale of 2^-7, so that no sum overflows. */
const SCALE = 0x2000;

/**
 * Writes a GGUF file of the given shape whose weights are random: its words mean nothing, its speed and
 * its memory are those of a real model of that shape. The vocabulary is that of `donor`, a GGUF file of
 * the Llama family. Format: the GGUF specification, version 3. Returns the number of weights.
 */
export function writeRandomModel(
  file: string,
  donor: string,
  shape: ModelShape,
  weights: WeightType,
): number {
  const { entries, vocabulary } = donorEntries(donor, shape);
  const tensors = tensorsOf(shape, vocabulary, weights);
  writeGgufFile(file, entries, tensors);
  return tensors.reduce((sum, { dimensions }) => sum + dimensions.reduce((a, b) => a * b, 1), 0);
}

function tensorsOf(shape: ModelShape, vocabulary: number, weights: WeightType): GgufTensor[] {
  const { layers, width, inner, heads, keyHeads } = shape;
  const keyWidth = (width / heads) * keyHeads;
  const { id, blockBytes } = TYPES[weights];
  const matrix = (name: string, columns: number, rows: number): GgufTensor => {
    const bytes = ((columns * rows) / BLOCK) * blockBytes;
    const data = () => randomPieces(bytes, blockBytes);
    return { name: `${name}.weight`, dimensions: [columns, rows], type: id, bytes, data };
  };
  const norm = (name: string): GgufTensor => ({
    name: `${name}.weight`,
    dimensions: [width],
    type: FLOAT32,
    bytes: width * 4,
    data: () => [new Uint8Array(new Float32Array(width).fill(1).buffer)],
  });
  const layer = (index: number): GgufTensor[] => [
    norm(`blk.${index}.attn_norm`),
    matrix(`blk.${index}.attn_q`, width, width),
    matrix(`blk.${index}.attn_k`, width, keyWidth),
    matrix(`blk.${index}.attn_v`, width, keyWidth),
    matrix(`blk.${index}.attn_output`, width, width),
    norm(`blk.${index}.ffn_norm`),
    matrix(`blk.${index}.ffn_gate`, width, inner),
    matrix(`blk.${index}.ffn_up`, width, inner),
    matrix(`blk.${index}.ffn_down`, inner, width),
  ];
  return [
    matrix("token_embd", width, vocabulary),
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
    norm("output_norm"),
    matrix("output", width, vocabulary),
  ];
}

function* randomPieces(bytes: number, blockBytes: number): Generator<Uint8Array> {
  const chunk = randomBlocks(blockBytes);
  for (let left = bytes; left > 0; left -= chunk.length)
    yield chunk.subarray(0, Math.min(left, chunk.length));
}

/** The same random blocks over and over: speed and memory do not depend on the values. */
function randomBlocks(blockBytes: number): Uint8Array {
  const chunk = new Uint8Array(CHUNK_BLOCKS * blockBytes);
  let state = 0x9e3779b9;
  for (let index = 0; index < chunk.length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    chunk[index] = state & 0xff;
  }
  const view = new DataView(chunk.buffer);
  for (let at = 0; at < chunk.length; at += blockBytes) view.setUint16(at, SCALE, true);
  return chunk;
}

/** The donor's key-value entries, with the sizes of the new shape in place of its own. */
function donorEntries(
  donor: string,
  shape: ModelShape,
): { entries: readonly Uint8Array[]; vocabulary: number } {
  const reader = new Reader(donor);
  if (reader.text(4) !== "GGUF") throw new TypeError(`${donor} is no GGUF file.`);
  reader.u32();
  reader.u64();
  const sizes: Readonly<Record<string, number>> = {
    "llama.block_count": shape.layers,
    "llama.embedding_length": shape.width,
    "llama.feed_forward_length": shape.inner,
    "llama.attention.head_count": shape.heads,
    "llama.attention.head_count_kv": shape.keyHeads,
    "llama.rope.dimension_count": shape.width / shape.heads,
  };
  const kept: Uint8Array[] = [];
  let vocabulary = 0;
  for (let left = reader.u64(); left > 0; left--) {
    const start = reader.at;
    const key = reader.string();
    const type = reader.u32();
    const items = reader.skipValue(type);
    if (key === "tokenizer.ggml.tokens") vocabulary = items;
    const isReplaced = key in sizes || key === "general.name" || key === "general.size_label";
    if (!isReplaced) kept.push(reader.slice(start));
  }
  const own = Object.entries(sizes).map(([key, value]) =>
    Buffer.concat([ggufText(key), u32(UINT32), u32(value)]),
  );
  return { entries: [...kept, ...own], vocabulary };
}

const MOST_HEADER_BYTES = 64 << 20;
const STRING = 8;
const ARRAY = 9;
/** Bytes of GGUF's value types, by number; strings and arrays are apart. */
const VALUE_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8] as const;

class Reader {
  private readonly bytes: Buffer;
  at = 0;

  constructor(file: string) {
    const handle = openSync(file, "r");
    try {
      const buffer = Buffer.alloc(MOST_HEADER_BYTES);
      this.bytes = buffer.subarray(0, readSync(handle, buffer, 0, buffer.length, 0));
    } finally {
      closeSync(handle);
    }
  }
  u32(): number {
    return this.bytes.readUInt32LE((this.at += 4) - 4);
  }
  u64(): number {
    return Number(this.bytes.readBigUInt64LE((this.at += 8) - 8));
  }
  text(length: number): string {
    return this.bytes.toString("utf8", this.at, (this.at += length));
  }
  string(): string {
    return this.text(this.u64());
  }
  slice(from: number): Uint8Array {
    return this.bytes.subarray(from, this.at);
  }
  /** Passes over a value and says how many items it has. */
  skipValue(type: number): number {
    if (type === ARRAY) {
      const inner = this.u32();
      const items = this.u64();
      for (let left = items; left > 0; left--) this.skipValue(inner);
      return items;
    }
    const size = type === STRING ? this.u64() : (VALUE_BYTES[type] ?? 0);
    this.at += size;
    return 1;
  }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      shape: { type: "string", default: "8b" },
      weights: { type: "string", default: "q4_0" },
    },
  });
  const [donor, file] = positionals;
  const shape = SHAPES[values.shape];
  const { weights } = values;
  if (
    donor === undefined ||
    file === undefined ||
    shape === undefined ||
    (weights !== "q4_0" && weights !== "q8_0")
  ) {
    process.stderr.write(
      "usage: node bench/random-model.ts DONOR.gguf FILE.gguf [--shape tiny|8b] [--weights q4_0|q8_0]\n",
    );
    process.exitCode = 2;
  } else {
    const parameters = writeRandomModel(file, donor, shape, weights);
    process.stdout.write(`${file}: ${parameters} random weights\n`);
  }
}
