import { Fraction } from "fraction.js";
import type { ReadQuery } from "../read/read-query.ts";

/**
 * What an answer is worked out from, as one text: two readings have the same text only where everything
 * that was read is the same, in the same order and the same notation of numbers, and the words of an answer
 * come in the same language. Null for a reading that cannot be written down whole; its answer is not shared.
 */
export function readingKey({ query, language }: ReadQuery): string | null {
  const written = write(query);
  return written === null ? null : `${language === "zh" ? "zh" : "en"} ${written}`;
}

/** Values of every type are written apart: JSON would write a map as `{}` and an infinity as `null`. */
function write(value: unknown): string | null {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "bigint":
      return `${value}n`;
    case "boolean":
    case "undefined":
      return String(value);
    case "object":
      return value === null ? "null" : writeObject(value);
    default:
      return null;
  }
}

function writeObject(value: object): string | null {
  if (Array.isArray(value)) return writeItems("", value);
  if (value instanceof Map) return writeItems("map", [...value].flat(1));
  if (value instanceof Fraction) return `fraction ${value.toFraction()}`;
  if (value instanceof Set) return writeItems("set", [...value]);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return null;
  const names = Object.keys(value).toSorted();
  const entries = names.map((name) => {
    const item = write((value as Record<string, unknown>)[name]);
    return item === null ? null : `${JSON.stringify(name)}:${item}`;
  });
  return entries.includes(null) ? null : `{${entries.join(",")}}`;
}

function writeItems(kind: string, values: readonly unknown[]): string | null {
  // A list with holes is walked over whole.
  const items = Array.from(values, write);
  return items.includes(null) ? null : `${kind}[${items.join(",")}]`;
}
