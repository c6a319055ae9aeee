import { fractionOf } from "../exact/fraction-of.ts";
import { exactForm } from "../exact/exact-form.ts";
import { type Expression, integer, substitute, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { exactLimit } from "../limits/exact-limit.ts";
import { gammaProduct } from "../summation/gamma-product.ts";
import { partialProduct } from "../summation/partial-product.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import type { Outcome } from "./outcome.ts";
import { agreesWithSeries } from "./series-checks.ts";

const BOUND = "N";

/** A product of a rational function with a symbolic or infinite upper bound, in gammas; null for others. */
export function rationalProduct(
  body: Expression,
  variable: string,
  from: number,
  upper: Expression,
): Outcome | null {
  const isInfinite = printPlain(upper) === "infinity";
  const isSymbol = typeof upper === "string" && !isInfinite;
  const names = isInfinite ? [] : variablesOf(upper);
  if (variablesOf(body).some((name) => names.includes(name))) return null;
  const bound = isSymbol ? upper : BOUND;
  const product = partialProduct(body, variable, from, bound);
  if (product === null) return null;
  const how = `The product up to ${bound} is ${printPlain(product)}: right for ${bound} = ${from}, and each value is the one before times one factor.`;
  if (!isInfinite) {
    const moved = substitute(product, BOUND, upper);
    return expressionOutcome({
      expression: isSymbol ? product : (exactForm(moved) ?? moved),
      engine: EXACT,
      certificate: {
        grade: "proved",
        method: "induction",
        detail: how,
        engines: [EXACT],
        conditions: [`${printPlain(upper)} is a whole number, at least ${from}`],
      },
    });
  }
  const limit = exactLimit(product, BOUND, "PositiveInfinity", "FromLeft", true);
  if (limit?.kind !== "value" || limit.conditions.length > 0) return null;
  const certificate = {
    grade: "proved" as const,
    method: "induction-and-limit",
    detail: `${how} Its limit is derived by expansion.`,
    engines: [EXACT],
  };
  if (limit.limit.kind === "infinite")
    return {
      kind: "answer",
      value: { kind: "none", reason: "divergent" },
      short: "divergent",
      plain: "divergent",
      latex: "\\text{divergent}",
      certificate,
      engine: EXACT,
    };
  const value = limit.limit.value;
  return expressionOutcome({
    expression: exactForm(value) ?? value,
    engine: EXACT,
    certificate,
  });
}

/** An infinite product of a quotient of polynomials by gammas of its zeros, which the factors multiplied must agree with. */
export function infiniteProduct(body: Expression, variable: string, from: number): Outcome | null {
  const product = gammaProduct(body, variable, from);
  const agreement =
    product === null ? null : agreesWithSeries("product", product, body, variable, from);
  if (product === null || agreement === null) return null;
  return expressionOutcome({
    expression: product,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "gamma-product",
      detail: `Numerator and denominator have one degree, one leading coefficient and one sum of zeros, so the product converges to a quotient of gammas (DLMF 5.8.5), those of conjugate places by 5.4.3 and 5.4.4. ${agreement.detail}`,
      engines: [EXACT, "decimal"],
    },
  });
}

/** How far a factor that is zero is looked for in an infinite product. */
const FARTHEST_ZERO = 60;

/** A product with a factor that is exactly zero is zero, when all its factors have values; else null. */
export function zeroFactor(
  body: Expression,
  variable: string,
  from: number,
  upper: Expression,
): Outcome | null {
  const isInfinite = printPlain(upper) === "infinity";
  const last = isInfinite ? from + FARTHEST_ZERO : from;
  for (let k = from; k <= last; k++) {
    const factor = fractionOf(substitute(body, variable, integer(k)));
    if (factor?.equals(0) !== true) continue;
    return expressionOutcome({
      expression: integer(0),
      engine: EXACT,
      certificate: {
        grade: "proved",
        method: "zero-factor",
        detail: `The factor for ${variable} = ${k} is zero.`,
        engines: [EXACT],
        ...(isInfinite
          ? {}
          : { conditions: [`${printPlain(upper)} is a whole number, at least ${from}`] }),
      },
    });
  }
  return null;
}
