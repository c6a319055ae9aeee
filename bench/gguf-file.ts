import { closeSync, openSync, writeSync } from "node:fs";

const ALIGNMENT = 32;

/** One tensor of a GGUF file; its data is written in pieces, so that it need not fit in memory. */
export interface GgufTensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  /** GGUF's number for the type of the weights. */
  readonly type: number;
  readonly bytes: number;
  /** Pieces of together `bytes` bytes. */
  readonly data: () => Iterable<Uint8Array>;
}

export function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

export function u64(value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer;
}

export function ggufText(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

const padding = (length: number): Buffer =>
  Buffer.alloc((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT);

/** Writes a file after the GGUF specification, version 3; `entries` are its key-value pairs, already encoded. */
export function writeGgufFile(
  path: string,
  entries: readonly Uint8Array[],
  tensors: readonly GgufTensor[],
): void {
  let offset = 0;
  const infos = tensors.map(({ name, dimensions, type, bytes }) => {
    const at = offset;
    offset += bytes + padding(bytes).length;
    return Buffer.concat([
      ggufText(name),
      u32(dimensions.length),
      ...dimensions.map(u64),
      u32(type),
      u64(at),
    ]);
  });
  const head = Buffer.concat([
    Buffer.from("GGUF"),
    u32(3),
    u64(tensors.length),
    u64(entries.length),
    ...entries,
    ...infos,
  ]);
  const out = openSync(path, "w");
  try {
    writeSync(out, Buffer.concat([head, padding(head.length)]));
    for (const tensor of tensors) {
      for (const piece of tensor.data()) writeSync(out, piece);
      writeSync(out, padding(tensor.bytes));
    }
  } finally {
    closeSync(out);
  }
}
