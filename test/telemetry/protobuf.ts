/** Protocol buffers as they are on the wire: every field by its number, nothing known of its meaning. */
export type Field = bigint | Uint8Array;
export type Message = ReadonlyMap<number, readonly Field[]>;

export function readMessage(bytes: Uint8Array): Message {
  const fields = new Map<number, Field[]>();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError("The message ends in the middle of a number.");
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length)
      throw new RangeError("The message ends in the middle of a field.");
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const kind = tag & 7;
    const value = kind === 0 ? varint() : take(kind === 1 ? 8 : kind === 5 ? 4 : Number(varint()));
    fields.set(tag >> 3, [...(fields.get(tag >> 3) ?? []), value]);
  }
  return fields;
}

export const children = (message: Message, number: number): Message[] =>
  (message.get(number) ?? []).map((field) => readMessage(field as Uint8Array));

export const bytesOf = (message: Message, number: number): Uint8Array =>
  (message.get(number)?.[0] as Uint8Array | undefined) ?? new Uint8Array();

export const textOf = (message: Message, number: number): string =>
  new TextDecoder().decode(bytesOf(message, number));

export const hexOf = (message: Message, number: number): string =>
  Buffer.from(bytesOf(message, number)).toString("hex");

export const doubleOf = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true);
