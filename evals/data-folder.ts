import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { z } from "zod";
import { AnsatzError } from "../src/core/errors.ts";
import type { LoadedSuite } from "./suite.ts";

/** A data file as a report names it. */
export interface DataFile {
  readonly path: string;
  readonly sha256: string;
  readonly rows: number;
}

const PROJECT_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folder with the shared data: the one asked for, `ANSATZ_DATA`, or the one beside the project. */
export function resolveDataDir(asked: string | undefined, environment: string | undefined): string {
  return asked ?? environment ?? join(PROJECT_ROOT, "..", "shared", "data");
}

/** A file that comes with the project. */
export const ownDataFile = (name: string): string => join(PROJECT_ROOT, "evals", "data", name);

/** Reads JSON lines; throws `not_found` with the place to get the data, `invalid_request` for a bad line. */
export async function readRows<Row>(
  paths: readonly string[],
  schema: z.ZodType<Row>,
): Promise<LoadedSuite<Row>> {
  const files: DataFile[] = [];
  const rows: Row[] = [];
  for (const path of paths) {
    const text = await readData(path);
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    lines.forEach((line, index) => rows.push(parseLine(line, schema, `${path}:${index + 1}`)));
    files.push({
      path,
      sha256: createHash("sha256").update(text).digest("hex"),
      rows: lines.length,
    });
  }
  return { files, split: splitOf(paths), rows };
}

/** `dev.jsonl` and `wild.dev.jsonl` are both of the split `dev`. */
function splitOf(paths: readonly string[]): string {
  const names = paths.map((path) => basename(path, ".jsonl").split(".").at(-1) ?? "");
  return [...new Set(names)].join("+");
}

async function readData(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new AnsatzError(
      "not_found",
      `There is no data file ${path}. evals/README.md says where the set comes from and how to lay it out; point at another folder with --data DIR or ANSATZ_DATA.`,
      { cause: error },
    );
  }
}

function parseLine<Row>(line: string, schema: z.ZodType<Row>, place: string): Row {
  try {
    return schema.parse(JSON.parse(line));
  } catch (error) {
    throw new AnsatzError(
      "invalid_request",
      `${place} is not a row of this suite; evals/README.md describes the fields.`,
      { cause: error },
    );
  }
}
