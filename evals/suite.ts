import type { CallOptions } from "../src/core/math-port.ts";
import type { EvalContext } from "./context.ts";
import type { DataFile } from "./data-folder.ts";
import type { Score } from "./scoring/mark.ts";

export interface LoadedSuite<Row> {
  readonly files: readonly DataFile[];
  readonly split: string;
  readonly rows: readonly Row[];
}

/** What came out of one row, with what `summarize` needs. */
export interface RowOutcome<Row, Output> {
  readonly row: Row;
  /** Null when the row failed or ran past its deadline. */
  readonly output: Output | null;
  readonly score: Score;
  readonly ms: number;
}

export interface LoadOptions {
  readonly dataDir: string;
  /** Reads this file in place of the suite's own. */
  readonly file: string | undefined;
}

/** A measurement: rows, how the system answers one, and how an answer is judged. */
export interface Suite<Row, Output> {
  readonly name: string;
  readonly description: string;
  /** A paragraph on what counts as correct. */
  readonly rule: string;
  /** The time one row may take. */
  readonly deadlineMs: number;
  load(options: LoadOptions): Promise<LoadedSuite<Row>>;
  idOf(row: Row): string;
  /** The group a row is reported and stratified under. */
  areaOf(row: Row): string;
  run(row: Row, context: EvalContext, options: CallOptions): Promise<Output>;
  score(row: Row, output: Output): Score;
  /** Extra figures for the report, from all outcomes. */
  summarize?(outcomes: readonly RowOutcome<Row, Output>[]): Record<string, unknown>;
}
