import {
  argumentsOf,
  type Expression,
  integer,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import type { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { type RecurrenceQuery, termName } from "../read/recurrence-query.ts";
import { EXACT } from "./candidates.ts";
import { type CandidateAnswer, type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { firstProved } from "./portfolio.ts";

/**
 * Solves a recurrence with as many neighbouring initial values as its order. The closed form is proved by
 * induction: it takes the initial values and satisfies the recurrence identically, which leaves no other.
 */
export async function recurrenceQuery(
  query: RecurrenceQuery,
  context: ComputeContext,
): Promise<Outcome> {
  const { equation, unknown, index, order, initial } = query;
  if (query.term !== null) return oneTerm(query, query.term);
  if (initial.length !== order)
    return openOutcome(
      `A recurrence of order ${order} needs ${order} initial value${order === 1 ? "" : "s"}, such as ${unknown}(0) = 1.`,
      "unsupported",
    );
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  let asked: Expression = ["Add", left, ["Negate", right]];
  for (let k = 0; k <= order; k++)
    asked = substitute(asked, termName(unknown, k), [
      unknown,
      k === 0 ? index : ["Add", index, integer(k)],
    ]);
  const values: Expression[] = initial.map(({ at, value }) => [
    "List",
    [unknown, integer(at)],
    value,
  ]);
  const found = await firstProved(
    context,
    { operation: "rsolve", arguments: [asked, ["List", ...values]], variables: [index] },
    (candidates, engine) => {
      const closed = candidates.find((candidate) => holds(query, candidate));
      return closed === undefined ? null : provedByInduction(closed, engine);
    },
  );
  if (found === null)
    return openOutcome("No closed form of this recurrence was found that could be proved.");
  const plain = printPlain(found.expression);
  return {
    kind: "answer",
    value: { kind: "expression", plain },
    short: plain,
    plain: `${unknown}(${index}) = ${plain}`,
    latex: `${unknown}(${index}) = ${printLatex(found.expression)}`,
    certificate: found.certificate,
    engine: found.engine,
  };
}

const provedByInduction = (expression: Expression, engine: string): CandidateAnswer => ({
  expression,
  engine,
  certificate: {
    grade: "proved",
    method: "induction",
    detail:
      "The closed form takes the initial values exactly and satisfies the recurrence identically; by induction it is the only one.",
    engines: [engine, EXACT],
  },
});

const LAST_TERM = 10_000;
const LONGEST_TERM = 20_000;

/** One term by walking from the initial values in exact arithmetic. */
function oneTerm(
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

function holds(
  { equation, unknown, index, order, initial }: RecurrenceQuery,
  closed: Expression,
): boolean {
  if (variablesOf(closed).some((name) => /^c\d+$/.test(name))) return false;
  const places = initial.map(({ at }) => at).sort((a, b) => a - b);
  if (places.some((at, k) => at !== (places[0] as number) + k)) return false;
  let [left, right] = argumentsOf(equation) as [Expression, Expression];
  for (let k = 0; k <= order; k++) {
    const term = substitute(closed, index, k === 0 ? index : ["Add", index, integer(k)]);
    left = substitute(left, termName(unknown, k), term);
    right = substitute(right, termName(unknown, k), term);
  }
  return (
    decideEqual(left, right).verdict === "proved" &&
    initial.every(
      ({ at, value }) =>
        decideEqual(substitute(closed, index, integer(at)), value).verdict === "proved",
    )
  );
}
