import { AnsatzError } from "../../../core/errors.ts";

/**
 * Exact and numeric work runs on the main thread without a pause, so the deadline of the question it is
 * for stands here while it runs: a timer could not interrupt it. Only set around work that does not wait.
 */
let deadlineAt = Number.POSITIVE_INFINITY;
let untilNextLook = 0;
const LOOKS_EVERY = 64;

/** Runs work that does not wait, under a deadline in `performance.now()` milliseconds. */
export function withDeadline<Result>(at: number, work: () => Result): Result {
  const before = deadlineAt;
  deadlineAt = at;
  untilNextLook = 0;
  try {
    return work();
  } finally {
    deadlineAt = before;
  }
}

/** Throws `timed_out` when the time is over; cheap enough for inner loops, as it looks at the clock now and then. */
export function checkDeadline(weight = 1): void {
  untilNextLook -= weight;
  if (untilNextLook > 0) return;
  untilNextLook = LOOKS_EVERY;
  if (performance.now() > deadlineAt)
    throw new AnsatzError(
      "timed_out",
      "The computation did not finish in the time allowed. Allow more time or ask for a smaller case.",
    );
}
