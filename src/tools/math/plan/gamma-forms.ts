import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  mapHeads,
  nodeCount,
  ONE,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { exactForm } from "../exact/exact-form.ts";
import { tidyRational } from "../integrate/tidy.ts";
import { cancelledForm } from "../polynomial/cancel.ts";
import { cost } from "./candidates.ts";
import { withOneGamma } from "../prove/gamma-recurrence.ts";

const FAMILY = /^(?:Gamma|Factorial|Binomial)$/;
const LARGEST = 60;
/** Whole steps by which the one gamma that is left is moved, to take up factors beside it. */
const STEPS = [1, 2, -1] as const;

export interface GammaForms {
  readonly forms: readonly Expression[];
  /** No gamma is left, or only one: engines know nothing shorter. */
  readonly isSettled: boolean;
}

const NONE: GammaForms = { forms: [], isSettled: false };

/**
 * Factorials, binomials and gammas whose arguments differ by whole numbers, reduced to one by
 * gamma(z + 1) = z gamma(z), cancelled, and the one that is left moved so that it takes up factors beside it.
 */
export function gammaForms(expression: Expression): GammaForms {
  if (!holds(expression, FAMILY) || nodeCount(expression) > LARGEST) return NONE;
  if (variablesOf(expression).length === 0) return NONE;
  const reduced = withOneGamma(expression);
  if (reduced === null) return NONE;
  const product = tidyRational(reduced);
  const cancelled = product === null ? null : (cancelledForm(product) ?? product);
  const base = cancelled ?? product;
  if (base === null) return NONE;
  const left = gammasOf(base);
  const moved = left.length === 1 ? movedForms(base, left[0] as Expression) : [];
  const isOfFactorials = holds(expression, /^(?:Factorial|Binomial)$/);
  const forms = [...moved, base, ...(product === null ? [] : [product])];
  return {
    forms: cheapest(isOfFactorials ? [...forms.map(withFactorials), ...forms] : forms),
    isSettled: left.length < 2,
  };
}

const MOST_FORMS = 2;

/** Few, as every gamma of a comparison costs as much as all the rest of it. */
function cheapest(forms: readonly Expression[]): Expression[] {
  const distinct = new Map(forms.map((form) => [printPlain(form), form]));
  return [...distinct.values()].toSorted((a, b) => cost(a) - cost(b)).slice(0, MOST_FORMS);
}

const holds = (node: Expression, pattern: RegExp): boolean =>
  pattern.test(headOf(node)) || argumentsOf(node).some((part) => holds(part, pattern));

function gammasOf(expression: Expression): Expression[] {
  const found = new Map<string, Expression>();
  const visit = (node: Expression): void => {
    if (headOf(node) === "Gamma") found.set(printPlain(node), argumentsOf(node)[0] as Expression);
    argumentsOf(node).forEach(visit);
  };
  visit(expression);
  return [...found.values()];
}

function movedForms(expression: Expression, argument: Expression): Expression[] {
  const key = printPlain(argument);
  return STEPS.flatMap((steps) => {
    const other: Expression = ["Gamma", exactForm(["Add", argument, integer(steps)]) ?? argument];
    const factors = Array.from({ length: Math.abs(steps) }, (_, k): Expression => [
      "Add",
      argument,
      integer(steps > 0 ? k : -k - 1),
    ]);
    const product: Expression = ["Multiply", ONE, ...factors];
    const written: Expression =
      steps > 0 ? ["Divide", other, product] : ["Multiply", other, product];
    const form = tidyRational(
      mapHeads(expression, (node) =>
        headOf(node) === "Gamma" && printPlain(argumentsOf(node)[0] as Expression) === key
          ? written
          : node,
      ),
    );
    return form === null ? [] : [form];
  });
}

function withFactorials(expression: Expression): Expression {
  return mapHeads(expression, (node) => {
    if (headOf(node) !== "Gamma") return node;
    const argument = argumentsOf(node)[0] as Expression;
    return ["Factorial", exactForm(["Add", argument, integer(-1)]) ?? argument];
  });
}
