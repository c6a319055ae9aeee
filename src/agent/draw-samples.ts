import type { RunEvent } from "../core/events.ts";
import { canStandUnproved, type CascadeRule, doubtIn, isWorthStronger } from "./cascade.ts";
import { DraftPool } from "./draft-pool.ts";
import type { LoopResult } from "./loop-result.ts";
import { PHRASES } from "./phrases.ts";
import { describeChoice, isDecisive, type RankedDraft } from "./rank-drafts.ts";
import type { Draw, LoopParts } from "./reasoning-loop.ts";
import type { Turn } from "./turn.ts";
import { hasRoom, unlessOver } from "./turn-deadline.ts";

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
  /** Set while a stronger model is left, which takes over what is doubtful; null without one. */
  readonly cascade: CascadeRule | null;
}

/** Drafts of a weaker model that have to agree where nothing proves its answer. */
const AGREEING_SAMPLES = 2;

/**
 * Lets a question be worked on several times, when that was asked for or the first draft is doubtful, and
 * takes the draft that the rules hold least against; where they do not tell, the answer that most drafts
 * came to. A draft that was proved ends the matter at once, and so does a faultless lead that the rest
 * cannot catch up with. While a stronger model is left, a draft that nothing speaks against is worked out a
 * second time in another way, and what is doubtful is left to the stronger one.
 */
export async function* drawSamples(
  parts: LoopParts,
  turn: Turn,
  { thinks, cascade }: DrawnModel,
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
  const pool = new DraftPool(parts, turn);
  const first = yield* go(drawn(usual, 1));
  if (first.reply.callerCalls !== undefined) return first;
  const asked = turn.request.samples;
  if (first.failure !== null) return first;
  const before = turn.samples;
  turn.samples += 1;
  let ranked: readonly RankedDraft[] = [];
  let usualCount = first.isDoubtful ? DOUBTFUL_SAMPLES : 1;
  if (cascade !== null) {
    ranked = await pool.add(first);
    const doubt = firstDoubt(turn, ranked, cascade);
    usualCount = doubt === null ? AGREEING_SAMPLES : 1;
    if ((asked ?? usualCount) <= 1) return { ...first, doubt: doubt ?? "there is one draft only" };
  }
  const wanted = asked ?? usualCount;
  if (wanted <= 1 || first.reply.verdict === "proved") return first;
  if (cascade === null) ranked = await pool.add(first);
  for (let number = 2; number <= wanted && hasRoom(turn); number++) {
    yield { type: "status", text: PHRASES[turn.language].statusDraft(number) };
    const isOtherWay = cascade !== null && number % 2 === 0;
    const draw = { ...drawn(OTHER_TEMPERATURE, number), isOtherWay };
    const result = yield* unlessOver(turn, go(draw));
    if (result === null || result.failure !== null) break;
    ranked = await pool.add(result);
    turn.samples = Math.max(turn.samples, before + ranked.length);
    if (ranked[0]?.result.reply.verdict === "proved" || isDecisive(ranked, wanted - number)) break;
  }
  const left = cascade === null ? null : doubtAmong(turn, ranked, cascade);
  const chosen = yield* choose(turn, first, ranked, cascade !== null && left === null);
  return cascade === null ? chosen : { ...chosen, doubt: left };
}

/** Why the first draft is left to a stronger model as it is; null where a second one may make it stand. */
function firstDoubt(turn: Turn, [first]: readonly RankedDraft[], rule: CascadeRule): string | null {
  if (!canStandUnproved(turn, rule)) return "only a proof stands here";
  if (first === undefined || !isWorthStronger(turn.request.question, first.result.reply))
    return "a second draft is not needed";
  return doubtIn(first, rule);
}

/** Why drafts do not stand without a stronger model; null where all agree and nothing speaks against any. */
function doubtAmong(turn: Turn, ranked: readonly RankedDraft[], rule: CascadeRule): string | null {
  if (!canStandUnproved(turn, rule)) return "only a proof stands here";
  if (ranked.length < AGREEING_SAMPLES) return "there is one draft only";
  if (ranked.some(({ votes }) => votes < ranked.length)) return "the drafts disagree";
  const doubts = ranked.map((draft) => doubtIn(draft, rule));
  return doubts.find((doubt) => doubt !== null) ?? null;
}

/** The first of the ranking, with what was chosen from and why. */
async function* choose(
  turn: Turn,
  first: LoopResult,
  ranked: readonly RankedDraft[],
  stands: boolean,
): AsyncGenerator<RunEvent, LoopResult> {
  const [chosen] = ranked;
  if (chosen === undefined || ranked.length === 1) return chosen?.result ?? first;
  const sinceMs = turn.nowMs();
  const drafts = describeChoice(ranked);
  const rewards = drafts.drafts.map(({ reward }) => reward.toFixed(2)).join(", ");
  const said = `drafts: rewards ${rewards}; number ${drafts.chosen + 1} chosen by ${drafts.because}`;
  yield turn.step("check", said, sinceMs);
  const { reply } = chosen.result;
  const note = noteOf(turn, chosen, ranked);
  const standsNote =
    stands && reply.verdict !== "proved" ? PHRASES[turn.language].standsNote : null;
  const notes = [note, standsNote].filter((one) => one !== null).join(" ");
  const text = notes === "" ? reply.text : `${reply.text}\n\n${notes}`;
  return { ...chosen.result, reply: { ...reply, text, drafts } };
}

/** How many drafts agree, and why more of them were passed over. */
function noteOf(turn: Turn, { votes }: RankedDraft, ranked: readonly RankedDraft[]): string | null {
  if (votes === 0) return null;
  const { agreeNote, againstVote } = PHRASES[turn.language];
  const agree = agreeNote(votes, ranked.length);
  return ranked.some((other) => other.votes > votes) ? `${agree} ${againstVote}` : agree;
}
