import { AnsatzError } from "../../../core/errors.ts";

/**
 * Exact and numeric work runs on the main thread without a pause, so the deadline of the question it is
 * for stands here while it runs: a timer could not interrupt it.
 */
export interface DeadlineStore {
  getStore(): number | undefined;
  run<Result>(at: number, work: () => Result): Result;
}

/** Enough for work that does not wait; what waits needs a store that follows it, see `followDeadlines`. */
function plainStore(): DeadlineStore {
  let current: number | undefined;
  return {
    getStore: () => current,
    run: (at, work) => {
      const before = current;
      current = at;
      try {
        return work();
      } finally {
        current = before;
      }
    },
  };
}

let store: DeadlineStore = plainStore();
let untilNextLook = 0;
const LOOKS_EVERY = 64;

/**
 * Keeps deadlines in a store that follows work across its waits, such as an AsyncLocalStorage, so that
 * two questions which take turns on the thread each have their own.
 */
export function followDeadlines(follower: DeadlineStore): void {
  store = follower;
}

/** Runs work under a deadline in `performance.now()` milliseconds; an earlier one that stands already holds. */
export function withDeadline<Result>(at: number, work: () => Result): Result {
  untilNextLook = 0;
  return store.run(Math.min(at, store.getStore() ?? Number.POSITIVE_INFINITY), work);
}

/** Throws `timed_out` when the time is over; cheap enough for inner loops, as it looks at the clock now and then. */
export function checkDeadline(weight = 1): void {
  untilNextLook -= weight;
  if (untilNextLook > 0) return;
  untilNextLook = LOOKS_EVERY;
  if (performance.now() <= (store.getStore() ?? Number.POSITIVE_INFINITY)) return;
  // Whoever goes on after this is told again at once.
  untilNextLook = 0;
  throw new AnsatzError(
    "timed_out",
    "The computation did not finish in the time allowed. Allow more time or ask for a smaller case.",
  );
}

/**
 * Whether an error says that this way leads nowhere, so that another may be tried. That the time is over
 * holds for all ways: only whoever set the deadline may go on.
 */
export function isDeadEnd(error: unknown): error is AnsatzError {
  return AnsatzError.isInstance(error) && error.code !== "timed_out" && error.code !== "stopped";
}
