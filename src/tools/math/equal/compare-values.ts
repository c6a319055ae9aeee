import { argumentsOf, type Expression, headOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual, type ZeroDecision } from "../prove/decide-zero.ts";
import { isEqualOtherwise } from "./equal-otherwise.ts";
import { combine, unlessProved, verdict } from "./verdict.ts";

const ORDERED = new Set(["List", "Tuple"]);
const MOST_MEMBERS = 40;

/** Two values, which may be matrices, tuples or sets themselves. */
export function compareValues(a: Expression, b: Expression): ZeroDecision {
  const [headA, headB] = [headOf(a), headOf(b)];
  const [isListA, isListB] = [isCollection(headA), isCollection(headB)];
  if (isListA !== isListB) return verdict("refuted", "One is a list and the other a single value.");
  if (isListA) {
    if (headA === "Set" && headB === "Set") return compareMembers(argumentsOf(a), argumentsOf(b));
    if (headA !== "Set" && headB !== "Set") return compareInOrder(argumentsOf(a), argumentsOf(b));
    return unlessProved(
      compareMembers(argumentsOf(a), argumentsOf(b)),
      "The members are equal; one answer is ordered and the other is not.",
    );
  }
  const [signA, signB] = [infinityOf(a), infinityOf(b)];
  if ((signA === null && holdsInfinity(a)) || (signB === null && holdsInfinity(b)))
    return verdict("undecided", "What is calculated with infinity is not compared.");
  if (signA !== null || signB !== null)
    return signA === null || signB === null
      ? verdict("refuted", "One is infinite and the other is not.")
      : verdict(
          signA === signB ? "proved" : "refuted",
          "Infinite values are compared by their sign.",
        );
  const decision = decideEqual(a, b);
  return decision.verdict === "refuted" && isEqualOtherwise(a, b)
    ? verdict("undecided", "They are equal in one reading of what is written and not in another.")
    : decision;
}

function isCollection(head: string): boolean {
  return head === "Set" || ORDERED.has(head);
}

function infinityOf(expression: Expression): number | null {
  if (expression === "PositiveInfinity") return 1;
  if (expression === "NegativeInfinity") return -1;
  const [inner] = argumentsOf(expression);
  return headOf(expression) === "Negate" && inner === "PositiveInfinity" ? -1 : null;
}

function holdsInfinity(expression: Expression): boolean {
  return infinityOf(expression) !== null || argumentsOf(expression).some(holdsInfinity);
}

export function compareInOrder(a: readonly Expression[], b: readonly Expression[]): ZeroDecision {
  if (a.length !== b.length)
    return verdict("refuted", `One has ${a.length} parts, the other ${b.length}.`);
  return combine(a.map((part, index) => compareValues(part, b[index] as Expression)));
}

/** Equal as sets: every member of each has an equal in the other. */
export function compareMembers(a: readonly Expression[], b: readonly Expression[]): ZeroDecision {
  if (a.length > MOST_MEMBERS || b.length > MOST_MEMBERS)
    return verdict("undecided", "The sets are too large to compare.");
  const best: ZeroDecision[] = [];
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const)
    for (const part of from) {
      const decisions = to.map((other) => compareValues(part, other));
      const match =
        decisions.find((decision) => decision.verdict === "proved") ??
        decisions.find((decision) => decision.verdict === "undecided");
      if (match === undefined)
        return verdict("refuted", `${printPlain(part)} is in one and not in the other.`);
      best.push(match);
    }
  return combine(best);
}
