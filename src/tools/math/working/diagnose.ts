import { printPlain } from "../expression/print-plain.ts";
import { isDeadEnd } from "../exact/deadline.ts";
import type { MistakeKind } from "../../../core/working-result.ts";
import { exactForm } from "../exact/exact-form.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  substitute,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { falseRewritings, numbersIn, repairsOf } from "./slips.ts";

/** What went wrong in a line, and what it would have to say. */
export interface Diagnosis {
  readonly kind: MistakeKind;
  /** Null where the slip is known and the right line is not. */
  readonly corrected: Expression | null;
}

/** True when a line follows from the one before; must be exact and quick. */
export type Follows = (line: Expression) => boolean;

/**
 * Finds the slip that explains a line which does not follow: known false rewritings first, then one turned
 * sign, one wrong number, one dropped term. Only what makes the line follow is reported, so a diagnosis is
 * never a guess about what would have been right; it may be one of several ways to mend the line.
 */
export function diagnose(written: Expression, before: Expression, follows: Follows): Diagnosis {
  const rewriting = falseRewritings(before).find(({ result }) => isSameLine(result, written));
  if (rewriting !== undefined) return { kind: rewriting.kind, corrected: rightForm(before) };
  const repairs = repairsOf(written, before);
  const turned = repairs.find(({ kind, repaired }) => kind === "sign" && follows(repaired));
  if (turned !== undefined) return { kind: "sign", corrected: tidySigns(turned.repaired) };
  const left = leftOutTerm(written, before, follows);
  if (left !== null) return { kind: "dropped-term", corrected: left };
  const moved = movedTerm(written, before, follows);
  if (moved !== null) return moved;
  const number = wrongNumber(written, follows);
  const dropped = repairs.find(
    ({ kind, repaired }) => kind === "dropped-term" && follows(repaired),
  );
  // A number that stands alone is a slip in arithmetic; a term with an unknown that is missing was dropped.
  if (number !== null && (dropped === undefined || isNumberTerm(written, dropped.repaired)))
    return { kind: "arithmetic", corrected: number };
  if (dropped !== undefined) return { kind: "dropped-term", corrected: shorter(dropped.repaired) };
  if (number !== null) return { kind: "arithmetic", corrected: number };
  return { kind: "does-not-follow", corrected: rightForm(before) };
}

/** The line before written again without one of its terms: that term put back. */
function leftOutTerm(written: Expression, before: Expression, follows: Follows): Expression | null {
  const keys = (expression: Expression): string[] =>
    termsIn(expression).map((term) => JSON.stringify(term));
  const [had, has] = [keys(before), keys(written)];
  if (had.length !== has.length + 1 || !has.every((key) => had.includes(key))) return null;
  return (
    repairsOf(written, before).find(
      ({ kind, repaired }) => kind === "dropped-term" && follows(repaired),
    )?.repaired ?? null
  );
}

function termsIn(expression: Expression): Expression[] {
  const head = headOf(expression);
  return head === "Equal" || head === "Add"
    ? argumentsOf(expression).flatMap(termsIn)
    : [expression];
}

/** `x + 3 = 5` to `x = 5 + 3`: a term that changed its side and kept its sign, which is off by twice the term. */
function movedTerm(written: Expression, before: Expression, follows: Follows): Diagnosis | null {
  if (headOf(written) !== "Equal" || headOf(before) !== "Equal") return null;
  const [left, right] = argumentsOf(written) as [Expression, Expression];
  const terms = argumentsOf(before).flatMap((side) =>
    headOf(side) === "Add" ? argumentsOf(side) : [side],
  );
  for (const term of terms)
    for (const sign of [term, ["Negate", term] as Expression]) {
      const twice: Expression = ["Multiply", { num: "2" }, sign];
      if (isZero(term) || !follows(["Equal", left, ["Add", right, twice]])) continue;
      // The term may have come to either side; the shorter line is the one that was meant.
      const mended: Expression[] = [
        ["Equal", left, shorter(["Add", right, twice])],
        ["Equal", shorter(["Add", left, ["Negate", twice]]), right],
      ];
      const [corrected] = mended
        .filter(follows)
        .toSorted((a, b) => printPlain(a).length - printPlain(b).length);
      if (corrected !== undefined) return { kind: "sign", corrected };
    }
  return null;
}

function isZero(term: Expression): boolean {
  return isNumber(term) && term.num === "0";
}

/** One number in the line changed so that it follows. */
function wrongNumber(written: Expression, follows: Follows): Expression | null {
  for (const { value, replace } of numbersIn(written)) {
    const wanted = neededNumber(replace, value, follows);
    if (wanted !== null) return tidySigns(replace(wanted));
  }
  return null;
}

/** Small whole numbers and the neighbours of what is written; enough for slips of arithmetic by hand. */
function neededNumber(
  replace: (by: Expression) => Expression,
  value: string,
  follows: Follows,
): Expression | null {
  const solved = solveForNumber(replace, follows);
  if (solved !== null) return solved;
  const written = Number(value);
  if (!Number.isInteger(written) || Math.abs(written) > 1_000) return null;
  for (let distance = 1; distance <= 12; distance++)
    for (const candidate of [written + distance, written - distance]) {
      if (candidate < 0) continue;
      const by: Expression = { num: String(candidate) };
      if (follows(replace(by))) return by;
    }
  return null;
}

/**
 * For an equality of values: the number that makes `before - line(c)` vanish, found from its values at two
 * numbers when it depends on c linearly. Remembered through `follows`, which has the last word.
 */
function solveForNumber(
  replace: (by: Expression) => Expression,
  follows: Follows & { readonly target?: Expression },
): Expression | null {
  const { target } = follows;
  if (target === undefined) return null;
  const off = (by: string): Expression => ["Add", target, ["Negate", replace({ num: by })]];
  const [atTwo, atThree] = [fractionIn(off("2")), fractionIn(off("3"))];
  if (atTwo === null || atThree === null || atTwo.equals(atThree)) return null;
  const wanted = atTwo.div(atTwo.sub(atThree)).add(2);
  const by: Expression =
    wanted.d === 1n
      ? wanted.s < 0n
        ? ["Negate", { num: String(wanted.n) }]
        : { num: String(wanted.n) }
      : ["Divide", { num: String(wanted.s * wanted.n) }, { num: String(wanted.d) }];
  return follows(replace(by)) ? by : null;
}

function fractionIn(expression: Expression) {
  return fractionOf(exactForm(expression) ?? expression);
}

function isNumberTerm(written: Expression, repaired: Expression): boolean {
  const difference = (a: Expression, b: Expression): Expression => ["Add", a, ["Negate", b]];
  const [a, b] =
    headOf(written) === "Equal"
      ? [
          difference(...(argumentsOf(written) as [Expression, Expression])),
          difference(...(argumentsOf(repaired) as [Expression, Expression])),
        ]
      : [written, repaired];
  return fractionIn(difference(a, b)) !== null;
}

/** Both sides tidied, where that is shorter. */
function shorter(expression: Expression): Expression {
  if (headOf(expression) === "Equal") return ["Equal", ...argumentsOf(expression).map(shorter)];
  const exact = exactForm(expression);
  return exact ?? tidySigns(expression);
}

function rightForm(before: Expression): Expression | null {
  if (headOf(before) === "Equal") return null;
  return exactForm(before);
}

/** Equal as values, or the same equation up to its form. */
export function isSameLine(a: Expression, b: Expression): boolean {
  if (headOf(a) === "Equal" && headOf(b) === "Equal") {
    const [left, right] = argumentsOf(a) as [Expression, Expression];
    const [other, rest] = argumentsOf(b) as [Expression, Expression];
    return isIdentical(left, other) && isIdentical(right, rest);
  }
  return headOf(a) !== "Equal" && headOf(b) !== "Equal" && isIdentical(a, b);
}

function isIdentical(a: Expression, b: Expression): boolean {
  try {
    const form = new NormalForm();
    form.normalize(["Add", a, ["Negate", b]]);
  } catch (error) {
    if (isDeadEnd(error)) return false;
    throw error;
  }
  return decideEqual(a, b).verdict === "proved";
}

/** The factor that was divided away when `before` is `factor · after`: an unknown that may be zero. */
export function dividedAway(
  before: Expression,
  after: Expression,
  unknowns: readonly string[],
): Expression | null {
  const difference = (equation: Expression): Expression => {
    const [left, right] = argumentsOf(equation) as [Expression, Expression];
    return ["Add", left, ["Negate", right]];
  };
  if (headOf(before) !== "Equal" || headOf(after) !== "Equal") return null;
  const [had, has] = [difference(before), difference(after)];
  const ratio = exactForm(["Divide", had, has]);
  if (ratio === null || headOf(ratio) === "Divide") return null;
  const depends = unknowns.some(
    (name) =>
      decideEqual(ratio, substitute(ratio, name, ["Add", name, { num: "1" }])).verdict ===
      "refuted",
  );
  return depends && decideEqual(had, ["Multiply", ratio, has]).verdict === "proved" ? ratio : null;
}
