import type { Fraction } from "fraction.js";
import { printPlain } from "../expression/print-plain.ts";
import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { NormalForm } from "../exact/normal-form.ts";
import {
  type Expression,
  headOf,
  argumentsOf,
  integer,
  isNumber,
  substitute,
  variablesOf,
} from "../expression/expression.ts";

/** Symbols for how far k is above the lower bound, and the upper bound above k. */
const ABOVE = "__above";
const BELOW = "__below";

/**
 * Is every denominator of the expression nonzero for all whole k from `lower` (a whole number) up to the
 * symbol `upper`? Shown by writing k = lower + i and upper = k + j: a polynomial in i, j >= 0 whose
 * coefficients have one sign and whose constant is not zero has no zero there; a factor that has only
 * parameters in it becomes a condition. Null where this is not shown. With `isStartLeftOut` the place
 * k = upper = lower does not count.
 */
export function conditionsForNoPoles(
  expression: Expression,
  variable: string,
  lower: number,
  upper: string | null,
  isStartLeftOut = false,
): string[] | null {
  const conditions: string[] = [];
  for (const denominator of denominatorsOf(expression)) {
    const found = conditionForNonzero(denominator, variable, lower, upper, isStartLeftOut);
    if (found === null) return null;
    if (found !== "") conditions.push(found);
  }
  return [...new Set(conditions)];
}

function denominatorsOf(expression: Expression): Expression[] {
  const parts = argumentsOf(expression);
  const inner = parts.flatMap(denominatorsOf);
  if (headOf(expression) === "Divide") {
    const bottom = parts[1] as Expression;
    return [...inner, ...(headOf(bottom) === "Multiply" ? argumentsOf(bottom) : [bottom])];
  }
  if (headOf(expression) === "Power" && !isNumber(parts[1] as Expression))
    return [...inner, parts[0] as Expression];
  return inner;
}

/** What has to hold for the polynomial to have no zero in the range, "" for nothing; null if not known. */
function conditionForNonzero(
  polynomial: Expression,
  variable: string,
  lower: number,
  upper: string | null,
  isStartLeftOut: boolean,
): string | null {
  const names = variablesOf(polynomial);
  if (!names.some((name) => name === variable || name === upper))
    return names.length === 0 ? "" : isNotZero(polynomial);
  const k: Expression = ["Add", integer(lower), ABOVE];
  const bounded =
    upper === null ? polynomial : substitute(polynomial, upper, ["Add", variable, BELOW]);
  try {
    const form = new NormalForm();
    const value = form.normalize(substitute(bounded, variable, k));
    if (value.denominator.asConstant() === null) return null;
    const range = new Set([ABOVE, BELOW].map((name) => form.indexOfVariable(name)));
    // Grouped by the powers of the parameters: every group must be a multiple of one and the same polynomial.
    const groups = new Map<string, Map<string, Fraction>>();
    for (const { monomial, coefficient } of value.numerator.list()) {
      const inside = monomial.filter(([index]) => range.has(index));
      const outside = monomial.filter(([index]) => !range.has(index));
      const group = groups.get(JSON.stringify(outside)) ?? new Map<string, Fraction>();
      group.set(JSON.stringify(inside), coefficient);
      groups.set(JSON.stringify(outside), group);
    }
    const all = [...groups.values()];
    const others = names.some((name) => name !== variable && name !== upper);
    if (others && !names.includes(variable)) return isNotZero(polynomial);
    const isOneSigned = isStartLeftOut ? isOneSignedAwayFromStart : hasOneSign;
    if (!all.every((group) => isOneSigned(group) && isMultiple(group, all[0] as typeof group)))
      return others ? `${isNotZero(polynomial)} for every ${variable}` : null;
    return groups.size === 1 && groups.has("[]") ? "" : isNotZero(polynomial);
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return null;
    throw error;
  }
}

function hasOneSign(group: ReadonlyMap<string, Fraction>): boolean {
  const constant = group.get("[]");
  return (
    constant !== undefined &&
    [...group.values()].every((coefficient) => coefficient.mul(constant).compare(0) > 0)
  );
}

/** One sign where i or j is positive: a constant, or a power of each alone, is among the terms. */
function isOneSignedAwayFromStart(group: ReadonlyMap<string, Fraction>): boolean {
  const [[, first]] = [...group] as [[string, Fraction]];
  const alone = [...group.keys()].map((key) => JSON.parse(key) as [number, number][]);
  const single = new Set(
    alone.filter((m) => m.length === 1).map((m) => (m[0] as [number, number])[0]),
  );
  return (
    (group.has("[]") || single.size === 2) &&
    [...group.values()].every((coefficient) => coefficient.mul(first).compare(0) > 0)
  );
}

function isMultiple(a: ReadonlyMap<string, Fraction>, b: ReadonlyMap<string, Fraction>): boolean {
  const [[key, y]] = [...b] as [[string, Fraction]];
  const x = a.get(key);
  return (
    x !== undefined &&
    a.size === b.size &&
    [...a].every(([name, value]) => b.get(name)?.mul(x).equals(value.mul(y)) === true)
  );
}

function isNotZero(polynomial: Expression): string {
  return `${printPlain(exactForm(polynomial) ?? polynomial)} != 0`;
}
