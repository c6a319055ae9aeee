import type { Expression } from "../expression/expression.ts";
import { headOf } from "../expression/expression.ts";
import type { QueryPattern } from "./patterns.ts";

export type MatrixOperation =
  | "inverse"
  | "rank"
  | "eigenvalues"
  | "trace"
  | "transpose"
  | "matrix-exponential"
  | "cross-product"
  | "dot-product"
  | "row-reduction"
  | "matrix-product";

export interface LinearAlgebraQuery {
  readonly kind: "linear-algebra";
  readonly operation: MatrixOperation;
  /** Lists of lists for matrices, lists or tuples for vectors. */
  readonly operands: readonly Expression[];
}

export const MATRIX_OPERATION_NAMES: Readonly<Record<MatrixOperation, readonly [string, string]>> =
  {
    inverse: ["Inverse", "逆矩阵"],
    rank: ["Rank", "秩"],
    eigenvalues: ["Eigenvalues", "特征值"],
    trace: ["Trace", "迹"],
    transpose: ["Transpose", "转置"],
    "matrix-exponential": ["Matrix exponential", "矩阵指数"],
    "cross-product": ["Cross product", "叉积"],
    "dot-product": ["Dot product", "点积"],
    "row-reduction": ["Reduced row echelon form", "行最简形"],
    "matrix-product": ["Product", "乘积"],
  };

const WORDS: readonly (readonly [RegExp, MatrixOperation])[] = [
  [/^(?:inverse|inv|逆矩阵?|逆)$/i, "inverse"],
  [/^(?:rank|秩)$/i, "rank"],
  [/^(?:eigenvalues?|特征值)$/i, "eigenvalues"],
  [/^(?:trace|迹)$/i, "trace"],
  [/^(?:transpose|转置)$/i, "transpose"],
  [/^(?:matrix exponential|exponential|matrixexp|expm|矩阵指数)$/i, "matrix-exponential"],
];

const LIST_START = String.raw`[[({\\]`;

/** Matrices and vectors in English and Chinese. */
export const LINEAR_ALGEBRA_PATTERNS: readonly QueryPattern[] = [
  {
    pattern: new RegExp(
      String.raw`^(?:the )?(?<word>inverse|inv|rank|eigenvalues?|trace|transpose|matrix exponential|exponential|matrixexp|expm)\s*(?:of )?\s*(?:the )?(?:matrix )?(?<body>${LIST_START}.+)$`,
      "i",
    ),
    build: (groups, context) => unary(groups["word"], context.parse(groups["body"] as string)),
  },
  {
    pattern:
      /^(?:矩阵\s*)?(?<body>[[({\\].+?)\s*的\s*(?<word>逆矩阵?|秩|特征值|迹|转置|矩阵指数)$/u,
    build: (groups, context) => unary(groups["word"], context.parse(groups["body"] as string)),
  },
  {
    pattern:
      /^(?:the )?(?<word>inverse|rank|eigenvalues?|trace|determinant)\s*(?:of )?\s*(?:the )?(?<size>\d{1,2})\s*(?:x|by|\*)\s*\k<size>\s+tridiagonal matrix with (?<diagonal>\S+) on the (?:main )?diagonal and (?<beside>\S+) (?:beside it|next to it|on the off-?diagonals?|above and below(?: it)?)$/i,
    build: (groups, context) => {
      const size = Number(groups["size"]);
      const [diagonal, beside] = [groups["diagonal"], groups["beside"]].map((text) =>
        context.parse(text as string),
      ) as [Expression, Expression];
      const rows = Array.from({ length: size }, (_, i): Expression => [
        "List",
        ...Array.from({ length: size }, (_, j) =>
          i === j ? diagonal : Math.abs(i - j) === 1 ? beside : { num: "0" },
        ),
      ]);
      const matrix: Expression = ["List", ...rows];
      return /determinant/i.test(groups["word"] as string)
        ? { kind: "evaluate", expression: ["Determinant", matrix] }
        : unary(groups["word"], matrix);
    },
  },
  {
    pattern:
      /^(?:the )?(?<word>cross|dot|scalar|inner|vector) product (?:of )?(?:the )?(?:vectors )?(?<a>[[({<].+?[\])}>])\s*(?:and|with|,|和|与)\s*(?<b>[[({<].+[\])}>])$/i,
    build: (groups, context) =>
      vectors(
        groups["word"],
        context.parse(groups["a"] as string),
        context.parse(groups["b"] as string),
      ),
  },
  {
    pattern:
      /^(?:向量\s*)?(?<a>[[({].+?[\])}])\s*[和与]\s*(?<b>[[({].+?[\])}])\s*的\s*(?<word>叉积|点积|内积|数量积|向量积)$/u,
    build: (groups, context) =>
      vectors(
        groups["word"],
        context.parse(groups["a"] as string),
        context.parse(groups["b"] as string),
      ),
  },
];

const LISTS = new Set(["List", "Set", "Tuple"]);

function unary(word: string | undefined, matrix: Expression): LinearAlgebraQuery | null {
  const operation = WORDS.find(([pattern]) => pattern.test(word ?? ""))?.[1];
  if (operation === undefined || !LISTS.has(headOf(matrix))) return null;
  return { kind: "linear-algebra", operation, operands: [matrix] };
}

function vectors(
  word: string | undefined,
  a: Expression,
  b: Expression,
): LinearAlgebraQuery | null {
  if (!LISTS.has(headOf(a)) || !LISTS.has(headOf(b))) return null;
  const operation = /cross|vector|叉积|向量积/i.test(word ?? "") ? "cross-product" : "dot-product";
  return { kind: "linear-algebra", operation, operands: [a, b] };
}
