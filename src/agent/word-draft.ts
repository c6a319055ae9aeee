import type { Breach, Claim } from "../core/verify-result.ts";
import { extractAnswer } from "../hallucination/answer.ts";
import { numbersIn } from "../hallucination/numbers.ts";
import type { Judgement } from "./judge-draft.ts";
import { PHRASES } from "./phrases.ts";
import type { Reply, Turn } from "./turn.ts";

/** A draft that passed, with a line that says what was checked and what was not. */
export function wordDraft(
  turn: Turn,
  draft: string,
  judgement: Judgement,
  restsOnSlip: boolean,
): Reply {
  const answer = extractAnswer(draft);
  const note = restsOnSlip ? PHRASES[turn.language].slipNote : noteOf(turn, judgement);
  return {
    text: [draft, note, ...breachNotes(turn, judgement.breaches)].join("\n\n"),
    verdict: judgement.verdict,
    claims: judgement.claims,
    breaches: judgement.breaches,
    ...scored(judgement),
    route: "loop",
    ...(answer?.isExplicit === true ? { answer: answer.text } : {}),
    ...(judgement.established === null ? {} : { query: judgement.established }),
  };
}

function scored({ errorScore }: Judgement): Pick<Reply, "errorScore"> {
  return errorScore === null ? {} : { errorScore };
}

/** Names the principles that a reply leaves with although it breaks them. */
function breachNotes(turn: Turn, breaches: readonly Breach[]): readonly string[] {
  const lines = breaches
    .filter(({ causes }) => causes === "repair")
    .map(({ rule, text }) => `- ${rule}: “${text.slice(0, 120)}”`);
  if (lines.length === 0) return [];
  return [[PHRASES[turn.language].breachNote, ...new Set(lines.slice(0, 10))].join("\n")];
}

function noteOf(turn: Turn, judgement: Judgement): string {
  const phrases = PHRASES[turn.language];
  if (judgement.verdict === "proved") return phrases.provedNote;
  const stated = judgement.claims.filter(
    (claim) => claim.kind !== "answer" && claim.kind !== "number",
  );
  const decided = stated.filter((claim) => claim.verdict === "proved").length;
  if (decided === 0) return phrases.uncheckedNote;
  return decided === stated.length
    ? phrases.arithmeticNote
    : phrases.partlyNote(decided, stated.length);
}

/** A draft mended in place: its numbers are exact now, what they stand for is not established. */
export function wordCorrected(turn: Turn, text: string, judgement: Judgement): Reply {
  const { claims, breaches } = judgement;
  const { correctedNote } = PHRASES[turn.language];
  return {
    text: [text, correctedNote, ...breachNotes(turn, breaches)].join("\n\n"),
    verdict: "undecided",
    claims,
    breaches,
    ...scored(judgement),
    route: "loop",
  };
}

/** A draft that is refuted and leaves as it is, with what is wrong with it; it has no answer to go by. */
export function wordNoted(turn: Turn, draft: string, judgement: Judgement): Reply {
  const { claims, breaches } = judgement;
  const phrases = PHRASES[turn.language];
  const lines = claims
    .filter((claim) => claim.verdict === "refuted")
    .map(({ text, evidence: { expected, detail } }) => {
      const finding = expected === undefined ? detail : phrases.exactValue(expected);
      return `- “${text.slice(0, 200)}”: ${finding}`;
    });
  const note = [phrases.refutedNote, ...lines.slice(0, 20)].join("\n");
  const text = [draft, note, ...breachNotes(turn, breaches)].join("\n\n");
  return { text, verdict: "refuted", claims, breaches, ...scored(judgement), route: "loop" };
}

/** In place of a draft that stays wrong: what is undecided and which values are exact. */
export function wordWithheld(turn: Turn, claims: readonly Claim[]): Reply {
  const phrases = PHRASES[turn.language];
  const refuted = claims.filter((claim) => claim.verdict === "refuted");
  const facts = refuted.flatMap((claim) => {
    const { expected } = claim.evidence;
    if (expected === undefined || claim.kind === "answer") return [];
    const left = /^([\s\S]*?)[=≈][^=≈]*$/.exec(claim.text)?.[1]?.trim();
    return left === undefined ? [] : [`- ${left} = ${expected}`];
  });
  const own = refuted.find((claim) => claim.kind === "answer")?.evidence.expected;
  const lines = [phrases.withheld];
  if (facts.length > 0) lines.push(`${phrases.withheldFacts}\n${facts.slice(0, 5).join("\n")}`);
  if (own !== undefined) lines.push(phrases.engineSays(own));
  return { text: lines.join("\n\n"), verdict: "undecided", claims: [], route: "loop" };
}

/** True when the reply uses fewer than all numbers that the question states in figures. */
export function leavesNumbersOut(question: string, reply: string): boolean {
  const used = new Set(numbersIn(reply).map(({ canonical }) => canonical));
  return numbersIn(question).some(({ canonical }) => !used.has(canonical));
}
