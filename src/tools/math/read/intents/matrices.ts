import { argumentsOf, type Expression, headOf } from "../../expression/expression.ts";
import { isMatrixValued, matrixOf, vectorOf } from "../../matrix/matrix.ts";
import { linearAlgebra, type MatrixOperation } from "../linear-algebra-query.ts";
import { readTable } from "../matrix-text.ts";
import type { QueryBuilder } from "../query-builders.ts";
import type { Example, Intent } from "./intent.ts";

const onTable =
  (operation: MatrixOperation): QueryBuilder =>
  (groups, context) => {
    const table = readTable(groups["body"] as string, context);
    // "det M + 1" is a sum of numbers.
    const isMixed =
      table !== null && headOf(table) === "Add" && !argumentsOf(table).every(isMatrixValued);
    if (table === null || isMixed) return null;
    const isMeant = ON_VECTORS.has(operation)
      ? vectorOf(table) !== null
      : isMatrixValued(table) || argumentsOf(table).every((row) => LISTS.has(headOf(row)));
    return isMeant ? linearAlgebra(operation, table) : null;
  };

const LISTS = new Set(["List", "Set", "Tuple"]);
const ON_VECTORS: ReadonlySet<MatrixOperation> = new Set(["unit-vector", "vector-length"]);

/** One operation on one matrix or vector, under its names. */
function unary(
  operation: MatrixOperation,
  english: string,
  chinese: string,
  ...examples: Example[]
): Intent {
  // A space may be missing, so the longer of two names with the same beginning comes first.
  const longestFirst = (names: string): string =>
    names
      .split("|")
      .sort((a, b) => b.length - a.length)
      .join("|");
  const [en, zh] = [longestFirst(english), longestFirst(chinese)];
  return {
    name: `matrix-${operation}`,
    frames: [
      `[the |a |an ][basis (of|for) ][the ](${en})[ ][of |for ][the ][following ][matrix ]{body}`,
      `{body}[ ](${en})`,
      `[求][矩阵]{body}[ ][的](${zh})`,
      `[求](${zh})[ ][:|：]{body}`,
    ],
    read: onTable(operation),
    examples,
  };
}

const onVectors =
  (operation: MatrixOperation): QueryBuilder =>
  (groups, context) => {
    const a = readTable(groups["a"] as string, context);
    const b = readTable(groups["b"] as string, context);
    if (a === null || b === null || vectorOf(a) === null || vectorOf(b) === null) return null;
    return linearAlgebra(operation, a, b);
  };

/** `A x = b` with a matrix A, the unknown vector left out. */
const matrixEquation: QueryBuilder = (groups, context) => {
  const a = readTable(groups["a"] as string, context);
  const b = readTable(groups["b"] as string, context);
  return a === null || b === null || matrixOf(a) === null
    ? null
    : linearAlgebra("matrix-equation", a, b);
};

/** Several vectors: a list of them, or their names for one after the other. */
const severalVectors: QueryBuilder = (groups, context) => {
  const table = readTable(
    (groups["body"] as string).replace(/\)\s*(?:,\s*)?and\s*\(/g, "), ("),
    context,
  );
  return table === null || matrixOf(table) === null ? null : linearAlgebra("independence", table);
};

/** A product written between two matrices without further operations. */
const matrixProduct: QueryBuilder = (groups, context) => {
  const a = readTable(groups["a"] as string, context);
  const b = readTable(groups["b"] as string, context);
  const isMatrix = (part: Expression | null): part is Expression =>
    part !== null && matrixOf(part) !== null;
  return isMatrix(a) && isMatrix(b) ? linearAlgebra("matrix-expression", ["Multiply", a, b]) : null;
};

const DECOMPOSITIONS: readonly Intent[] = [
  unary(
    "lu-decomposition",
    "lu decomposition|lu factorization|lu factorisation|lu|plu decomposition|plu",
    "lu分解|lu 分解|三角分解",
    {
      ask: "LU decomposition of {{1,2},{3,4}}",
      answer: "L = {{1, 0}, {3, 1}}, U = {{1, 2}, {0, -2}}",
    },
    {
      ask: "lu {{0,1},{1,0}}",
      answer: "P = {{0, 1}, {1, 0}}, L = {{1, 0}, {0, 1}}, U = {{1, 0}, {0, 1}}",
    },
  ),
  unary(
    "qr-decomposition",
    "qr decomposition|qr factorization|qr factorisation|qr",
    "qr分解|qr 分解",
    {
      ask: "QR decomposition of {{3,1},{4,2}}",
      answer: "Q = {{3/5, -4/5}, {4/5, 3/5}}, R = {{5, 11/5}, {0, 2/5}}",
    },
  ),
  unary(
    "cholesky-decomposition",
    "cholesky decomposition|cholesky factorization|cholesky",
    "楚列斯基分解|cholesky分解",
    {
      ask: "cholesky decomposition of {{4,2},{2,5}}",
      answer: "L = {{2, 0}, {1, 2}}",
    },
  ),
  unary("singular-values", "singular values", "奇异值", {
    ask: "singular values of {{3,0},{4,5}}",
    answer: "3*sqrt(5), sqrt(5)",
  }),
  unary("singular-value-decomposition", "svd|singular value decomposition", "奇异值分解", {
    ask: "SVD of {{1,0},{0,2}}",
    answer: "U = {{0, 1}, {1, 0}}, Sigma = {{2, 0}, {0, 1}}, V = {{0, 1}, {1, 0}}",
  }),
  unary(
    "gram-schmidt",
    "gram schmidt|gram-schmidt|gram schmidt process|orthonormalize|orthonormal basis",
    "施密特正交化|标准正交基|正交化",
    {
      ask: "gram-schmidt {{3,4},{1,0}}",
      answer: "(3/5, 4/5), (4/5, -3/5)",
    },
  ),
  unary("frobenius-norm", "frobenius norm|matrix norm", "弗罗贝尼乌斯范数|f范数", {
    ask: "frobenius norm of {{1,2},{3,4}}",
    answer: "sqrt(30)",
  }),
  unary("spectral-norm", "spectral norm|operator norm|matrix 2-norm", "谱范数", {
    ask: "spectral norm of {{3,0},{4,5}}",
    answer: "3*sqrt(5)",
  }),
  unary("condition-number", "condition number|cond", "条件数", {
    ask: "condition number of {{3,0},{4,5}}",
    answer: "3",
  }),
  unary(
    "pseudoinverse",
    "pseudoinverse|pseudo inverse|pseudo-inverse|moore-penrose inverse|moore-penrose pseudoinverse|pinv",
    "伪逆|广义逆|广义逆矩阵|伪逆矩阵",
    {
      ask: "pseudoinverse of {{1,2},{2,4}}",
      answer: "{{1/25, 2/25}, {2/25, 4/25}}",
    },
  ),
  {
    name: "matrix-positive-definite",
    frames: [
      "is [the ][matrix ]{body} positive[-| ]definite",
      "[矩阵]{body} 是否[是][为]正定[矩阵][的]",
    ],
    read: onTable("positive-definite"),
    examples: [
      { ask: "is {{2,1},{1,2}} positive definite?", answer: "positive definite" },
      { ask: "is {{1,2},{2,1}} positive definite", answer: "not positive definite" },
    ],
  },
];

/** Matrices and vectors in the notations people type. */
export const MATRIX_INTENTS: readonly Intent[] = [
  ...DECOMPOSITIONS,
  unary(
    "determinant",
    "det|determinant",
    "行列式|行列式的值",
    { ask: "det [[2,0,1],[1,3,2],[1,1,1]]", answer: "0" },
    { ask: "求行列式 |3 1; 2 5|", answer: "13" },
    { ask: "2 det {{1,2},{3,4}} + 1", answer: "-3" },
    { ask: "determinant of the 5x5 hilbert matrix", answer: "1/266716800000" },
  ),
  unary("inverse", "inverse|inv|inverse matrix", "逆矩阵|逆", {
    ask: "inverse of [1 2; 3 4]",
    answer: "{{-2, 1}, {3/2, -1/2}}",
  }),
  unary("rank", "rank", "秩", { ask: "rank of {{1,a},{a,1}}", answer: "2" }),
  unary("nullity", "nullity", "零化度|零度", { ask: "nullity of {{1,2},{2,4}}", answer: "1" }),
  unary("trace", "trace|tr", "迹", { ask: "矩阵 {{1,2},{3,4}} 的迹", answer: "5" }),
  unary("transpose", "transpose", "转置|转置矩阵", {
    ask: "transpose of {{1,2},{3,4}}",
    answer: "{{1, 3}, {2, 4}}",
  }),
  unary(
    "adjugate",
    "adjugate|adjoint|classical adjoint|adjugate matrix|adjoint matrix",
    "伴随矩阵",
    {
      ask: "adjugate of {{1,2},{3,4}}",
      answer: "{{4, -2}, {-3, 1}}",
    },
  ),
  unary("cofactors", "cofactor matrix|cofactors|matrix of cofactors", "代数余子式矩阵|代数余子式", {
    ask: "cofactor matrix of {{1,2},{3,4}}",
    answer: "{{4, -3}, {-2, 1}}",
  }),
  unary(
    "row-reduction",
    "rref|reduced row echelon form|row reduced form|row echelon form|reduced row-echelon form|row reduce|row reduction|echelon form",
    "行最简形|行最简形式|行简化阶梯形|行阶梯形|最简行阶梯形",
    { ask: "rref of {{1,2,3},{2,4,7}}", answer: "{{1, 2, 0}, {0, 0, 1}}" },
  ),
  unary(
    "null-space",
    "null space|nullspace|kernel|right null space",
    "零空间|核|核空间|零空间的基|解空间的基",
    {
      ask: "null space of [[1,2],[2,4]]",
      answer: "(-2, 1)",
    },
    { ask: "null space of {{1,-1}}", answer: "(1, 1)" },
  ),
  unary("left-null-space", "left null space|left nullspace|left kernel|cokernel", "左零空间", {
    ask: "left null space of {{1,2},{2,4}}",
    answer: "(-2, 1)",
  }),
  unary("column-space", "column space|columnspace|image|range", "列空间|像空间|列空间的基", {
    ask: "basis for the column space of {{1,2},{2,4}}",
    answer: "(1, 2)",
  }),
  unary("row-space", "row space|rowspace", "行空间|行空间的基", {
    ask: "row space of {{1,2},{2,4}}",
    answer: "(1, 2)",
  }),
  unary(
    "characteristic-polynomial",
    "characteristic polynomial|char poly|charpoly|characteristic equation",
    "特征多项式",
    {
      ask: "characteristic polynomial of [[1,2],[3,4]]",
      answer: "lambda^2 - 5*lambda - 2",
    },
  ),
  {
    name: "matrix-characteristic-polynomial-in",
    frames: [
      "[the ](characteristic polynomial|char poly|charpoly)[ of][ the][ matrix] {body} (in|in the variable|in terms of|with variable) {x:letter}",
    ],
    read: (groups, context) => {
      const query = onTable("characteristic-polynomial")(groups, context);
      return query?.kind === "linear-algebra"
        ? linearAlgebra(query.operation, ...query.operands, groups["x"] as string)
        : null;
    },
    examples: [
      {
        ask: "characteristic polynomial of {{1,2},{3,4}} in x",
        answer: "x^2 - 5*x - 2",
      },
    ],
  },
  unary("minimal-polynomial", "minimal polynomial|minimum polynomial", "最小多项式|极小多项式", {
    ask: "minimal polynomial of {{2,0},{0,2}}",
    answer: "lambda - 2",
  }),
  unary(
    "eigenvalues",
    "eigenvalues|eigenvalue|eigen values|eigen value|characteristic values|spectrum",
    "特征值|本征值|特征根",
    {
      ask: "eigen values of {{2,1},{1,2}}",
      answer: "1, 3",
    },
  ),
  unary(
    "eigenvectors",
    "eigenvectors|eigenvector|eigen vectors|eigensystem|eigenvalues and eigenvectors|eigenvectors and eigenvalues|eigenspaces|characteristic vectors",
    "特征向量|本征向量|特征值和特征向量|特征值与特征向量|特征空间",
    { ask: "eigenvectors of {{2,1},{1,2}}", answer: "lambda = 1: (-1, 1); lambda = 3: (1, 1)" },
    { ask: "{{1,2},{3,2}} 的特征值和特征向量", answer: "lambda = -1: (-1, 1); lambda = 4: (2, 3)" },
  ),
  unary(
    "diagonalization",
    "diagonalize|diagonalise|diagonalization|diagonalisation|eigendecomposition|eigen decomposition|spectral decomposition|diagonal form",
    "对角化|相似对角化|特征分解",
    {
      ask: "diagonalize {{2,1},{1,2}}",
      answer: "P = {{-1, 1}, {1, 1}}, D = {{1, 0}, {0, 3}}",
    },
    { ask: "diagonalize {{1,1},{0,1}}", answer: "not diagonalizable" },
  ),
  unary(
    "jordan-form",
    "jordan form|jordan normal form|jordan canonical form|jordan decomposition",
    "若尔当标准形|若当标准形|约当标准形|若尔当标准型|若当标准型|jordan标准形|jordan标准型",
    {
      ask: "jordan form of {{3,1},{-1,1}}",
      answer: "P = {{1, 1}, {-1, 0}}, J = {{2, 1}, {0, 2}}",
    },
  ),
  unary(
    "matrix-exponential",
    "matrix exponential|exponential|matrixexp|expm|exp",
    "矩阵指数|指数矩阵",
    {
      ask: "matrix exponential of {{1,0},{0,2}}",
      answer: "{{e, 0}, {0, e^2}}",
    },
  ),
  unary(
    "unit-vector",
    "unit vector|unit vector in the direction|normalize|normalise|normalized vector|unit vector along|normalization",
    "单位向量|单位化",
    {
      ask: "unit vector of (3,4)",
      answer: "(3/5, 4/5)",
    },
  ),
  unary(
    "vector-length",
    "norm|magnitude|length of the vector|euclidean norm|2-norm|l2 norm",
    "模|模长|范数",
    {
      ask: "magnitude of the vector <1,2,2>",
      answer: "3",
    },
  ),
  {
    name: "linear-independence",
    frames: [
      "(are|is) [the ][set of ][vectors ]{body}[ ]linearly (independent|dependent)",
      "linear (independence|dependence) of [the ][vectors ]{body}",
      "[判断][向量][组]{body} [是否](线性相关|线性无关)",
    ],
    read: severalVectors,
    examples: [
      { ask: "are (1,2) and (2,4) linearly independent?", answer: "linearly dependent" },
      {
        ask: "are (1,2,3), (4,5,6) and (7,8,10) linearly independent",
        answer: "linearly independent",
      },
    ],
  },
  {
    name: "matrix-equation",
    frames: [
      "[solve ]{a:matrix}[ ][*][ ][x|X][ ]=[ ]{b:vector}",
      "[solve ]{a:matrix}[ ][*][ ][x|X][ ]=[ ]{b:matrix}",
      "[solve ]A[ ]x[ ]=[ ]b (for|with|where) A[ ]=[ ]{a:matrix}[ ](and|,)[ ]b[ ]=[ ]{b}",
      "(linsolve|linear solve) {a:matrix}, {b}",
    ],
    read: matrixEquation,
    examples: [
      { ask: "solve [[1,2],[3,4]] x = [[5],[6]]", answer: "{{-4}, {9/2}}" },
      { ask: "{{1,1},{1,-1}} x = (3,1)", answer: "{{2}, {1}}" },
      { ask: "solve {{1,1},{1,1}} x = {1,2}", answer: "no solution" },
    ],
  },
  {
    name: "cross-product",
    frames: [
      "[the ](cross|vector) product [of ][the ][vectors ]{a:vector}[ ][and|x|×|with|,][ ]{b:vector}",
      "{a:vector}[ ](cross|x|×|\\\\times)[ ]{b:vector}",
      "[求][向量]{a:vector} (和|与|叉乘) {b:vector} [的](叉积|向量积|外积)",
    ],
    read: onVectors("cross-product"),
    examples: [
      { ask: "cross product <1,2,3> x <4,5,6>", answer: "(-3, 6, -3)" },
      { ask: "(1,2,3)和(4,5,6)的叉积", answer: "(-3, 6, -3)" },
    ],
  },
  {
    name: "dot-product",
    frames: [
      "[the ](dot|scalar|inner) product [of ][the ][vectors ]{a:vector}[ ][and|.|·|with|,][ ]{b:vector}",
      "{a:vector}[ ](dot|·|.|\\\\cdot)[ ]{b:vector}",
      "[求][向量]{a:vector} (和|与|点乘) {b:vector} [的](点积|内积|数量积)",
    ],
    read: onVectors("dot-product"),
    examples: [{ ask: "dot product of <1,2,3> and <4,5,6>", answer: "32" }],
  },
  {
    name: "angle-between-vectors",
    frames: [
      "[the ]angle between [the ][vectors ]{a:vector}[ ](and|,)[ ]{b:vector}",
      "[求][向量]{a:vector} (和|与) {b:vector} [的][之间的](夹角|角)",
    ],
    read: onVectors("angle-between"),
    examples: [
      { ask: "angle between (1,0) and (1,1)", answer: "pi/4" },
      { ask: "向量(1,0)与(0,2)的夹角", answer: "pi/2" },
    ],
  },
  {
    name: "projection",
    frames: [
      "[the ][vector |orthogonal ]projection of [the ][vector ]{a:vector} (onto|on|to|along) [the ][vector ]{b:vector}",
      "project [the ][vector ]{a:vector} (onto|on) [the ][vector ]{b:vector}",
      "[求][向量]{a:vector} 在[向量]{b:vector} [方向][上]的投影[向量]",
    ],
    read: onVectors("projection"),
    examples: [{ ask: "projection of (1,2) onto (3,4)", answer: "(33/25, 44/25)" }],
  },
  {
    name: "product-of-matrices",
    frames: [
      "[multiply ][the ][matrices ]{a:matrix}[ ](*|·|times|and|by|×)[ ]{b:matrix}",
      "[the ](product|matrix product) of [the ][matrices ]{a:matrix}[ ](and|by)[ ]{b:matrix}",
      "矩阵[ ]{a:matrix}[ ](*|·|乘以|乘|和)[ ]{b:matrix}[ ][的积|的乘积]",
    ],
    read: matrixProduct,
    examples: [{ ask: "{{1,2},{3,4}} * {{1},{1}}", answer: "{{3}, {7}}" }],
  },
];
