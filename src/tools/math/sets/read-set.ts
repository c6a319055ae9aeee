import { isDeadEnd } from "../exact/deadline.ts";
import type { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { parseExpression } from "../read/parse.ts";
import { combine, type ExactSet, type SetOperation } from "./exact-set.ts";

/** A set as it was written and what it is. */
export interface ReadSet {
  readonly text: string;
  readonly set: ExactSet;
}

const EMPTY: ExactSet = { pieces: [], words: [] };
const LARGEST_LITERAL = 200;
const DEEPEST_BRACKETS = 60;

const OPERATORS: readonly (readonly [RegExp, SetOperation, string])[] = [
  [/^(?:union(?: with)?\b|∪|\\cup\b|并上?)/iu, "union", "∪"],
  [/^(?:intersect(?:ion|ed)?(?: with)?\b|∩|\\cap\b|交)/iu, "intersection", "∩"],
  [/^(?:symmetric difference\b|△|∆|Δ|\\triangle\b)/iu, "symmetric-difference", "△"],
  [/^(?:minus\b|difference\b|without\b|\\setminus\b|\\|−|-|减)/iu, "difference", "\\"],
];

/** Reads sets written with braces, intervals, ∅, names given before, and the four operations; else null. */
export function readSet(
  text: string,
  names: ReadonlyMap<string, ReadSet> = new Map(),
): ReadSet | null {
  let rest = text.trim();
  let brackets = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found !== null) rest = rest.slice(found[0].length).trimStart();
    return found;
  };
  const atom = (): ReadSet | null => {
    const braces = take(/^\\?\{([^{}]*?)\\?\}/u);
    if (braces !== null) return literal(braces[1] as string);
    if (take(/^(?:∅|\\emptyset\b|\\varnothing\b|(?:the )?empty set\b|空集)/iu) !== null)
      return { text: "{}", set: EMPTY };
    const range = take(/^([[(])([^,()[\]{}]+),([^,()[\]{}]+)([\])])/u);
    if (range !== null) return interval(range);
    if (brackets < DEEPEST_BRACKETS && take(/^\(/u) !== null) {
      brackets += 1;
      const inner = operations(0);
      brackets -= 1;
      return inner === null || take(/^\)/u) === null ? null : { ...inner, text: `(${inner.text})` };
    }
    const name = take(/^[A-Z](?![\p{L}\d])/u);
    return name === null ? null : (names.get(name[0]) ?? null);
  };
  // Intersection binds tighter than the others, which go from left to right.
  const operations = (depth: 0 | 1): ReadSet | null => {
    const next = (): ReadSet | null => (depth === 0 ? operations(1) : atom());
    let left = next();
    while (left !== null) {
      const found = OPERATORS.find(
        ([pattern, operation]) =>
          (operation === "intersection") === (depth === 1) && take(pattern) !== null,
      );
      if (found === undefined) break;
      const right = next();
      left =
        right === null
          ? null
          : {
              text: `${left.text} ${found[2]} ${right.text}`,
              set: combine(found[1], left.set, right.set),
            };
    }
    return left;
  };
  const read = operations(0);
  return rest === "" ? read : null;
}

function literal(inside: string): ReadSet | null {
  const items = inside.trim() === "" ? [] : inside.split(/[,，、;]/u).map((item) => item.trim());
  if (items.length > LARGEST_LITERAL) return null;
  let set = EMPTY;
  for (const item of items) {
    const member = /^[\p{L}][\p{L}\d_]*$/u.test(item)
      ? { pieces: [], words: [item] }
      : numberSet(item);
    if (member === null) return null;
    set = combine("union", set, member);
  }
  return { text: `{${items.join(", ")}}`, set };
}

function numberSet(text: string): ExactSet | null {
  const value = numberOf(text);
  return value === null
    ? null
    : { pieces: [{ lo: value, hi: value, loClosed: true, hiClosed: true }], words: [] };
}

/** A rational number; null for anything else. */
export function numberOf(text: string): Fraction | null {
  try {
    return fractionOf(parseExpression(text).expression);
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

function interval([text, from, low, high, to]: RegExpExecArray): ReadSet | null {
  const isInfinite = (end: string, sign: string): boolean =>
    new RegExp(String.raw`^${sign}\s*(?:∞|inf(?:inity|ty)?|oo|\\infty|无穷大?)$`, "iu").test(
      end.trim(),
    );
  const [lo, hi] = [
    isInfinite(low as string, "[-−负]") ? null : numberOf(low as string),
    isInfinite(high as string, String.raw`[+正]?`) ? null : numberOf(high as string),
  ];
  if (lo === null && !isInfinite(low as string, "[-−负]")) return null;
  if (hi === null && !isInfinite(high as string, String.raw`[+正]?`)) return null;
  const [loClosed, hiClosed] = [from === "[" && lo !== null, to === "]" && hi !== null];
  const order = lo === null || hi === null ? -1 : lo.compare(hi);
  const isVoid = order > 0 || (order === 0 && !(loClosed && hiClosed));
  return {
    text: text.replace(/\s*,\s*/u, ", "),
    set: isVoid ? EMPTY : { pieces: [{ lo, hi, loClosed, hiClosed }], words: [] },
  };
}
