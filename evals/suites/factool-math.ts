import { join } from "node:path";
import { z } from "zod";
import type { VerifyResult } from "../../src/core/verify-result.ts";
import { readRows } from "../data-folder.ts";
import type { LoadedSuite, LoadOptions, Suite } from "../suite.ts";
import { flagSummary } from "./detector-summary.ts";

const rowSchema = z.object({
  claims: z.array(
    z.object({
      label: z.union([z.boolean(), z.string()]),
      claim: z.object({ math_calculation: z.string(), calculated_answer: z.coerce.string() }),
    }),
  ),
});

interface CalculationRow {
  readonly id: string;
  readonly text: string;
  readonly isFaulty: boolean;
}

async function load({ dataDir, file }: LoadOptions): Promise<LoadedSuite<CalculationRow>> {
  const loaded = await readRows([file ?? join(dataDir, "factool", "math_dev.jsonl")], rowSchema);
  const rows = loaded.rows.flatMap(({ claims }, index) =>
    claims.flatMap(({ label, claim }, place): CalculationRow[] =>
      typeof label === "boolean"
        ? [
            {
              id: `${index + 1}-${place + 1}`,
              text: `${claim.math_calculation} = ${claim.calculated_answer}`,
              isFaulty: !label,
            },
          ]
        : [],
    ),
  );
  return { ...loaded, rows };
}

export const calculationSuite: Suite<CalculationRow, VerifyResult> = {
  name: "factool-math",
  description: "calculations taken from solutions, right and wrong, one at a time",
  rule: "A calculation is flagged when it is refuted. F1 is given for finding the wrong ones and, with proved as the flag, for confirming the right ones.",
  deadlineMs: 10_000,
  load,
  idOf: (row) => row.id,
  areaOf: (row) => (row.isFaulty ? "wrong" : "right"),
  run: ({ text }, { verifier }, options) => verifier.verify({ text }, options),
  score({ text, isFaulty }, { verdict }) {
    const isRight = (verdict === "refuted") === isFaulty;
    return {
      mark: verdict === "undecided" ? "unanswered" : isRight ? "correct" : "wrong",
      why: text,
      got: verdict,
      expected: isFaulty ? "refuted" : "proved",
      presentedAs: verdict === "undecided" ? null : verdict,
    };
  },
  summarize(outcomes) {
    const judged = outcomes.flatMap(({ row, output }) =>
      output === null ? [] : [{ isFaulty: row.isFaulty, verdict: output.verdict }],
    );
    return {
      wrongFound: flagSummary(
        judged.map(({ isFaulty, verdict }) => ({ isFaulty, isFlagged: verdict === "refuted" })),
      ),
      rightKept: flagSummary(
        judged.map(({ isFaulty, verdict }) => ({
          isFaulty: !isFaulty,
          isFlagged: verdict !== "refuted",
        })),
      ),
      rightConfirmed: flagSummary(
        judged.map(({ isFaulty, verdict }) => ({
          isFaulty: !isFaulty,
          isFlagged: verdict === "proved",
        })),
      ),
    };
  },
};
