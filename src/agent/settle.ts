import type { DraftChoice } from "../core/draft-choice.ts";
import type { Claim } from "../core/verify-result.ts";
import { PHRASES } from "./phrases.ts";
import { findingsOf, POLICIES } from "./policy.ts";
import type { Reply, Turn } from "./turn.ts";

const MAX_LISTED = 5;
const MAX_SHOWN_CHARACTERS = 200;

/**
 * The last word of the policy on a reply, however it came about: where only what is proved may leave,
 * anything else is withheld. The engine's own answer leaves with the grade of its check, unless it has none.
 */
export function settle(turn: Turn, reply: Reply): Reply {
  if (POLICIES[turn.policy].passesUndecided || reply.verdict === "proved") return reply;
  if (!isDraft(reply) || isChecked(reply)) return reply;
  return {
    text: withheldWords(turn, reply.claims),
    verdict: "undecided",
    claims: [],
    route: reply.route,
    ...(reply.drafts === undefined ? {} : { drafts: withoutAnswers(reply.drafts) }),
    policy: {
      outcome: "withheld",
      rounds: reply.policy?.rounds ?? 0,
      findings: findingsOf(reply.claims),
    },
  };
}

/** What is withheld is told nowhere else. */
function withoutAnswers({ drafts, ...choice }: DraftChoice): DraftChoice {
  const told = drafts.map((draft) => {
    const { answer: _, scores, ...rest } = draft;
    // What a rule says of a draft quotes it.
    return { ...rest, scores: scores.map((score) => ({ ...score, detail: "" })) };
  });
  return { ...choice, drafts: told };
}

/** There is something in it that could be withheld: no greeting, no call, no word on why there is no answer. */
export function isDraft({ callerCalls, isSmallTalk, policy, claims, answer }: Reply): boolean {
  if (callerCalls !== undefined || isSmallTalk === true || policy?.outcome === "withheld")
    return false;
  return policy !== undefined || claims.length > 0 || answer !== undefined;
}

function isChecked({ route, query }: Reply): boolean {
  const grade = query?.certificate?.grade ?? "unchecked";
  return route === "direct" && grade !== "unchecked";
}

function withheldWords(turn: Turn, claims: readonly Claim[]): string {
  const phrases = PHRASES[turn.language];
  const stated = claims.filter(({ kind }) => kind !== "answer");
  const shown = (verdict: Claim["verdict"]): string[] =>
    stated
      .filter((claim) => claim.verdict === verdict)
      .slice(0, MAX_LISTED)
      .map(({ text }) => `- ${text.slice(0, MAX_SHOWN_CHARACTERS)}`);
  const proved = shown("proved");
  return [
    phrases.withheldUnproved,
    [phrases.undecidedParts, `- ${phrases.theAnswer}`, ...shown("undecided")].join("\n"),
    ...(proved.length === 0 ? [] : [[phrases.provedParts, ...proved].join("\n")]),
  ].join("\n\n");
}
