import { join } from "node:path";
import { parseArgs } from "node:util";
import { judgeDraft } from "../src/agent/judge-draft.ts";
import { POLICIES } from "../src/agent/policy.ts";
import { type RankedDraft, type RewardedDraft, rankDrafts } from "../src/agent/rank-drafts.ts";
import { rewardDraft } from "../src/agent/reward-draft.ts";
import { Turn } from "../src/agent/turn.ts";
import { openMathEngine } from "../src/cli/math-engine.ts";
import { createVerifier } from "../src/hallucination/verifier.ts";
import { extractAnswer } from "../src/hallucination/answer.ts";
import { DEFAULT_BUDGET } from "../src/agent/budget.ts";
import { readRows, resolveDataDir } from "./data-folder.ts";
import { seededRandom } from "./fuzz-generator/random.ts";
import { stratifiedSample } from "./sampling.ts";
import { type SolutionRow, solutionRowSchema, withoutAnnotations } from "./question-row.ts";

/**
 * Which of several written solutions of a question is chosen: the first, the answer most came to, or the
 * first of the agent's ranking by rewards. The solutions are real models', in a drawn order; no model runs.
 *
 * Usage: node evals/best-of-n.ts [--limit QUESTIONS] [--data DIR]
 */
const SEED = 7;
const math = openMathEngine();
const verifier = createVerifier(math);
const never = new AbortController().signal;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: "string" }, limit: { type: "string" } },
  });
  const folder = resolveDataDir(values.data, process.env["ANSATZ_DATA"]);
  const file = join(folder, "gsm8k-model-solutions", "dev.jsonl");
  const { rows } = await readRows([file], solutionRowSchema);
  const byQuestion = Map.groupBy(rows, ({ question }) => question);
  const limit = values.limit === undefined ? undefined : Number(values.limit);
  const questions = stratifiedSample([...byQuestion.values()], () => "all", limit, SEED);
  const random = seededRandom(SEED);
  const right = { possible: 0, first: 0, vote: 0, unrefutedVote: 0, reward: 0 };
  let against = { better: 0, worse: 0 };
  for (const solutions of questions) {
    const drawn = solutions
      .map((row) => ({ row, key: random.next() }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ row }) => row);
    const ranked = await ranking(drawn);
    const rightAt = (place: number): boolean => drawn[place]?.is_correct === true;
    const vote = rightAt(mostVotes(ranked));
    const unrefutedVote = rightAt(mostVotes(ranked.filter(isUnrefuted)));
    const reward = rightAt(ranked[0]?.place ?? 0);
    if (drawn.some(({ is_correct }) => is_correct)) right.possible += 1;
    if (rightAt(0)) right.first += 1;
    if (vote) right.vote += 1;
    if (unrefutedVote) right.unrefutedVote += 1;
    if (reward) right.reward += 1;
    against = {
      better: against.better + Number(reward && !unrefutedVote),
      worse: against.worse + Number(!reward && unrefutedVote),
    };
  }
  process.stdout.write(
    `${JSON.stringify({ questions: questions.length, right, againstUnrefutedVote: against })}\n`,
  );
}

async function ranking(drawn: readonly SolutionRow[]): Promise<readonly RankedDraft[]> {
  const question = drawn[0]?.question ?? "";
  const request = { question, history: [], runId: "run", conversationId: "conversation" };
  const rules = { budget: DEFAULT_BUDGET, policy: "balanced", constitution: null } as const;
  const turn = new Turn(request, rules, { nowMs: () => 0 }, never);
  turn.direct = await math.query({ query: question }, { timeoutMs: 5_000 });
  const drafts: RewardedDraft[] = [];
  for (const { solution } of drawn) {
    const draft = withoutAnnotations(solution);
    const judgement = await judgeDraft(math, verifier, turn, draft);
    const slips = { statements: 0, refuted: 0, usedInDraft: [] };
    const judged = { draft, judgement, slips, repairs: POLICIES.balanced.repairs };
    const answer = extractAnswer(draft)?.text;
    const reply = {
      text: draft,
      verdict: judgement.verdict,
      claims: judgement.claims,
      route: "loop" as const,
      ...(answer === undefined ? {} : { answer }),
    };
    drafts.push({
      result: { reply, failure: null, isDoubtful: false, judged },
      reward: rewardDraft(turn, judged, []),
      toolCalls: [],
    });
  }
  return rankDrafts(math, turn, drafts);
}

/** The place of the first draft with most votes; that of the very first where none is left. */
function mostVotes(drafts: readonly RankedDraft[]): number {
  const counted = drafts.map(({ place, group }) => ({
    place,
    votes: drafts.filter((other) => other.group === group).length,
  }));
  return counted.toSorted((a, b) => b.votes - a.votes || a.place - b.place)[0]?.place ?? 0;
}

function isUnrefuted({ result }: RankedDraft): boolean {
  return result.reply.verdict !== "refuted";
}

await main();
await math.close();
