import { AnsatzError } from "../../../core/errors.ts";
import { differentiate } from "../expression/differentiate.ts";
import { argumentsOf, contains, type Expression, headOf, ONE } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { factorsOf, productOf } from "./terms.ts";
import { tidyRational, wholeOf } from "./tidy.ts";

/** u and v' of an integration by parts: the integral is u v minus the integral of v u'. */
export interface Parts {
  readonly factor: Expression;
  readonly derivative: Expression;
  /** The other factors, to be integrated first. */
  readonly rest: Expression;
}

/** Functions that become simpler by differentiation, the first ones before the others. */
const SIMPLER_DIFFERENTIATED: readonly string[] = (
  "PolyLog LambertW UpperGamma ExpIntegralE ExpIntegralEi LogIntegral SinIntegral CosIntegral SinhIntegral CoshIntegral " +
  "FresnelS FresnelC Erf Erfc Erfi Arcsin Arccos Arctan Arccot Arcsec Arccsc Arsinh Arcosh Artanh Arcoth Arsech Arcsch Ln"
).split(" ");

/** The ways to integrate a product by parts, the likeliest first. */
export function partsOf(integrand: Expression, variable: string): Parts[] {
  const { constant, factors } = factorsOf(integrand, variable);
  const ranked = factors
    .map((factor, index) => ({ factor, index, rank: rankOf(factor, variable) }))
    .filter(({ rank }) => rank >= 0)
    .sort((x, y) => x.rank - y.rank);
  const found: Parts[] = [];
  for (const { factor, index } of ranked) {
    const derivative = derivativeOf(factor, variable);
    if (derivative === null) continue;
    const others = factors.filter((_, at) => at !== index);
    found.push({
      factor,
      derivative,
      rest: productOf([constant, ...others].filter((part) => part !== ONE)),
    });
  }
  return found;
}

/** A sum of terms of which some hold a function as a factor and others do not. */
export interface SharedParts extends Omit<Parts, "rest"> {
  /** What the function is multiplied by, and the terms without it. */
  readonly share: Expression;
  readonly others: readonly Expression[];
}

/** `S f' + s f` with `S' = s`, of which no part alone has an antiderivative: by parts for some of the terms. */
export function sharedParts(terms: readonly Expression[], variable: string): SharedParts[] {
  const all = terms.map((term) => ({ term, ...factorsOf(term, variable) }));
  const found = new Map<string, SharedParts>();
  for (const factor of all.flatMap(({ factors }) => factors)) {
    const text = printPlain(factor);
    if (headOf(factor) === "Power" || rankOf(factor, variable) < 0 || found.has(text)) continue;
    const index = (factors: readonly Expression[]): number =>
      factors.findIndex((one) => printPlain(one) === text);
    const holding = all.filter(({ factors }) => index(factors) >= 0);
    const derivative = derivativeOf(factor, variable);
    if (holding.length === all.length || derivative === null) continue;
    const shares = holding.map(({ constant, factors }) =>
      productOf([constant, ...factors.toSpliced(index(factors), 1)].filter((part) => part !== ONE)),
    );
    const share: Expression = shares.length === 1 ? (shares[0] as Expression) : ["Add", ...shares];
    const others = all.filter((one) => !holding.includes(one)).map(({ term }) => term);
    found.set(text, { factor, derivative, share, others });
  }
  return [...found.values()];
}

function rankOf(factor: Expression, variable: string): number {
  const [base, exponent] = argumentsOf(factor) as [Expression, Expression?];
  if (headOf(factor) === "Power" && exponent !== undefined) {
    const whole = wholeOf(exponent);
    return whole !== null && whole > 0 && whole <= 4 && contains(base, variable)
      ? SIMPLER_DIFFERENTIATED.indexOf(headOf(base))
      : -1;
  }
  return SIMPLER_DIFFERENTIATED.indexOf(headOf(factor));
}

function derivativeOf(factor: Expression, variable: string): Expression | null {
  try {
    const derivative = differentiate(factor, variable);
    return tidyRational(derivative) ?? derivative;
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "unsupported") return null;
    throw error;
  }
}
