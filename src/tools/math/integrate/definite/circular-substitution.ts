import { fractionOf } from "../../exact/fraction-of.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  ONE,
  rational,
  ZERO,
} from "../../expression/expression.ts";
import { printPlain } from "../../expression/print-plain.ts";
import { factorsOf } from "../terms.ts";
import { isZero, tidy } from "./complex-pair.ts";

/** An integral with another variable, over another range. */
export interface Substituted {
  readonly body: Expression;
  readonly variable: string;
  readonly bounds: readonly [Expression, Expression];
  readonly words: string;
}

const T = "__t";
const SINE: Expression = ["Sin", T];
const COSINE: Expression = ["Cos", T];
const half = (sign: bigint, of: bigint): Expression => ["Multiply", rational(sign, of), "Pi"];

/** What the ends of a range become, by how they are written. */
const BY_TANGENT: ReadonlyMap<string, Expression> = new Map([
  ["-infinity", half(-1n, 2n)],
  ["-1", half(-1n, 4n)],
  ["0", ZERO],
  ["1", half(1n, 4n)],
  ["infinity", half(1n, 2n)],
]);
const BY_SINE: ReadonlyMap<string, Expression> = new Map([
  ["-1", half(-1n, 2n)],
  ["0", ZERO],
  ["1", half(1n, 2n)],
]);

/**
 * x = sin(t) where roots of 1 - x^2 or the inverse sine occur in the integrand, else x = tan(t) where
 * 1/(1 + x^2) is a factor of it, over ranges where both are one to one. Null for others.
 */
export function circularSubstitution(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
): Substituted | null {
  const ends = bounds.map((bound) => printPlain(bound)) as [string, string];
  return bySine(body, variable, ends) ?? byTangent(body, variable, ends);
}

function byTangent(
  body: Expression,
  variable: string,
  [from, to]: readonly [string, string],
): Substituted | null {
  const [lower, upper] = [BY_TANGENT.get(from), BY_TANGENT.get(to)];
  if (lower === undefined || upper === undefined) return null;
  const sum: Expression = ["Add", ONE, ["Power", variable, integer(2)]];
  const { constant, factors } = factorsOf(body, variable);
  const isSum = (base: Expression): boolean => isSame(base, sum);
  const index = factors.findIndex(
    (factor) =>
      headOf(factor) === "Power" &&
      isSum(argumentsOf(factor)[0] as Expression) &&
      (fractionOf(argumentsOf(factor)[1] as Expression)?.compare(-1) ?? 1) <= 0,
  );
  if (index < 0) return null;
  const others = factors.flatMap((factor, place): Expression[] => {
    if (place !== index) return [factor];
    const left = tidy(["Add", argumentsOf(factor)[1] as Expression, ONE]);
    return isZero(left) ? [] : [["Power", sum, left]];
  });
  const replace = (node: Expression): Expression | null => {
    if (node === variable) return ["Tan", T];
    if (!isFunction(node) || !contains(node, variable)) return node;
    const [first, second] = argumentsOf(node) as [Expression, Expression];
    if (headOf(node) === "Arctan" && first === variable) return T;
    if (isSum(node)) return ["Power", COSINE, integer(-2)];
    if (headOf(node) === "Ln" && isSum(first)) return ["Multiply", integer(-2), ["Ln", COSINE]];
    if (headOf(node) === "Sqrt" && isSum(first)) return ["Divide", ONE, COSINE];
    if (headOf(node) === "Power" && isSum(first) && fractionOf(second) !== null)
      return ["Power", COSINE, tidy(["Multiply", integer(-2), second])];
    return replaced(node, replace);
  };
  const moved = replace(["Multiply", constant, ...others]);
  return moved === null
    ? null
    : { body: moved, variable: T, bounds: [lower, upper], words: `With ${variable} = tan(t):` };
}

function bySine(
  body: Expression,
  variable: string,
  [from, to]: readonly [string, string],
): Substituted | null {
  const [lower, upper] = [BY_SINE.get(from), BY_SINE.get(to)];
  if (lower === undefined || upper === undefined) return null;
  const difference: Expression = ["Add", ONE, ["Negate", ["Power", variable, integer(2)]]];
  const isDifference = (base: Expression): boolean => isSame(base, difference);
  let isUsed = false;
  const replace = (node: Expression): Expression | null => {
    if (node === variable) return SINE;
    if (!isFunction(node) || !contains(node, variable)) return node;
    const [first, second] = argumentsOf(node) as [Expression, Expression];
    if (headOf(node) === "Arcsin" && first === variable) {
      isUsed = true;
      return T;
    }
    if (headOf(node) === "Sqrt" && isDifference(first)) {
      isUsed = true;
      return COSINE;
    }
    const exponent = headOf(node) === "Power" && isDifference(first) ? fractionOf(second) : null;
    if (exponent !== null) {
      isUsed ||= exponent.d !== 1n;
      return ["Power", COSINE, tidy(["Multiply", integer(2), second])];
    }
    return replaced(node, replace);
  };
  const moved = replace(body);
  return moved === null || !isUsed
    ? null
    : {
        body: withoutCosines(["Multiply", moved, COSINE]),
        variable: T,
        bounds: [lower, upper],
        words: `With ${variable} = sin(t):`,
      };
}

/** The cosine of dx = cos(t) dt against one below. */
function withoutCosines(product: Expression): Expression {
  const { constant, factors } = factorsOf(product, T);
  let count = 0;
  const others = factors.filter((factor) => {
    const [base, exponent] =
      headOf(factor) === "Power" ? argumentsOf(factor) : [factor, ONE as Expression];
    const times = exponent === undefined ? null : fractionOf(exponent);
    if (times === null || times.d !== 1n || printPlain(base as Expression) !== "cos(__t)")
      return true;
    count += times.valueOf();
    return false;
  });
  const waves: Expression[] = count === 0 ? [] : [["Power", COSINE, integer(count)]];
  return ["Multiply", constant, ...others, ...waves];
}

const replaced = (
  node: Expression,
  replace: (part: Expression) => Expression | null,
): Expression | null => {
  const parts = argumentsOf(node).map(replace);
  return parts.some((part) => part === null) ? null : [headOf(node), ...(parts as Expression[])];
};

const isSame = (a: Expression, b: Expression): boolean =>
  headOf(a) === "Add" && isZero(tidy(["Add", a, ["Negate", b]]));
