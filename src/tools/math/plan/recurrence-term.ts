import type { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  type Expression,
  integer,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { type RecurrenceQuery, termName } from "../read/recurrence-query.ts";
import { EXACT } from "./candidates.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

const LAST_TERM = 10_000;
const LONGEST_TERM = 20_000;

/** One term by walking from the initial values in exact arithmetic. */
export function oneTerm(
  { equation, unknown, index, order, initial }: RecurrenceQuery,
  term: number,
): Outcome {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  if (left !== termName(unknown, order) || variablesOf(right).includes(left))
    return openOutcome(
      `Write the recurrence as ${unknown}(${index}) = … with earlier terms on the right.`,
      "unsupported",
    );
  const known = new Map<number, Fraction>();
  for (const { at, value } of initial) {
    const exact = fractionOf(value);
    if (exact === null) return openOutcome("Terms are worked out from rational initial values.");
    known.set(at, exact);
  }
  const start = Math.min(...known.keys());
  for (let place = start; place < start + order; place++)
    if (!known.has(place))
      return openOutcome(
        `The term ${unknown}(${term}) needs ${order} neighbouring initial value${order === 1 ? "" : "s"}; ${unknown}(${place}) is not given.`,
        "unsupported",
      );
  if (term < start || term > LAST_TERM)
    return openOutcome(`Terms are worked out from ${start} to ${LAST_TERM}.`, "unsupported");
  for (let place = start; place + order <= term; place++) {
    let next = substitute(right, index, integer(place));
    for (let k = 0; k < order; k++)
      next = substitute(
        next,
        termName(unknown, k),
        fractionExpression(known.get(place + k) as Fraction),
      );
    const value = fractionOf(next);
    if (value === null) return openOutcome("A term on the way is not a rational number.");
    const given = known.get(place + order);
    if (given !== undefined && !given.equals(value))
      return openOutcome(
        `The initial value ${unknown}(${place + order}) = ${given.toFraction()} contradicts the recurrence, which gives ${value.toFraction()}.`,
        "unsupported",
      );
    if (value.n.toString().length + value.d.toString().length > LONGEST_TERM)
      return openOutcome(
        `A term with more than ${LONGEST_TERM} digits is not written out.`,
        "unsupported",
      );
    known.set(place + order, value);
  }
  const value = fractionExpression(known.get(term) as Fraction);
  const plain = printPlain(value);
  return {
    kind: "answer",
    value: { kind: "expression", plain },
    short: plain,
    plain,
    latex: printLatex(value),
    certificate: {
      grade: "proved",
      method: "exact-arithmetic",
      detail: `Every term from ${unknown}(${start}) on computed with exact rational arithmetic.`,
      engines: [EXACT],
    },
    engine: EXACT,
  };
}
