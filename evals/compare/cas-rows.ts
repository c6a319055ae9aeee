import { join } from "node:path";
import { parseArgs } from "node:util";
import { readRows, resolveDataDir } from "../data-folder.ts";
import { stratifiedSample } from "../sampling.ts";
import { type CasRow, casRowSchema } from "../scoring/cas-rules.ts";

export interface CompareOptions {
  readonly dataDir: string;
  readonly limit: number | undefined;
  readonly seed: number;
  readonly isJson: boolean;
}

/** `--data DIR --limit N --seed N --json`, as the comparisons share them. */
export function compareOptions(): CompareOptions {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      limit: { type: "string" },
      seed: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  return {
    dataDir: resolveDataDir(values.data, process.env["ANSATZ_DATA"]),
    limit: values.limit === undefined ? undefined : Number(values.limit),
    seed: Number(values.seed),
    isJson: values.json,
  };
}

/** The rows of the computer-algebra set, or a seeded sample of them spread over its areas. */
export async function casRows({ dataDir, limit, seed }: CompareOptions): Promise<CasRow[]> {
  const { rows } = await readRows([join(dataDir, "cas", "dev.jsonl")], casRowSchema);
  return stratifiedSample(rows, (row) => row.area, limit, seed);
}
