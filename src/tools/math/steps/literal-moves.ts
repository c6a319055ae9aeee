import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { lcmBigint } from "../exact/integers.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { exactDerivative } from "../solve/derivative.ts";
import { denominatorsIn } from "./excluded-values.ts";
import { sameUpToFactor } from "./same-up-to-factor.ts";
import { commonDenominator } from "./simplify-rules.ts";
import type { StepCheck } from "./step-chain.ts";

/** One move in solving for a letter, checked. */
export interface LiteralMove {
  readonly rule: string;
  readonly alternatives: readonly Expression[];
  /** What was taken and what must hold for it, in plain notation. */
  readonly notes: readonly string[];
  readonly check: StepCheck;
}

const equal = (left: Expression, right: Expression): Expression => ["Equal", left, right];
const MINUS_ONE: Expression = ["Negate", ONE];

/** The next move, or null where the letter stands alone or no move is known. */
export function literalMove(equation: Expression, variable: string): LiteralMove | null {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  if (left === variable && !contains(right, variable)) return null;
  const step = (
    rule: string,
    next: readonly Expression[],
    factor: Expression,
    notes: readonly string[] = [],
  ): LiteralMove => ({
    rule,
    alternatives: next,
    notes,
    check: sameUpToFactor([equation], next, factor),
  });
  if (!contains(left, variable)) return step("swap-sides", [equal(right, left)], MINUS_ONE);
  const isAlone = !contains(right, variable) && occurrences(left, variable) === 1;
  // Of a sum of fractions the denominators are cleared first.
  const isSumOfFractions = headOf(left) === "Add" && denominatorsIn(left, variable).length > 0;
  const undone = isAlone && !isSumOfFractions ? undo(equation, variable, step) : null;
  if (undone !== null) return undone;
  if (denominatorsIn(equation, variable).length > 0) {
    const cleared = clearDenominators(left, right);
    if (cleared === null) return null;
    const [next, below] = cleared;
    return step("clear-denominators", [next], ["Divide", ONE, below], [printPlain(below)]);
  }
  const difference: Expression = ["Add", left, ["Negate", right]];
  return collect(equation, difference, variable, step);
}

type Step = (
  rule: string,
  next: readonly Expression[],
  factor: Expression,
  notes?: readonly string[],
) => LiteralMove;

function occurrences(expression: Expression, variable: string): number {
  if (expression === variable) return 1;
  return argumentsOf(expression).reduce((sum, part) => sum + occurrences(part, variable), 0);
}

const notZero = (factor: Expression): string[] =>
  variablesOf(factor).length === 0 ? [] : [`${printPlain(factor)} != 0`];

/** The shorter of the exact form and the expression as it stands. */
function neat(expression: Expression): Expression {
  const tidy = tidySigns(expression);
  const exact = exactForm(expression);
  return exact !== null && printPlain(exact).length <= printPlain(tidy).length ? exact : tidy;
}

function clearDenominators(left: Expression, right: Expression): [Expression, Expression] | null {
  const single = commonDenominator(tidySigns(["Add", left, ["Negate", right]]));
  if (single === null) return null;
  const sides = [left, right].map((side) => exactForm(["Multiply", side, single.denominator]));
  if (sides.includes(null)) return null;
  return [equal(...(sides as [Expression, Expression])), single.denominator];
}

/** The outermost operation around the letter is undone. */
function undo(equation: Expression, variable: string, step: Step): LiteralMove | null {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const parts = argumentsOf(left);
  const [first, second] = parts as [Expression, Expression];
  const inner = parts.find((part) => contains(part, variable));
  if (inner === undefined) return null;
  const others = parts.filter((part) => part !== inner);
  switch (headOf(left)) {
    case "Add": {
      const value: Expression = [
        "Add",
        right,
        ...others.map((part): Expression => ["Negate", part]),
      ];
      return step("move-terms", [equal(inner, neat(value))], ONE);
    }
    case "Negate":
      return step("turn-signs", [equal(inner, neat(["Negate", right]))], MINUS_ONE);
    case "Multiply": {
      const factor: Expression =
        others.length === 1 ? (others[0] as Expression) : ["Multiply", ...others];
      const notes = variablesOf(factor).length === 0 ? [printPlain(factor)] : notZero(factor);
      return step("divide", [equal(inner, neat(["Divide", right, factor]))], factor, notes);
    }
    case "Divide":
      return inner === first
        ? step(
            "multiply",
            [equal(inner, neat(["Multiply", right, second]))],
            ["Divide", ONE, second],
            [printPlain(second)],
          )
        : null;
    case "Power":
      return inner === first
        ? undoPower(equation, inner, second, right, step)
        : undoExponent(left, inner, first, right);
    case "Exp":
      return undoExponent(left, inner, "ExponentialE", right);
    case "Ln":
      return inverse(
        "exponential",
        equal(inner, ["Power", "ExponentialE", right]),
        left,
        right,
        [],
      );
    case "Sqrt": {
      const next = equal(inner, neat(["Power", right, integer(2)]));
      return inverse("square", next, left, right, [`${printPlain(right)} >= 0`]);
    }
    default:
      return null;
  }
}

function undoPower(
  equation: Expression,
  inner: Expression,
  exponent: Expression,
  right: Expression,
  step: Step,
): LiteralMove | null {
  const times = fractionOf(exponent);
  if (times === null && variablesOf(exponent).length === 0) return null;
  if (times !== null && (times.d !== 1n || times.n < 2n || times.n > 12n || times.s < 0n))
    return null;
  if (times?.n === 2n) {
    const root: Expression = ["Sqrt", neat(right)];
    return step("square-root", [equal(inner, root), equal(inner, ["Negate", root])], ONE);
  }
  // Among positive numbers a power has one root.
  const root: Expression = ["Power", neat(right), ["Divide", ONE, exponent]];
  // (w^(1/n))^n = w by definition for positive numbers, also where n is a letter.
  const isRight =
    times === null || decideEqual(["Power", root, exponent], right).verdict === "proved";
  return {
    rule: "root",
    alternatives: [equal(inner, root)],
    notes: [
      `${printPlain(inner)} > 0`,
      `${printPlain(right)} > 0`,
      ...(times === null ? notZero(exponent) : []),
    ],
    check: isRight ? oneToOne(equation) : null,
  };
}

const oneToOne = (equation: Expression): StepCheck => ({
  grade: "proved",
  method: "one-to-one",
  detail: `What was undone in ${printPlain(equation)} takes every value once for the numbers named, and the value put back gives the other side.`,
});

function undoExponent(
  left: Expression,
  inner: Expression,
  base: Expression,
  right: Expression,
): LiteralMove | null {
  const logarithm: Expression =
    base === "ExponentialE" ? ["Ln", right] : ["Divide", ["Ln", right], ["Ln", base]];
  const isFixed = variablesOf(base).length === 0;
  const notes = [
    `${printPlain(right)} > 0`,
    ...(isFixed ? [] : [`${printPlain(base)} > 0`, `${printPlain(base)} != 1`]),
  ];
  return inverse("logarithm", equal(inner, logarithm), left, right, notes);
}

/** The inverse function on both sides; the value put into the function must give the side it came from. */
function inverse(
  rule: string,
  next: Expression,
  function_: Expression,
  right: Expression,
  notes: readonly string[],
): LiteralMove {
  const [inner, value] = argumentsOf(next) as [Expression, Expression];
  const put: Expression = [
    headOf(function_),
    ...argumentsOf(function_).map((part) => (part === inner ? value : part)),
  ];
  const isBack = isByDefinition(put, right) || decideEqual(put, right).verdict === "proved";
  return { rule, alternatives: [next], notes, check: isBack ? oneToOne(function_) : null };
}

/** ln(e^w) = w, b^(ln w/ln b) = w and sqrt(w^2) = w are what these functions are, for the numbers that the step names. */
function isByDefinition(put: Expression, right: Expression): boolean {
  const [first, second] = argumentsOf(put) as [Expression, Expression | undefined];
  const key = JSON.stringify(right);
  const isLog = (part: Expression | undefined, of: string): boolean =>
    part !== undefined && headOf(part) === "Ln" && JSON.stringify(argumentsOf(part)[0]) === of;
  switch (headOf(put)) {
    case "Ln":
      return headOf(first) === "Power" && JSON.stringify(argumentsOf(first)[1]) === key;
    case "Exp":
      return isLog(first, key);
    case "Power": {
      if (first === "ExponentialE") return isLog(second, key);
      const [above, below] = argumentsOf(second as Expression);
      return (
        headOf(second as Expression) === "Divide" &&
        isLog(above, key) &&
        isLog(below, JSON.stringify(first))
      );
    }
    case "Sqrt":
      return decideEqual(first, ["Power", right, integer(2)]).verdict === "proved";
    default:
      return false;
  }
}

/** All terms with the letter on one side: linear ones as a product, quadratic ones in order. */
function collect(
  equation: Expression,
  difference: Expression,
  variable: string,
  step: Step,
): LiteralMove | null {
  const slope = exactDerivative(difference, variable);
  if (slope === null) return null;
  const constant = neat(substitute(difference, variable, ZERO));
  if (!contains(slope, variable)) {
    const isNegative = printPlain(neat(slope)).startsWith("-");
    const sign = (part: Expression): Expression => neat(isNegative ? ["Negate", part] : part);
    const line = equal(["Multiply", variable, sign(slope)], sign(["Negate", constant]));
    return step("factor-out", [line], isNegative ? MINUS_ONE : ONE);
  }
  const curve = exactDerivative(slope, variable);
  if (curve === null || contains(curve, variable)) return null;
  const parts = [
    ["Divide", curve, integer(2)] as Expression,
    substitute(slope, variable, ZERO),
    constant,
  ].map(neat);
  const below = parts.reduce((all, part) => lcmBigint(all, numberBelow(part)), 1n);
  const [a, b, c] = parts.map((part) => neat(["Multiply", integer(below), part])) as [
    Expression,
    Expression,
    Expression,
  ];
  const isZero = (part: Expression): boolean => fractionOf(part)?.equals(0) === true;
  const standard = equal(
    tidySigns([
      "Add",
      ["Multiply", a, ["Power", variable, integer(2)]],
      ...(isZero(b) ? [] : [["Multiply", b, variable] as Expression]),
      ...(isZero(c) ? [] : [c]),
    ]),
    ZERO,
  );
  if (printPlain(standard) !== printPlain(equation))
    return step("standard-form", [standard], ["Divide", ONE, integer(below)]);
  const root: Expression = [
    "Sqrt",
    neat(["Add", ["Power", b, integer(2)], ["Negate", ["Multiply", integer(4), a, c]]]),
  ];
  const value = (sign: Expression): Expression => [
    "Divide",
    isZero(b) ? sign : ["Add", tidySigns(["Negate", b]), sign],
    tidySigns(["Multiply", integer(2), a]),
  ];
  return step(
    "quadratic-formula",
    [equal(variable, value(root)), equal(variable, value(["Negate", root]))],
    a,
    [`A = ${printPlain(a)}`, `B = ${printPlain(b)}`, `C = ${printPlain(c)}`, ...notZero(a)],
  );
}

/** The whole number below the line of an exact form. */
function numberBelow(part: Expression): bigint {
  if (headOf(part) === "Add")
    return argumentsOf(part).reduce((all, term) => lcmBigint(all, numberBelow(term)), 1n);
  if (headOf(part) === "Negate") return numberBelow(argumentsOf(part)[0] as Expression);
  if (headOf(part) === "Multiply")
    return argumentsOf(part).reduce((all, factor) => all * numberBelow(factor), 1n);
  const below = headOf(part) === "Divide" ? fractionOf(argumentsOf(part)[1] as Expression) : null;
  const own = below !== null && below.d === 1n && below.n > 0n ? below.n : 1n;
  return own < 1_000n ? own : 1n;
}
