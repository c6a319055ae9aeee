import { AnsatzError } from "../../../core/errors.ts";
import { READ_LIMITS } from "./limits.ts";

export type TokenType = "number" | "name" | "command" | "operator" | "end";

export interface Token {
  readonly type: TokenType;
  readonly text: string;
  /** Offset in the normalised text. */
  readonly start: number;
  readonly spaceBefore: boolean;
}

const SPACING_COMMANDS = new Set([
  "\\,",
  "\\;",
  "\\:",
  "\\!",
  "\\ ",
  "\\quad",
  "\\qquad",
  "\\displaystyle",
  "\\left",
  "\\right",
  "\\big",
  "\\Big",
  "\\limits",
]);

const PATTERNS: readonly (readonly [TokenType, RegExp])[] = [
  ["number", /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+(?![A-Za-z.]))?/y],
  ["command", /\\(?:[A-Za-z]+|[^A-Za-z])/y],
  [
    "name",
    /(?:log(?:10|2)(?!\d)|[A-Za-z]\d+(?![A-Za-z])|[A-Za-z]+|\p{Script=Greek}|∞)(?:(?<!log|lim|int|sum)_(?:[A-Za-z0-9]+|\{[A-Za-z0-9]+\}))?/uy,
  ],
  ["operator", /->|==|<=|>=|!=|:=|[-+*/^!%=<>()[\]{}|,;:'√∛°&_≈~]/y],
];

/** `5!=120` means "5! equals 120", `x != 3` means "x is not 3": the space before decides. */
function splitsNotEqual(text: string, start: number): boolean {
  return start > 0 && /[\d)\]}A-Za-z]/.test(text[start - 1] as string);
}

/** Cuts normalised text into tokens. Throws `syntax` at a character that has no place in mathematics. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  let spaceBefore = false;
  while (position < text.length) {
    if (/\s/.test(text[position] as string)) {
      position += 1;
      spaceBefore = true;
      continue;
    }
    const token = tokenAt(text, position, spaceBefore);
    position = token.start + token.text.length;
    spaceBefore = false;
    if (token.type === "command" && SPACING_COMMANDS.has(token.text)) {
      spaceBefore = true;
      continue;
    }
    tokens.push(token);
    if (tokens.length > READ_LIMITS.tokens)
      throw new AnsatzError(
        "too_large",
        `The expression has more than ${READ_LIMITS.tokens} symbols. Split it into smaller parts.`,
      );
  }
  tokens.push({ type: "end", text: "", start: text.length, spaceBefore });
  return tokens;
}

function tokenAt(text: string, position: number, spaceBefore: boolean): Token {
  for (const [type, pattern] of PATTERNS) {
    pattern.lastIndex = position;
    let found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    if (type === "number" && found.length > READ_LIMITS.digits)
      throw new AnsatzError(
        "too_large",
        `A number with ${found.length} digits is over the limit of ${READ_LIMITS.digits}.`,
      );
    // "2e3" is a power of ten only when digits follow; "2e" and "2ex" are products with e.
    if (found === "!=" && splitsNotEqual(text, position) && !spaceBefore) found = "!";
    return { type, text: found, start: position, spaceBefore };
  }
  throw new AnsatzError(
    "syntax",
    `The character "${String.fromCodePoint(text.codePointAt(position) as number)}" at position ${position + 1} has no mathematical meaning here.`,
  );
}
