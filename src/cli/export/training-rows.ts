import type { RunRecord } from "../../core/store-port.ts";
import type { Feedback, Ranking } from "../../server/feedback.ts";

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
  readonly consent: Consent;
}

/** May this be trained on? One no outweighs every yes. */
export type Consent = "given" | "denied" | "unknown";

export const EXPORT_FORMATS = ["chat", "preference", "unpaired", "stepwise"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export type ExportStyle = "trl" | "openai";

const assistant = (content: string): Message => ({ role: "assistant", content });

/** Answers to learn from: whole ones, kept unless they were refuted or someone found them, or a part, bad. */
export function* chatRows(runs: Iterable<RatedRun>): Generator<object> {
  for (const { run, prompt, reply, ratings } of runs) {
    const correction = ratings.filter(isOnAnswer).find(isCorrection)?.correction;
    const { verdict, cut, isRefusal = false } = run.result ?? {};
    const isWhole = cut === undefined && !isRefusal && reply !== "";
    const isBad = verdict === "refuted" || !isWhole || ratings.some(isBadRating);
    if (isBad && correction === undefined) continue;
    yield { messages: [...prompt, assistant(correction ?? reply)] };
  }
}

/** Pairs of a better and a worse answer to the same prompt, each pair once. */
export function* preferenceRows(
  runs: Iterable<RatedRun>,
  rankings: readonly Ranking[],
  style: ExportStyle,
): Generator<object> {
  const told = new Set<string>();
  for (const [better, worse, prompt] of preferences([...runs], rankings)) {
    const key = JSON.stringify([prompt, better, worse]);
    if (better === worse || told.has(key)) continue;
    told.add(key);
    yield pair(prompt, better, worse, style);
  }
}

/** Corrections against what they correct, good against bad, and all pairs of every ranking. */
function* preferences(
  runs: readonly RatedRun[],
  rankings: readonly Ranking[],
): Generator<[better: string, worse: string, prompt: readonly Message[]]> {
  const byPrompt = new Map<string, RatedRun[]>();
  for (const rated of runs) {
    for (const { correction } of rated.ratings.filter(isOnAnswer).filter(isCorrection))
      yield [correction, rated.reply, rated.prompt];
    const key = JSON.stringify(rated.prompt);
    byPrompt.set(key, [...(byPrompt.get(key) ?? []), rated]);
  }
  for (const group of byPrompt.values()) {
    const words = (rated: RatedRun) => rated.ratings.filter(isOnAnswer);
    const good = group.filter(
      (rated) => words(rated).length > 0 && !words(rated).some(isBadRating),
    );
    const bad = group.filter((rated) => words(rated).some(isBadRating));
    for (const better of good)
      for (const worse of bad) yield [better.reply, worse.reply, better.prompt];
  }
  const byId = new Map(runs.map((rated) => [rated.run.id, rated]));
  for (const { runIds } of rankings) {
    const ranked = runIds.flatMap((id) => byId.get(id) ?? []);
    for (const [place, better] of ranked.entries())
      for (const worse of ranked.slice(place + 1))
        if (JSON.stringify(better.prompt) === JSON.stringify(worse.prompt))
          yield [better.reply, worse.reply, better.prompt];
  }
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
  for (const { prompt, reply, ratings } of runs) {
    const said = ratings.filter(isOnAnswer);
    if (said.length > 0)
      yield { prompt, completion: [assistant(reply)], label: !said.some(isBadRating) };
  }
}

/**
 * Worked steps with a label each: true where the step was proved or people found it good, false where one
 * found it bad; without steps the claims that were proved or refuted.
 */
export function* stepwiseRows(runs: Iterable<RatedRun>): Generator<object> {
  for (const { run, prompt, ratings } of runs) {
    const question = prompt.at(-1)?.content ?? "";
    const steps = run.result?.query?.pods.find(({ id }) => id === "steps")?.steps ?? [];
    const claims = (run.result?.claims ?? []).filter(({ verdict }) => verdict !== "undecided");
    const rows =
      steps.length > 0
        ? steps.flatMap(({ text, plain, check }, index) => {
            const said = ratings.filter(
              ({ target }) => target?.part === "step" && target.index === index,
            );
            if (said.length === 0 && check.grade !== "proved") return [];
            return [{ text: `${text}\n${plain}`, label: !said.some(isBadRating) }];
          })
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

function isOnAnswer({ target }: Feedback): boolean {
  return target === undefined;
}

function isCorrection(rating: Feedback): rating is Feedback & { readonly correction: string } {
  return rating.correction !== undefined;
}
