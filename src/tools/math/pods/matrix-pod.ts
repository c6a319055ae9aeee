import { argumentsOf, type Expression, headOf } from "../expression/expression.ts";
import { matrixOf } from "../matrix/matrix.ts";
import {
  linearAlgebra,
  MATRIX_OPERATION_NAMES,
  type MatrixOperation,
} from "../read/linear-algebra-query.ts";
import { furtherAnswer } from "./further-answer.ts";
import type { PodMaker, PodSubject } from "./pod-maker.ts";
import { type Property, propertyTable } from "./property-table.ts";

const ALWAYS = ["rank", "transpose"] as const satisfies readonly MatrixOperation[];
const OF_SQUARE = [
  "determinant",
  "trace",
  "characteristic-polynomial",
  "eigenvalues",
  "inverse",
] as const satisfies readonly MatrixOperation[];

/** What there is to know of a matrix; what was not proved is left out. */
export const matrixPod: PodMaker = {
  id: "matrix-properties",
  title: { en: "Matrix properties", zh: "矩阵的性质" },
  speed: "slow",
  appliesTo: (subject) => matrixIn(subject) !== null,
  make: async (subject, tools) => {
    const matrix = matrixIn(subject);
    if (matrix === null) return null;
    const isSquare =
      argumentsOf(matrix).length === argumentsOf(argumentsOf(matrix)[0] ?? "").length;
    const properties: Property[] = [];
    for (const operation of [...(isSquare ? OF_SQUARE : []), ...ALWAYS]) {
      const answer = await furtherAnswer(tools, linearAlgebra(operation, matrix));
      const { grade } = answer?.certificate ?? { grade: "unchecked" };
      if (answer === null || answer.value.kind === "none" || grade !== "proved") continue;
      properties.push({ name: MATRIX_OPERATION_NAMES[operation], value: answer.plain, grade });
    }
    return propertyTable(
      properties,
      ["Each property was worked out and proved by itself.", "每条性质都单独求出并证明。"],
      subject.isChinese,
    );
  },
};

/** The one matrix that a question is about. */
function matrixIn({ query }: PodSubject): Expression | null {
  const operand =
    query.kind === "evaluate"
      ? query.expression
      : query.kind === "linear-algebra" && query.operands.length === 1
        ? query.operands[0]
        : undefined;
  return operand !== undefined &&
    headOf(operand) === "List" &&
    argumentsOf(operand).every((row) => headOf(row) === "List") &&
    matrixOf(operand) !== null
    ? operand
    : null;
}
