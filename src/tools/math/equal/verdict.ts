import type { ZeroDecision } from "../prove/decide-zero.ts";

/** A verdict that rests on the structure of two answers. */
export function verdict(value: ZeroDecision["verdict"], detail: string): ZeroDecision {
  return {
    verdict: value,
    kind: value === "undecided" ? "none" : "exact",
    method: value === "undecided" ? "none" : "structure",
    detail,
    agreesNumerically: false,
    points: 0,
  };
}

/** All must be proved; one that is refuted refutes the whole. */
export function combine(decisions: readonly ZeroDecision[]): ZeroDecision {
  const refuted = decisions.find((decision) => decision.verdict === "refuted");
  if (refuted !== undefined) return refuted;
  const open = decisions.find((decision) => decision.verdict === "undecided");
  if (open !== undefined) return open;
  return {
    ...verdict("proved", "Every part is equal."),
    method: decisions[0]?.method ?? "structure",
  };
}

/** A proof that rests on a choice of reading is left open, with the reason. */
export function unlessProved(decision: ZeroDecision, reason: string): ZeroDecision {
  return decision.verdict === "proved" ? verdict("undecided", reason) : decision;
}
