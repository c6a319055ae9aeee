import { isDeadEnd } from "../exact/deadline.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  integer,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { type RecurrenceQuery, termName } from "../read/recurrence-query.ts";
import { decideEqual } from "./decide-zero.ts";
import { determinantOf } from "./small-determinant.ts";
import { SequenceDomain } from "./sequence-domain.ts";

export interface RecurrenceProof {
  /** How many free constants the closed form has. */
  readonly constants: number;
  /** What could not be settled, as the end of a sentence; null where nothing is open. */
  readonly openQuestion: string | null;
  readonly conditions: readonly string[];
}

const WALKED = 8;

/**
 * Induction: the closed form takes the initial values and satisfies the recurrence identically. It is the
 * only one where each term determines the next and everything is defined at every index, which is proved
 * apart. Null where the closed form fails, has the wrong number of constants, or the terms walked from
 * the initial values differ from it.
 */
export function proveRecurrence(
  query: RecurrenceQuery,
  closed: Expression,
): RecurrenceProof | null {
  const { unknown, index, order, initial } = query;
  const given = new Set([
    ...variablesOf(query.equation),
    ...initial.flatMap(({ value }) => variablesOf(value)),
  ]);
  const names = variablesOf(closed);
  const constants = names.filter((name) => /^c\d+$/.test(name) && !given.has(name));
  const isKnown = (name: string): boolean =>
    name === index || given.has(name) || constants.includes(name);
  if (!names.every(isKnown) || names.includes(unknown)) return null;
  const places = initial.map(({ at }) => at).sort((a, b) => a - b);
  if (places.some((at, k) => at !== (places[0] as number) + k)) return null;
  if (constants.length !== order - initial.length) return null;
  const start = places[0] ?? 0;
  const takesValues = initial.every(
    ({ at, value }) =>
      decideEqual(substitute(closed, index, integer(at)), value).verdict === "proved",
  );
  if (!takesValues || !satisfies(query, closed)) return null;
  if (constants.length > 0 && !isIndependent(query, closed, constants, start)) return null;
  if (!agreesWithWalk(query, closed, start)) return null;
  const domain = new SequenceDomain(index, start);
  return {
    constants: constants.length,
    openQuestion: openQuestion(query, closed, domain, start),
    conditions: [...domain.conditions],
  };
}

function withTerms({ unknown, index, order }: RecurrenceQuery, closed: Expression) {
  return (expression: Expression): Expression => {
    let result = expression;
    for (let k = 0; k <= order; k++)
      result = substitute(
        result,
        termName(unknown, k),
        substitute(closed, index, k === 0 ? index : ["Add", index, integer(k)]),
      );
    return result;
  };
}

function satisfies(query: RecurrenceQuery, closed: Expression): boolean {
  const [left, right] = argumentsOf(query.equation).map(withTerms(query, closed)) as [
    Expression,
    Expression,
  ];
  return decideEqual(left, right).verdict === "proved";
}

/** Casorati's determinant of the constants at the first index is not zero. */
function isIndependent(
  { index, order }: RecurrenceQuery,
  closed: Expression,
  constants: readonly string[],
  start: number,
): boolean {
  const rows = constants.map((name) =>
    Array.from({ length: order }, (_, k) =>
      substitute(differentiate(closed, name), index, integer(start + k)),
    ),
  );
  return decideEqual(determinantOf(rows), ZERO).verdict === "refuted";
}

function openQuestion(
  query: RecurrenceQuery,
  closed: Expression,
  domain: SequenceDomain,
  start: number,
): string | null {
  const { equation, unknown, order } = query;
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const top = termName(unknown, order);
  const lead = derivativeOrNull(["Add", left, ["Negate", right]], top);
  const isSolved = lead !== null && !contains(lead, top);
  const put = withTerms(query, closed);
  // A general solution stands for many sequences, so only an equation without terms in its divisors is settled.
  const isDefined =
    domain.isDefined(closed) && domain.isDefined(put(left)) && domain.isDefined(put(right));
  if (isSolved && isDefined && domain.isNeverZero(put(lead))) return null;
  return `whether each term determines the next from index ${start} on was not settled, so other solutions are not excluded`;
}

function derivativeOrNull(expression: Expression, name: string): Expression | null {
  try {
    return differentiate(expression, name);
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** The first terms, walked in exact arithmetic where they are rational, are those of the closed form. */
function agreesWithWalk(
  { equation, unknown, index, order, initial }: RecurrenceQuery,
  closed: Expression,
  start: number,
): boolean {
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  if (initial.length < order || left !== termName(unknown, order) || contains(right, left))
    return true;
  const terms = [...initial].sort((a, b) => a.at - b.at).map(({ value }) => fractionOf(value));
  for (let place = start; place < start + WALKED; place++) {
    let next = substitute(right, index, integer(place));
    for (let k = 0; k < order; k++) {
      const term = terms[place - start + k];
      if (term === null || term === undefined) return true;
      next = substitute(next, termName(unknown, k), fractionExpression(term));
    }
    const value = fractionOf(next);
    if (value === null) return true;
    const claimed = substitute(closed, index, integer(place + order));
    if (decideEqual(claimed, fractionExpression(value)).verdict === "refuted") return false;
    terms.push(value);
  }
  return true;
}
