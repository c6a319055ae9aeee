import { z } from "zod";
import type { AskResult } from "../../src/core/ask-result.ts";
import { AnsatzError } from "../../src/core/errors.ts";
import type { EqualResult } from "../../src/core/math-port.ts";
import type { QueryResult } from "../../src/core/query-result.ts";
import { verdictSchema } from "../../src/core/truth.ts";
import type { VerifyResult } from "../../src/core/verify-result.ts";
import { ownDataFile, readRows } from "../data-folder.ts";
import { onlyNumber, sameNumber } from "../final-number.ts";
import { askOnce } from "../fold.ts";
import type { Score } from "../scoring/mark.ts";
import { judgeNatural, naturalRowSchema } from "../scoring/natural-rules.ts";
import { scoreResult } from "../scoring/presented-answer.ts";
import type { Suite } from "../suite.ts";
import { presentationOfVerdict } from "./gsm8k.ts";

const DEADLINE_MS = 30_000;

const smokeRowSchema = z.discriminatedUnion("kind", [
  naturalRowSchema.extend({ kind: z.literal("query") }),
  z.object({
    kind: z.literal("equal"),
    id: z.string(),
    a: z.string(),
    b: z.string(),
    expect: z.boolean(),
  }),
  z.object({
    kind: z.literal("verify"),
    id: z.string(),
    text: z.string(),
    question: z.string().optional(),
    context: z.string().optional(),
    expect: verdictSchema,
  }),
  z.object({ kind: z.literal("ask"), id: z.string(), question: z.string(), answer: z.number() }),
]);
type SmokeRow = z.infer<typeof smokeRowSchema>;

type SmokeOutput =
  | { readonly kind: "query"; readonly result: QueryResult }
  | { readonly kind: "equal"; readonly result: EqualResult }
  | { readonly kind: "verify"; readonly result: VerifyResult }
  | { readonly kind: "ask"; readonly result: AskResult };

export const smokeSuite: Suite<SmokeRow, SmokeOutput> = {
  name: "smoke",
  description: "a short run of every part on rows that come with the project",
  rule: "Queries follow the rules of nl-queries; pairs must be found equal or unequal; texts must get the expected verdict; questions must be answered with the expected number.",
  deadlineMs: DEADLINE_MS,
  load: ({ file }) => readRows([file ?? ownDataFile("smoke.jsonl")], smokeRowSchema),
  idOf: (row) => row.id,
  areaOf: (row) => row.kind,
  async run(row, { math, verifier, agent }, options): Promise<SmokeOutput> {
    if (row.kind === "query")
      return { kind: "query", result: await math.query({ query: row.query }, options) };
    if (row.kind === "equal")
      return { kind: "equal", result: await math.equal(row.a, row.b, options) };
    if (row.kind === "verify") {
      const { text, question, context } = row;
      const input = {
        text,
        ...(question === undefined ? {} : { question }),
        ...(context === undefined ? {} : { context }),
      };
      return { kind: "verify", result: await verifier.verify(input, options) };
    }
    if (agent === null)
      throw new AnsatzError("invalid_configuration", "Asking needs the agent; pass one.");
    return { kind: "ask", result: await askOnce(agent, row.question, row.id, options) };
  },
  score(row, output): Score {
    if (row.kind === "query" && output.kind === "query")
      return scoreResult(output.result, JSON.stringify(row.answer), (answer) =>
        judgeNatural(row, answer),
      );
    if (row.kind === "equal" && output.kind === "equal") return scoreEqual(row.expect, output);
    if (row.kind === "verify" && output.kind === "verify") {
      const { verdict } = output.result;
      return {
        mark: verdict === row.expect ? "correct" : verdict === "undecided" ? "unanswered" : "wrong",
        why: `the verdict is ${verdict}`,
        got: verdict,
        expected: row.expect,
        presentedAs: verdict === "undecided" ? null : verdict,
      };
    }
    if (row.kind === "ask" && output.kind === "ask") return scoreAsk(row.answer, output.result);
    throw new AnsatzError("internal", "The row and its output are of different kinds.");
  },
};

function scoreEqual(expected: boolean, { result }: Extract<SmokeOutput, { kind: "equal" }>): Score {
  return {
    mark: result.equal === null ? "unanswered" : result.equal === expected ? "correct" : "wrong",
    why: `${result.method}: ${result.detail}`,
    got: String(result.equal),
    expected: String(expected),
    presentedAs: result.verdict === "undecided" ? null : result.verdict,
  };
}

function scoreAsk(expected: number, result: AskResult): Score {
  const got = onlyNumber(result.answer ?? "");
  return {
    mark: got === null ? "unanswered" : sameNumber(got, expected) ? "correct" : "wrong",
    why: got === null ? "no single number is given as the answer" : `answered ${got}`,
    got: result.answer ?? result.reply.slice(0, 200),
    expected: String(expected),
    presentedAs: presentationOfVerdict(result.verdict),
  };
}
