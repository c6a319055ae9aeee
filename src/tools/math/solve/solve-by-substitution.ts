import { Fraction } from "fraction.js";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  isNumber,
  mapHeads,
  rational,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { MARK, rationalOf, substitutions, tidyRoot } from "./kernel-substitutions.ts";
import { solvePolynomialEquation } from "./solve-equation.ts";

const MAX_DEPTH = 3;
const MAX_BRANCHES = 16;
const MAX_MULTIPLE = 8;

/** All real solutions; for a circular equation those of one turn, with the period. */
export interface RealSolutions {
  readonly roots: readonly Expression[];
  readonly isPeriodic: boolean;
  readonly detail: string;
}

/**
 * All real solutions of an equation that a substitution makes polynomial: absolute values and maxima by
 * cases, one logarithm, one exponential, roots of the unknown, or circular functions by tan(x/2). The
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
    if (evaluateReal(a) === null || evaluateReal(b) === null) continue;
    const { verdict } = decideEqual(a, b);
    if (verdict === "undecided") return null;
    if (verdict === "proved") roots.push(root);
  }
  const distinct = roots.filter(
    (root, index) =>
      !roots.slice(0, index).some((other) =>
        evaluateReal(["Add", root, ["Negate", other]])
          ?.abs()
          .lt(1e-30),
      ),
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
    return { roots: real, isPeriodic: false, detail: "a polynomial, solved completely" };
  }
  return (
    byCases(difference, variable, depth) ??
    byKernel(difference, variable, depth) ??
    byHalfAngle(difference, variable) ??
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
  if (all.some((found) => found === null || found.isPeriodic)) return null;
  return {
    roots: all.flatMap((found) => (found as RealSolutions).roots),
    isPeriodic: false,
    detail: "every case of the absolute values and maxima",
  };
}

/** Writes the equation in t = log x, t = e^x or t = x^(1/n) and solves that. */
function byKernel(difference: Expression, variable: string, depth: number): RealSolutions | null {
  for (const [rewritten, back, detail] of substitutions(difference, variable)) {
    if (contains(rewritten, variable) || !contains(rewritten, MARK)) continue;
    const name = `${MARK}${depth}`;
    const inner = candidatesOf(substitute(rewritten, MARK, name), name, depth + 1);
    if (inner === null || inner.isPeriodic) continue;
    const roots = inner.roots.map(back).filter((root) => root !== null);
    return { roots, isPeriodic: false, detail };
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
  return inner === null || inner.isPeriodic ? null : { ...inner, detail: "the logarithms joined" };
}

function flatTerms(expression: Expression, sign: 1 | -1): { part: Expression; sign: 1 | -1 }[] {
  const parts = argumentsOf(expression);
  if (headOf(expression) === "Add") return parts.flatMap((part) => flatTerms(part, sign));
  if (headOf(expression) === "Negate")
    return flatTerms(parts[0] as Expression, sign === 1 ? -1 : 1);
  return [{ part: expression, sign }];
}

/** Circular functions of whole multiples of the unknown, rational in t = tan(x/2); x = pi apart. */
function byHalfAngle(difference: Expression, variable: string): RealSolutions | null {
  let isPossible = true;
  const t: Expression = MARK;
  const square: Expression = ["Power", t, { num: "2" }];
  const below: Expression = ["Add", { num: "1" }, square];
  const cosine: Expression = ["Divide", ["Add", { num: "1" }, ["Negate", square]], below];
  const sine: Expression = ["Divide", ["Multiply", { num: "2" }, t], below];
  const rewritten = mapHeads(difference, (node) => {
    if (!["Sin", "Cos", "Tan", "Cot", "Sec", "Csc"].includes(node[0])) return node;
    const argument = node[1] as Expression;
    if (!contains(argument, variable)) return node;
    const slope = rationalOf(substitute(argument, variable, { num: "1" }));
    const isMultiple =
      slope !== null &&
      slope.d === 1n &&
      slope.n <= MAX_MULTIPLE &&
      decideEqual(argument, ["Multiply", integer(slope.s * slope.n), variable]).verdict ===
        "proved";
    if (!isMultiple || slope === null) {
      isPossible = false;
      return node;
    }
    let [c, s]: [Expression, Expression] = [{ num: "1" }, { num: "0" }];
    for (let k = 0; k < Number(slope.n); k++)
      [c, s] = [
        ["Add", ["Multiply", c, cosine], ["Negate", ["Multiply", s, sine]]],
        ["Add", ["Multiply", s, cosine], ["Multiply", c, sine]],
      ];
    if (slope.s < 0n) s = ["Negate", s];
    const one: Expression = { num: "1" };
    switch (node[0]) {
      case "Sin":
        return s;
      case "Cos":
        return c;
      case "Tan":
        return ["Divide", s, c];
      case "Cot":
        return ["Divide", c, s];
      case "Sec":
        return ["Divide", one, c];
      default:
        return ["Divide", one, s];
    }
  });
  if (!isPossible || contains(rewritten, variable) || !contains(rewritten, MARK)) return null;
  const solution = solvePolynomialEquation(rewritten, { num: "0" }, MARK);
  if (solution === null || !solution.isExact || !solution.isComplete || solution.isIdentity)
    return null;
  const angles: Expression[] = ["Pi"];
  for (const root of solution.roots)
    if (evaluateReal(root) !== null)
      angles.push(angleOf(["Multiply", { num: "2" }, ["Arctan", root]]));
  return { roots: angles, isPeriodic: true, detail: "the equation in tan(x/2), and x = pi apart" };
}

/** A rational multiple of pi where the value is one to 40 digits (substitution proves it or not). */
function angleOf(angle: Expression): Expression {
  const value = evaluateReal(["Divide", angle, "Pi"]);
  if (value === null) return angle;
  for (let d = 1; d <= 60; d++) {
    const n = value.mul(d).round();
    if (!value.mul(d).sub(n).abs().lt(1e-40)) continue;
    const exact = new Fraction(BigInt(n.toFixed()), BigInt(d));
    return tidyRoot(["Multiply", rational(exact.s * exact.n, exact.d), "Pi"]);
  }
  return angle;
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
