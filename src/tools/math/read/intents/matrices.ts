import { argumentsOf, type Expression, headOf } from "../../expression/expression.ts";
import type { Groups } from "../query-builders.ts";
import type { MathQuery } from "../math-query.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

/** "{{1,2},{3,4}}", "<1,2,3>" or "|3 1; 2 5|" as an expression. */
function tableOf(text: string, context: ReadingContext): Expression | null {
  const trimmed = text.trim();
  const rows = /^[|[]\s*(?<rows>[^|;[\]]+(?:;[^|;[\]]+)+)[|\]]$/.exec(trimmed)?.groups?.["rows"];
  if (rows !== undefined)
    return [
      "List",
      ...rows.split(";").map((row): Expression => [
        "List",
        ...row
          .trim()
          .split(/\s*,\s*|\s+/)
          .map((entry) => context.parse(entry)),
      ]),
    ];
  const angle = /^<\s*(?<items>[^<>]+)>$/.exec(trimmed)?.groups?.["items"];
  if (angle !== undefined) return ["List", ...angle.split(",").map((item) => context.parse(item))];
  const parsed = context.parse(trimmed);
  return ["List", "Set", "Tuple"].includes(headOf(parsed)) ? parsed : null;
}

function determinant(groups: Groups, context: ReadingContext): MathQuery | null {
  const matrix = tableOf(groups["body"] as string, context);
  return matrix === null ? null : { kind: "evaluate", expression: ["Determinant", matrix] };
}

function vectors(operation: "cross-product" | "dot-product") {
  return (groups: Groups, context: ReadingContext): MathQuery | null => {
    const a = tableOf(groups["a"] as string, context);
    const b = tableOf(groups["b"] as string, context);
    return a === null || b === null
      ? null
      : { kind: "linear-algebra", operation, operands: [a, b] };
  };
}

function matrixProduct(groups: Groups, context: ReadingContext): MathQuery | null {
  const a = tableOf(groups["a"] as string, context);
  const b = tableOf(groups["b"] as string, context);
  const isMatrix = (part: Expression | null): part is Expression =>
    part !== null &&
    argumentsOf(part).every((row) => ["List", "Set", "Tuple"].includes(headOf(row)));
  return isMatrix(a) && isMatrix(b)
    ? { kind: "linear-algebra", operation: "matrix-product", operands: [a, b] }
    : null;
}

/** Matrices and vectors in the notations people type. */
export const MATRIX_INTENTS: readonly Intent[] = [
  {
    name: "determinant",
    frames: [
      "[the ](det|determinant) [of ][the ][matrix ]{body}",
      "[求]行列式[ ]{body}",
      "[矩阵]{body} 的行列式",
    ],
    read: determinant,
    examples: [
      { ask: "det [[2,0,1],[1,3,2],[1,1,1]]", answer: "0" },
      { ask: "求行列式 |3 1; 2 5|", answer: "13" },
    ],
  },
  {
    name: "eigenvalues",
    frames: ["[the ](eigen values|eigen value|eigenvalues) of [the ][matrix ]{body}"],
    read: (groups, context) => {
      const matrix = tableOf(groups["body"] as string, context);
      return matrix === null
        ? null
        : { kind: "linear-algebra", operation: "eigenvalues", operands: [matrix] };
    },
    examples: [{ ask: "eigen values of {{2,1},{1,2}}", answer: "1, 3" }],
  },
  {
    name: "reduced row echelon form",
    frames: [
      "[the ](rref|reduced row echelon form|row reduced form) [of ][the ][matrix ]{body}",
      "row reduce [the ][matrix ]{body}",
      "[矩阵]{body} 的(行最简形|行最简形式|行简化阶梯形|行阶梯形)",
    ],
    read: (groups, context) => {
      const matrix = tableOf(groups["body"] as string, context);
      return matrix === null
        ? null
        : { kind: "linear-algebra", operation: "row-reduction", operands: [matrix] };
    },
    examples: [{ ask: "rref of {{1,2,3},{2,4,7}}", answer: "{{1, 2, 0}, {0, 0, 1}}" }],
  },
  {
    name: "cross product",
    frames: [
      "[the ]cross product [of ]{a:vector}[ ](and|x|×|with|,)[ ]{b:vector}",
      "{a:vector} (cross|×) {b:vector}",
    ],
    read: vectors("cross-product"),
    examples: [{ ask: "cross product <1,2,3> x <4,5,6>", answer: "(-3, 6, -3)" }],
  },
  {
    name: "dot product",
    frames: [
      "[the ](dot|scalar|inner) product [of ]{a:vector}[ ](and|[.]|·|with|,)[ ]{b:vector}",
      "{a:vector} (dot|·) {b:vector}",
    ],
    read: vectors("dot-product"),
    examples: [{ ask: "dot product of <1,2,3> and <4,5,6>", answer: "32" }],
  },
  {
    name: "product of matrices",
    frames: [
      "[multiply ][the ][matrices ]{a:matrix}[ ](*|·|times|and|by|)[ ]{b:matrix}",
      "矩阵[ ]{a:matrix}[ ](*|·|乘以|乘|和)[ ]{b:matrix}[ ][的积|的乘积]",
    ],
    read: matrixProduct,
    examples: [{ ask: "{{1,2},{3,4}} * {{1},{1}}", answer: "{{3}, {7}}" }],
  },
];
