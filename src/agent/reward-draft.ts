import type { ToolCallRecord } from "../core/tool-call-record.ts";
import { extractAnswer } from "../hallucination/answer.ts";
import { leavesLanguageOpen } from "../hallucination/constitution/question-language.ts";
import { sourcesOf } from "../hallucination/provenance.ts";
import {
  fail,
  inLanguage,
  open,
  pass,
  type Score,
  sourced,
  unrefuted,
} from "../hallucination/rewards/reward-rules.ts";
import { type Reward, weighScores } from "../hallucination/rewards/weigh-scores.ts";
import type { Judgement } from "./judge-draft.ts";
import type { JudgedDraft } from "./judged-draft.ts";
import type { Turn } from "./turn.ts";

/** Each rule counts for more than all that stand below it. */
const WEIGHTS = { unrefuted: 16, correctness: 8, sourced: 4, language: 2, format: 1 } as const;
type Rule = keyof typeof WEIGHTS;

/**
 * The reward of a draft by rules that a machine can check: nothing in it is refuted, its answer is the
 * engine's own, every number has a source, it is in the language of the question and names its answer. The
 * same draft always has the same reward. `toolCalls` are those that the draft could go by.
 */
export function rewardDraft(
  turn: Turn,
  judged: JudgedDraft | undefined,
  toolCalls: readonly ToolCallRecord[],
): Reward {
  const judgement = judged?.judgement ?? null;
  const scores: Readonly<Record<Rule, Score>> =
    judged === undefined || judgement === null
      ? NO_DRAFT
      : {
          unrefuted: isUnrefuted(judged, judgement),
          correctness: isOwnAnswer(judgement),
          sourced: isSourced(turn, judged.draft, judgement, toolCalls),
          language: isInLanguage(turn, judged.draft),
          format: namesAnswer(judged.draft),
        };
  return weighScores(
    (Object.keys(WEIGHTS) as Rule[]).map((rule) => ({
      rule,
      weight: WEIGHTS[rule],
      ...scores[rule],
    })),
  );
}

/** What could be checked holds nothing against the draft. */
export function isFaultless({ scores }: Reward): boolean {
  return scores.every(({ score, isDecided }) => score === 1 || !isDecided);
}

const NONE = fail("There was no draft.");
const NO_DRAFT = {
  unrefuted: NONE,
  correctness: NONE,
  sourced: NONE,
  language: NONE,
  format: NONE,
};

function isUnrefuted({ slips }: JudgedDraft, { verdict, claims }: Judgement): Score {
  const found = unrefuted(claims);
  if (found.score === 0) return found;
  if (verdict === "refuted") return fail("The check refutes it.");
  return slips.usedInDraft.length === 0
    ? found
    : fail("It uses a value that its reasoning came to wrongly.");
}

function isOwnAnswer({ agreesWithOwn }: Judgement): Score {
  if (agreesWithOwn === "undecided") return open("The engine has no answer of its own.");
  return agreesWithOwn === "proved"
    ? pass("It is the engine's own answer.")
    : fail("The engine's own answer is another.");
}

/** Earlier turns and what tools returned are sources beside the question and its context. */
function isSourced(
  { request }: Turn,
  draft: string,
  { claims }: Judgement,
  toolCalls: readonly ToolCallRecord[],
): Score {
  const { question, context = "", history, instructions = "" } = request;
  const returned = sourcesOf("", "", toolCalls);
  const given = [
    context,
    instructions,
    ...history.map(({ content }) => content),
    [...returned.computed, ...returned.retrieved].join(" "),
  ];
  return sourced({ completion: draft, question, context: given.join("\n") }, claims);
}

function isInLanguage({ request, language }: Turn, draft: string): Score {
  if (leavesLanguageOpen(request.question)) return pass("The question leaves the language open.");
  return inLanguage({ completion: draft }, language);
}

function namesAnswer(draft: string): Score {
  return extractAnswer(draft)?.isExplicit === true
    ? pass("It names its answer.")
    : fail("It names no answer.");
}
