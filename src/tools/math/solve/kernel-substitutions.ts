import { isDeadEnd } from "../exact/deadline.ts";
import { Fraction } from "fraction.js";
import { NormalForm } from "../exact/normal-form.ts";
import { rationalExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  mapHeads,
  rational,
  substitute,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { realSign } from "../prove/real-sign.ts";
import { rationalOf } from "../prove/rational-of.ts";

/** What the new unknown is called while the equation is rewritten. */
export const MARK = "__t";

export type Substitution = readonly [Expression, (root: Expression) => Expression | null, string];

/** Every way to write the equation in one mark, with the way back to the unknown. */
export function substitutions(difference: Expression, variable: string): Substitution[] {
  const found: Substitution[] = [];
  const logarithmic = mapHeads(difference, (node) => {
    const base: Expression | null =
      node[0] === "Lb"
        ? { num: "2" }
        : node[0] === "Lg"
          ? { num: "10" }
          : node[0] === "Log"
            ? (node[2] as Expression)
            : null;
    const power = ["Ln", "Lb", "Lg", "Log"].includes(node[0])
      ? powerOf(node[1] as Expression, variable)
      : null;
    // log(x^2) has values for negative x too, which a logarithm of x would lose.
    if (power === null || (power.d === 1n && power.n % 2n === 0n)) return node;
    const value: Expression = power.equals(1)
      ? MARK
      : ["Multiply", rational(power.s * power.n, power.d), MARK];
    return base === null ? value : ["Divide", value, ["Ln", base]];
  });
  found.push([
    logarithmic,
    (root) => tidyRoot(["Power", "ExponentialE", root]),
    "the equation in the logarithm of the unknown",
  ]);
  const degree = rootDegree(difference, variable);
  if (degree > 1 && degree <= 24)
    found.push([
      rewritePowers(difference, variable, degree),
      (root) => (realSign(root) === -1 ? null : tidyRoot(["Power", root, integer(degree)])),
      `the equation in the root of order ${degree} of the unknown`,
    ]);
  const exponential = rewriteExponentials(difference, variable);
  if (exponential !== null) found.push(exponential);
  return found;
}

const HALF: Expression = ["Divide", { num: "1" }, { num: "2" }];

/** r when the expression is the unknown to the power r. */
function powerOf(expression: Expression, variable: string): Fraction | null {
  if (expression === variable) return new Fraction(1);
  if (headOf(expression) === "Sqrt")
    return powerOf(["Power", argumentsOf(expression)[0] as Expression, HALF], variable);
  if (headOf(expression) !== "Power") return null;
  const [base, exponent] = argumentsOf(expression) as [Expression, Expression];
  const size = rationalOf(exponent);
  const inner = powerOf(base, variable);
  if (size === null || inner === null) return null;
  // (x^2)^(1/2) is |x|, not x.
  if (inner.n % 2n === 0n && size.d !== 1n) return null;
  return inner.mul(size);
}

function rootDegree(expression: Expression, variable: string): number {
  const power = powerOf(expression, variable);
  if (power !== null) return Number(power.d);
  return argumentsOf(expression)
    .map((part) => rootDegree(part, variable))
    .reduce((a, b) => (a * b) / greatest(a, b), 1);
}

function greatest(a: number, b: number): number {
  return b === 0 ? a : greatest(b, a % b);
}

function rewritePowers(expression: Expression, variable: string, degree: number): Expression {
  const power = powerOf(expression, variable);
  if (power !== null) {
    const times = power.mul(degree);
    return ["Power", MARK, integer(times.s * times.n)];
  }
  if (!isFunction(expression)) return expression;
  return [
    expression[0],
    ...argumentsOf(expression).map((part) => rewritePowers(part, variable, degree)),
  ];
}

/** b^(r x + s) with one base b (or powers of it) in t = b^x. */
function rewriteExponentials(difference: Expression, variable: string): Substitution | null {
  const bases: Expression[] = [];
  const collect = (node: Expression): void => {
    const base = exponentialBase(node, variable);
    if (base !== null) bases.push(base);
    argumentsOf(node).forEach(collect);
  };
  collect(difference);
  if (bases.length === 0 || !bases.every((base) => evaluateReal(base)?.gt(0) === true)) return null;
  // The base whose whole powers the others are: the one with the logarithm nearest to zero.
  const sizes = bases.map((base) => evaluateReal(["Ln", base])?.abs().toNumber() ?? 0);
  const base = bases[sizes.indexOf(Math.min(...sizes))] as Expression;
  let isPossible = true;
  const rewritten = mapHeads(difference, (node) => {
    const own = exponentialBase(node, variable);
    if (own === null) return node;
    const exponent = node.at(-1) as Expression;
    const constant = substitute(exponent, variable, { num: "0" });
    const slope = rationalOf([
      "Add",
      substitute(exponent, variable, { num: "1" }),
      ["Negate", constant],
    ]);
    const ratio =
      own === base ? new Fraction(1) : rationalOf(["Divide", ["Ln", own], ["Ln", base]]);
    const times = ratio === null ? undefined : slope?.mul(ratio);
    const isLinear =
      slope !== null &&
      decideEqual(exponent, [
        "Add",
        constant,
        ["Multiply", rational(slope.s * slope.n, slope.d), variable],
      ]).verdict === "proved";
    if (!isLinear || times?.d !== 1n) {
      isPossible = false;
      return node;
    }
    return ["Multiply", ["Power", own, constant], ["Power", MARK, integer(times.s * times.n)]];
  });
  if (!isPossible) return null;
  return [
    rewritten,
    (root) => {
      if (realSign(root) !== 1) return null;
      const logarithm: Expression = ["Ln", root];
      return tidyRoot(base === "ExponentialE" ? logarithm : ["Divide", logarithm, ["Ln", base]]);
    },
    "the equation in the exponential of the unknown",
  ];
}

function exponentialBase(node: Expression, variable: string): Expression | null {
  const [first, second] = argumentsOf(node) as [Expression, Expression?];
  if (headOf(node) === "Exp" && contains(first, variable)) return "ExponentialE";
  if (headOf(node) !== "Power" || second === undefined || !contains(second, variable)) return null;
  return contains(first, variable) ? null : first;
}

/** The exact form where there is one. */
export function tidyRoot(expression: Expression): Expression {
  try {
    const form = new NormalForm();
    return rationalExpression(form, form.normalize(expression)) ?? expression;
  } catch (error) {
    if (isDeadEnd(error)) return expression;
    throw error;
  }
}
