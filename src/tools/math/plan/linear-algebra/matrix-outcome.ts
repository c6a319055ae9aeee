import type { Certificate } from "../../../../core/truth.ts";
import type { Expression } from "../../expression/expression.ts";
import { printLatex } from "../../expression/print-latex.ts";
import { printPlain } from "../../expression/print-plain.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { EXACT } from "../candidates.ts";
import type { Outcome } from "../outcome.ts";

/** A certificate of the exact procedures of this folder. */
export function exactCertificate(
  method: string,
  detail: string,
  conditions: readonly string[] = [],
): Certificate {
  return {
    grade: "proved",
    method,
    detail,
    engines: [EXACT],
    ...(conditions.length === 0 ? {} : { conditions: [...conditions] }),
  };
}

export const BY_DEFINITION: Certificate = exactCertificate(
  "definition",
  "The entries are those of the definition, in exact arithmetic.",
);

/** The conditions that these expressions are not zero. */
export const nonzero = (expressions: readonly Expression[]): string[] => [
  ...new Set(expressions.map((expression) => `${printPlain(expression)} != 0`)),
];

export function plainMatrix(matrix: Matrix): string {
  return `{${matrix.map((row) => `{${row.map(printPlain).join(", ")}}`).join(", ")}}`;
}

export function latexMatrix(matrix: Matrix): string {
  return `\\begin{pmatrix}${matrix.map((row) => row.map(printLatex).join(" & ")).join(" \\\\ ")}\\end{pmatrix}`;
}

export const plainVector = (vector: readonly Expression[]): string =>
  `(${vector.map(printPlain).join(", ")})`;

/** An answer that is a matrix. */
export function matrixOutcome(
  matrix: Matrix,
  certificate: Certificate,
  engine: string = EXACT,
): Outcome {
  const plain = plainMatrix(matrix);
  return {
    kind: "answer",
    value: { kind: "matrix", rows: matrix.map((row) => row.map(printPlain)) },
    short: plain,
    plain,
    latex: latexMatrix(matrix),
    certificate,
    engine,
  };
}

/** An answer that is one vector. */
export function vectorOutcome(vector: readonly Expression[], certificate: Certificate): Outcome {
  const plain = plainVector(vector);
  return {
    kind: "answer",
    value: { kind: "tuple", items: vector.map(printPlain) },
    short: plain,
    plain,
    latex: `\\left(${vector.map(printLatex).join(", ")}\\right)`,
    certificate,
    engine: EXACT,
  };
}

/** An answer that is a list of vectors, such as a basis; `none` is said where the list is empty. */
export function vectorsOutcome(vectors: Matrix, none: string, certificate: Certificate): Outcome {
  const plain = vectors.length === 0 ? none : vectors.map(plainVector).join(", ");
  return {
    kind: "answer",
    value: { kind: "matrix", rows: vectors.map((row) => row.map(printPlain)) },
    short: plain,
    plain,
    latex:
      vectors.length === 0
        ? `\\text{${none}}`
        : vectors.map((vector) => latexMatrix(vector.map((entry) => [entry]))).join(",\\; "),
    certificate,
    engine: EXACT,
  };
}

/** An answer of several named matrices, such as L and U. */
export function namedOutcome(
  parts: readonly (readonly [name: string, matrix: Matrix])[],
  certificate: Certificate,
): Outcome {
  const plain = parts.map(([name, matrix]) => `${name} = ${plainMatrix(matrix)}`).join(", ");
  return {
    kind: "answer",
    value: {
      kind: "mapping",
      entries: Object.fromEntries(parts.map(([name, matrix]) => [name, plainMatrix(matrix)])),
    },
    short: plain,
    plain,
    latex: parts
      .map(([name, matrix]) => `${latexName(name)} = ${latexMatrix(matrix)}`)
      .join(",\\; "),
    certificate,
    engine: EXACT,
  };
}

const latexName = (name: string): string => (name === "Sigma" ? "\\Sigma" : name);

/** An answer in words. */
export function textOutcome(text: string, certificate: Certificate): Outcome {
  return {
    kind: "answer",
    value: { kind: "text", text },
    short: text,
    plain: text,
    latex: `\\text{${text}}`,
    certificate,
    engine: EXACT,
  };
}
