import { isDeadEnd } from "../exact/deadline.ts";
import type { Assumptions } from "../assume/assumptions.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import type { ReadingContext } from "./reading-context.ts";

const LETTERS = String.raw`(?<names>[A-Za-z](?:\s*(?:,|、|和|与|\band\b)\s*[A-Za-z])*)`;

/** Words about letters: the inequality they mean with zero, or the kind of number. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:positive|正数?|正实数|positive real(?: numbers?)?)$/iu, "Greater"],
  [/^(?:negative|负数?|负实数|negative real(?: numbers?)?)$/iu, "Less"],
  [/^(?:non-?negative|非负数?|非负实数|not negative)$/iu, "GreaterEqual"],
  [/^(?:non-?positive|非正数?|not positive)$/iu, "LessEqual"],
  [/^(?:non-?zero|非零|不为零)$/iu, "NotEqual"],
  [/^(?:real|a real number|real numbers|实数)$/iu, "real"],
  [/^(?:an? )?(?:integers?|whole(?: numbers?)?|整数)$/iu, "whole"],
  [/^(?:a )?(?:positive integers?|natural(?: numbers?)?|正整数|自然数)$/iu, "positive whole"],
];

const KIND_WORDS =
  "positive|negative|non-?negative|non-?positive|non-?zero|not negative|not positive|real|integers?|whole|natural|positive integers?|positive real|正数?|负数?|非负数?|非正数?|非零|不为零|实数|正实数|负实数|整数|正整数|自然数|a real number|real numbers|an integer|a positive integer|whole numbers?|natural numbers?";

const STATED = new RegExp(
  String.raw`^${LETTERS}\s*(?:is|are|be|为|是|都是|均为|都为|属于)?\s*(?:an?\s+|都|均)?(?<kind>${KIND_WORDS})$`,
  "iu",
);
const LED = new RegExp(
  String.raw`^(?:all\s+|任意\s*)?(?<kind>${KIND_WORDS})\s*(?:numbers?\s+|数\s*)?${LETTERS}$`,
  "iu",
);
const MEMBER =
  /^(?<names>[A-Za-z])\s*(?:∈|\\in)\s*(?<set>ℝ|\\mathbb\s*\{?R\}?|R|ℤ|\\mathbb\s*\{?Z\}?|Z|ℕ|\\mathbb\s*\{?N\}?|N)$/u;

/**
 * Reads what is assumed: inequalities ("x > 0 and y < 1", "1 < x < 2", "x, y > 0") and words ("x is real",
 * "n an integer", "x 为正数"). Null when a part is neither; equations are not assumptions here.
 */
export function readAssumptions(text: string, context: ReadingContext): Assumptions | null {
  const real = new Set<string>();
  const whole = new Set<string>();
  const relations: Expression[] = [];
  const texts: string[] = [];
  for (const piece of pieces(text)) {
    const read = readPiece(piece, context);
    if (read === null) return null;
    for (const name of read.real) real.add(name);
    for (const name of read.whole) {
      whole.add(name);
      real.add(name);
    }
    relations.push(...read.relations);
    texts.push(...read.texts);
  }
  for (const name of relations.flatMap(variablesOf)) real.add(name);
  return texts.length === 0 ? null : { real, whole, relations, texts };
}

/** Split at "and", 且 and commas; letters before a common condition stay together. */
function pieces(text: string): string[] {
  const trimmed = text.trim().replace(/[。.]$/u, "");
  const shared = /^([A-Za-z](?:\s*[,、，]\s*[A-Za-z])+)\s*(<=?|>=?|≤|≥|!=|≠)\s*(\S+)$/u.exec(
    trimmed,
  );
  if (shared !== null)
    return (shared[1] as string)
      .split(/\s*[,、，]\s*/u)
      .map((name) => `${name} ${shared[2]} ${shared[3]}`);
  if (STATED.test(trimmed) || LED.test(trimmed)) return [trimmed];
  const found: string[] = [];
  for (const piece of trimmed
    .split(/\s*(?:\band\b|且|并且|[,，;；]|&|\\land\b)\s*/iu)
    .filter((part) => part !== "")) {
    // "a, b real": a letter alone belongs to what follows.
    const before = found.at(-1);
    if (before !== undefined && /^[A-Za-z](?:, [A-Za-z])*$/.test(before))
      found[found.length - 1] = `${before}, ${piece}`;
    else found.push(piece);
  }
  return found;
}

interface Piece {
  readonly real: readonly string[];
  readonly whole: readonly string[];
  readonly relations: readonly Expression[];
  readonly texts: readonly string[];
}

function readPiece(piece: string, context: ReadingContext): Piece | null {
  const member = MEMBER.exec(piece);
  const worded = STATED.exec(piece) ?? LED.exec(piece);
  const groups = member?.groups ?? worded?.groups;
  if (groups !== undefined) {
    const names = (groups["names"] as string).split(/\s*(?:,|、|和|与|\band\b)\s*/u);
    const kind =
      member === null
        ? KINDS.find(([pattern]) => pattern.test((groups["kind"] as string).trim()))?.[1]
        : /R|ℝ/.test(groups["set"] as string)
          ? "real"
          : /Z|ℤ/.test(groups["set"] as string)
            ? "whole"
            : "positive whole";
    return kind === undefined ? null : named(names, kind);
  }
  const relation = attempt(() => context.parse(piece));
  const parts =
    relation === null ? [] : headOf(relation) === "And" ? argumentsOf(relation) : [relation];
  const isOrder = parts.every((part) =>
    /^(?:Less|LessEqual|Greater|GreaterEqual|NotEqual)$/.test(headOf(part)),
  );
  if (parts.length === 0 || !isOrder || variablesOf(["And", ...parts]).length === 0) return null;
  return { real: [], whole: [], relations: parts, texts: parts.map(printPlain) };
}

function named(names: readonly string[], kind: string): Piece {
  if (kind === "real" || kind === "whole")
    return {
      real: kind === "real" ? names : [],
      whole: kind === "whole" ? names : [],
      relations: [],
      texts: names.map((name) => `${name} is ${kind === "real" ? "real" : "an integer"}`),
    };
  const head = kind === "positive whole" ? "Greater" : kind;
  const relations = names.map((name): Expression => [head, name, { num: "0" }]);
  const isWhole = kind === "positive whole";
  return {
    real: [],
    whole: isWhole ? names : [],
    relations,
    texts: [
      ...relations.map(printPlain),
      ...(isWhole ? names.map((name) => `${name} is an integer`) : []),
    ],
  };
}

function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
