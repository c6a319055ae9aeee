import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  mapHeads,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { realSign } from "../prove/real-sign.ts";
import { rationalOf } from "../prove/rational-of.ts";
import { isIndexLetter } from "../read/whole-numbers.ts";

/** Whole numbers put in for index letters, each letter with its own start. */
const WHOLE = [0, 1, 2, 3, 6, 7, 10, 15];
const MOST_LETTERS = 3;
const PERIODIC = /^(?:Sin|Cos|Tan|Cot|Sec|Csc)$/;

/**
 * Are two values that differ as they are read equal as many write them: odd roots of negative numbers as
 * real, letters such as n and k for whole numbers only, or both as the family that such a letter makes?
 */
export function isEqualOtherwise(a: Expression, b: Expression): boolean {
  return withRealRoots(a, b) || atWholeNumbers(a, b) || isSameFamily(a, b);
}

function withRealRoots(a: Expression, b: Expression): boolean {
  let isChanged = false;
  const real = (side: Expression): Expression =>
    mapHeads(side, (node) => {
      const [base, exponent] = node.slice(1) as [Expression, Expression];
      if (node[0] !== "Power" || variablesOf(base).length > 0) return node;
      const power = rationalOf(exponent);
      if (power === null || power.d % 2n === 0n || power.d === 1n || realSign(base) !== -1)
        return node;
      isChanged = true;
      const size: Expression = ["Power", ["Negate", base], exponent];
      return power.n % 2n === 0n ? size : ["Negate", size];
    });
  const [x, y] = [real(a), real(b)];
  return isChanged && decideEqual(x, y).verdict === "proved";
}

/** Signs and waves of whole multiples: cos(pi n) is (-1)^n for every whole n and for no other. */
function atWholeNumbers(a: Expression, b: Expression): boolean {
  const letters = lettersIn(a, b);
  if (letters.length === 0 || !(dependsOnWhole(a, letters) || dependsOnWhole(b, letters)))
    return false;
  return WHOLE.every((start, round) => {
    const at = (side: Expression): Expression =>
      letters.reduce<Expression>(
        (result, name, index) =>
          substitute(result, name, integer(WHOLE[(round + index * 3) % WHOLE.length] ?? start)),
        side,
      );
    return decideEqual(at(a), at(b)).verdict !== "refuted";
  });
}

function dependsOnWhole(expression: Expression, letters: readonly string[]): boolean {
  const parts = argumentsOf(expression);
  const holds = (part: Expression | undefined): boolean =>
    part !== undefined && letters.some((name) => contains(part, name));
  if (PERIODIC.test(headOf(expression)) && holds(parts[0])) return true;
  if (
    headOf(expression) === "Power" &&
    headOf(parts[0] as Expression) === "Negate" &&
    holds(parts[1])
  )
    return true;
  return parts.some((part) => dependsOnWhole(part, letters));
}

/** p + q k for all whole k, and r + s m for all whole m, are the same numbers: s = ±q, and q divides p - r. */
function isSameFamily(a: Expression, b: Expression): boolean {
  const [first, second] = [familyOf(a), familyOf(b)];
  if (first === null || second === null) return false;
  const ratio = fractionOf(["Divide", first.step, second.step]);
  if (ratio === null || !ratio.abs().equals(1)) return false;
  const turns = fractionOf(["Divide", ["Add", first.start, ["Negate", second.start]], first.step]);
  return turns !== null && turns.d === 1n;
}

/** A start and a multiple of pi that is added for every whole number. */
function familyOf(
  expression: Expression,
): { readonly start: Expression; readonly step: Expression } | null {
  const [letter, ...more] = variablesOf(expression);
  if (letter === undefined || more.length > 0 || !isIndexLetter(letter)) return null;
  const at = (k: number): Expression => substitute(expression, letter, integer(k));
  const [start, next] = [at(0), at(1)];
  const step: Expression = ["Add", next, ["Negate", start]];
  const turn = fractionOf(["Divide", step, "Pi"]);
  if (turn === null || turn.equals(0)) return null;
  const isLinear = decideEqual(expression, ["Add", start, ["Multiply", letter, step]]);
  return isLinear.verdict === "proved" ? { start, step } : null;
}

function lettersIn(a: Expression, b: Expression): readonly string[] {
  const letters = [...new Set([...variablesOf(a), ...variablesOf(b)])].filter(isIndexLetter);
  return letters.length > MOST_LETTERS ? [] : letters;
}
