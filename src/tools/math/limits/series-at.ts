import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { KernelField } from "../exact/kernel-field.ts";
import { argumentsOf, type Expression, substitute } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { BoundedParts } from "./bounded-parts.ts";
import { Constants } from "./constants.ts";
import { Expansion, NeedsMoreTerms } from "./expansion.ts";
import { exp, exponentOf, GERM, isExp, moves, negate, over, plus } from "./germ.ts";
import { GermLimits } from "./germ-limits.ts";
import { notCovered } from "./not-covered.ts";
import { Preparation } from "./prepare.ts";

/** c w^e, where w is the distance from the point (or the reciprocal of x at infinity). */
export interface ExpansionTerm {
  readonly exponent: Fraction;
  /** May contain the logarithm of the distance, as ln of the symbol given. */
  readonly coefficient: Expression;
}

export interface ExpansionAt {
  readonly terms: readonly ExpansionTerm[];
  readonly conditions: readonly string[];
}

export type Approach = "right" | "left" | "infinity" | "minus-infinity";

const LENGTHS = [6, 12, 24, 40];
const SMALL = exp(negate(GERM));

/**
 * All terms up to and including the power `order` of the distance, from one side of a point or at an
 * infinity: Taylor, Laurent and Puiseux series, with logarithms where they occur. Null where the function
 * has no such expansion or it is not found.
 */
export function expansionAt(
  body: Expression,
  variable: string,
  point: Expression,
  approach: Approach,
  order: number,
  distance: Expression,
): ExpansionAt | null {
  for (const isPositive of [false, true]) {
    const constants = new Constants(isPositive);
    try {
      const terms = expand(substitute(body, variable, place(point, approach)), constants, order);
      return {
        terms: terms.map(({ exponent, coefficient }) => ({
          exponent,
          coefficient: withLogarithm(coefficient, distance),
        })),
        conditions: [...constants.conditions],
      };
    } catch (error) {
      if (!AnsatzError.isInstance(error) || error.code === "timed_out") throw error;
      if (!constants.needsSigns) return null;
    }
  }
  return null;
}

function place(point: Expression, approach: Approach): Expression {
  switch (approach) {
    case "infinity":
      return exp(GERM);
    case "minus-infinity":
      return negate(exp(GERM));
    default: {
      const step = approach === "right" ? SMALL : negate(SMALL);
      return printPlain(point) === "0" ? step : plus(point, step);
    }
  }
}

function expand(moved: Expression, constants: Constants, order: number): ExpansionTerm[] {
  const limits = new GermLimits(constants);
  const bounded = new BoundedParts(constants, false);
  const prepared = new Preparation(limits, bounded).prepare(moved);
  if (!bounded.isEmpty) throw notCovered("a part of it does not settle");
  const powers = new Set([printPlain(SMALL), ...powersOf(prepared, limits)]);
  for (const length of LENGTHS) {
    const field = new KernelField();
    const expansion = new Expansion(field, powers, negate(GERM), length, limits);
    try {
      const terms = expansion.termsUpTo(prepared, new Fraction(order));
      if (terms === null) continue;
      return terms.map(({ exponent, coefficient }) => {
        const value = field.toExpression(coefficient);
        return { exponent, coefficient: exactForm(value) ?? value };
      });
    } catch (error) {
      if (!(error instanceof NeedsMoreTerms)) throw error;
    }
  }
  throw notCovered("its terms cancel too far");
}

/** Exponentials that are powers of w; those that grow faster leave no series in powers. */
function powersOf(expression: Expression, limits: GermLimits): string[] {
  const inner = argumentsOf(expression).flatMap((part) => powersOf(part, limits));
  if (!isExp(expression) || !moves(expression)) return inner;
  const exponent = exponentOf(expression);
  if (limits.limit(exponent).kind === "finite") return inner;
  const rate = limits.limit(over(exponent, GERM));
  if (rate.kind === "infinite") throw notCovered("it has an essential singularity there");
  if (fractionOf(rate.value)?.equals(0) === true) return inner;
  return [...inner, printPlain(expression)];
}

/** t is minus the logarithm of the distance. */
function withLogarithm(coefficient: Expression, distance: Expression): Expression {
  return moves(coefficient) ? substitute(coefficient, GERM, negate(["Ln", distance])) : coefficient;
}
