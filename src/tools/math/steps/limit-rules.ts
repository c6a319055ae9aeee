import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  mapHeads,
  nodeCount,
  ONE,
  substitute,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import {
  arrow,
  continuous,
  isDefined,
  laws,
  type LimitRule,
  multiples,
  squeeze,
  sum,
} from "./limit-laws.ts";
import { byConjugate, withEquivalents, withLeadingTerms } from "./limit-algebra.ts";
import { byLHopital } from "./l-hopital.ts";
import { cancelFactors } from "./factor-list.ts";
import { isInfinite, type LimitPlace, MARK } from "./limit-place.ts";
import { commonFactors, factored, fractionLine, product, quotientOf } from "./quotient-parts.ts";
import type { AppliedRule } from "./rewrite-one-kind.ts";

/** The rule for one limit: the first that applies, simple ones before strong ones. */
export function limitRule(body: Expression, place: LimitPlace): AppliedRule | null {
  for (const rule of RULES) {
    const applied = rule(body, place);
    if (applied !== null)
      return { ...applied, result: withoutConstantLimits(tidySigns(applied.result), place) };
  }
  return null;
}

/** The limit of a constant needs no step of its own. */
function withoutConstantLimits(line: Expression, { variable }: LimitPlace): Expression {
  return mapHeads(line, (node) => {
    const body = node[1] as Expression;
    return node[0] === MARK && !contains(body, variable) ? body : node;
  });
}

const constant: LimitRule = (body, { variable }) =>
  contains(body, variable) ? null : { rule: "constant", result: body };

/** The value at the point, where it is the limit: then the function is continuous there. */
const putIn: LimitRule = (body, place) => {
  if (place.isAtInfinity)
    return body === place.variable ? { rule: "variable", result: place.point } : null;
  const value = substitute(body, place.variable, place.point);
  return isDefined(value) && place.tendsTo(body, value)
    ? { rule: "substitute", result: value }
    : null;
};

/** |u| is u or -u close to the point, where u keeps its sign. */
const absolute: LimitRule = (body, place) => {
  const notes: string[] = [];
  const visit = (part: Expression): Expression => {
    const [inner] = argumentsOf(part);
    if (headOf(part) !== "Abs" || inner === undefined || !contains(inner, place.variable))
      return headOf(part) === "" ? part : [headOf(part), ...argumentsOf(part).map(visit)];
    const sign = place.limitOf(["Divide", inner, ["Abs", inner]]);
    const text = sign === null ? "" : printPlain(sign);
    if (text !== "1" && text !== "-1") return part;
    const without: Expression = text === "1" ? inner : tidySigns(["Negate", inner]);
    notes.push(`${printPlain(part)} = ${printPlain(without)}`);
    return without;
  };
  const result = visit(body);
  return notes.length === 0
    ? null
    : { rule: "absolute-value", result: place.mark(result), note: notes.join(", ") };
};

/** Fractions within fractions written as one. */
const tidyFraction: LimitRule = (body, place) => {
  const quotient = quotientOf(body);
  if (quotient === null || !/Divide/.test(JSON.stringify(argumentsOf(body)))) return null;
  const simple = exactForm(body);
  return simple !== null && nodeCount(simple) < nodeCount(body)
    ? { rule: "simplify-fraction", result: place.mark(simple) }
    : null;
};

/** Common factors, which is allowed because the limit does not look at the point itself. */
const cancel: LimitRule = (body, place) => {
  const quotient = quotientOf(body);
  if (quotient === null) return null;
  if (commonFactors(quotient, place.variable).length > 0) {
    const short = cancelFactors(quotient.above, quotient.below);
    return short === null ? null : { rule: "cancel", result: place.mark(short) };
  }
  if (!place.tendsTo(quotient.below, ZERO) || !place.tendsTo(quotient.above, ZERO)) return null;
  const split = { above: factored(quotient.above), below: factored(quotient.below) };
  return commonFactors(split, place.variable).length === 0
    ? null
    : {
        rule: "factor",
        result: place.mark(fractionLine(split)),
        note: [quotient.above, quotient.below].map((part) => arrow(part, place)).join(", "),
      };
};

/** Quotients 0/0 with several letters, and differences of fractions, worked out. */
const workOut: LimitRule = (body, place) => {
  const quotient = quotientOf(body);
  const isForm =
    quotient === null
      ? headOf(body) === "Add" && JSON.stringify(body).includes('"Divide"')
      : place.tendsTo(quotient.above, ZERO) && place.tendsTo(quotient.below, ZERO);
  if (quotient === null && isForm) {
    const single = oneFraction(body, place);
    if (single !== null && exactForm(body) === null)
      return { rule: "common-denominator", result: place.mark(single) };
  }
  const simple = isForm ? exactForm(body) : null;
  if (simple === null || printPlain(simple) === printPlain(body)) return null;
  const value = substitute(simple, place.variable, place.point);
  if (place.isAtInfinity || !isDefined(value) || !place.tendsTo(simple, value)) return null;
  return {
    rule: quotient === null ? "common-denominator" : "expand-and-cancel",
    result: place.mark(simple),
  };
};

/** a/b + c/d as (a d + c b)/(b d), where the two have no finite limits of their own. */
function oneFraction(body: Expression, place: LimitPlace): Expression | null {
  const terms = argumentsOf(body).map((term) => quotientOf(term) ?? { above: term, below: ONE });
  const [a, b, more] = terms;
  if (a === undefined || b === undefined || more !== undefined) return null;
  const isSettled = argumentsOf(body).some((term) => {
    const limit = place.limitOf(term);
    return limit !== null && !isInfinite(limit);
  });
  if (isSettled) return null;
  return fractionLine({
    above: ["Add", product([a.above, b.below]), product([b.above, a.below])],
    below: product([a.below, b.below]),
  });
}

/** (1 + u)^v with u -> 0: (1 + u)^(1/u) tends to e. */
const euler: LimitRule = (body, place) => {
  const [base, exponent] = argumentsOf(body) as [Expression, Expression];
  if (headOf(body) !== "Power" || !contains(base, place.variable)) return null;
  if (!contains(exponent, place.variable) || !place.tendsTo(base, ONE)) return null;
  const u = exactForm(["Add", base, ["Negate", ONE]]);
  const speed = u === null ? null : exactForm(["Multiply", u, exponent]);
  const limit = speed === null ? null : place.limitOf(speed);
  if (u === null || speed === null || limit === null || isInfinite(limit)) return null;
  return {
    rule: "euler",
    result: ["Power", "ExponentialE", place.mark(speed)],
    note: `u = ${printPlain(u)}, v = ${printPlain(exponent)}`,
  };
};

/** 0 · infinity as a quotient, so that l'Hôpital's rule can be used. */
const asQuotient: LimitRule = (body, place) => {
  if (headOf(body) !== "Multiply" || quotientOf(body) !== null) return null;
  const parts = argumentsOf(body);
  const isZero = (part: Expression): boolean => place.tendsTo(part, ZERO);
  const small = parts.filter(isZero);
  const large = parts.filter((part) => !isZero(part));
  if (small.length === 0 || large.length === 0) return null;
  // A logarithm stays above, where its derivative is simple; e^(-u) goes below as e^u.
  const isKept = JSON.stringify(large).includes('"Ln"') || small.some(isDecaying);
  const [above, below] = isKept ? [large, small] : [small, large];
  const moved =
    below.length === 1 && isDecaying(below[0] as Expression)
      ? inverse(below[0] as Expression)
      : (["Divide", ONE, product(below)] as Expression);
  return {
    rule: "as-quotient",
    result: place.mark(["Divide", product(above), moved]),
    note: parts.map((part) => arrow(part, place)).join(", "),
  };
};

/** A power with a minus sign before its exponent, such as e^(-x). */
function isDecaying(part: Expression): boolean {
  const [, exponent] = argumentsOf(part);
  return headOf(part) === "Power" && exponent !== undefined && headOf(exponent) === "Negate";
}

/** e^(-x) as e^x, for below the line. */
function inverse(power: Expression): Expression {
  const [base, exponent] = argumentsOf(power) as [Expression, Expression];
  return ["Power", base, argumentsOf(exponent)[0] as Expression];
}

/** f^g as exp(g ln f). */
const asExponential: LimitRule = (body, place) => {
  const [base, exponent] = argumentsOf(body) as [Expression, Expression];
  if (headOf(body) !== "Power" || !contains(base, place.variable)) return null;
  if (!contains(exponent, place.variable)) return null;
  const inner: Expression = ["Multiply", exponent, ["Ln", base]];
  const limit = place.limitOf(inner);
  if (limit === null) return null;
  const value = place.limitOf(body);
  if (isInfinite(limit))
    return value === null
      ? null
      : { rule: "known-behaviour", result: value, note: arrow(inner, place) };
  return { rule: "as-exponential", result: ["Power", "ExponentialE", place.mark(inner)] };
};

const RULES: readonly LimitRule[] = [
  constant,
  putIn,
  absolute,
  tidyFraction,
  cancel,
  workOut,
  euler,
  byConjugate,
  withEquivalents,
  squeeze,
  multiples,
  withLeadingTerms,
  continuous,
  sum,
  laws,
  asQuotient,
  byLHopital,
  asExponential,
];
