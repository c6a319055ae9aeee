import { parseJson } from "./parse-json.ts";

const MAX_CHARACTERS = 20_000;

/**
 * Reads tool arguments as a model wrote them. What is not JSON is repaired where the repair is certain:
 * code fences, quotes of the wrong kind, trailing commas, bare keys, a bare text in place of an object
 * with one field, a JSON text inside a JSON string. A text that was cut inside a value is never completed:
 * half a query is another query. Returns undefined when nothing can be read.
 */
export function readArguments(text: string, onlyField: string | null): unknown {
  const trimmed = text
    .slice(0, MAX_CHARACTERS)
    .replace(/^\s*```(?:json)?|```\s*$/g, "")
    .trim();
  if (trimmed === "") return {};
  for (const candidate of [trimmed, mended(trimmed), mended(`${trimmed}}`)]) {
    const value = parseJson(candidate);
    if (value === undefined) continue;
    if (typeof value === "string") {
      const inner = parseJson(value);
      if (typeof inner === "object" && inner !== null) return inner;
      return onlyField === null ? undefined : { [onlyField]: value };
    }
    if (typeof value === "number" && onlyField !== null) return { [onlyField]: trimmed };
    return value;
  }
  const isBare = onlyField !== null && !/^[{["]/.test(trimmed);
  return isBare ? { [onlyField]: trimmed.replace(/^'|'$/g, "") } : undefined;
}

function mended(text: string): string {
  return text
    .replace(/([{,]\s*)'([^'"]*)'(\s*:)/g, '$1"$2"$3')
    .replace(/(:\s*)'([^'"]*)'(\s*[,}\]])/g, '$1"$2"$3')
    .replace(/([{,]\s*)([A-Za-z_]\w*)(\s*:)/g, '$1"$2"$3')
    .replace(/\bTrue\b/g, "true")
    .replace(/\bFalse\b/g, "false")
    .replace(/\bNone\b/g, "null")
    .replace(/\\(?!["\\/bfnrtu])/g, "\\\\")
    .replace(/,(\s*[}\]])/g, "$1");
}
