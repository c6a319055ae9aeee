import { AnsatzError } from "../src/core/errors.ts";
import type { EvalContext } from "./context.ts";
import { buildReport } from "./report.ts";
import type { EvalReport, ScoredRow } from "./report.ts";
import { stratifiedSample } from "./sampling.ts";
import type { Score } from "./scoring/mark.ts";
import type { RowOutcome, Suite } from "./suite.ts";

const CONCURRENCY = 2;
const GRACE_MS = 2_000;
const HINT_CHARACTERS = 160;

export interface RunOptions {
  readonly dataDir: string;
  readonly file?: string | undefined;
  readonly limit?: number | undefined;
  readonly seed: number;
  readonly commit: string;
  readonly now: () => number;
  readonly progress: (text: string) => void;
}

/** Runs a suite's rows two at a time, each under its deadline; a failing row is reported, never fatal. */
export async function runSuite<Row, Output>(
  suite: Suite<Row, Output>,
  context: EvalContext,
  options: RunOptions,
): Promise<EvalReport> {
  const loaded = await suite.load({ dataDir: options.dataDir, file: options.file });
  const rows = stratifiedSample(
    loaded.rows,
    (row) => suite.areaOf(row),
    options.limit,
    options.seed,
  );
  const started = options.now();
  const outcomes: RowOutcome<Row, Output>[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < rows.length; index = next++) {
      const row = rows[index] as Row;
      outcomes[index] = await runRow(suite, row, context, options.now);
      if ((index + 1) % 50 === 0) options.progress(`${index + 1} of ${rows.length} rows`);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  const scored: ScoredRow[] = outcomes.map(({ row, score, ms }) => ({
    id: suite.idOf(row),
    area: suite.areaOf(row),
    score,
    ms,
  }));
  return buildReport(
    {
      suite: suite.name,
      rule: suite.rule,
      data: loaded.files,
      split: loaded.split,
      seed: options.seed,
      limit: options.limit ?? null,
      model: context.model?.id ?? "none",
      commit: options.commit,
      date: new Date(options.now()).toISOString(),
    },
    scored,
    options.now() - started,
    suite.summarize?.(outcomes) ?? {},
  );
}

async function runRow<Row, Output>(
  suite: Suite<Row, Output>,
  row: Row,
  context: EvalContext,
  now: () => number,
): Promise<RowOutcome<Row, Output>> {
  const started = now();
  try {
    const output = await withDeadline(suite.deadlineMs, (signal) =>
      suite.run(row, context, { signal, timeoutMs: suite.deadlineMs }),
    );
    const ms = now() - started;
    return { row, output, score: scoreSafely(suite, row, output), ms };
  } catch (error) {
    const failure = AnsatzError.from(error);
    const isLate = failure.code === "timed_out" || failure.code === "stopped";
    return {
      row,
      output: null,
      score: failedScore(
        isLate ? "ran past its deadline" : `failed: ${failure.code} ${hint(error)}`,
      ),
      ms: now() - started,
    };
  }
}

function scoreSafely<Row, Output>(suite: Suite<Row, Output>, row: Row, output: Output): Score {
  try {
    return suite.score(row, output);
  } catch (error) {
    return { ...failedScore(`the scorer failed: ${hint(error)}`), mark: "unscorable" };
  }
}

/** What went wrong, from the inside where the public sentence hides it. */
function hint(error: unknown): string {
  const inner =
    AnsatzError.isInstance(error) && error.code === "internal" ? (error.cause ?? error) : error;
  return (inner instanceof Error ? inner.message : String(inner)).slice(0, HINT_CHARACTERS);
}

const failedScore = (why: string): Score => ({
  mark: "unanswered",
  why,
  got: "",
  expected: "",
  presentedAs: null,
});

/** Aborts the work at its deadline, and stops waiting for it shortly after. */
async function withDeadline<T>(
  deadlineMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = setTimeout(() => controller.abort(), deadlineMs);
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    giveUp = setTimeout(
      () => reject(new AnsatzError("timed_out", "The row ran past its deadline and was given up.")),
      deadlineMs + GRACE_MS,
    );
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(abort);
    clearTimeout(giveUp);
  }
}
