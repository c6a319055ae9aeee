import { isDeadEnd } from "../exact/deadline.ts";
import { exactForm } from "../exact/exact-form.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
  substitute,
  ZERO,
} from "../expression/expression.ts";
import { laplaceImage } from "../laplace/laplace-image.ts";
import { tidy, verdictOfZero } from "../matrix/matrix.ts";
import {
  derivativeName,
  type DifferentialEquationQuery,
} from "../read/differential-equation-query.ts";
import type { CandidateAnswer, ComputeContext } from "./outcome.ts";
import { invertTransform } from "./transform.ts";

const FREQUENCY = "s";

/** Whether a step or an impulse drives the equation, so that its solution is put together from pieces. */
export function isDrivenBySteps({ equation }: DifferentialEquationQuery): boolean {
  const holds = (expression: Expression): boolean =>
    ["Heaviside", "DiracDelta"].includes(headOf(expression)) || argumentsOf(expression).some(holds);
  return holds(equation);
}

/**
 * The solution for t > 0 of a linear equation with constant coefficients and values at 0, by the Laplace transform: its image
 * is worked out exactly from the equation, and the original is proved to have that image, which by Lerch's
 * theorem settles it. Null where that does not apply.
 */
export async function stepResponse(
  query: DifferentialEquationQuery,
  context: ComputeContext,
): Promise<CandidateAnswer | null> {
  const image = context.proving(() => imageOfSolution(query));
  if (image === null) return null;
  const found = await invertTransform(
    {
      kind: "inverse-laplace",
      expression: image.expression,
      from: FREQUENCY,
      to: query.variable,
    },
    context,
  );
  if (found === null || found.certificate.grade === "numeric-check") return null;
  const conditions = [`${query.variable} > 0`, ...[...image.positive].map((name) => `${name} > 0`)];
  return {
    ...found,
    certificate: {
      ...found.certificate,
      method: "laplace-image",
      detail: `The transform of the equation with its values at 0 gives the image of the solution exactly. ${found.certificate.detail}`,
      conditions,
    },
  };
}

function imageOfSolution({
  equation,
  unknown,
  variable,
  order,
  conditions,
}: DifferentialEquationQuery): { expression: Expression; positive: ReadonlySet<string> } | null {
  const given = Array.from({ length: order }, (_, k) =>
    conditions.find((condition) => condition.order === k),
  );
  const isAtZero = conditions.every(({ point }) => verdictOfZero(point) === "proved");
  if (conditions.length !== order || given.includes(undefined) || !isAtZero) return null;
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const residual: Expression = ["Add", left, ["Negate", right]];
  const names = Array.from({ length: order + 1 }, (_, k) => derivativeName(unknown, k));
  if (contains(equation, FREQUENCY)) return null;
  try {
    const coefficients = names.map((name) => tidy(differentiate(residual, name)));
    const isConstant = coefficients.every(
      (value) => !names.some((name) => contains(value, name)) && !contains(value, variable),
    );
    if (!isConstant) return null;
    const forcing: Expression = [
      "Negate",
      names.reduce<Expression>((all, name) => substitute(all, name, ZERO), residual),
    ];
    const driven = laplaceImage(forcing, variable, FREQUENCY);
    if (driven === null) return null;
    const power = (k: number): Expression =>
      k === 0 ? ONE : k === 1 ? FREQUENCY : ["Power", FREQUENCY, integer(k)];
    // The transform of y^(k) is s^k Y - s^(k-1) y(0) - … - y^(k-1)(0).
    const started = coefficients.flatMap((value, k) =>
      Array.from({ length: k }, (_, j): Expression => [
        "Multiply",
        value,
        power(k - 1 - j),
        given[j]?.value as Expression,
      ]),
    );
    const bottom: Expression = [
      "Add",
      ...coefficients.map((value, k): Expression => ["Multiply", value, power(k)]),
    ];
    const free = exactForm(["Add", ...started, ZERO]) ?? ZERO;
    return {
      expression: ["Divide", ["Add", driven.expression, free], exactForm(bottom) ?? bottom],
      positive: driven.positive,
    };
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
