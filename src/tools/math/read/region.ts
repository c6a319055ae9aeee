import { contains, type Expression, variablesOf } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import type { ReadingContext } from "./reading-context.ts";

/** One variable between two bounds, which may depend on other variables. */
export interface Range {
  readonly variable: string;
  readonly lower: Expression;
  readonly upper: Expression;
}

const LESS = "(?:<=|≤|<|⩽|\\\\leq?)";
const PATTERNS: readonly RegExp[] = [
  new RegExp(
    `^(?<lower>[^<≤⩽]+?)\\s*${LESS}\\s*(?<variable>[A-Za-z])\\s*${LESS}\\s*(?<upper>[^<≤⩽]+)$`,
  ),
  /^(?<variable>[A-Za-z])\s*(?:=|from|从)?\s*(?<lower>.+?)\s*(?:to|\.\.|到|至)\s*(?<upper>.+)$/,
  /^(?<variable>[A-Za-z])\s*(?:in|∈)\s*[[(]\s*(?<lower>[^,]+),(?<upper>[^,]+)[\])]$/,
];

/** `0<=x<=1, 0<=y<=x`, `x from 0 to 1 and y from 0 to x`; null when the text is no list of ranges. */
export function readRegion(text: string, context: ReadingContext): Range[] | null {
  const ranges: Range[] = [];
  for (const part of splitAtCommas(text)) {
    const groups = PATTERNS.map((pattern) => pattern.exec(part)?.groups).find(
      (found) => found !== undefined,
    );
    if (groups === undefined) return null;
    ranges.push({
      variable: groups["variable"] as string,
      lower: context.parse(groups["lower"] as string),
      upper: context.parse(groups["upper"] as string),
    });
  }
  const names = ranges.map(({ variable }) => variable);
  return ranges.length >= 2 && new Set(names).size === names.length ? ranges : null;
}

/** At commas and "and" outside of brackets. */
function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const piece of text.split(/(\s+and\s+|[,，、;；且]|[()[\]{}])/)) {
    if (/^[([{]$/.test(piece)) depth += 1;
    if (/^[)\]}]$/.test(piece)) depth -= 1;
    if (depth === 0 && /^(?:\s+and\s+|[,，、;；且])$/.test(piece)) {
      parts.push(part.trim());
      part = "";
    } else part += piece;
  }
  return [...parts, part.trim()].filter((item) => item !== "");
}

/**
 * The ranges from the innermost to the outermost: no bound depends on a variable that was integrated
 * before. Null where the bounds depend on each other in a circle.
 */
export function innermostFirst(ranges: readonly Range[]): Range[] | null {
  const left = [...ranges];
  const order: Range[] = [];
  while (left.length > 0) {
    const index = left.findLastIndex((range) =>
      left.every(
        (other) =>
          other === range ||
          !(contains(other.lower, range.variable) || contains(other.upper, range.variable)),
      ),
    );
    if (index < 0) return null;
    order.push(...left.splice(index, 1));
  }
  return order;
}

const SHARES: readonly number[] = [0.13, 0.47, 0.82];

/**
 * Is each lower bound below its upper one throughout, as far as some points tell? Inequalities mean a
 * region, which is empty where they are the other way round; an iterated integral would count it negative.
 */
export function isProperRegion(order: readonly Range[]): boolean {
  const outermost = [...order].toReversed();
  return SHARES.every((_, shift) => {
    const point: Record<string, number> = {};
    return outermost.every(({ variable, lower, upper }, index) => {
      if (variablesOf(["List", lower, upper]).some((name) => !(name in point))) return true;
      const [a, b] = [numberAt(lower, point), numberAt(upper, point)];
      if (a === null || b === null || a > b) return false;
      const share = SHARES[(shift + index) % SHARES.length] as number;
      point[variable] = between(a, b, share);
      return true;
    });
  });
}

function numberAt(bound: Expression, point: Readonly<Record<string, number>>): number | null {
  if (bound === "PositiveInfinity") return Number.POSITIVE_INFINITY;
  if (JSON.stringify(bound) === '["Negate","PositiveInfinity"]') return Number.NEGATIVE_INFINITY;
  return evaluateReal(bound, point)?.toNumber() ?? null;
}

function between(a: number, b: number, share: number): number {
  if (Number.isFinite(a) && Number.isFinite(b)) return a + (b - a) * share;
  if (Number.isFinite(a)) return a + 4 * share;
  return Number.isFinite(b) ? b - 4 * share : 4 * share - 2;
}
