import { join } from "node:path";
import { parseArgs } from "node:util";
import { readRows, resolveDataDir } from "../data-folder.ts";
import { stratifiedSample } from "../sampling.ts";
import { type CasRow, casRowSchema } from "../scoring/cas-rules.ts";

export interface CompareOptions {
  readonly dataDir: string;
  readonly limit: number | undefined;
  readonly seed: number;
  /** How long a row may take. */
  readonly deadlineMs: number;
  readonly isJson: boolean;
}

/** `--data DIR --limit N --seed N --deadline SECONDS --json`, as the comparisons share them. */
export function compareOptions(usualDeadlineMs: number): CompareOptions {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      limit: { type: "string" },
      seed: { type: "string", default: "1" },
      deadline: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  return {
    dataDir: resolveDataDir(values.data, process.env["ANSATZ_DATA"]),
    limit: values.limit === undefined ? undefined : Number(values.limit),
    seed: Number(values.seed),
    deadlineMs: values.deadline === undefined ? usualDeadlineMs : 1_000 * Number(values.deadline),
    isJson: values.json,
  };
}

/** The rows of the computer-algebra set, or a seeded sample of them spread over its areas. */
export async function casRows({ dataDir, limit, seed }: CompareOptions): Promise<CasRow[]> {
  const { rows } = await readRows([join(dataDir, "cas", "dev.jsonl")], casRowSchema);
  return stratifiedSample(rows, (row) => row.area, limit, seed);
}
