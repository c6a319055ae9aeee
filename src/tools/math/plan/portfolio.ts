import { AnsatzError } from "../../../core/errors.ts";
import type { Expression } from "../expression/expression.ts";
import type { CandidateAnswer, ComputeContext } from "./outcome.ts";

/** One engine of a portfolio: when it starts, and how it is asked. */
export interface PortfolioMember {
  readonly engine: string;
  /** Milliseconds after the first one; earlier if all before it have ended without a proof. */
  readonly afterMs: number;
  ask(context: ComputeContext): Promise<readonly Expression[]>;
}

/**
 * Asks engines one after the other with overlap: each starts when those before it have ended without a
 * proof, or after its delay. The first PROVED answer ends the rest; without one, the first answer that
 * passed a weaker check; null when none passed any. `check` sees every candidate.
 */
export async function firstProved(
  context: ComputeContext,
  members: readonly PortfolioMember[],
  check: (candidates: readonly Expression[], engine: string) => CandidateAnswer | null,
): Promise<CandidateAnswer | null> {
  const finished = new AbortController();
  const signal =
    context.signal === undefined
      ? finished.signal
      : AbortSignal.any([context.signal, finished.signal]);
  const shared: ComputeContext = { ...context, signal };
  const weaker: CandidateAnswer[] = [];
  let running: Promise<CandidateAnswer | null>[] = [];
  const startedAt = performance.now();
  const ask = async ({ engine, ask }: PortfolioMember): Promise<CandidateAnswer | null> => {
    const found = await candidatesOf(() => ask(shared), finished.signal);
    const best = context.proving(() => check(found, engine));
    if (best !== null) weaker.push(best);
    return best?.certificate.grade === "proved" ? best : null;
  };
  try {
    for (const member of members) {
      const waitMs = member.afterMs - (performance.now() - startedAt);
      const proof = await proofWithin(running, waitMs);
      if (proof !== null) return proof;
      running = [...running, ask(member)];
    }
    return (await proofWithin(running, Number.POSITIVE_INFINITY)) ?? weaker[0] ?? null;
  } finally {
    finished.abort();
    await Promise.allSettled(running.map((task) => Promise.race([task, Promise.resolve(null)])));
  }
}

/** A late or stopped engine has no candidates; a stop by the caller is passed on. */
async function candidatesOf(
  ask: () => Promise<readonly Expression[]>,
  finished: AbortSignal,
): Promise<readonly Expression[]> {
  try {
    return await ask();
  } catch (error) {
    if (!AnsatzError.isInstance(error)) throw error;
    if (error.code === "timed_out" || finished.aborted) return [];
    throw error;
  }
}

/** The first proof among the running tasks, or null when all have ended without one or the time is over. */
async function proofWithin(
  running: readonly Promise<CandidateAnswer | null>[],
  waitMs: number,
): Promise<CandidateAnswer | null> {
  if (running.length === 0) return null;
  let timer: NodeJS.Timeout | undefined;
  const tasks = running.map(async (task) => {
    const proof = await task;
    if (proof === null) throw new AnsatzError("engine_failed", "No proof from this engine.");
    return proof;
  });
  try {
    const proof = Promise.any(tasks).catch((error: unknown) => {
      if (error instanceof AggregateError) {
        const failure = error.errors.find(
          (inner) => !AnsatzError.isInstance(inner) || inner.code !== "engine_failed",
        );
        if (failure !== undefined) throw failure;
        return null;
      }
      throw error;
    });
    if (waitMs === Number.POSITIVE_INFINITY) return await proof;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), Math.max(0, waitMs));
    });
    return await Promise.race([proof, late]);
  } finally {
    clearTimeout(timer);
  }
}
