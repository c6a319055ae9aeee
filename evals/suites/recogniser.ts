import { join } from "node:path";
import { z } from "zod";
import { readRows } from "../data-folder.ts";
import type { LoadedSuite, RowOutcome, Suite } from "../suite.ts";

interface RecogniserRow {
  readonly id: string;
  readonly source: string;
  readonly text: string;
  readonly isMathematics: boolean;
}

type Recognition = "readable" | "mathematical" | "other";

const rowSchema = z.looseObject({
  query: z.string().optional(),
  question: z.string().optional(),
  user_query: z.string().optional(),
  message: z.unknown().optional(),
  history: z.unknown().optional(),
});

/** Where the rows come from: set, files, whether they are mathematics, and the text of a row. */
const SOURCES: readonly {
  readonly name: string;
  readonly files: readonly string[];
  readonly isMathematics: boolean;
  readonly textOf: (row: z.infer<typeof rowSchema>) => unknown;
}[] = [
  {
    name: "nl-queries",
    files: ["nl-queries/dev.jsonl", "nl-queries/wild.dev.jsonl"],
    isMathematics: true,
    textOf: (row) => row.query,
  },
  {
    name: "deepmind-math",
    files: ["deepmind-math/dev.jsonl"],
    isMathematics: true,
    textOf: (row) => row.question,
  },
  {
    name: "halueval-general",
    files: ["halueval-general/dev.jsonl"],
    isMathematics: false,
    textOf: (row) => row.user_query,
  },
  {
    name: "begin",
    files: ["begin/dev_cmu.jsonl", "begin/dev_wow.jsonl"],
    isMathematics: false,
    textOf: (row) => row.message,
  },
  {
    name: "faithdial-audit",
    files: ["faithdial-audit/dev.jsonl"],
    isMathematics: false,
    textOf: (row) => (Array.isArray(row.history) ? row.history.at(-1) : row.history),
  },
];

async function load(dataDir: string): Promise<LoadedSuite<RecogniserRow>> {
  const parts = await Promise.all(
    SOURCES.map(async ({ name, files, isMathematics, textOf }) => {
      const loaded = await readRows(
        files.map((file) => join(dataDir, file)),
        rowSchema,
      );
      const rows = loaded.rows.flatMap((row, index): RecogniserRow[] => {
        const text = textOf(row);
        return typeof text === "string" && text.trim() !== ""
          ? [{ id: `${name}-${index + 1}`, source: name, text, isMathematics }]
          : [];
      });
      return { files: loaded.files, rows };
    }),
  );
  return {
    files: parts.flatMap(({ files }) => files),
    split: "dev",
    rows: parts.flatMap(({ rows }) => rows),
  };
}

/** Is a text mathematics at all? Questions against ordinary conversation, nothing computed. */
export const recogniserSuite: Suite<RecogniserRow, Recognition> = {
  name: "recogniser",
  description: "is this mathematics at all? questions against ordinary chat",
  rule: "Every row of the mathematics sets counts as mathematics and every row of the dialogue sets as none, although some of the latter do ask for mathematics; correct when the recogniser says so.",
  deadlineMs: 2_000,
  load: ({ dataDir }) => load(dataDir),
  idOf: (row) => row.id,
  areaOf: (row) => row.source,
  run: (row, { math }) => Promise.resolve(math.recognise(row.text)),
  score: (row, recognition) => {
    const isRight = (recognition !== "other") === row.isMathematics;
    return {
      mark: isRight ? "correct" : row.isMathematics ? "unanswered" : "wrong",
      why: `recognised as ${recognition}`,
      got: `${recognition}: ${row.text.slice(0, 120)}`,
      expected: row.isMathematics ? "mathematics" : "chat",
      presentedAs: null,
    };
  },
  summarize: (outcomes) => ({ recogniser: figures(outcomes) }),
};

function figures(
  outcomes: readonly RowOutcome<RecogniserRow, Recognition>[],
): Record<string, number> {
  const found = outcomes.filter(({ output }) => output !== null && output !== "other");
  const right = found.filter(({ row }) => row.isMathematics).length;
  const asked = outcomes.filter(({ row }) => row.isMathematics).length;
  return {
    precision: found.length === 0 ? 0 : right / found.length,
    recall: asked === 0 ? 0 : right / asked,
  };
}
