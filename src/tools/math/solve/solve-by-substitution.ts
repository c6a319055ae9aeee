import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  isFunction,
  isNumber,
  mapHeads,
  rational,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { isDefinedReal } from "../prove/defined-at.ts";
import { compareReals } from "../prove/real-sign.ts";
import { rationalOf } from "../prove/rational-of.ts";
import { decideConstants } from "./decide-root.ts";
import { MARK, substitutions } from "./kernel-substitutions.ts";
import { solveCircular } from "./solve-circular.ts";
import { solvePolynomialEquation } from "./solve-equation.ts";

const MAX_DEPTH = 3;
const MAX_BRANCHES = 16;

/** All real solutions; for a circular equation those of one turn, and the turn. */
export interface RealSolutions {
  readonly roots: readonly Expression[];
  readonly period: Expression | null;
  readonly detail: string;
}

/**
 * All real solutions of an equation that a substitution makes polynomial: absolute values and maxima by
 * cases, one logarithm, one exponential, roots of the unknown, or circular functions of one angle. The
 * candidates hold every real solution, and each is kept or dropped by an exact decision; null when one
 * stays undecided or no substitution fits.
 */
export function solveBySubstitution(
  left: Expression,
  right: Expression,
  variable: string,
): RealSolutions | null {
  const difference: Expression = ["Add", left, ["Negate", right]];
  if (variablesOf(difference).some((name) => name !== variable)) return null;
  if (!isKnown(difference)) return null;
  const found = candidatesOf(difference, variable, 0);
  if (found === null) return null;
  const roots: Expression[] = [];
  for (const root of found.roots) {
    const [a, b] = [left, right].map((side) =>
      withoutPowersOfE(substitute(side, variable, root)),
    ) as [Expression, Expression];
    const value = evaluateReal(root);
    if (value === null) return null;
    // Where a side has no real value the root lies outside of the equation's real domain.
    if (evaluateReal(a) === null || evaluateReal(b) === null) {
      const defined = [a, b].map(isDefinedReal);
      if (defined.includes(false)) continue;
      if (defined.includes(null)) return null;
    }
    const verdict = decideConstants(a, b);
    if (verdict === "undecided") return null;
    if (verdict === "proved") roots.push(root);
  }
  const distinct = roots.filter(
    (root, index) => !roots.slice(0, index).some((other) => compareReals(root, other) === 0),
  );
  return { ...found, roots: distinct };
}

/** Real logarithms and roots of e^r written out, which the normal form leaves standing. */
function withoutPowersOfE(expression: Expression): Expression {
  return mapHeads(expression, (node) => {
    const [inner, power] = node.slice(1) as [Expression, Expression?];
    const [base, exponent] = argumentsOf(inner) as [Expression?, Expression?];
    if (headOf(inner) !== "Power" || base !== "ExponentialE" || exponent === undefined) return node;
    if (evaluateReal(exponent) === null) return node;
    if (node[0] === "Ln") return exponent;
    if (node[0] === "Sqrt") return ["Power", base, ["Divide", exponent, { num: "2" }]];
    const times = node[0] === "Power" && power !== undefined ? rationalOf(power) : null;
    return times === null
      ? node
      : ["Power", base, ["Multiply", exponent, rational(times.s * times.n, times.d)]];
  });
}

const KNOWN_HEADS = new Set(
  "Add Multiply Divide Negate Power Sqrt Ln Lb Lg Log Exp Abs Max Min Sin Cos Tan Cot Sec Csc".split(
    " ",
  ),
);

/** Only functions that have a value in real arithmetic wherever they are defined. */
function isKnown(expression: Expression): boolean {
  if (expression === "EulerGamma" || expression === "ImaginaryUnit") return false;
  if (isFunction(expression) && !KNOWN_HEADS.has(expression[0])) return false;
  return argumentsOf(expression).every(isKnown);
}

function candidatesOf(
  difference: Expression,
  variable: string,
  depth: number,
): RealSolutions | null {
  if (depth > MAX_DEPTH) return null;
  if (!contains(difference, variable)) return null;
  const polynomial = solvePolynomialEquation(difference, { num: "0" }, variable);
  if (polynomial !== null) {
    if (!polynomial.isExact || polynomial.isIdentity || !polynomial.isComplete) return null;
    const real = polynomial.roots.filter((root) => evaluateReal(root) !== null);
    return { roots: real, period: null, detail: "a polynomial, solved completely" };
  }
  return (
    byCases(difference, variable, depth) ??
    byKernel(difference, variable, depth) ??
    solveCircular(difference, { num: "0" }, variable) ??
    byJoinedLogarithms(difference, variable, depth)
  );
}

function byCases(difference: Expression, variable: string, depth: number): RealSolutions | null {
  let branches: Expression[] = [difference];
  const branch = (expression: Expression): Expression[] | null => {
    const node = firstNode(
      expression,
      (part) => ["Abs", "Max", "Min"].includes(headOf(part)) && contains(part, variable),
    );
    if (node === null) return null;
    const parts = argumentsOf(node);
    const choices: Expression[] =
      headOf(node) === "Abs"
        ? [parts[0] as Expression, ["Negate", parts[0] as Expression]]
        : [...parts];
    return choices.map((choice) => replaceNode(expression, node, choice));
  };
  let isSplit = false;
  for (;;) {
    const next = branches.map((part) => branch(part));
    if (next.every((part) => part === null)) break;
    isSplit = true;
    branches = branches.flatMap((part, index) => next[index] ?? [part]);
    if (branches.length > MAX_BRANCHES) return null;
  }
  if (!isSplit) return null;
  const all = branches.map((part) => candidatesOf(part, variable, depth + 1));
  if (!all.every((found) => found !== null)) return null;
  const periods = new Set(all.map(({ period }) => JSON.stringify(period)));
  if (periods.size > 1) return null;
  return {
    roots: all.flatMap(({ roots }) => roots),
    period: all[0]?.period ?? null,
    detail: "every case of the absolute values and maxima",
  };
}

/** Writes the equation in t = log x, t = e^x or t = x^(1/n) and solves that. */
function byKernel(difference: Expression, variable: string, depth: number): RealSolutions | null {
  for (const [rewritten, back, detail] of substitutions(difference, variable)) {
    if (contains(rewritten, variable) || !contains(rewritten, MARK)) continue;
    const name = `${MARK}${depth}`;
    const inner = candidatesOf(substitute(rewritten, MARK, name), name, depth + 1);
    if (inner === null || inner.period !== null) continue;
    const roots = inner.roots.map(back).filter((root) => root !== null);
    return { roots, period: null, detail };
  }
  return null;
}

/** Sums of logarithms set equal to a constant: one logarithm of the product. */
function byJoinedLogarithms(
  difference: Expression,
  variable: string,
  depth: number,
): RealSolutions | null {
  const terms = headOf(difference) === "Add" ? flatTerms(difference, 1) : [];
  const product: Expression[] = [];
  for (const { part, sign } of terms) {
    if (headOf(part) !== "Ln") {
      if (contains(part, variable)) return null;
      product.push(["Power", "ExponentialE", sign === 1 ? part : ["Negate", part]]);
    } else {
      const inner = argumentsOf(part)[0] as Expression;
      product.push(sign === 1 ? inner : ["Divide", { num: "1" }, inner]);
    }
  }
  if (product.length < 2) return null;
  const joined: Expression = ["Add", ["Multiply", ...product], ["Negate", { num: "1" }]];
  const inner = candidatesOf(joined, variable, depth + 1);
  return inner === null || inner.period !== null
    ? null
    : { ...inner, detail: "the logarithms joined" };
}

function flatTerms(expression: Expression, sign: 1 | -1): { part: Expression; sign: 1 | -1 }[] {
  const parts = argumentsOf(expression);
  if (headOf(expression) === "Add") return parts.flatMap((part) => flatTerms(part, sign));
  if (headOf(expression) === "Negate")
    return flatTerms(parts[0] as Expression, sign === 1 ? -1 : 1);
  return [{ part: expression, sign }];
}

function firstNode(expression: Expression, fits: (node: Expression) => boolean): Expression | null {
  for (const part of argumentsOf(expression)) {
    const inner = firstNode(part, fits);
    if (inner !== null) return inner;
  }
  return fits(expression) && !isNumber(expression) ? expression : null;
}

function replaceNode(
  expression: Expression,
  target: Expression,
  replacement: Expression,
): Expression {
  if (expression === target) return replacement;
  if (!isFunction(expression)) return expression;
  return [
    expression[0],
    ...argumentsOf(expression).map((part) => replaceNode(part, target, replacement)),
  ];
}
