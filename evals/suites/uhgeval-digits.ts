import { join } from "node:path";
import { z } from "zod";
import type { VerifyResult } from "../../src/core/verify-result.ts";
import { readRows } from "../data-folder.ts";
import type { Suite } from "../suite.ts";
import { flagSummary } from "./detector-summary.ts";

const rowSchema = z.object({
  id: z.string(),
  headLine: z.string(),
  newsBeginning: z.string(),
  newsRemainder: z.string(),
  hallucinatedContinuation: z.string(),
  annotations: z.array(z.string()),
});
type News = z.infer<typeof rowSchema>;

interface Keyword {
  readonly text: string;
  readonly isFaulty: boolean;
}

/** The annotated phrases that hold a digit; "合理" marks the sound ones. */
function digitKeywords({ annotations }: News): readonly Keyword[] {
  return annotations.flatMap((annotation) => {
    const [text = "", verdict] = annotation.split("<sep>");
    return verdict === undefined || !/\d/.test(text)
      ? []
      : [{ text, isFaulty: !verdict.startsWith("合理") }];
  });
}

/** A phrase is flagged when a number in it is refuted or vouched for by the model alone. */
function isFlagged(keyword: string, text: string, { claims }: VerifyResult): boolean | null {
  const start = text.indexOf(keyword);
  if (start < 0) return null;
  const end = start + keyword.length;
  const inside = claims.filter(
    ({ kind, start: from, end: to }) =>
      (kind === "number" || kind === "date") && from < end && to > start,
  );
  if (inside.length === 0) return null;
  return inside.some(
    ({ verdict, provenance }) => verdict === "refuted" || provenance === "model-only",
  );
}

export const newsDigitSuite: Suite<News, VerifyResult> = {
  name: "uhgeval-digits",
  description:
    "Chinese news continued by models: are phrases with digits supported by the article?",
  rule: "A text is correct when every annotated phrase with a digit is flagged as annotated; a phrase that the text does not contain is not counted. F1 is over phrases.",
  deadlineMs: 10_000,
  load: ({ dataDir, file }) =>
    readRows([file ?? join(dataDir, "uhgeval-concise", "dev.jsonl")], rowSchema),
  idOf: (row) => row.id,
  areaOf: () => "zh",
  run: (row, { verifier }, options) =>
    verifier.verify(
      {
        text: row.hallucinatedContinuation,
        context: `${row.headLine}\n${row.newsBeginning}\n${row.newsRemainder}`,
      },
      options,
    ),
  score(row, output) {
    const judged = digitKeywords(row).map((keyword) => ({
      ...keyword,
      flag: isFlagged(keyword.text, row.hallucinatedContinuation, output),
    }));
    const wrong = judged.filter(({ flag, isFaulty }) => flag !== null && flag !== isFaulty);
    return {
      mark: judged.length === 0 ? "unscorable" : wrong.length === 0 ? "correct" : "wrong",
      why: wrong.map(({ text }) => text).join(", "),
      got: output.verdict,
      expected: "",
      presentedAs: null,
    };
  },
  summarize: (outcomes) => ({
    phrases: flagSummary(
      outcomes.flatMap(({ row, output }) =>
        output === null
          ? []
          : digitKeywords(row).flatMap(({ text, isFaulty }) => {
              const flag = isFlagged(text, row.hallucinatedContinuation, output);
              return flag === null ? [] : [{ isFlagged: flag, isFaulty }];
            }),
      ),
    ),
  }),
};
