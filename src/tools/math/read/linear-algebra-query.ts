import type { Expression } from "../expression/expression.ts";

/** What can be asked of matrices and vectors, with its English and Chinese name in the reading. */
export const MATRIX_OPERATION_NAMES = {
  determinant: ["Determinant", "行列式"],
  inverse: ["Inverse", "逆矩阵"],
  rank: ["Rank", "秩"],
  nullity: ["Nullity", "零化度"],
  trace: ["Trace", "迹"],
  transpose: ["Transpose", "转置"],
  adjugate: ["Adjugate", "伴随矩阵"],
  cofactors: ["Matrix of cofactors", "代数余子式矩阵"],
  "row-reduction": ["Reduced row echelon form", "行最简形"],
  "null-space": ["Basis of the null space", "零空间的基"],
  "left-null-space": ["Basis of the left null space", "左零空间的基"],
  "column-space": ["Basis of the column space", "列空间的基"],
  "row-space": ["Basis of the row space", "行空间的基"],
  independence: ["Linear independence", "线性相关性"],
  "characteristic-polynomial": ["Characteristic polynomial", "特征多项式"],
  "minimal-polynomial": ["Minimal polynomial", "最小多项式"],
  eigenvalues: ["Eigenvalues", "特征值"],
  eigenvectors: ["Eigenvectors", "特征向量"],
  diagonalization: ["Diagonalization", "对角化"],
  "jordan-form": ["Jordan normal form", "若尔当标准形"],
  "lu-decomposition": ["LU decomposition", "LU 分解"],
  "qr-decomposition": ["QR decomposition", "QR 分解"],
  "cholesky-decomposition": ["Cholesky decomposition", "楚列斯基分解"],
  "singular-values": ["Singular values", "奇异值"],
  "singular-value-decomposition": ["Singular value decomposition", "奇异值分解"],
  "gram-schmidt": ["Orthonormal basis of the span", "标准正交基"],
  "positive-definite": ["Definiteness", "正定性"],
  "frobenius-norm": ["Frobenius norm", "弗罗贝尼乌斯范数"],
  "spectral-norm": ["Spectral norm", "谱范数"],
  "condition-number": ["Condition number", "条件数"],
  pseudoinverse: ["Pseudoinverse", "伪逆"],
  "matrix-exponential": ["Matrix exponential", "矩阵指数"],
  "matrix-expression": ["Value", "值"],
  "matrix-equation": ["Solution x of A x = b, with A and b", "A x = b 的解，其中 A 和 b"],
  "cross-product": ["Cross product", "叉积"],
  "dot-product": ["Dot product", "点积"],
  "angle-between": ["Angle", "夹角"],
  projection: ["Projection of the first on the second", "前者在后者上的投影"],
  "unit-vector": ["Unit vector", "单位向量"],
  "vector-length": ["Length", "模"],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type MatrixOperation = keyof typeof MATRIX_OPERATION_NAMES;

export interface LinearAlgebraQuery {
  readonly kind: "linear-algebra";
  readonly operation: MatrixOperation;
  /** Lists of lists for matrices, lists or tuples for vectors. */
  readonly operands: readonly Expression[];
}

export const linearAlgebra = (
  operation: MatrixOperation,
  ...operands: readonly Expression[]
): LinearAlgebraQuery => ({ kind: "linear-algebra", operation, operands });
