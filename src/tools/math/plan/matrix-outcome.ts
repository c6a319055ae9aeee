import type { AnswerValue } from "../../../core/query-result.ts";
import type { Certificate } from "../../../core/truth.ts";
import type { Expression } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { EXACT } from "./candidates.ts";
import type { Outcome } from "./outcome.ts";

/** Rows of equal length. */
export type Matrix = readonly (readonly Expression[])[];

/** An answer that is a matrix. */
export function matrixOutcome(
  matrix: Matrix,
  certificate: Certificate,
  engine: string = EXACT,
): Outcome {
  const rows = matrix.map((row) => row.map(printPlain));
  const value: AnswerValue = { kind: "matrix", rows };
  const plain = `{${rows.map((row) => `{${row.join(", ")}}`).join(", ")}}`;
  return {
    kind: "answer",
    value,
    short: plain,
    plain,
    latex: `\\begin{pmatrix}${matrix.map((row) => row.map(printLatex).join(" & ")).join(" \\\\ ")}\\end{pmatrix}`,
    certificate,
    engine,
  };
}
