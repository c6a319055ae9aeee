import { isDeadEnd } from "../../exact/deadline.ts";
import { exactForm } from "../../exact/exact-form.ts";
import { NormalForm } from "../../exact/normal-form.ts";
import { fractionExpression, polynomialExpression } from "../../exact/to-expression.ts";
import { factorUnivariate, type Univariate } from "../../exact/univariate.ts";
import { type Expression, integer, ONE, variablesOf } from "../../expression/expression.ts";
import { asUnivariate } from "../../plan/univariate-input.ts";
import { coefficientsIn } from "../../solve/solve-equation.ts";
import { splitQuartic } from "../split-quartic.ts";
import { type Pair, real, signOfReal, tidy } from "./complex-pair.ts";

/** A zero of a denominator in the closed upper half-plane. */
export interface Pole {
  readonly at: Pair;
  readonly order: number;
}

/** A real polynomial, constant first, and all its zeros that do not lie below the real line. */
export interface Denominator {
  readonly coefficients: readonly Expression[];
  readonly degree: number;
  readonly poles: readonly Pole[];
}

const HIGHEST_DEGREE = 12;

/**
 * The product of powers of polynomials with its zeros: linear and quadratic factors, with symbols too, and
 * quartics that fall apart over a square root. Null where a factor is another one, where the sign of a
 * discriminant does not show, or where factors with symbols might have a zero in common.
 */
export function denominatorOf(
  factors: readonly { readonly base: Expression; readonly exponent: number }[],
  variable: string,
): Denominator | null {
  const poles: Pole[] = [];
  for (const { base, exponent } of factors) {
    const found = zerosOf(base, variable);
    if (found === null) return null;
    for (const { at, order } of found) poles.push({ at, order: order * exponent });
  }
  const product: Expression = [
    "Multiply",
    ONE,
    ...factors.map(({ base, exponent }): Expression => ["Power", base, integer(exponent)]),
  ];
  const coefficients = coefficientsOf(product, variable);
  if (coefficients === null || !areApart(poles)) return null;
  const degree = coefficients.length - 1;
  return degree > HIGHEST_DEGREE ? null : { coefficients, degree, poles };
}

function zerosOf(base: Expression, variable: string): Pole[] | null {
  if (variablesOf(base).length > 1) {
    const coefficients = coefficientsOf(base, variable);
    const at = coefficients === null ? null : upperZeros(coefficients);
    return at === null ? null : at.map((zero) => ({ at: zero, order: 1 }));
  }
  const polynomial = asUnivariate(base);
  if (polynomial === null) return null;
  const found: Pole[] = [];
  for (const { factor, multiplicity } of factorUnivariate(polynomial.coefficients)) {
    const parts = factor.length === 5 ? quartic(factor) : [factor.map(fractionExpression)];
    for (const part of parts ?? []) {
      const zeros = part.length === 1 ? [] : upperZeros(part);
      if (zeros === null) return null;
      found.push(...zeros.map((at) => ({ at, order: multiplicity })));
    }
    if (parts === null) return null;
  }
  return found;
}

function quartic(factor: Univariate): Expression[][] | null {
  const split = splitQuartic(factor);
  if (split === null) return null;
  const { field } = split;
  const written = split.factors.map((part) => part.map((value) => field.write(value)));
  return written.some((part) => part.includes(null)) ? null : (written as Expression[][]);
}

/** The zeros of a linear or quadratic polynomial that do not lie below the line. */
function upperZeros(coefficients: readonly Expression[]): Pair[] | null {
  const [c, b, a] = coefficients as [Expression, Expression, Expression | undefined];
  if (coefficients.length === 2) return [real(tidy(["Negate", ["Divide", c, b]]))];
  if (coefficients.length !== 3 || a === undefined) return null;
  const gap = tidy(["Add", ["Multiply", integer(4), a, c], ["Negate", ["Power", b, integer(2)]]]);
  const [sign, lead] = [signOfReal(gap), signOfReal(a)];
  if (sign !== 1 || lead === null || lead === 0) return null;
  const twice: Expression = ["Multiply", integer(2 * lead), a];
  return [
    {
      re: tidy(["Multiply", integer(-lead), ["Divide", b, twice]]),
      im: tidy(["Divide", rootOf(gap), twice]),
    },
  ];
}

/** The square root of a positive constant; squares of symbols, which are positive, are taken out. */
function rootOf(square: Expression): Expression {
  const out: Expression[] = [];
  let rest = square;
  for (const symbol of variablesOf(square)) {
    const less = exactForm(["Divide", rest, ["Power", symbol, integer(2)]]);
    if (less === null || variablesOf(less).includes(symbol)) continue;
    rest = less;
    out.push(symbol);
  }
  return tidy(["Multiply", ...out, tidy(["Sqrt", rest])]);
}

function coefficientsOf(polynomial: Expression, variable: string): Expression[] | null {
  try {
    const form = new NormalForm();
    const value = form.normalize(polynomial);
    const index = form.indexOfVariable(variable);
    const below = value.denominator.asConstant();
    if (index === null || below === null) return null;
    const read = coefficientsIn(value.numerator, index).map((part) =>
      polynomialExpression(form, part),
    );
    return read.some((part) => part === null)
      ? null
      : read.map((part) => tidy(["Divide", part as Expression, fractionExpression(below)]));
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** No zero of two factors. */
function areApart(poles: readonly Pole[]): boolean {
  return poles.every((a, index) =>
    poles.slice(index + 1).every((b) =>
      [
        [a.at.re, b.at.re],
        [a.at.im, b.at.im],
      ].some(([x, y]) => {
        const sign = signOfReal(tidy(["Add", x as Expression, ["Negate", y as Expression]]));
        return sign !== null && sign !== 0;
      }),
    ),
  );
}
