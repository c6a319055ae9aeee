import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  mapHeads,
  ONE,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidyRational } from "./tidy.ts";

const two = integer(2);
const CIRCULAR: readonly string[] = ["Sin", "Cos", "Tan", "Cot", "Sec", "Csc"];
const HYPERBOLIC: readonly string[] = ["Sinh", "Cosh", "Tanh", "Coth", "Sech", "Csch"];
const exponential = (u: Expression): Expression => ["Power", "ExponentialE", u];

/** Equal forms of an integrand, one of which an engine may know when it does not know another. */
export function rewritingsOf(integrand: Expression): Expression[] {
  const seen = new Set([printPlain(integrand)]);
  const found: Expression[] = [];
  for (const rewritten of [
    integrand,
    mapHeads(integrand, inSineAndCosine),
    mapHeads(integrand, inExponentials),
    mapHeads(integrand, inComplexExponentials),
  ]) {
    const tidied = tidyRational(rewritten);
    if (tidied === null || seen.has(printPlain(tidied))) continue;
    seen.add(printPlain(tidied));
    found.push(tidied);
  }
  return found;
}

/** tan, cot, sec and csc, and their hyperbolic companions, by sine and cosine. */
function inSineAndCosine(node: Expression): Expression {
  const [u] = argumentsOf(node) as [Expression];
  const [h, sine, cosine] = headOf(node).endsWith("h") ? ["h", "Sinh", "Cosh"] : ["", "Sin", "Cos"];
  const [s, c] = [
    [sine, u],
    [cosine, u],
  ] as [Expression, Expression];
  switch (headOf(node)) {
    case `Tan${h}`:
      return ["Divide", s, c];
    case `Cot${h}`:
      return ["Divide", c, s];
    case `Sec${h}`:
      return ["Divide", ONE, c];
    case `Csc${h}`:
      return ["Divide", ONE, s];
    default:
      return node;
  }
}

/** Hyperbolic functions by exponentials. */
function inExponentials(node: Expression): Expression {
  if (!HYPERBOLIC.includes(headOf(node))) return node;
  const [u] = argumentsOf(node) as [Expression];
  const e = exponential(u);
  const square: Expression = ["Power", e, two];
  const more: Expression = ["Add", square, ONE];
  const less: Expression = ["Add", square, ["Negate", ONE]];
  return ratios(headOf(node), HYPERBOLIC, e, more, less, null);
}

/** Circular functions by exponentials of i x. */
function inComplexExponentials(node: Expression): Expression {
  if (!CIRCULAR.includes(headOf(node))) return node;
  const [u] = argumentsOf(node) as [Expression];
  const e = exponential(["Multiply", "ImaginaryUnit", u]);
  const square: Expression = ["Power", e, two];
  const more: Expression = ["Add", square, ONE];
  const less: Expression = ["Add", square, ["Negate", ONE]];
  return ratios(headOf(node), CIRCULAR, e, more, less, "ImaginaryUnit");
}

/** Sine, cosine and their four ratios from e^u, e^(2u) + 1 and e^(2u) - 1. */
function ratios(
  head: string,
  heads: readonly string[],
  e: Expression,
  more: Expression,
  less: Expression,
  unit: Expression | null,
): Expression {
  const which = heads.indexOf(head);
  const sine: Expression = ["Divide", less, ["Multiply", two, e, ...(unit === null ? [] : [unit])]];
  const cosine: Expression = ["Divide", more, ["Multiply", two, e]];
  return [
    sine,
    cosine,
    ["Divide", sine, cosine],
    ["Divide", cosine, sine],
    ["Divide", ONE, cosine],
    ["Divide", ONE, sine],
  ][which] as Expression;
}
