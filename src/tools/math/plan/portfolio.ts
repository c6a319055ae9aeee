import { AnsatzError } from "../../../core/errors.ts";
import type { Grade } from "../../../core/truth.ts";
import type { EngineOperation } from "../engines/candidate-engine.ts";
import type { OpenedMember } from "../engines/portfolio-member.ts";
import type { Expression } from "../expression/expression.ts";
import { withSecondOpinion } from "./agreement.ts";
import type { CandidateAnswer, ComputeContext } from "./outcome.ts";

/** What is asked of every engine that does it. */
export interface Question {
  readonly operation: EngineOperation;
  readonly arguments: readonly Expression[];
  readonly variables?: readonly string[];
}

/** A candidate and who proposed it. */
export interface Proposal {
  readonly expression: Expression;
  readonly engine: string;
}

/** What an engine may use of the time that is left, so that there is time to check its answer. */
const SHARE = 0.75;

const GRADES: readonly Grade[] = ["unchecked", "numeric-check", "exact-check", "proved"];

/**
 * Asks engines one after the other with overlap: each starts when those before it have ended without an
 * answer that is good enough, or after its delay. The first answer of grade `enough` ends the rest;
 * without one, the best that passed a weaker check; null when none passed any. `check` sees every candidate.
 * Once every engine has started, a better answer is waited for no longer than `patienceMs` after the first
 * that passed a weaker check.
 */
export async function firstProved(
  context: ComputeContext,
  question: Question,
  check: (candidates: readonly Expression[], engine: string) => CandidateAnswer | null,
  enough: Grade = "proved",
  patienceMs = Number.POSITIVE_INFINITY,
): Promise<CandidateAnswer | null> {
  const finished = new AbortController();
  const signal =
    context.signal === undefined
      ? finished.signal
      : AbortSignal.any([context.signal, finished.signal]);
  const checked: CandidateAnswer[] = [];
  let leavePatience: () => void = () => undefined;
  const patience = new Promise<null>((resolve) => {
    leavePatience = () => resolve(null);
  });
  let timer: NodeJS.Timeout | undefined;
  const ask = async (member: OpenedMember): Promise<CandidateAnswer | null> => {
    const found = await candidatesOf(member, question, context, signal, finished.signal);
    if (finished.signal.aborted || found.length === 0) return null;
    const best = checkInTime(context, () => check(found, member.name));
    if (best === null) return null;
    checked.push(best);
    if (patienceMs !== Number.POSITIVE_INFINITY) timer ??= setTimeout(leavePatience, patienceMs);
    return strengthOf(best) >= GRADES.indexOf(enough) ? best : null;
  };
  const startedAt = performance.now();
  let running: Promise<CandidateAnswer | null>[] = [];
  try {
    for (const member of membersFor(context, question)) {
      const waitMs = member.afterMs - (performance.now() - startedAt);
      const answer = await answerWithin(running, waitMs);
      if (answer !== null) return withSecondOpinion(answer, checked, context);
      running = [...running, ask(member)];
    }
    const better = await Promise.race([answerWithin(running, Number.POSITIVE_INFINITY), patience]);
    const answer = better ?? strongest(checked);
    return answer === null ? null : withSecondOpinion(answer, checked, context);
  } finally {
    clearTimeout(timer);
    finished.abort();
    for (const task of running) task.catch(() => undefined);
  }
}

/**
 * The candidates of every engine that does this, all asked at once. Throws `timed_out` when none came
 * to an end in time.
 */
export async function allProposals(
  context: ComputeContext,
  question: Question,
): Promise<Proposal[]> {
  const members = membersFor(context, question);
  let late = 0;
  const found = await Promise.all(
    members.map(async (member): Promise<Proposal[]> => {
      try {
        const answers = await askMember(member, question, context, context.signal);
        return answers.map((expression) => ({ expression, engine: member.name }));
      } catch (error) {
        if (!AnsatzError.isInstance(error)) throw error;
        if (error.code === "timed_out") late += 1;
        if (error.code === "timed_out" || error.code === "engine_failed") return [];
        throw error;
      }
    }),
  );
  if (late > 0 && late === members.length)
    throw new AnsatzError(
      "timed_out",
      "The computation did not finish in the time allowed. Allow more time or ask for a smaller case.",
    );
  return found.flat();
}

/**
 * The same for a question that has an answer of our own already: whoever has not proposed anything after
 * `waitMs` is stopped, and a late or failing engine has no candidates; one that is not loaded is not asked.
 * Throws only when the caller stops.
 */
export async function patientProposals(
  context: ComputeContext,
  question: Question,
  waitMs: number,
): Promise<Proposal[]> {
  const finished = new AbortController();
  const signal =
    context.signal === undefined
      ? finished.signal
      : AbortSignal.any([context.signal, finished.signal]);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Proposal[]>((resolve) => {
    timer = setTimeout(() => resolve([]), waitMs);
  });
  // What has to be loaded first would come too late, and take the processor from everyone meanwhile.
  const engines = context.engines.filter(({ engine }) => engine.isLoaded !== false);
  const proposed = allProposals({ ...context, engines, signal }, question).catch(
    (error: unknown) => {
      if (finished.signal.aborted) return [];
      if (AnsatzError.isInstance(error) && error.code === "timed_out") return [];
      throw error;
    },
  );
  try {
    return await Promise.race([proposed, patience]);
  } finally {
    clearTimeout(timer);
    finished.abort();
  }
}

/** A check that does not finish leaves the answers that were checked before it. */
function checkInTime(
  context: ComputeContext,
  check: () => CandidateAnswer | null,
): CandidateAnswer | null {
  try {
    return context.proving(check);
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "timed_out") return null;
    throw error;
  }
}

function membersFor(context: ComputeContext, { operation }: Question): readonly OpenedMember[] {
  return context.engines.filter(({ operations }) => operations.includes(operation));
}

function askMember(
  { engine }: OpenedMember,
  question: Question,
  context: ComputeContext,
  signal: AbortSignal | undefined,
): Promise<Expression[]> {
  const timeoutMs = Math.floor(context.remainingMs() * SHARE);
  if (timeoutMs <= 0)
    throw new AnsatzError(
      "timed_out",
      "The time for this question ran out before an engine could answer.",
    );
  return engine.run({
    operation: question.operation,
    arguments: question.arguments,
    variables: question.variables ?? [],
    timeoutMs,
    signal,
  });
}

/** A late, failed or stopped engine has no candidates; a stop by the caller is passed on. */
async function candidatesOf(
  member: OpenedMember,
  question: Question,
  context: ComputeContext,
  signal: AbortSignal,
  finished: AbortSignal,
): Promise<readonly Expression[]> {
  try {
    return await askMember(member, question, context, signal);
  } catch (error) {
    if (!AnsatzError.isInstance(error)) throw error;
    if (error.code === "timed_out" || error.code === "engine_failed" || finished.aborted) return [];
    throw error;
  }
}

const strengthOf = ({ certificate }: CandidateAnswer): number => GRADES.indexOf(certificate.grade);

function strongest(answers: readonly CandidateAnswer[]): CandidateAnswer | null {
  return answers.reduce<CandidateAnswer | null>(
    (best, answer) => (best === null || strengthOf(answer) > strengthOf(best) ? answer : best),
    null,
  );
}

/** The first answer among the running tasks, or null when all ended without one or the time is over. */
async function answerWithin(
  running: readonly Promise<CandidateAnswer | null>[],
  waitMs: number,
): Promise<CandidateAnswer | null> {
  if (running.length === 0 || waitMs <= 0) return null;
  let timer: NodeJS.Timeout | undefined;
  const first = new Promise<CandidateAnswer | null>((resolve, reject) => {
    let open = running.length;
    const settle = async (task: Promise<CandidateAnswer | null>): Promise<void> => {
      const answer = await task;
      open -= 1;
      if (answer !== null || open === 0) resolve(answer);
    };
    for (const task of running) settle(task).catch(reject);
    if (waitMs !== Number.POSITIVE_INFINITY) timer = setTimeout(() => resolve(null), waitMs);
  });
  try {
    return await first;
  } finally {
    clearTimeout(timer);
  }
}
