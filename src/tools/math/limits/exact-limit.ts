import { AnsatzError } from "../../../core/errors.ts";
import { type Expression, integer, substitute, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { BoundedParts } from "./bounded-parts.ts";
import { Constants } from "./constants.ts";
import { BOUNDED_PREFIX, GERM, negate, over, plus } from "./germ.ts";
import { GermLimits, type GermValue } from "./germ-limits.ts";
import { Preparation } from "./prepare.ts";

export type Side = "FromLeft" | "FromRight";

export type ExactLimit =
  | { readonly kind: "value"; readonly limit: GermValue; readonly conditions: readonly string[] }
  /** Two subsequences with different limits. */
  | {
      readonly kind: "none";
      readonly first: SubsequenceLimit;
      readonly second: SubsequenceLimit;
      readonly conditions: readonly string[];
    };

export interface SubsequenceLimit {
  readonly where: string;
  readonly limit: GermValue;
}

export const WHOLE_NUMBERS = "the variable runs through the whole numbers";

/**
 * The limit from one side, or at infinity, derived by expansion in growth classes; null where that is not
 * settled. `isWhole` says that the variable runs through whole numbers.
 */
export function exactLimit(
  body: Expression,
  variable: string,
  point: Expression,
  side: Side,
  isWhole: boolean,
): ExactLimit | null {
  const moved = substitute(body, variable, approach(point, side));
  for (const isPositive of [false, true]) {
    const constants = new Constants(isPositive);
    try {
      const found = attempt(moved, constants, isWhole);
      if (found !== null) return found;
    } catch (error) {
      if (!AnsatzError.isInstance(error) || error.code === "timed_out") throw error;
    }
    if (!constants.needsSigns) return null;
  }
  return null;
}

/** t -> +infinity takes the argument to the point. */
function approach(point: Expression, side: Side): Expression {
  const text = printPlain(point);
  if (text === "infinity") return GERM;
  if (text === "-infinity") return negate(GERM);
  const distance = over(integer(1), GERM);
  if (text === "0") return side === "FromLeft" ? negate(distance) : distance;
  return plus(point, side === "FromLeft" ? negate(distance) : distance);
}

function attempt(moved: Expression, constants: Constants, isWhole: boolean): ExactLimit | null {
  const limits = new GermLimits(constants);
  const bounded = new BoundedParts(constants, isWhole);
  const prepared = new Preparation(limits, bounded).prepare(moved);
  const settled = areBounded(constants, prepared) ? tryLimit(limits, prepared) : null;
  const conditions = (): string[] => [
    ...constants.conditions,
    ...(bounded.usesWholeNumbers ? [WHOLE_NUMBERS] : []),
  ];
  if (settled !== null && isFixed(settled))
    return { kind: "value", limit: settled, conditions: conditions() };
  if (bounded.isEmpty) return null;
  const found: SubsequenceLimit[] = [];
  for (const { values, where } of bounded.subsequences()) {
    let fixed = prepared;
    for (const [symbol, value] of values) fixed = substitute(fixed, symbol, value);
    const limit = tryLimit(new GermLimits(constants), fixed);
    if (limit === null || !isFixed(limit)) continue;
    const other = found.find((before) => differ(before.limit, limit));
    if (other !== undefined)
      return {
        kind: "none",
        first: other,
        second: { where, limit },
        conditions: conditions(),
      };
    found.push({ where, limit });
  }
  return null;
}

function areBounded(constants: Constants, prepared: Expression): boolean {
  try {
    constants.requireBounded(prepared);
    return true;
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return false;
    throw error;
  }
}

function tryLimit(limits: GermLimits, expression: Expression): GermValue | null {
  try {
    return limits.limit(expression);
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code !== "timed_out") return null;
    throw error;
  }
}

function isFixed(value: GermValue): boolean {
  return (
    value.kind === "infinite" ||
    !variablesOf(value.value).some((name) => name.startsWith(BOUNDED_PREFIX))
  );
}

/** Certainly different, as far as exact or 40-digit arithmetic tells. */
export function differ(a: GermValue, b: GermValue): boolean {
  if (a.kind === "infinite" || b.kind === "infinite")
    return a.kind !== b.kind || (a as { sign: number }).sign !== (b as { sign: number }).sign;
  return decideEqual(a.value, b.value).verdict === "refuted";
}
