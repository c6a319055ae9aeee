import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  substitute,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { between } from "../solve/between.ts";
import { solvePolynomialEquation } from "../solve/solve-equation.ts";
import { isolated, type Kernel, kernelsOf, replacePart } from "./equation-kernels.ts";
import { TURNED } from "./single-inequality.ts";

/** An inequality written as alternatives of relations that hold together. */
export interface CaseSplit {
  readonly rule: string;
  readonly alternatives: readonly (readonly Expression[])[];
  readonly notes: readonly string[];
}

const same = (a: Expression, b: Expression): boolean => JSON.stringify(a) === JSON.stringify(b);
const simple = (part: Expression): Expression => exactForm(part) ?? tidySigns(part);
const isBelow = (sign: string): boolean => sign.startsWith("Less");
const hasEqual = (sign: string): boolean => sign.endsWith("Equal");

/** The next way of getting rid of a root or an absolute value; null where none is known. */
export function splitCases(
  relation: Expression,
  kernels: readonly Kernel[],
  variable: string,
): CaseSplit | null {
  const sign = headOf(relation);
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  const isKernel = (side: Expression): boolean => kernels.some(({ part }) => same(part, side));
  if (!isKernel(left) && isKernel(right))
    return one("swap-sides", [TURNED[sign] as string, right, left]);
  const [first, second, third] = kernels;
  if (first === undefined || third !== undefined) return pieces(relation, kernels, variable);
  if (second !== undefined) {
    if (!isKernel(left) || !isKernel(right)) return pieces(relation, kernels, variable);
    const [u, w] = [left, right].map((side) => argumentsOf(side)[0] as Expression) as [
      Expression,
      Expression,
    ];
    if (headOf(left) === "Abs" && headOf(right) === "Abs")
      return one("square-both", [sign, squareOf(u), squareOf(w)]);
    if (headOf(left) !== "Sqrt" || headOf(right) !== "Sqrt") return null;
    const smaller = isBelow(sign) ? u : w;
    return {
      rule: "square-roots",
      alternatives: [
        [
          ["GreaterEqual", smaller, ZERO],
          [sign, u, w],
        ],
      ],
      notes: [],
    };
  }
  if (!same(left, first.part)) return alone(relation, first, variable);
  if (kernelsOf(right, variable).length > 0) return alone(relation, first, variable);
  const inside = argumentsOf(left)[0] as Expression;
  if (headOf(left) === "Abs") return splitAbsolute(inside, sign, right, variable);
  return headOf(left) === "Sqrt" ? splitRoot(inside, sign, right, variable) : null;
}

const one = (rule: string, relation: Expression, notes: readonly string[] = []): CaseSplit => ({
  rule,
  alternatives: [[relation]],
  notes,
});

const squareOf = (part: Expression): Expression => ["Power", part, integer(2)];

/** The root or absolute value alone on the left. */
function alone(relation: Expression, kernel: Kernel, variable: string): CaseSplit | null {
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  const found = isolated(left, right, kernel.part, variable);
  const size = found === null ? null : evaluateReal(found.slope);
  if (found === null || size === null || size.isZero()) return null;
  const sign = headOf(relation);
  return one(
    "isolate",
    [size.gt(0) ? sign : (TURNED[sign] as string), kernel.part, found.value],
    [printPlain(kernel.part)],
  );
}

function splitAbsolute(
  inside: Expression,
  sign: string,
  right: Expression,
  variable: string,
): CaseSplit {
  const size = contains(right, variable) ? null : evaluateReal(right);
  const turned = TURNED[sign] as string;
  const opposite = simple(["Negate", right]);
  if (isBelow(sign)) {
    if (size !== null && (size.lt(0) || (size.isZero() && !hasEqual(sign))))
      return { rule: "never-negative", alternatives: [], notes: [] };
    return {
      rule: "absolute-between",
      alternatives: [
        [
          [turned, inside, opposite],
          [sign, inside, right],
        ],
      ],
      notes: [],
    };
  }
  return {
    rule: "absolute-outside",
    alternatives: [[[turned, inside, opposite]], [[sign, inside, right]]],
    notes: [],
  };
}

function splitRoot(
  inside: Expression,
  sign: string,
  right: Expression,
  variable: string,
): CaseSplit {
  const size = contains(right, variable) ? null : evaluateReal(right);
  const isDefined: Expression = ["GreaterEqual", inside, ZERO];
  const squared: Expression = [sign, inside, simple(squareOf(right))];
  if (isBelow(sign)) {
    if (size !== null && (size.lt(0) || (size.isZero() && !hasEqual(sign))))
      return { rule: "never-negative", alternatives: [], notes: [] };
    const isRight: Expression = [hasEqual(sign) ? "GreaterEqual" : "Greater", right, ZERO];
    return {
      rule: "root-below",
      alternatives: [[isDefined, ...(size === null ? [isRight] : []), squared]],
      notes: [],
    };
  }
  if (size !== null)
    return size.lt(0)
      ? { rule: "root-above-negative", alternatives: [[isDefined]], notes: [] }
      : { rule: "root-above", alternatives: [[squared]], notes: [] };
  return {
    rule: "root-above-cases",
    alternatives: [
      [isDefined, ["Less", right, ZERO]],
      [["GreaterEqual", right, ZERO], squared],
    ],
    notes: [],
  };
}

/** Absolute values of which each keeps its sign between the zeros of all. */
function pieces(
  relation: Expression,
  kernels: readonly Kernel[],
  variable: string,
): CaseSplit | null {
  if (kernels.length > 4 || kernels.some(({ kind }) => kind !== "absolute")) return null;
  const places = new Map<string, Expression>();
  for (const { part } of kernels) {
    const zeros = solvePolynomialEquation(argumentsOf(part)[0] as Expression, ZERO, variable);
    if (zeros === null || !zeros.isExact) return null;
    for (const root of zeros.roots)
      if (evaluateReal(root) !== null) places.set(printPlain(root), root);
  }
  const sorted = [...places.values()].toSorted(
    (a, b) => evaluateReal(a)?.cmp(evaluateReal(b) ?? 0) ?? 0,
  );
  if (sorted.length === 0) return null;
  const alternatives = Array.from({ length: sorted.length + 1 }, (_, gap): Expression[] => {
    const [low, high] = [sorted[gap - 1], sorted[gap]];
    const value = (place: Expression | undefined) =>
      place === undefined ? null : evaluateReal(place);
    const point = between(value(low), value(high));
    const open = kernels.reduce<Expression>((all, { part }) => {
      const inside = argumentsOf(part)[0] as Expression;
      const isNegative = evaluateReal(substitute(inside, variable, point))?.lt(0) === true;
      return replacePart(all, part, isNegative ? ["Negate", inside] : inside);
    }, relation);
    return [
      ...(low === undefined ? [] : [["GreaterEqual", variable, low] as Expression]),
      ...(high === undefined ? [] : [["Less", variable, high] as Expression]),
      [headOf(open), ...argumentsOf(open).map((side) => tidySigns(side))] as Expression,
    ];
  });
  return {
    rule: "absolute-pieces",
    alternatives,
    notes: sorted.map((place) => `${variable} = ${printPlain(place)}`),
  };
}
