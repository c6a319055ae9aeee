import type { RunEvent } from "../core/events.ts";
import type { MathPort } from "../core/math-port.ts";
import { type AnswerGroup, groupAnswers, isDecisive } from "./group-answers.ts";
import type { LoopResult } from "./loop-result.ts";
import { PHRASES } from "./phrases.ts";
import type { Draw } from "./reasoning-loop.ts";
import type { Turn } from "./turn.ts";
import { hasTime, throwUnlessOver, unlessOver } from "./turn-deadline.ts";

/** Drafts in all, when the first gives reason to doubt and nobody said how many. */
const DOUBTFUL_SAMPLES = 3;
const FIRST_SEED = 7;
/** More than the drafts of one reply, so that no two replies draw the same. */
const SEEDS_OF_VARIANT = 100;
/** The first draft is the model's best guess; the others differ. */
const OTHER_TEMPERATURE = 0.7;
/** Models that think before they speak repeat themselves without end at temperature 0. */
const THINKING_TEMPERATURE = 0.6;

interface DrawnModel {
  readonly thinks: boolean;
  /** A stronger model takes over what is doubtful, instead of more drafts of this one. */
  readonly canAskStronger: boolean;
}

/**
 * Lets a question be worked on several times, when that was asked for or the first draft is doubtful, and
 * takes the answer that most drafts came to. A draft that was proved ends the matter at once, and so does
 * a lead that the rest cannot catch up with.
 */
export async function* drawSamples(
  math: MathPort,
  turn: Turn,
  { thinks, canAskStronger }: DrawnModel,
  go: (draw: Draw) => AsyncGenerator<RunEvent, LoopResult>,
): AsyncGenerator<RunEvent, LoopResult> {
  const { seed = FIRST_SEED, variant = 0, temperature, topP } = turn.request;
  const firstSeed = seed + variant * SEEDS_OF_VARIANT;
  const usual = variant > 0 ? OTHER_TEMPERATURE : thinks ? THINKING_TEMPERATURE : 0;
  const drawn = (usually: number, number: number): Draw => ({
    temperature: temperature ?? usually,
    ...(topP === undefined ? {} : { topP }),
    seed: firstSeed + number - 1,
  });
  const first = yield* go(drawn(usual, 1));
  if (first.reply.callerCalls !== undefined) return first;
  const asked = turn.request.samples;
  const wanted = asked ?? (first.isDoubtful && !canAskStronger ? DOUBTFUL_SAMPLES : 1);
  if (wanted <= 1 || first.failure !== null || first.reply.verdict === "proved") return first;
  const results = [first];
  for (let number = 2; number <= wanted && hasTime(turn); number++) {
    yield { type: "status", text: PHRASES[turn.language].statusDraft(number) };
    const result = yield* unlessOver(turn, go(drawn(OTHER_TEMPERATURE, number)));
    if (result === null || result.failure !== null) break;
    results.push(result);
    if (result.reply.verdict === "proved") break;
    const groups = await grouped(math, turn, results);
    if (groups === null || isDecisive(groups, wanted - number)) break;
  }
  turn.samples = results.length;
  return choose(math, turn, results);
}

/** The drafts by their answers; null when there is no time left to compare them. */
async function grouped(
  math: MathPort,
  turn: Turn,
  results: readonly LoopResult[],
): Promise<readonly AnswerGroup[] | null> {
  try {
    return await groupAnswers(
      math,
      turn,
      results.map((one) => one.reply),
    );
  } catch (error) {
    throwUnlessOver(turn, error);
    return null;
  }
}

/** The first draft of the leading group; without any answer the first draft of all. */
async function choose(
  math: MathPort,
  turn: Turn,
  results: readonly LoopResult[],
): Promise<LoopResult> {
  const [leading] = (await grouped(math, turn, results)) ?? [];
  const chosen = results.find((one) => one.reply === leading?.replies[0]);
  const first = results[0] as LoopResult;
  if (leading === undefined || chosen === undefined || results.length === 1) return first;
  const note = PHRASES[turn.language].agreeNote(leading.replies.length, results.length);
  return {
    ...chosen,
    reply: { ...chosen.reply, text: `${chosen.reply.text}\n\n${note}` },
  };
}
