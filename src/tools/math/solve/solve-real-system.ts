import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  mapHeads,
  substitute,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { isDefinedReal } from "../prove/defined-at.ts";
import { realSign } from "../prove/real-sign.ts";
import { rationalOf } from "../prove/rational-of.ts";
import { decideConstants } from "./decide-root.ts";
import { exactDerivative } from "./derivative.ts";
import { tidyRoot } from "./kernel-substitutions.ts";
import { asProduct, logarithmOfProduct } from "./logarithmic-form.ts";
import { orderSolutions } from "./order-solutions.ts";
import { naturalLogarithms } from "./solve-by-inverse.ts";
import { solveLinearSystem } from "./solve-linear-system.ts";
import { solvePolynomialSystem } from "./solve-polynomial-system.ts";
import { solveSystem } from "./solve-system.ts";
import { zeroSets } from "./zero-sets.ts";

type Assignment = Readonly<Record<string, Expression>>;
type Candidates = readonly Assignment[];

/**
 * All real solutions of a system with roots, absolute values, exponentials or logarithms: its equations are
 * replaced by ones that hold wherever they hold (roots and absolute values as new unknowns, sums of
 * logarithms as products, products of powers by their logarithms), these are solved completely, and every
 * candidate is kept or dropped by an exact decision about the system as written. Null where no way applies
 * or a candidate stays undecided.
 */
export function solveRealSystem(
  equations: readonly (readonly [Expression, Expression])[],
  unknowns: readonly string[],
): Candidates | null {
  const written = equations.map(
    ([left, right]) => [naturalLogarithms(left), naturalLogarithms(right)] as const,
  );
  const implied = written.map(([left, right]) => impliedDifference(left, right, unknowns));
  const candidates =
    byMarks(implied, unknowns) ??
    byExponentials(implied, unknowns) ??
    byElimination(implied, unknowns) ??
    byOneLinear(implied, unknowns);
  if (candidates === null) return null;
  const kept: Assignment[] = [];
  for (const candidate of candidates) {
    if (Object.values(candidate).some((value) => evaluateReal(value) === null)) continue;
    let holds = true;
    for (const [left, right] of written) {
      const sides = [left, right].map((side) => put(side, candidate)) as [Expression, Expression];
      const defined = sides.map(isDefinedReal);
      const verdict = defined.includes(false) ? "refuted" : decideConstants(sides[0], sides[1]);
      if (verdict === "undecided" || (verdict === "proved" && defined.includes(null))) return null;
      if (verdict === "refuted") holds = false;
      if (!holds) break;
    }
    if (holds) kept.push(candidate);
  }
  return orderSolutions(distinct(kept), unknowns);
}

function put(expression: Expression, assignment: Assignment): Expression {
  return Object.entries(assignment).reduce(
    (all, [name, value]) => substitute(all, name, value),
    expression,
  );
}

function distinct(all: Candidates): Assignment[] {
  const seen = new Set<string>();
  return all.filter((assignment) => {
    const key = Object.values(assignment)
      .map((value) => evaluateReal(value)?.toSignificantDigits(20).toString())
      .join(" ");
    return seen.size < seen.add(key).size;
  });
}

/** An expression that is zero wherever left = right holds over the real numbers. */
function impliedDifference(
  left: Expression,
  right: Expression,
  unknowns: readonly string[],
): Expression {
  const difference: Expression = ["Add", left, ["Negate", right]];
  const product = asProduct(difference, unknowns);
  if (product !== null) return product;
  const logarithms = [left, right].map((side) => logarithmOfProduct(side, unknowns));
  const [a, b] = logarithms;
  return a === null || a === undefined || b === null || b === undefined
    ? difference
    : ["Add", a, ["Negate", b]];
}

/** Roots and absolute values as further unknowns of a polynomial system. */
function byMarks(
  differences: readonly Expression[],
  unknowns: readonly string[],
): Candidates | null {
  const marks: { name: string; key: string; equation: Expression }[] = [];
  const markFor = (key: string, equationOf: (name: string) => Expression): string => {
    const known = marks.find((mark) => mark.key === key);
    if (known !== undefined) return known.name;
    const name = `__mark${marks.length}`;
    marks.push({ name, key, equation: equationOf(name) });
    return name;
  };
  const marked = differences.map((difference) =>
    mapHeads(difference, (node): Expression => {
      const [inner, exponent] = argumentsOf(node) as [Expression, Expression?];
      const holdsUnknown = (part: Expression): boolean =>
        [...unknowns, ...marks.map(({ name }) => name)].some((name) => contains(part, name));
      if (!holdsUnknown(node)) return node;
      const square = (part: Expression): Expression => ["Power", part, integer(2)];
      if (node[0] === "Abs")
        return markFor(`abs ${JSON.stringify(inner)}`, (name) => [
          "Add",
          square(name),
          ["Negate", square(inner)],
        ]);
      const power =
        node[0] === "Sqrt"
          ? new Fraction(1, 2)
          : node[0] === "Power" && exponent !== undefined
            ? rationalOf(exponent)
            : null;
      if (power === null || power.d === 1n || power.d > 4n) return node;
      const name = markFor(`root ${power.d} ${JSON.stringify(inner)}`, (mark) => [
        "Add",
        ["Power", mark, integer(power.d)],
        ["Negate", inner],
      ]);
      return ["Power", name, integer(power.s * power.n)];
    }),
  );
  const all = [...marked, ...marks.map(({ equation }) => equation)];
  const names = [...unknowns, ...marks.map(({ name }) => name)];
  const linear = marks.length === 0 ? solveLinearSystem(all, names) : null;
  if (linear !== null)
    return linear.solution === null ? [] : linear.free.length > 0 ? null : [linear.solution];
  const solved = solvePolynomialSystem(all, names);
  if (solved === null || !solved.isExact) return null;
  return solved.solutions.map((assignment) =>
    Object.fromEntries(unknowns.map((name) => [name, assignment[name] as Expression])),
  );
}

/** Powers of one base with the unknowns in their exponents, in the powers themselves. */
function byExponentials(
  differences: readonly Expression[],
  unknowns: readonly string[],
): Candidates | null {
  const bases = new Map<string, Expression>();
  const collect = (node: Expression): void => {
    const base = exponentialBase(node, unknowns);
    if (base !== null) bases.set(JSON.stringify(base), base);
    argumentsOf(node).forEach(collect);
  };
  differences.forEach(collect);
  const [base, ...more] = [...bases.values()];
  if (base === undefined || more.length > 0 || evaluateReal(base)?.gt(0) !== true) return null;
  const nameOf = (unknown: string): string => `__power_${unknown}`;
  /** base^(k1 x1 + … + c) as base^c X1^k1 … */
  const power = (exponent: Expression): Expression | null => {
    const factors: Expression[] = [];
    let rest = exponent;
    for (const unknown of unknowns) {
      const slope = exactDerivative(exponent, unknown);
      const times = slope === null ? null : rationalOf(slope);
      if (times === null || times.d !== 1n) return null;
      factors.push(["Power", nameOf(unknown), integer(times.s * times.n)]);
      rest = substitute(rest, unknown, integer(0));
    }
    const constant: Expression = ["Power", base, rest];
    return ["Multiply", exactForm(constant) ?? constant, ...factors];
  };
  let isPossible = true;
  const written = differences.map((difference): Expression => {
    const inside = mapHeads(difference, (node) => {
      const own = exponentialBase(node, unknowns);
      if (own === null) return node;
      const value = power(argumentsOf(node).at(-1) as Expression);
      isPossible &&= value !== null;
      return value ?? node;
    });
    if (!unknowns.some((name) => contains(inside, name))) return inside;
    // An equation of degree one in the unknowns themselves is raised to the base.
    const raised = inside === difference ? power(difference) : null;
    isPossible &&= raised !== null;
    return raised === null ? inside : ["Add", raised, integer(-1)];
  });
  if (!isPossible) return null;
  const solved = solvePolynomialSystem(written, unknowns.map(nameOf));
  if (solved === null || !solved.isExact) return null;
  return solved.solutions.flatMap((assignment) => {
    const values = unknowns.map((unknown) => assignment[nameOf(unknown)] as Expression);
    if (values.some((value) => realSign(value) !== 1)) return [];
    return [
      Object.fromEntries(
        unknowns.map((unknown, k) => {
          const logarithm: Expression = ["Ln", values[k] as Expression];
          return [
            unknown,
            tidyRoot(base === "ExponentialE" ? logarithm : ["Divide", logarithm, ["Ln", base]]),
          ];
        }),
      ),
    ];
  });
}

function exponentialBase(node: Expression, unknowns: readonly string[]): Expression | null {
  const [first, second] = argumentsOf(node) as [Expression, Expression?];
  const holds = (part: Expression): boolean => unknowns.some((name) => contains(part, name));
  if (headOf(node) === "Exp" && holds(first)) return "ExponentialE";
  if (headOf(node) !== "Power" || second === undefined || !holds(second)) return null;
  return holds(first) ? null : first;
}

/** Coefficients that are no fractions, such as powers of e: one unknown after the other. */
function byElimination(
  differences: readonly Expression[],
  unknowns: readonly string[],
): Candidates | null {
  const solved = solveSystem(
    differences.map((difference): Expression => ["Equal", difference, integer(0)]),
    unknowns,
  );
  return solved?.isComplete === true ? solved.solutions : null;
}

/** Two unknowns, one equation of degree one: it is put into the other, which is solved on its own. */
function byOneLinear(
  differences: readonly Expression[],
  unknowns: readonly string[],
): Candidates | null {
  if (differences.length !== 2 || unknowns.length !== 2) return null;
  for (const [index, difference] of differences.entries())
    for (const [k, unknown] of unknowns.entries()) {
      const other = unknowns[1 - k] as string;
      const slope = exactDerivative(difference, unknown);
      if (slope === null || unknowns.some((name) => contains(slope, name))) continue;
      if (evaluateReal(slope)?.abs().gt(1e-20) !== true) continue;
      const quotient: Expression = [
        "Divide",
        ["Negate", substitute(difference, unknown, integer(0))],
        slope,
      ];
      const value = exactForm(quotient) ?? quotient;
      const single = substitute(differences[1 - index] as Expression, unknown, value);
      const sets = isFunction(single) ? zeroSets(single, integer(0), other) : null;
      if (sets === null || sets.some(({ period }) => period !== null)) continue;
      return sets
        .flatMap(({ points }) => points)
        .map((root) => ({
          [other]: root,
          [unknown]: tidyRoot(substitute(value, other, root)),
        }));
    }
  return null;
}
