import { interruptible } from "../../core/interrupt.ts";
import type { Claim } from "../../core/verify-result.ts";
import type { Verdict } from "../../core/truth.ts";
import { compareAnswer, settledAnswer } from "../../hallucination/final-answer.ts";
import type { LoopParts } from "../reasoning-loop.ts";
import type { Reply, Turn } from "../turn.ts";
import { meaningOf } from "./field-names.ts";
import { FORM_WORDS } from "./form-prompts.ts";
import { untracedNumbers } from "./trace-numbers.ts";
import { type Leaf, writeJson } from "./write-json.ts";

const CHECK_MS = 10_000;
const MAX_TOOL_CHARACTERS = 8_000;

export type ObjectJudgement =
  | { readonly fault: string }
  | { readonly fault: null; readonly reply: Pick<Reply, "text" | "claims" | "verdict"> };

/** What the values of an object may come from. */
export function sourcesOf(turn: Turn, reply: Reply) {
  const { question, context = "", instructions = "" } = turn.request;
  const toolResults = turn.toolCalls
    .map(({ result }) => JSON.stringify(result) ?? "")
    .join("\n")
    .slice(0, MAX_TOOL_CHARACTERS);
  const { answer } = reply.query ?? {};
  const own = answer ? [answer.short, answer.plain, answer.latex, answer.numeric ?? ""] : [];
  return { toolResults, texts: [reply.text, question, context, instructions, toolResults, ...own] };
}

/**
 * Judges an object that is to stand for a checked reply. It is proved only where nothing is in it beside the
 * proved answer and words of the reply itself.
 */
export async function judgeObject(
  parts: LoopParts,
  turn: Turn,
  reply: Reply,
  object: Readonly<Record<string, unknown>>,
  { isOwn }: { readonly isOwn: boolean },
): Promise<ObjectJudgement> {
  const words = FORM_WORDS[turn.language];
  const { text, leaves } = writeJson(object);
  const { texts } = sourcesOf(turn, reply);
  const untraced = untracedNumbers(leaves, texts);
  if (untraced.length > 0) return { fault: words.untraced(namesOf(untraced)) };
  const answers = await answerVerdicts(parts, turn, reply, { object, leaves, isOwn });
  const wrong = answers.filter(({ verdict }) => verdict === "refuted");
  if (wrong.length > 0) return { fault: words.differs(wrong.map(({ name }) => name).join(", ")) };
  // What the engine said in its own words was checked with them.
  const stated = isOwn ? [] : await statedClaims(parts, turn, leaves);
  const refuted = stated.find(({ verdict }) => verdict === "refuted");
  if (refuted) return { fault: words.refuted(refuted.text.slice(0, 200)) };
  const isProved =
    reply.verdict === "proved" &&
    answers.some(({ verdict }) => verdict === "proved") &&
    leaves.every((leaf) => isCovered(leaf, answers, reply, isOwn));
  const claims = [...answers.map((answer) => claimOf(answer, text, reply)), ...stated];
  claims.sort((a, b) => a.start - b.start || a.end - b.end);
  return { fault: null, reply: { text, claims, verdict: isProved ? "proved" : "undecided" } };
}

interface NamedAnswer {
  readonly name: string;
  readonly leaves: readonly Leaf[];
  readonly verdict: Verdict;
}

/** The properties that are called the answer, compared with the one that was established. */
async function answerVerdicts(
  { math }: LoopParts,
  turn: Turn,
  reply: Reply,
  {
    object,
    leaves,
    isOwn,
  }: {
    readonly object: Readonly<Record<string, unknown>>;
    readonly leaves: readonly Leaf[];
    readonly isOwn: boolean;
  },
): Promise<NamedAnswer[]> {
  const settled = reply.query ? settledAnswer(reply.query) : null;
  const names = Object.keys(object).filter(
    (name) => meaningOf(name) === "answer" || Object.keys(object).length === 1,
  );
  const found: NamedAnswer[] = [];
  for (const name of names) {
    const own = leaves.filter(({ path, value }) => path[0] === name && value !== null);
    const isFlat = own.every(({ path }) => path.length <= 2);
    if (own.length === 0 || !isFlat) continue;
    const options = turn.calling(CHECK_MS);
    const written = own.map(({ value }) => wordsFor(value)).join(", ");
    // What the engine's own value was put into by its kind needs no reading back.
    const decision = isOwn
      ? { verdict: reply.verdict }
      : settled === null
        ? { verdict: "undecided" as const }
        : await interruptible(compareAnswer(math, settled, written, options), turn.signal);
    found.push({ name, leaves: own, verdict: decision.verdict });
  }
  return found;
}

function wordsFor(value: Leaf["value"]): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

/** What the strings state, decided like any text and placed in the string it begins in. */
async function statedClaims(
  { verifier }: LoopParts,
  turn: Turn,
  leaves: readonly Leaf[],
): Promise<Claim[]> {
  const { context, question, pictures } = turn.request;
  const strings = leaves.filter(({ value }) => typeof value === "string");
  let text = "";
  const places = strings.map((leaf) => {
    const from = text.length;
    text += `${String(leaf.value)}\n`;
    return { leaf, from, to: text.length };
  });
  if (!/\d/.test(text)) return [];
  const options = turn.calling(CHECK_MS);
  const input = {
    text,
    ...(pictures === undefined ? { question } : {}),
    ...(context === undefined ? {} : { context }),
    toolCalls: turn.toolCalls,
    ...(turn.direct === null ? {} : { questionResult: turn.direct }),
  };
  const { claims } = await interruptible(verifier.verify(input, options), turn.signal);
  return claims.flatMap((claim) => {
    const place = places.find(({ from, to }) => claim.start >= from && claim.start < to);
    if (place === undefined) return [];
    const inner = JSON.stringify(place.leaf.value).slice(1, -1);
    const isPlain = inner === place.leaf.value && claim.end < place.to;
    const start = isPlain ? place.leaf.start + 1 + claim.start - place.from : place.leaf.start;
    const end = isPlain ? start + claim.end - claim.start : place.leaf.end;
    const shown = isPlain ? claim.text : JSON.stringify(place.leaf.value);
    return [{ ...claim, start, end, text: shown }];
  });
}

/** Nothing in it that was not proved with the reply. */
function isCovered(
  leaf: Leaf,
  answers: readonly NamedAnswer[],
  reply: Reply,
  isOwn: boolean,
): boolean {
  if (leaf.value === null || isOwn) return true;
  const isAnswer = answers.some(
    ({ leaves, verdict }) => verdict === "proved" && leaves.includes(leaf),
  );
  return isAnswer || (typeof leaf.value === "string" && reply.text.includes(leaf.value));
}

function claimOf({ leaves, verdict }: NamedAnswer, text: string, reply: Reply): Claim {
  const start = Math.min(...leaves.map((leaf) => leaf.start));
  const end = Math.max(...leaves.map((leaf) => leaf.end));
  const known = reply.claims.find(({ kind }) => kind === "answer");
  return {
    start,
    end,
    text: text.slice(start, end),
    kind: "answer",
    verdict,
    provenance: verdict === "proved" ? "computed" : (known?.provenance ?? "model-only"),
    confidence: verdict === "undecided" ? 0.5 : 0.99,
    evidence:
      verdict === "undecided" || known === undefined
        ? { method: "none", detail: "It was copied from the checked reply." }
        : known.evidence,
  };
}

function namesOf(leaves: readonly Leaf[]): string {
  return leaves
    .slice(0, 3)
    .map(({ path }) => `\`${path.join(".")}\``)
    .join(", ");
}
