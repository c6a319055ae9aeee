import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isNumber,
  substitute,
} from "../expression/expression.ts";

/** gamma(argument)^power. */
interface GammaPower {
  readonly argument: Expression;
  readonly power: number;
}

/** A factorial, binomial, gamma or power as it was written, to a whole power. */
export interface Atom {
  readonly written: Expression;
  readonly power: number;
  readonly gammas: readonly GammaPower[];
  /** base^exponent, for powers whose exponent is not a number. */
  readonly raised: { readonly base: Expression; readonly exponent: Expression } | null;
}

/** A product of rational factors, factorials and powers: the quotient of neighbours is rational. */
export interface HypergeometricTerm {
  /** Factors to whole powers, each a polynomial or a constant. */
  readonly factors: readonly { readonly expression: Expression; readonly power: number }[];
  readonly atoms: readonly Atom[];
}

/** A rational function as products of factors. */
export interface Quotient {
  readonly numerators: readonly Expression[];
  readonly denominators: readonly Expression[];
}

const LARGEST_POWER = 12;
const LARGEST_STEP = 8;
const ONE = integer(1);

/** Takes a product apart; sums are kept as factors and must turn out to be polynomials. */
export function readTerm(expression: Expression): HypergeometricTerm {
  const factors: { expression: Expression; power: number }[] = [];
  const atoms: Atom[] = [];
  const visit = (node: Expression, power: number): void => {
    const parts = argumentsOf(node);
    const [first, second] = parts as [Expression, Expression];
    switch (headOf(node)) {
      case "Multiply":
        for (const part of parts) visit(part, power);
        return;
      case "Divide":
        visit(first, power);
        visit(second, -power);
        return;
      case "Negate":
        factors.push({ expression: integer(-1), power });
        visit(first, power);
        return;
      case "Factorial":
        atoms.push(atom(node, power, [[["Add", first, ONE], 1]]));
        return;
      case "Gamma":
        atoms.push(atom(node, power, [[first, 1]]));
        return;
      case "Binomial":
        atoms.push(
          atom(node, power, [
            [["Add", first, ONE], 1],
            [["Add", second, ONE], -1],
            [["Add", first, ["Negate", second], ONE], -1],
          ]),
        );
        return;
      case "Exp":
        atoms.push({ ...atom(node, power, []), raised: { base: "ExponentialE", exponent: first } });
        return;
      case "Power": {
        const fixed = fractionOf(second);
        if (fixed !== null && fixed.d === 1n && fixed.n <= BigInt(LARGEST_POWER)) {
          visit(first, power * Number(fixed.s * fixed.n));
          return;
        }
        if (fixed === null) {
          atoms.push({ ...atom(node, power, []), raised: { base: first, exponent: second } });
          return;
        }
        break;
      }
      default:
    }
    factors.push({ expression: node, power });
  };
  visit(expression, 1);
  return { factors, atoms };
}

function atom(
  written: Expression,
  power: number,
  gammas: readonly (readonly [Expression, number])[],
): Atom {
  return {
    written,
    power,
    gammas: gammas.map(([argument, exponent]) => ({ argument, power: exponent * power })),
    raised: null,
  };
}

/**
 * The term at symbol + 1 divided by the term, in factors; null when it is not rational in the symbol. It
 * holds where the gammas have no poles.
 */
export function shiftQuotient(
  { factors, atoms }: HypergeometricTerm,
  symbol: string,
): Quotient | null {
  const numerators: Expression[] = [];
  const denominators: Expression[] = [];
  const put = (expression: Expression, power: number): void => {
    for (let k = 0; k < Math.abs(power); k++)
      (power > 0 ? numerators : denominators).push(expression);
  };
  const next: Expression = ["Add", symbol, ONE];
  for (const { expression, power } of factors) {
    if (!contains(expression, symbol)) continue;
    put(substitute(expression, symbol, next), power);
    put(expression, -power);
  }
  for (const { gammas, raised, power } of atoms) {
    for (const { argument, power: exponent } of gammas) {
      const step = wholeStep(argument, symbol);
      if (step === null) return null;
      for (let j = 0; j < step; j++) put(["Add", argument, integer(j)], exponent);
      for (let j = 1; j <= -step; j++) put(["Add", argument, integer(-j)], -exponent);
    }
    if (raised === null || (!contains(raised.base, symbol) && !contains(raised.exponent, symbol)))
      continue;
    if (contains(raised.base, symbol)) return null;
    const step = exactForm([
      "Add",
      substitute(raised.exponent, symbol, next),
      ["Negate", raised.exponent],
    ]);
    if (step === null || contains(step, symbol)) return null;
    const negative = headOf(step) === "Negate" ? (argumentsOf(step)[0] as Expression) : null;
    const size = negative ?? step;
    const base: Expression =
      isNumber(size) && size.num === "1" ? raised.base : ["Power", raised.base, size];
    put(base, negative === null ? power : -power);
  }
  return { numerators, denominators };
}

/** How far a gamma's argument moves with the symbol, when that is a small whole number. */
function wholeStep(argument: Expression, symbol: string): number | null {
  const step = fractionOf([
    "Add",
    substitute(argument, symbol, ["Add", symbol, ONE]),
    ["Negate", argument],
  ]);
  if (step === null || step.d !== 1n || step.n > BigInt(LARGEST_STEP)) return null;
  return Number(step.s * step.n);
}

export function quotientExpression({ numerators, denominators }: Quotient): Expression {
  return ["Divide", ["Multiply", ONE, ...numerators], ["Multiply", ONE, ...denominators]];
}
