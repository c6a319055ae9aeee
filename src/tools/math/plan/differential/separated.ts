import { Fraction } from "fraction.js";
import { fractionOf } from "../../exact/fraction-of.ts";
import { fractionExpression } from "../../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
} from "../../expression/expression.ts";
import { differentiate } from "../../expression/differentiate.ts";
import { tidySigns } from "../../expression/tidy-signs.ts";
import { exponentialOf } from "./integrals.ts";
import { invert, settled } from "./invert.ts";

/**
 * Forms of the unknown from H(unknown) = G + c: constant factors of H go over to G, sums of logarithms become
 * one power of e with the constant as a factor, and what is left is inverted. Claims, perhaps none.
 */
export function explicitForms(
  inUnknown: Expression,
  unknown: string,
  inVariable: Expression,
  constant: string,
): Expression[] {
  const joined = joinedLogarithms(inUnknown, unknown);
  if (joined !== null) {
    const grown = exponentialOf(settled(["Multiply", joined.factor, inVariable]));
    return invert(joined.product, unknown, tidySigns(["Multiply", constant, grown]));
  }
  const grown = lambertForms(inUnknown, unknown, inVariable, constant);
  if (grown.length > 0) return grown;
  const { factor, rest } = withoutFactor(inUnknown, unknown);
  const moved = settled(["Divide", inVariable, factor]);
  return [constant, ["Negate", constant] as Expression].flatMap((term) =>
    invert(rest, unknown, tidySigns(["Add", moved, term])),
  );
}

/** a log u + b u = G + c for u linear in the unknown: b u/a = W(c e^(G/a)), on the principal branch. */
function lambertForms(
  inUnknown: Expression,
  unknown: string,
  inVariable: Expression,
  constant: string,
): Expression[] {
  const terms = headOf(inUnknown) === "Add" ? argumentsOf(inUnknown) : [];
  const logarithms = terms.filter((term) => logarithmicTerms(term, unknown) !== null);
  const [logarithm] = logarithms.flatMap((term) => logarithmicTerms(term, unknown) ?? []);
  const rest = terms.filter((term) => !logarithms.includes(term));
  if (logarithm === undefined || logarithms.length !== 1 || rest.length === 0) return [];
  const { weight, inner } = logarithm;
  // The rest is b u and a number.
  const factor = settled([
    "Divide",
    differentiate(["Add", ...rest], unknown),
    differentiate(inner, unknown),
  ]);
  const left = settled(["Add", ...rest, ["Negate", ["Multiply", factor, inner]]]);
  if (contains(factor, unknown) || contains(left, unknown)) return [];
  const ratio = settled(["Divide", factor, weight]);
  const grown = exponentialOf(settled(["Divide", inVariable, weight]));
  const value: Expression = [
    "Divide",
    ["LambertW", tidySigns(["Multiply", constant, grown])],
    ratio,
  ];
  return invert(inner, unknown, value);
}

/** A product of a factor without the unknown and one with it. */
export function withoutFactor(
  expression: Expression,
  unknown: string,
): { factor: Expression; rest: Expression } {
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(expression)) {
    case "Negate": {
      const inner = withoutFactor(first, unknown);
      return { factor: ["Negate", inner.factor], rest: inner.rest };
    }
    case "Multiply": {
      const free = parts.filter((part) => !contains(part, unknown));
      const held = parts.filter((part) => contains(part, unknown));
      if (free.length === 0) break;
      const inner = withoutFactor(
        held.length === 1 ? (held[0] as Expression) : ["Multiply", ...held],
        unknown,
      );
      return { factor: ["Multiply", ...free, inner.factor], rest: inner.rest };
    }
    case "Divide": {
      const top = withoutFactor(first, unknown);
      if (!contains(second, unknown))
        return { factor: ["Divide", top.factor, second], rest: top.rest };
      if (!contains(first, unknown)) {
        const below = withoutFactor(second, unknown);
        return { factor: ["Divide", first, below.factor], rest: ["Divide", ONE, below.rest] };
      }
      break;
    }
    default:
  }
  return { factor: ONE, rest: expression };
}

interface LogarithmicTerm {
  readonly weight: Expression;
  readonly inner: Expression;
}

/**
 * k H as the logarithm of one product, for H a sum of multiples of logarithms whose weights have rational
 * ratios; null for any other.
 */
function joinedLogarithms(
  expression: Expression,
  unknown: string,
): { factor: Expression; product: Expression } | null {
  const terms = logarithmicTerms(tidySigns(expression), unknown);
  const [first] = terms ?? [];
  if (terms === null || first === undefined) return null;
  const ratios = terms.map(({ weight }) => fractionOf(settled(["Divide", weight, first.weight])));
  if (ratios.includes(null)) return null;
  const shared = (ratios as Fraction[]).reduce((all, ratio) => all.gcd(ratio), new Fraction(0));
  if (shared.equals(0)) return null;
  const powers = terms.map(({ inner }, k): Expression => {
    const power = (ratios[k] as Fraction).div(shared);
    return power.equals(1) ? inner : ["Power", inner, integer(power.s * power.n)];
  });
  return {
    factor: settled(["Divide", ONE, ["Multiply", first.weight, fractionExpression(shared)]]),
    product: powers.length === 1 ? (powers[0] as Expression) : ["Multiply", ...powers],
  };
}

function logarithmicTerms(expression: Expression, unknown: string): LogarithmicTerm[] | null {
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  const weighed = (factor: (weight: Expression) => Expression): LogarithmicTerm[] | null =>
    logarithmicTerms(first, unknown)?.map(({ weight, inner }) => ({
      weight: factor(weight),
      inner,
    })) ?? null;
  switch (headOf(expression)) {
    case "Ln":
      return [{ weight: ONE, inner: first }];
    case "Artanh":
      return [
        { weight: fractionExpression(new Fraction("1/2")), inner: ["Add", ONE, first] },
        {
          weight: fractionExpression(new Fraction("-1/2")),
          inner: ["Add", ONE, ["Negate", first]],
        },
      ];
    case "Add": {
      const all = parts.map((part) => logarithmicTerms(part, unknown));
      return all.includes(null) ? null : (all as LogarithmicTerm[][]).flat();
    }
    case "Negate":
      return weighed((weight) => ["Negate", weight]);
    case "Divide":
      return contains(second, unknown) ? null : weighed((weight) => ["Divide", weight, second]);
    case "Multiply": {
      const held = parts.filter((part) => contains(part, unknown));
      const free = parts.filter((part) => !contains(part, unknown));
      if (held.length !== 1) return null;
      return (
        logarithmicTerms(held[0] as Expression, unknown)?.map(({ weight, inner }) => ({
          weight: ["Multiply", ...free, weight] as Expression,
          inner,
        })) ?? null
      );
    }
    default:
      return null;
  }
}
