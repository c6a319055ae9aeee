import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import type { Turn } from "./turn.ts";

/** Nothing more is begun when this share of the turn's time is over. */
const LATEST_SHARE = 0.6;

function hasTime(turn: Turn): boolean {
  return turn.spending().elapsedMs < turn.budget.wallMs * LATEST_SHARE;
}

/** There is time for one more go at the question, and the caller's limit of tokens is not used up. */
export function hasRoom(turn: Turn): boolean {
  const { completionTokens: most = Infinity } = turn.budget;
  return hasTime(turn) && turn.spending().completionTokens < most;
}

/** Throws what the turn's own deadline did not cause: any other failure, and the caller's stop. */
export function throwUnlessOver({ request }: Turn, error: unknown): void {
  const failure = AnsatzError.from(error);
  if (failure.code !== "stopped" || request.signal?.aborted === true) throw failure;
}

/** Work that the turn's own deadline may end: null then, so that what was done before stands. */
export async function* unlessOver<T>(
  turn: Turn,
  work: AsyncGenerator<RunEvent, T>,
): AsyncGenerator<RunEvent, T | null> {
  try {
    return yield* work;
  } catch (error) {
    throwUnlessOver(turn, error);
    return null;
  }
}
