import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  nodeCount,
  ONE,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { collectLikeTerms, termsOf } from "./collect-terms.ts";
import { cancelFactors } from "./factor-list.ts";
import { differenceOfSquares } from "./difference-of-squares.ts";
import { joinPowers, withoutProductPowers } from "./join-powers.ts";
import { factoredInKernels } from "./kernel-factors.ts";
import { multiplyOut } from "./multiply-out.ts";
import {
  factored,
  factorKeys,
  fractionLine,
  isOne,
  product,
  quotientOf,
} from "./quotient-parts.ts";
import type { AppliedRule } from "./rewrite-one-kind.ts";

const TWO: Expression = { num: "2" };

/** What a rule may know about where its part stands. */
export interface Place {
  readonly parent: string;
  /** Products are multiplied out also where they stand alone. */
  readonly expands: boolean;
}

export type SimplifyRule = (part: Expression, place: Place) => AppliedRule | null;

/** Numbers alone. */
const number: SimplifyRule = (part) => {
  if (isNumber(part) || variablesOf(part).length > 0 || isWrittenNumber(part)) return null;
  const value = fractionOf(part);
  return value === null
    ? null
    : {
        rule: "numbers",
        result: fractionExpression(value),
        note: equation(part, fractionExpression(value)),
      };
};

function isWrittenNumber(part: Expression): boolean {
  const parts = argumentsOf(part);
  if (headOf(part) === "Negate")
    return isNumber(parts[0] as Expression) || isWrittenNumber(parts[0] as Expression);
  if (headOf(part) !== "Divide") return false;
  const value = fractionOf(part);
  return value !== null && printPlain(fractionExpression(value)) === printPlain(part);
}

const equation = (a: Expression, b: Expression): string => `${printPlain(a)} = ${printPlain(b)}`;

/** Roots of numbers: square factors come out. */
const root: SimplifyRule = (part) => {
  const [inside, exponent] = argumentsOf(part) as [Expression, Expression | undefined];
  const isRoot =
    headOf(part) === "Sqrt" ||
    (headOf(part) === "Power" && exponent !== undefined && (fractionOf(exponent)?.d ?? 1n) > 1n);
  if (!isRoot || fractionOf(inside) === null) return null;
  const simple = exactForm(part);
  if (simple === null || printPlain(simple) === printPlain(part)) return null;
  return { rule: "root", result: simple, note: equation(part, simple) };
};

/** 1/sqrt(a) as sqrt(a)/a. */
const rationalize: SimplifyRule = (part) => {
  const [above, below] = argumentsOf(part) as [Expression, Expression];
  if (headOf(part) !== "Divide" || headOf(below) !== "Sqrt") return null;
  const inside = argumentsOf(below)[0] as Expression;
  if (fractionOf(inside)?.compare(0) !== 1) return null;
  return {
    rule: "rationalize",
    result: ["Divide", product([above, below]), inside],
    note: `${printPlain(below)}*${printPlain(below)} = ${printPlain(inside)}`,
  };
};

const squareOf = (head: string, inside: Expression): Expression => ["Power", [head, inside], TWO];
const same = (a: Expression, b: Expression): boolean => JSON.stringify(a) === JSON.stringify(b);

/** sin^2 + cos^2 = 1 and what follows from it. */
const pythagoras: SimplifyRule = (part) => {
  if (headOf(part) !== "Add") return null;
  const terms = termsOf(part);
  for (const term of terms)
    for (const [head, other] of [
      ["Sin", "Cos"],
      ["Cos", "Sin"],
    ] as const) {
      const bare = headOf(term) === "Negate" ? (argumentsOf(term)[0] as Expression) : term;
      const [base, exponent] = argumentsOf(bare) as [Expression, Expression];
      if (headOf(bare) !== "Power" || headOf(base) !== head || !same(exponent, TWO)) continue;
      const inside = argumentsOf(base)[0] as Expression;
      const others = (gone: Expression): Expression[] =>
        terms.filter((candidate) => candidate !== term && candidate !== gone);
      const partner = terms.find((candidate) => same(candidate, squareOf(other, inside)));
      const one = terms.find(isOne);
      if (bare === term && partner !== undefined)
        return {
          rule: "pythagoras",
          result: sumOf([ONE, ...others(partner)]),
          note: equation(["Add", squareOf("Sin", inside), squareOf("Cos", inside)], ONE),
        };
      if (bare !== term && one !== undefined)
        return {
          rule: "pythagoras",
          result: sumOf([squareOf(other, inside), ...others(one)]),
          note: equation(["Add", ONE, term], squareOf(other, inside)),
        };
    }
  return null;
};

const sumOf = (terms: readonly Expression[]): Expression =>
  terms.length === 1 ? (terms[0] as Expression) : ["Add", ...terms];

/** tan, cot by sin and cos, where they stand in a product or quotient. */
const quotientFunctions: SimplifyRule = (part, { parent }) => {
  if (!["Multiply", "Divide"].includes(parent)) return null;
  const [inside] = argumentsOf(part) as [Expression];
  const [above, below] =
    headOf(part) === "Tan" ? ["Sin", "Cos"] : headOf(part) === "Cot" ? ["Cos", "Sin"] : [];
  if (above === undefined || below === undefined) return null;
  const result: Expression = ["Divide", [above, inside], [below, inside]];
  return { rule: "quotient-identity", result, note: equation(part, result) };
};

const like: SimplifyRule = (part, { parent }) => {
  if (headOf(part) !== "Add" && headOf(part) !== "Negate") return null;
  // Of a sum within a sum the outer one sees all terms.
  if (parent === "Add" || parent === "Negate") return null;
  const result = collectLikeTerms(part);
  return result === null ? null : { rule: "collect", result };
};

const powers: SimplifyRule = (part) => {
  if (headOf(part) === "Power") {
    const factors = withoutProductPowers(part);
    const result = product(factors);
    return same(result, part) ? null : { rule: "powers", result, note: equation(part, result) };
  }
  const result = joinPowers(part);
  return result === null || nodeCount(result) > nodeCount(part)
    ? null
    : { rule: "powers", result, note: equation(part, result) };
};

const out: SimplifyRule = (part, { parent, expands }) => {
  if (!expands && parent !== "Add" && parent !== "Negate") return null;
  if (expands && ["Multiply", "Divide", "Power"].includes(parent)) return null;
  const result = multiplyOut(part);
  return result === null ? null : { rule: "multiply-out", result };
};

/** Fractions with the variable below the line brought to a common denominator. */
const common: SimplifyRule = (part) => {
  const single = headOf(part) === "Add" ? commonDenominator(part) : null;
  return single === null
    ? null
    : {
        rule: "common-denominator",
        result: tidySigns(["Divide", single.numerator, single.denominator]),
        note: printPlain(single.denominator),
      };
};

/** A sum over its least common denominator; null where nothing with a variable is below a line. */
export function commonDenominator(
  sum: Expression,
): { numerator: Expression; denominator: Expression } | null {
  const terms = termsOf(sum).map((term) => quotientOf(term) ?? { above: term, below: ONE });
  if (!terms.some(({ below }) => variablesOf(below).length > 0)) return null;
  const factors = new Map<string, { base: Expression; exponent: number }>();
  const owns = terms.map(({ below }) => exponentsOf(factored(below)));
  for (const own of owns)
    for (const [key, { base, exponent }] of own) {
      const known = factors.get(key);
      factors.set(key, { base, exponent: Math.max(exponent, known?.exponent ?? 0) });
    }
  const power = ({ base, exponent }: { base: Expression; exponent: number }): Expression =>
    exponent === 1 ? base : ["Power", base, { num: String(exponent) }];
  const denominator = product([...factors.values()].map(power));
  const above = terms.map(({ above: top, below }, index) => {
    const own = owns[index] as typeof factors;
    const missing = [...factors].flatMap(([key, { base, exponent }]) => {
      const left = exponent - (own.get(key)?.exponent ?? 0);
      return left === 0 ? [] : [power({ base, exponent: left })];
    });
    // A sign or number lost in factoring is not guessed at.
    if (decideEqual(product([factored(below), ...missing]), denominator).verdict !== "proved")
      return null;
    return product([...missing, top]);
  });
  return above.includes(null)
    ? null
    : { numerator: ["Add", ...(above as Expression[])], denominator };
}

function exponentsOf(denominator: Expression): Map<string, { base: Expression; exponent: number }> {
  const found = new Map<string, { base: Expression; exponent: number }>();
  const visit = (part: Expression, times: number): void => {
    const [first, second] = argumentsOf(part) as [Expression, Expression];
    const power = headOf(part) === "Power" ? fractionOf(second) : null;
    if (headOf(part) === "Multiply") argumentsOf(part).forEach((child) => visit(child, times));
    else if (power !== null && power.d === 1n && power.compare(0) > 0)
      visit(first, times * Number(power.n));
    else if (!isOne(part)) {
      const key = JSON.stringify(part);
      found.set(key, { base: part, exponent: (found.get(key)?.exponent ?? 0) + times });
    }
  };
  visit(denominator, 1);
  return found;
}

/** Fractions: one line, common factors found, cancelled. */
const fraction: SimplifyRule = (part) => {
  const quotient = headOf(part) === "Negate" ? null : quotientOf(part);
  if (quotient === null) return null;
  const single = fractionLine(quotient);
  if (headOf(part) !== "Divide" || nodeCount(single) < nodeCount(part))
    if (!same(single, part)) return { rule: "single-fraction", result: tidySigns(single) };
  const short = cancelFactors(quotient.above, quotient.below);
  if (
    short !== null &&
    nodeCount(short) < nodeCount(part) &&
    hasCommon(quotient.above, quotient.below)
  )
    return { rule: "cancel", result: tidySigns(short) };
  const split = { above: commonFactor(quotient.above), below: commonFactor(quotient.below) };
  return hasCommon(split.above, split.below)
    ? { rule: "factor", result: tidySigns(fractionLine(split)) }
    : null;
};

/** Factored over the rationals; a sum in several letters by what all its terms share. */
function commonFactor(expression: Expression): Expression {
  const own = factoredInKernels(expression) ?? factored(expression);
  if (headOf(own) !== "Add" || variablesOf(own).length < 2) return own;
  const difference = differenceOfSquares(own);
  return difference ?? own;
}

function hasCommon(above: Expression, below: Expression): boolean {
  const under = factorKeys(below);
  const values = [above, below].map((side) => numberIn(side));
  const [a, b] = values as [bigint, bigint];
  return [...factorKeys(above).keys()].some((key) => under.has(key)) || sharesFactor(a, b);
}

/** The whole number in front of a product. */
function numberIn(side: Expression): bigint {
  const bare = headOf(side) === "Negate" ? (argumentsOf(side)[0] as Expression) : side;
  const parts = headOf(bare) === "Multiply" ? argumentsOf(bare) : [bare];
  return parts.reduce((all, part) => {
    const value = fractionOf(part);
    return value !== null && value.d === 1n ? all * value.n : all;
  }, 1n);
}

function sharesFactor(a: bigint, b: bigint): boolean {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x > 1n;
}

/** Rules in the order in which they are tried; each is applied wherever it can be before the next is looked at. */
export const SIMPLIFY_RULES: readonly SimplifyRule[] = [
  root,
  number,
  pythagoras,
  powers,
  like,
  fraction,
  quotientFunctions,
  out,
  common,
  rationalize,
];
