import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { isolated, type Kernel, kernelsOf } from "./equation-kernels.ts";
import { denominatorsIn, placesWithoutValue } from "./excluded-values.ts";
import { collectLikeTerms, termsOf } from "./collect-terms.ts";
import { multiplyOut } from "./multiply-out.ts";
import { commonDenominator } from "./simplify-rules.ts";

/** One move in solving an equation: what takes its place, alternatives joined by "or". */
export interface Move {
  readonly rule: string;
  readonly alternatives: readonly Expression[];
  readonly note?: string;
}

const equal = (left: Expression, right: Expression): Expression => ["Equal", left, right];
const simple = (expression: Expression): Expression =>
  exactForm(expression) ?? tidySigns(expression);
const same = (a: Expression, b: Expression): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The next move, or null where the equation is a polynomial one or none is known. */
export function nextMove(equation: Expression, variable: string): Move | null {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  if (!contains(left, variable) && contains(right, variable))
    return { rule: "swap-sides", alternatives: [equal(right, left)] };
  const kernels = kernelsOf(["List", left, right], variable);
  if (denominatorsIn(equation, variable).length > 0 && kernels.length === 0)
    return clearDenominators(left, right, variable);
  const [first] = kernels;
  if (first === undefined) return null;
  const kinds = new Set(kernels.map(({ kind }) => kind));
  if (kinds.size > 1) return null;
  switch (first.kind) {
    case "root":
      return raise(left, right, kernels, variable);
    case "absolute":
      return kernels.length === 1 ? splitAbsolute(left, right, first.part, variable) : null;
    case "exponential":
      return takeLogarithm(left, right, kernels, variable);
    case "logarithm":
      return undoLogarithm(left, right, kernels, variable);
    case "wave":
      return kernels.length === 1 ? isolateFirst(left, right, first.part, variable) : null;
  }
}

/** Brings the kernel to the left, alone; null where it stands there already. */
function isolateFirst(
  left: Expression,
  right: Expression,
  part: Expression,
  variable: string,
): Move | null {
  if (same(left, part)) return null;
  const value = isolated(left, right, part, variable)?.value ?? null;
  return value === null
    ? null
    : { rule: "isolate", alternatives: [equal(part, value)], note: printPlain(part) };
}

/** Both sides times the common denominator, which must not be zero. */
function clearDenominators(left: Expression, right: Expression, variable: string): Move | null {
  const single = commonDenominator(tidySigns(["Add", left, ["Negate", right]]));
  if (single === null) return null;
  const polynomial = (side: Expression): Expression =>
    simple(["Multiply", side, single.denominator]);
  const sides = [left, right].map(polynomial) as [Expression, Expression];
  if (sides.some((side) => denominatorsIn(side, variable).length > 0)) return null;
  const places = placesWithoutValue(["List", left, right], variable);
  const excluded = (places ?? []).map((place) => `${variable} != ${printPlain(place)}`).join(", ");
  return {
    rule: "clear-denominators",
    alternatives: [equal(...sides)],
    note: `${printPlain(single.denominator)}${excluded === "" ? "" : `; ${excluded}`}`,
  };
}

function indexOf(root: Expression): number {
  if (headOf(root) === "Sqrt") return 2;
  if (headOf(root) === "Cbrt") return 3;
  return Number(fractionOf(argumentsOf(root)[1] as Expression)?.d ?? 0n);
}

/** A root alone on one side, then both sides to its power. */
function raise(
  left: Expression,
  right: Expression,
  kernels: readonly Kernel[],
  variable: string,
): Move | null {
  const alone = kernels.find(({ part }) => same(part, left));
  if (alone === undefined || contains(["List", right], JSON.stringify(alone.part))) {
    const [first] = kernels as [Kernel];
    return isolateFirst(left, right, first.part, variable);
  }
  const index = indexOf(alone.part);
  if (index < 2 || index > 6) return null;
  const size = index % 2 === 1 || contains(right, variable) ? null : evaluateReal(right);
  if (size?.lt(0) === true) return { rule: "negative-root", alternatives: [] };
  const inside = argumentsOf(alone.part)[0] as Expression;
  const times = timesOf(alone.part);
  if (times > 1 && times % 2 === 1 && !contains(right, variable))
    return {
      rule: "raise-to-power",
      alternatives: [
        equal(inside, simple(["Power", right, ["Divide", integer(index), integer(times)]])),
      ],
      note: `${index}/${times}`,
    };
  return {
    rule: "raise-to-power",
    alternatives: [
      equal(times === 1 ? inside : ["Power", inside, integer(times)], raised(right, index)),
    ],
    note: String(index),
  };
}

/** The p of u^(p/q). */
function timesOf(root: Expression): number {
  return headOf(root) === "Power"
    ? Number(fractionOf(argumentsOf(root)[1] as Expression)?.n ?? 1n)
    : 1;
}

/** A side to a power, multiplied out; products of two square roots become one. */
function raised(side: Expression, index: number): Expression {
  const power: Expression = ["Power", side, integer(index)];
  const exact = simple(power);
  if (headOf(exact) !== "Power" || headOf(side) !== "Add") return exact;
  const out = multiplyOut(power);
  if (out === null) return exact;
  const terms = termsOf(out).map((term) => simple(rootsJoined(term)));
  const sum: Expression = ["Add", ...terms.flatMap((term) => termsOf(term))];
  return collectLikeTerms(sum) ?? sum;
}

function rootsJoined(term: Expression): Expression {
  if (headOf(term) === "Negate") return ["Negate", rootsJoined(argumentsOf(term)[0] as Expression)];
  if (headOf(term) !== "Multiply") return term;
  const parts = argumentsOf(term);
  const roots = parts.filter((part) => headOf(part) === "Sqrt");
  if (roots.length < 2) return term;
  const insides = roots.map((part) => argumentsOf(part)[0] as Expression);
  return [
    "Multiply",
    ...parts.filter((part) => headOf(part) !== "Sqrt"),
    ["Sqrt", simple(["Multiply", ...insides])],
  ];
}

/** |u| = v: u = v or u = -v. */
function splitAbsolute(
  left: Expression,
  right: Expression,
  part: Expression,
  variable: string,
): Move | null {
  if (!same(left, part)) return isolateFirst(left, right, part, variable);
  const inside = argumentsOf(part)[0] as Expression;
  const size = contains(right, variable) ? null : evaluateReal(right);
  if (size?.lt(0) === true) return { rule: "negative-absolute", alternatives: [] };
  if (size?.isZero() === true)
    return { rule: "absolute-cases", alternatives: [equal(inside, ZERO)] };
  return {
    rule: "absolute-cases",
    alternatives: [equal(inside, right), equal(inside, simple(["Negate", right]))],
  };
}

function baseAndExponent(part: Expression): [Expression, Expression] {
  const [first, second] = argumentsOf(part) as [Expression, Expression];
  return headOf(part) === "Exp" ? ["ExponentialE", first] : [first, second];
}

/** a^u = b: with equal bases if b is a power of a, else by logarithms. */
function takeLogarithm(
  left: Expression,
  right: Expression,
  kernels: readonly Kernel[],
  variable: string,
): Move | null {
  const [first, second, more] = kernels;
  if (first === undefined || more !== undefined) return null;
  // Of 1 and of negative numbers there is no logarithm to divide by.
  const bases = kernels.map(({ part }) => evaluateReal(baseAndExponent(part)[0]));
  if (bases.some((base) => base === null || base.lte(0) || base.equals(1))) return null;
  if (second !== undefined) {
    const isPair = [left, right].every((side) => kernels.some(({ part }) => same(part, side)));
    if (!isPair) return null;
    const [[a, u], [b, v]] = [baseAndExponent(left), baseAndExponent(right)];
    const ratio = exactRatio(b, a);
    return ratio === null
      ? {
          rule: "take-logarithms",
          alternatives: [equal(["Multiply", u, ["Ln", a]], ["Multiply", v, ["Ln", b]])],
        }
      : {
          rule: "equal-bases",
          alternatives: [equal(u, simple(["Multiply", ratio, v]))],
          note: `${printPlain(b)} = ${printPlain(a)}^${printPlain(ratio)}`,
        };
  }
  if (!same(left, first.part)) return isolateFirst(left, right, first.part, variable);
  if (contains(right, variable)) return null;
  const [base, exponent] = baseAndExponent(first.part);
  const size = evaluateReal(right);
  if (size === null) return null;
  if (size.lte(0)) return { rule: "positive-power", alternatives: [] };
  const ratio = exactRatio(right, base);
  if (ratio !== null)
    return {
      rule: "equal-bases",
      alternatives: [equal(exponent, ratio)],
      note: `${printPlain(right)} = ${printPlain(base)}^${printPlain(ratio)}`,
    };
  const logarithm: Expression =
    base === "ExponentialE" ? ["Ln", right] : ["Divide", ["Ln", right], ["Ln", base]];
  return { rule: "take-logarithms", alternatives: [equal(exponent, logarithm)] };
}

/** ln b / ln a where that is rational. */
function exactRatio(b: Expression, a: Expression): Expression | null {
  if (fractionOf(b)?.equals(1) === true) return ZERO;
  const value = fractionOf(["Divide", ["Ln", b], ["Ln", a]]);
  return value === null || value.d > 12n ? null : fractionExpression(value);
}

/** Sums of logarithms as one, which is then undone. */
function undoLogarithm(
  left: Expression,
  right: Expression,
  kernels: readonly Kernel[],
  variable: string,
): Move | null {
  const [first, second] = kernels;
  if (first === undefined) return null;
  if (second === undefined) {
    if (!same(left, first.part)) return isolateFirst(left, right, first.part, variable);
    if (contains(right, variable)) return null;
    const [inside, own] = argumentsOf(first.part) as [Expression, Expression | undefined];
    const base: Expression =
      own ??
      ({ Ln: "ExponentialE", Lg: integer(10), Lb: integer(2) }[headOf(first.part)] as Expression);
    return {
      rule: "undo-logarithm",
      alternatives: [equal(inside, simple(["Power", base, right]))],
      note: printPlain(["Power", base, right]),
    };
  }
  if (kernels.some(({ part }) => headOf(part) !== "Ln")) return null;
  return joinLogarithms(left, right, variable);
}

/** ln u + ln v = ln(u v), ln u - ln v = ln(u/v), n ln u = ln(u^n): both sides as one logarithm. */
function joinLogarithms(left: Expression, right: Expression, variable: string): Move | null {
  const [a, b] = [insideOf(left), insideOf(right)];
  if (a === null || b === null) return null;
  const isSame = same(["Ln", a], left) && same(["Ln", b], right);
  if (isSame) return { rule: "equal-logarithms", alternatives: [equal(a, b)] };
  const joined = equal(["Ln", a], ["Ln", b]);
  return contains(joined, variable) ? { rule: "join-logarithms", alternatives: [joined] } : null;
}

/** The u of a side that is ln u. */
function insideOf(side: Expression): Expression | null {
  const parts = argumentsOf(side);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(side)) {
    case "Ln":
      return first;
    case "Negate": {
      const inside = insideOf(first);
      return inside === null ? null : ["Divide", integer(1), inside];
    }
    case "Add": {
      const insides = parts.map(insideOf);
      return insides.includes(null) ? null : simple(["Multiply", ...(insides as Expression[])]);
    }
    case "Multiply": {
      const times = fractionOf(first);
      const inside = parts.length === 2 ? insideOf(second) : null;
      return times === null || inside === null || times.d !== 1n || times.compare(0) <= 0
        ? null
        : ["Power", inside, first];
    }
    default: {
      const value = fractionOf(side);
      if (value === null) return null;
      return value.equals(0) ? integer(1) : ["Power", "ExponentialE", fractionExpression(value)];
    }
  }
}
