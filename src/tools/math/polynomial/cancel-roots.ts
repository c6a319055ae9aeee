import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { gcdBigint } from "../exact/integers.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isSymbol,
  mapHeads,
  substitute,
  CONSTANTS,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { cancelledForm } from "./cancel.ts";

const MARK = "__root";

/**
 * A quotient in the root of one letter in lowest terms: with u for x^(1/n) the letter itself is u^n, whatever
 * branch the root is on. Null where there is no such root, or roots of several letters.
 */
export function cancelledRoots(expression: Expression): Expression | null {
  const roots = rootsOf(expression);
  const [first] = roots;
  if (first === undefined || roots.some(({ letter }) => letter !== first.letter)) return null;
  const degree = roots.reduce((all, { d }) => (all * d) / gcdBigint(all, d), 1n);
  if (degree > 12n) return null;
  const inRoot = mapHeads(expression, (node) => {
    const found = rootOf(node);
    return found === null
      ? node
      : (["Power", MARK, integer((found.n * degree) / found.d)] as Expression);
  });
  const form = cancelledForm(substitute(inRoot, first.letter, ["Power", MARK, integer(degree)]));
  if (form === null) return null;
  const root: Expression =
    degree === 2n
      ? ["Sqrt", first.letter]
      : ["Power", first.letter, ["Divide", integer(1), integer(degree)]];
  const back = mapHeads(form, (node) => {
    const [base, exponent] = argumentsOf(node) as [Expression, Expression];
    const power = headOf(node) === "Power" && base === MARK ? fractionOf(exponent) : null;
    if (power === null || power.d !== 1n) return node;
    const raised = new Fraction(power.s * power.n, degree);
    return raised.equals(1)
      ? first.letter
      : (["Power", first.letter, fractionExpression(raised)] as Expression);
  });
  return tidySigns(substitute(back, MARK, root));
}

interface Root {
  readonly letter: string;
  readonly n: bigint;
  readonly d: bigint;
}

function rootOf(node: Expression): Root | null {
  const [base, exponent] = argumentsOf(node) as [Expression, Expression];
  if (base === undefined || !isSymbol(base) || CONSTANTS.has(base)) return null;
  if (headOf(node) === "Sqrt") return { letter: base, n: 1n, d: 2n };
  const power = headOf(node) === "Power" ? fractionOf(exponent) : null;
  return power === null || power.d === 1n
    ? null
    : { letter: base, n: power.s * power.n, d: power.d };
}

function rootsOf(node: Expression): Root[] {
  const own = rootOf(node);
  return [...(own === null ? [] : [own]), ...argumentsOf(node).flatMap(rootsOf)];
}
