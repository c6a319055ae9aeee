import {
  argumentsOf,
  type Expression,
  headOf,
  holdsImaginaryUnit,
  integer,
  mapHeads,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { tidy } from "../matrix/matrix.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { complexParts, type ComplexParts, settled } from "./complex-parts.ts";
import { type ExponentialTerm, exponentialTerms, writtenTerm } from "./exponential-terms.ts";
import { laplaceImage } from "./laplace-image.ts";

export interface FourierImage {
  readonly expression: Expression;
  /** Names that are positive: rates of decay, and places of steps. */
  readonly positive: ReadonlySet<string>;
}

const S = "__s";

/**
 * The integral of f(x) e^(-iwx) over the line, for an f that is on each side of zero a sum of terms that die away
 * exponentially or end at a step: the Laplace transforms of both sides at iw and -iw. Null for any other f.
 */
export function fourierImage(original: Expression, from: string, to: string): FourierImage | null {
  const positive = new Set<string>();
  const right = halfImage(sideOf(original, from, false), from, to, positive);
  const left = halfImage(sideOf(original, from, true), from, to, positive);
  if (right === null || left === null) return null;
  // The left side stands at -iw: its imaginary part turns round.
  const re = half(right.re, left.re, 1);
  const im = half(right.im, left.im, -1);
  return { expression: together(re, im), positive };
}

/** The integral of f(x) cos(wx) or f(x) sin(wx) from 0 to infinity. */
export function halfLineImage(
  original: Expression,
  from: string,
  to: string,
  wave: "cos" | "sin",
): FourierImage | null {
  const positive = new Set<string>();
  const parts = halfImage(sideOf(original, from, false), from, to, positive);
  if (parts === null) return null;
  const expression = wave === "cos" ? parts.re : tidySigns(["Negate", parts.im]);
  return { expression: simplest(expression), positive };
}

/** f(x) or f(-x) for positive x, with |x| as x and sign(x) as 1 or -1. */
function sideOf(original: Expression, variable: string, isLeft: boolean): Expression {
  const turned = isLeft ? substitute(original, variable, ["Negate", variable]) : original;
  return mapHeads(turned, (node) => {
    const inner = argumentsOf(node)[0] as Expression;
    if (headOf(node) !== "Abs" && headOf(node) !== "Sign") return node;
    const ratio = fractionOf(["Divide", inner, variable]);
    if (ratio === null || ratio.equals(0)) return node;
    return headOf(node) === "Sign"
      ? integer(ratio.compare(0))
      : tidySigns(["Multiply", fractionExpression(ratio.abs()), variable]);
  });
}

function halfImage(
  side: Expression,
  from: string,
  to: string,
  positive: Set<string>,
): ComplexParts | null {
  if (holdsImaginaryUnit(side)) return null;
  const terms = exponentialTerms(side, from, positive);
  if (terms === null || !diesAway(terms, from, positive)) return null;
  const image = laplaceImage(side, from, S);
  return image === null ? null : complexParts(image.expression, S, to);
}

/** Every term has a negative rate, or those that have none cancel once all steps are passed. */
function diesAway(
  terms: readonly ExponentialTerm[],
  variable: string,
  positive: Set<string>,
): boolean {
  const lasting = terms.filter(({ rate, isImpulse }) => !isImpulse && !isNegative(rate, positive));
  if (lasting.length === 0) return true;
  const rest: Expression = ["Add", ...lasting.map((term) => writtenTerm(term, variable)), ZERO];
  return decideEqual(rest, ZERO).verdict === "proved";
}

function isNegative(rate: Expression, positive: Set<string>): boolean {
  const names = variablesOf(rate);
  if (names.length === 0) return evaluateReal(rate)?.lt(0) === true;
  const [name] = names;
  if (names.length > 1 || name === undefined) return false;
  const ratio = fractionOf(["Divide", rate, name]);
  if (ratio === null || ratio.compare(0) >= 0) return false;
  positive.add(name);
  return true;
}

function half(right: Expression, left: Expression, sign: 1 | -1): Expression {
  if (sign === 1 && decideEqual(right, left).verdict === "proved")
    return simplest(["Multiply", integer(2), right]);
  return simplest(["Add", right, sign === 1 ? left : ["Negate", left]]);
}

function simplest(expression: Expression): Expression {
  if (decideEqual(expression, ZERO).verdict === "proved") return ZERO;
  return settled(expression);
}

function together(re: Expression, im: Expression): Expression {
  if (im === ZERO) return re;
  const turned: Expression = tidySigns(["Multiply", "ImaginaryUnit", im]);
  return re === ZERO ? turned : tidySigns(["Add", re, turned]);
}

/** The expression over 2 pi, with pi in front of a divisor that stands already. */
export function overTwoPi(expression: Expression): Expression {
  if (headOf(expression) !== "Divide")
    return tidySigns(tidy(["Divide", expression, ["Multiply", integer(2), "Pi"]]));
  const [top, bottom] = argumentsOf(expression) as [Expression, Expression];
  const halved = tidy(["Divide", top, integer(2)]);
  return tidySigns(["Divide", halved, ["Multiply", "Pi", bottom]]);
}
