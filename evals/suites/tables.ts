import { join } from "node:path";
import { z } from "zod";
import type { VerifyResult } from "../../src/core/verify-result.ts";
import { readRows } from "../data-folder.ts";
import type { LoadedSuite, LoadOptions, Suite } from "../suite.ts";
import { ratio } from "./detector-summary.ts";

interface TableRow {
  readonly id: string;
  readonly text: string;
  readonly context: string;
  /** Null: the table says neither. */
  readonly holds: boolean | null;
}

const boxTable = z.object({
  table_id: z.string(),
  table: z.record(z.string(), z.array(z.string())),
});
const boxRow = z.object({
  table_id: z.string(),
  hypothesis: z.string(),
  label: z.enum(["E", "N", "C"]),
});
const gridTable = z.object({ table_id: z.string(), caption: z.string(), csv_hash_sep: z.string() });
const gridRow = z.object({ table_id: z.string(), entailed: z.string(), refuted: z.string() });

async function loadBoxes({ dataDir, file }: LoadOptions): Promise<LoadedSuite<TableRow>> {
  const tables = await readRows([join(dataDir, "infotabs", "tables.jsonl")], boxTable);
  const byId = new Map(tables.rows.map(({ table_id, table }) => [table_id, JSON.stringify(table)]));
  const loaded = await readRows([file ?? join(dataDir, "infotabs", "dev.jsonl")], boxRow);
  const rows = loaded.rows.map(({ table_id, hypothesis, label }, index) => ({
    id: `${table_id}-${index + 1}`,
    text: hypothesis,
    context: byId.get(table_id) ?? "",
    holds: label === "N" ? null : label === "E",
  }));
  return { ...loaded, rows };
}

async function loadGrids({ dataDir, file }: LoadOptions): Promise<LoadedSuite<TableRow>> {
  const tables = await readRows([join(dataDir, "tabfact-pairs", "tables.jsonl")], gridTable);
  const byId = new Map(tables.rows.map(({ table_id, csv_hash_sep }) => [table_id, csv_hash_sep]));
  const loaded = await readRows([file ?? join(dataDir, "tabfact-pairs", "train.jsonl")], gridRow);
  const rows = loaded.rows.flatMap(({ table_id, entailed, refuted }, index) =>
    [entailed, refuted].map((text, place) => ({
      id: `${index + 1}-${place === 0 ? "entailed" : "refuted"}`,
      text,
      context: byId.get(table_id) ?? "",
      holds: place === 0,
    })),
  );
  return { ...loaded, rows };
}

function tableSuite(
  name: string,
  description: string,
  load: (options: LoadOptions) => Promise<LoadedSuite<TableRow>>,
): Suite<TableRow, VerifyResult> {
  return {
    name,
    description,
    rule: "A statement that holds by the table and is proved, or does not and is refuted, is correct; the opposite, and any decision where the table says neither, is wrong.",
    deadlineMs: 10_000,
    load,
    idOf: (row) => row.id,
    areaOf: (row) => (row.holds === null ? "neither" : row.holds ? "holds" : "does not"),
    run: ({ text, context }, { verifier }, options) => verifier.verify({ text, context }, options),
    score({ text, holds }, { verdict, claims }) {
      const table = claims.find(({ evidence }) => evidence.method === "table");
      return {
        mark:
          verdict === "undecided"
            ? "unanswered"
            : (verdict === "proved") === holds && holds !== null
              ? "correct"
              : "wrong",
        why: `${text} | ${table?.evidence.detail ?? ""}`,
        got: verdict,
        expected: String(holds),
        presentedAs: verdict === "undecided" ? null : verdict,
      };
    },
    summarize(outcomes) {
      const judged = outcomes.flatMap(({ row, output }) =>
        output === null || output.verdict === "undecided"
          ? []
          : [{ isRight: row.holds !== null && (output.verdict === "proved") === row.holds }],
      );
      return {
        decided: {
          count: judged.length,
          coverage: ratio(judged.length, outcomes.length),
          accuracy: ratio(judged.filter(({ isRight }) => isRight).length, judged.length),
        },
      };
    },
  };
}

export const boxSuite = tableSuite("infotabs", "statements about an information box", loadBoxes);
export const gridSuite = tableSuite("tabfact", "statements about a table of rows", loadGrids);
