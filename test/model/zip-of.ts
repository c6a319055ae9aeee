import { crc32, deflateRawSync } from "node:zlib";

interface ZipInput {
  readonly name: string;
  readonly data: string | Buffer;
  readonly deflate: boolean;
  /** The size the archive states, when it lies. */
  readonly statedBytes?: number;
}

function record(length: number, fields: readonly (readonly [number, number, 2 | 4])[]): Buffer {
  const buffer = Buffer.alloc(length);
  for (const [at, value, width] of fields) buffer.writeUIntLE(value, at, width);
  return buffer;
}

/** A small zip archive in memory. */
export function zipOf(inputs: readonly ZipInput[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const input of inputs) {
    const name = Buffer.from(input.name);
    const data = Buffer.from(input.data);
    const packed = input.deflate ? deflateRawSync(data) : data;
    const method = input.deflate ? 8 : 0;
    const size = input.statedBytes ?? data.length;
    const local = Buffer.concat([
      record(30, [
        [0, 0x04034b50, 4],
        [8, method, 2],
        [14, crc32(data), 4],
        [18, packed.length, 4],
        [22, size, 4],
        [26, name.length, 2],
      ]),
      name,
      packed,
    ]);
    locals.push(local);
    directory.push(
      record(46, [
        [0, 0x02014b50, 4],
        [10, method, 2],
        [16, crc32(data), 4],
        [20, packed.length, 4],
        [24, size, 4],
        [28, name.length, 2],
        [42, offset, 4],
      ]),
      name,
    );
    offset += local.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = record(22, [
    [0, 0x06054b50, 4],
    [8, inputs.length, 2],
    [10, inputs.length, 2],
    [12, directoryBytes.length, 4],
    [16, offset, 4],
  ]);
  return Buffer.concat([...locals, directoryBytes, end]);
}
