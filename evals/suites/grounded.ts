import { join } from "node:path";
import { z } from "zod";
import type { VerifyResult } from "../../src/core/verify-result.ts";
import { readRows } from "../data-folder.ts";
import type { Score } from "../scoring/mark.ts";
import type { LoadedSuite, LoadOptions, Suite } from "../suite.ts";
import { detectorSummary } from "./detector-summary.ts";

/** A reply to be judged by the knowledge it was to be drawn from. */
interface GroundedRow {
  readonly id: string;
  readonly area: string;
  readonly text: string;
  readonly context: string;
  /** Null: left out of the figures (neither attributable nor not). */
  readonly isFaulty: boolean | null;
}

const RULE =
  "The error score is judged by the area under its curve against the labels. A faulty reply refuted and a sound one proved are correct, the opposite is wrong, undecided is unanswered.";

const beginRow = z.object({ knowledge: z.string(), response: z.string(), label: z.string() });
const dialogueRow = z.object({
  knowledge: z.string(),
  response: z.string(),
  labels: z.array(z.string()),
  corpus: z.string(),
});

async function loadBegin({ dataDir, file }: LoadOptions): Promise<LoadedSuite<GroundedRow>> {
  const names = file === undefined ? ["wow", "cmu"].map((part) => `dev_${part}.jsonl`) : [file];
  const parts = await Promise.all(
    names.map(async (name) => {
      const loaded = await readRows([file ?? join(dataDir, "begin", name)], beginRow);
      const rows = loaded.rows.map(({ knowledge, response, label }, index) => ({
        id: `${name}-${index + 1}`,
        area: name.replace(/^dev_|\.jsonl$/g, ""),
        text: response,
        context: knowledge,
        isFaulty: label === "Fully attributable" ? false : label === "Generic" ? null : true,
      }));
      return { files: loaded.files, rows };
    }),
  );
  return {
    files: parts.flatMap(({ files }) => files),
    split: "dev",
    rows: parts.flatMap(({ rows }) => rows),
  };
}

async function loadDialogue({ dataDir, file }: LoadOptions): Promise<LoadedSuite<GroundedRow>> {
  const loaded = await readRows(
    [file ?? join(dataDir, "faithdial-audit", "dev.jsonl")],
    dialogueRow,
  );
  return {
    ...loaded,
    rows: loaded.rows.map(({ knowledge, response, labels, corpus }, index) => ({
      id: `${corpus}-${index + 1}`,
      area: corpus,
      text: response,
      context: knowledge,
      isFaulty: labels.some((label) => label.includes("hallucination")),
    })),
  };
}

function score({ isFaulty }: GroundedRow, { verdict, claims, errorScore }: VerifyResult): Score {
  const decided = claims.find((claim) => claim.verdict !== "undecided");
  const isRight = (verdict === "refuted") === isFaulty;
  return {
    mark:
      isFaulty === null
        ? "unscorable"
        : verdict === "undecided"
          ? "unanswered"
          : isRight
            ? "correct"
            : "wrong",
    why: decided === undefined ? verdict : `${decided.evidence.method}: ${decided.evidence.detail}`,
    got: `${verdict}, error score ${errorScore.toFixed(2)}`,
    expected: isFaulty === true ? "unsupported" : "supported",
    presentedAs: verdict === "undecided" ? null : verdict,
  };
}

function groundedSuite(
  name: string,
  description: string,
  load: (options: LoadOptions) => Promise<LoadedSuite<GroundedRow>>,
): Suite<GroundedRow, VerifyResult> {
  return {
    name,
    description,
    rule: RULE,
    deadlineMs: 10_000,
    load,
    idOf: (row) => row.id,
    areaOf: (row) => row.area,
    run: ({ text, context }, { verifier }, options) => verifier.verify({ text, context }, options),
    score,
    summarize(outcomes) {
      const areas = [...new Set(outcomes.map(({ row }) => row.area))];
      const summaryOf = (area: string | null): Record<string, unknown> =>
        detectorSummary(
          outcomes.flatMap(({ row, output }) =>
            output === null || row.isFaulty === null || (area !== null && row.area !== area)
              ? []
              : [{ ...output, isFaulty: row.isFaulty }],
          ),
        );
      return {
        all: summaryOf(null),
        ...Object.fromEntries(areas.map((area) => [area, summaryOf(area)])),
      };
    },
  };
}

export const beginSuite = groundedSuite(
  "begin",
  "replies attributable to their knowledge or not (Generic left out)",
  loadBegin,
);
export const faithDialogueSuite = groundedSuite(
  "faithdial",
  "replies with any hallucination tag against all others",
  loadDialogue,
);
