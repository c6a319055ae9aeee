import type { Expression } from "../expression/expression.ts";

export type VectorCalculusOperation =
  | "gradient"
  | "hessian"
  | "jacobian"
  | "jacobian-determinant"
  | "divergence"
  | "curl"
  | "laplacian"
  | "directional-derivative"
  | "tangent-plane"
  | "total-differential"
  | "implicit-derivative"
  | "implicit-second-derivative"
  | "parametric-derivative"
  | "parametric-second-derivative"
  | "mixed-partial"
  | "wronskian"
  | "critical-points"
  | "inflection-points"
  | "higher-derivative"
  | "tangent-to-implicit"
  | "derivative-of-integral";

/** A question about functions of several variables, or about curves given implicitly or by a parameter. */
export interface VectorCalculusQuery {
  readonly kind: "vector-calculus";
  readonly operation: VectorCalculusOperation;
  /** One function, the components of a field, or the sides of an equation as a difference. */
  readonly functions: readonly Expression[];
  readonly variables: readonly string[];
  readonly at: readonly Expression[] | null;
  readonly direction: readonly Expression[] | null;
}

/** In English and Chinese, for the sentence that says how the input was understood. */
export const VECTOR_CALCULUS_NAMES: Readonly<
  Record<VectorCalculusOperation, readonly [string, string]>
> = {
  gradient: ["Gradient of", "梯度"],
  hessian: ["Hessian matrix of", "黑塞矩阵"],
  jacobian: ["Jacobian matrix of", "雅可比矩阵"],
  "jacobian-determinant": ["Jacobian determinant of", "雅可比行列式"],
  divergence: ["Divergence of", "散度"],
  curl: ["Curl of", "旋度"],
  laplacian: ["Laplacian of", "拉普拉斯算子作用于"],
  "directional-derivative": ["Directional derivative of", "方向导数"],
  "tangent-plane": ["Tangent plane of", "切平面"],
  "total-differential": ["Total differential of", "全微分"],
  "implicit-derivative": [
    "Derivative of the function given implicitly by zero of",
    "隐函数的导数，零点",
  ],
  "implicit-second-derivative": [
    "Second derivative of the function given implicitly by zero of",
    "隐函数的二阶导数，零点",
  ],
  "parametric-derivative": ["Derivative along the curve", "参数曲线的导数"],
  "parametric-second-derivative": ["Second derivative along the curve", "参数曲线的二阶导数"],
  "mixed-partial": ["Partial derivative, one variable after the other, of", "混合偏导数"],
  wronskian: ["Wronskian of", "朗斯基行列式"],
  "critical-points": ["Critical points of", "驻点"],
  "inflection-points": ["Inflection points of", "拐点"],
  "higher-derivative": ["Derivative of high order of", "高阶导数"],
  "tangent-to-implicit": ["Tangent to the curve given by zero of", "曲线的切线，零点"],
  "derivative-of-integral": [
    "Derivative of the integral (integrand, lower, upper bound)",
    "变限积分的导数（被积函数、下限、上限）",
  ],
};

export function vectorCalculusExpression(query: VectorCalculusQuery): Expression {
  return query.functions.length === 1
    ? (query.functions[0] as Expression)
    : ["Tuple", ...query.functions];
}

/** What is asked, in one sentence. */
export function describeVectorCalculus(
  query: VectorCalculusQuery,
  print: (expression: Expression) => string,
  pick: (english: string, chinese: string) => string,
): string {
  const inner = print(vectorCalculusExpression(query));
  const [english, chinese] = VECTOR_CALCULUS_NAMES[query.operation];
  const point = (values: readonly Expression[]): string => `(${values.map(print).join(", ")})`;
  const at = query.at === null ? "" : ` at ${point(query.at)}`;
  const zhAt = query.at === null ? "" : `在 ${point(query.at)} 处`;
  if (query.operation === "higher-derivative" && query.direction !== null) {
    const order = query.direction.map(print).join(", ");
    return pick(
      `Derivative of order ${order} of ${inner} with respect to ${query.variables.join(", ")}`,
      `${inner} 对 ${query.variables.join("、")} 的 ${order} 阶导数`,
    );
  }
  const along = query.direction === null ? "" : ` in the direction ${point(query.direction)}`;
  const zhAlong = query.direction === null ? "" : `沿 ${point(query.direction)}`;
  const names = query.variables.join(", ");
  return pick(
    `${english} ${inner} with respect to ${names}${at}${along}`,
    `${inner} 对 ${names} 的${chinese}${zhAt}${zhAlong}`,
  );
}
