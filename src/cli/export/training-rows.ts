import type { RunRecord } from "../../core/store-port.ts";
import type { Feedback } from "../../server/feedback.ts";

interface Message {
  readonly role: "user" | "assistant";
  readonly content: string;
}

/** One answer with what came before it and what was thought of it. */
export interface RatedRun {
  readonly run: RunRecord;
  /** Earlier turns and the question. */
  readonly prompt: readonly Message[];
  readonly reply: string;
  readonly ratings: readonly Feedback[];
}

export const EXPORT_FORMATS = ["chat", "preference", "unpaired", "stepwise"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export type ExportStyle = "trl" | "openai";

const assistant = (content: string): Message => ({ role: "assistant", content });

/** Answers to learn from: kept unless they were refuted or someone found them bad. */
export function* chatRows(runs: Iterable<RatedRun>): Generator<object> {
  for (const { run, prompt, reply, ratings } of runs) {
    const correction = ratings.find((rating) => rating.correction !== undefined)?.correction;
    const isBad = run.result?.verdict === "refuted" || ratings.some(isBadRating);
    if (isBad && correction === undefined) continue;
    yield { messages: [...prompt, assistant(correction ?? reply)] };
  }
}

/** Pairs of a better and a worse answer to the same prompt. */
export function* preferenceRows(runs: Iterable<RatedRun>, style: ExportStyle): Generator<object> {
  const byPrompt = new Map<string, RatedRun[]>();
  for (const rated of runs) {
    for (const { correction } of rated.ratings)
      if (correction !== undefined && correction !== rated.reply)
        yield pair(rated.prompt, correction, rated.reply, style);
    const key = JSON.stringify(rated.prompt);
    byPrompt.set(key, [...(byPrompt.get(key) ?? []), rated]);
  }
  for (const group of byPrompt.values())
    for (const better of group.filter(
      ({ ratings }) => ratings.length > 0 && !ratings.some(isBadRating),
    ))
      for (const worse of group.filter(({ ratings }) => ratings.some(isBadRating)))
        if (better.reply !== worse.reply)
          yield pair(better.prompt, better.reply, worse.reply, style);
}

function pair(prompt: readonly Message[], better: string, worse: string, style: ExportStyle) {
  const [chosen, rejected] = [[assistant(better)], [assistant(worse)]];
  return style === "trl"
    ? { prompt, chosen, rejected }
    : {
        input: { messages: prompt, tools: [], parallel_tool_calls: true },
        preferred_output: chosen,
        non_preferred_output: rejected,
      };
}

/** Single answers with a label: true where all who rated them found them good. */
export function* unpairedRows(runs: Iterable<RatedRun>): Generator<object> {
  for (const { prompt, reply, ratings } of runs)
    if (ratings.length > 0)
      yield { prompt, completion: [assistant(reply)], label: !ratings.some(isBadRating) };
}

/** Worked steps with a label each: true only where the step was proved, and a claim that is refuted is false. */
export function* stepwiseRows(runs: Iterable<RatedRun>): Generator<object> {
  for (const { run, prompt } of runs) {
    const question = prompt.at(-1)?.content ?? "";
    const steps = run.result?.query?.pods.find(({ id }) => id === "steps")?.steps ?? [];
    const claims = (run.result?.claims ?? []).filter(({ verdict }) => verdict !== "undecided");
    const rows =
      steps.length > 0
        ? steps
            .filter(({ check }) => check.grade === "proved")
            .map(({ text, plain }) => ({ text: `${text}\n${plain}`, label: true }))
        : claims.map(({ text, verdict }) => ({ text, label: verdict === "proved" }));
    if (rows.length === 0) continue;
    yield {
      prompt: question,
      completions: rows.map(({ text }) => text),
      labels: rows.map(({ label }) => label),
    };
  }
}

function isBadRating({ rating }: Feedback): boolean {
  return rating === "bad";
}
