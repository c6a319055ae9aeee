import { join } from "node:path";
import { z } from "zod";
import type { AskResult } from "../../src/core/ask-result.ts";
import { AnsatzError } from "../../src/core/errors.ts";
import type { Verdict } from "../../src/core/truth.ts";
import { readRows } from "../data-folder.ts";
import { lastNumber, onlyNumber, readNumber, sameNumber } from "../final-number.ts";
import { askOnce, completeOnce } from "../fold.ts";
import type { Mark, PresentedAs, Score } from "../scoring/mark.ts";
import { sourcelessNumbers } from "../sourceless-numbers.ts";
import { shareInterval } from "../statistics.ts";
import type { RowOutcome, Suite } from "../suite.ts";

const DEADLINE_MS = 180_000;
const CONTROL_TOKENS = 600;

const rowSchema = z.object({ idx: z.number(), question: z.string(), answer: z.string() });
type WordProblem = z.infer<typeof rowSchema>;

interface BothArms {
  readonly agent: AskResult;
  /** The plain model's reply; null without a model. */
  readonly control: string | null;
}

/** What a verdict on the whole reply amounts to as a claim that the answer was checked. */
export function presentationOfVerdict(verdict: Verdict): PresentedAs | null {
  return verdict === "proved" ? "proved" : null;
}

function markNumber(got: number | null, expected: number): Mark {
  if (got === null) return "unanswered";
  return sameNumber(got, expected) ? "correct" : "wrong";
}

function expectedOf(row: WordProblem): number {
  const value = readNumber(row.answer);
  if (value === null)
    throw new AnsatzError("invalid_request", `Row ${row.idx} has no number for an answer.`);
  return value;
}

/** One suite for every set of word problems that has a number for an answer. */
function wordProblems(
  set: Pick<Suite<WordProblem, BothArms>, "name" | "description" | "load"> & {
    readonly prompt: (question: string) => string;
  },
): Suite<WordProblem, BothArms> {
  const { prompt, ...named } = set;
  return {
    ...named,
    rule: "The agent's short answer must be the expected number. The control arm asks the same model without tools or checks and takes its last number; it is reported beside the agent, and only the agent's arm decides the counts.",
    deadlineMs: DEADLINE_MS,
    idOf: (row) => `${set.name}-${row.idx}`,
    areaOf: () => "word-problems",
    async run(row, { agent, model }, options) {
      if (agent === null)
        throw new AnsatzError(
          "invalid_configuration",
          "This suite needs the agent; start it with --model SPEC.",
        );
      const result = await askOnce(agent, row.question, `${set.name}_${row.idx}`, options);
      const control =
        model === null
          ? null
          : await completeOnce(model, prompt(row.question), CONTROL_TOKENS, row.idx, options);
      return { agent: result, control };
    },
    score(row, { agent }): Score {
      const expected = expectedOf(row);
      const mark = markNumber(
        agent.answer === undefined ? null : onlyNumber(agent.answer),
        expected,
      );
      return {
        mark,
        why: mark === "unanswered" ? "no single number is given as the answer" : mark,
        got: agent.answer ?? agent.reply.slice(0, 200),
        expected: row.answer,
        presentedAs: presentationOfVerdict(agent.verdict),
      };
    },
    summarize: (outcomes) => ({
      arms: summarizeArms(outcomes),
      numbersWithoutSource: outcomes.flatMap(({ row, output }) =>
        output === null ? [] : sourcelessNumbers(row.question, output.agent),
      ).length,
    }),
  };
}

export const wordProblemSuite = wordProblems({
  name: "gsm8k",
  description: "grade-school word problems: the agent with its tools beside the plain model",
  load: ({ dataDir, file }) => readRows([file ?? join(dataDir, "gsm8k", "dev.jsonl")], rowSchema),
  prompt: (question) => `${question}\n\nThink step by step, then end with a line "A: NUMBER".`,
});

const chineseRowSchema = z
  .object({ idx: z.number(), input: z.string(), golden: z.string() })
  .transform(({ idx, input, golden }) => ({ idx, question: input, answer: golden }));

export const chineseProblemSuite = wordProblems({
  name: "cmath",
  description: "Chinese word problems of grades 1 to 6: the agent beside the plain model",
  load: ({ dataDir, file }) =>
    readRows([file ?? join(dataDir, "cmath", "dev.jsonl")], chineseRowSchema),
  prompt: (question) => `${question}\n\n请逐步思考，最后一行写“答案：数字”。`,
});

function summarizeArms(
  outcomes: readonly RowOutcome<WordProblem, BothArms>[],
): Record<string, unknown> {
  const controls = outcomes.flatMap(({ row, output }) =>
    output === null || output.control === null
      ? []
      : [markNumber(lastNumber(output.control), expectedOf(row))],
  );
  const agents = outcomes.map(({ score }) => score.mark);
  const both = outcomes.filter(({ output }) => output !== null && output.control !== null);
  return {
    agent: arm(agents),
    control: controls.length === 0 ? null : arm(controls),
    paired: {
      onlyAgentCorrect: both.filter((_, index) => isOnly(both, controls, index, "agent")).length,
      onlyControlCorrect: both.filter((_, index) => isOnly(both, controls, index, "control"))
        .length,
    },
  };
}

function isOnly(
  both: readonly RowOutcome<WordProblem, BothArms>[],
  controls: readonly Mark[],
  index: number,
  which: "agent" | "control",
): boolean {
  const agent = both[index]?.score.mark === "correct";
  const control = controls[index] === "correct";
  return which === "agent" ? agent && !control : control && !agent;
}

function arm(marks: readonly Mark[]): Record<string, unknown> {
  const right = marks.filter((mark) => mark === "correct").length;
  const [low, high] = shareInterval(right, marks.length);
  return {
    rows: marks.length,
    correct: right,
    wrong: marks.filter((mark) => mark === "wrong").length,
    unanswered: marks.filter((mark) => mark === "unanswered").length,
    interval: [low, high],
  };
}
