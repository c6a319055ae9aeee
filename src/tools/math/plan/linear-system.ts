import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  integer,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { derivativeOf, type DifferentialSystemQuery } from "../read/differential-system-query.ts";
import { type Matrix, tidy } from "../matrix/matrix.ts";

/** C x' = B x + g. */
export interface LinearSystem {
  readonly derivatives: Matrix;
  readonly coefficients: Matrix;
  readonly inhomogeneity: readonly Expression[];
}

/** The system in this form; null where it is not linear with constant C and B. */
export function linearSystemOf({
  equations,
  unknowns,
  variable,
}: DifferentialSystemQuery): LinearSystem | null {
  const names = [...unknowns, ...unknowns.map(derivativeOf)];
  const residuals = equations.map((equation): Expression => {
    const [left, right] = argumentsOf(equation) as [Expression, Expression];
    return ["Add", left, ["Negate", right]];
  });
  const partial = (expression: Expression, name: string): Expression =>
    tidy(differentiate(expression, name));
  const isConstant = (row: readonly Expression[]): boolean =>
    row.every(
      (entry) => !variablesOf(entry).some((name) => names.includes(name) || name === variable),
    );
  const derivatives = residuals.map((e) => unknowns.map((name) => partial(e, derivativeOf(name))));
  const coefficients = residuals.map((e) =>
    unknowns.map((name) => tidy(["Negate", partial(e, name)])),
  );
  if (!derivatives.every(isConstant) || !coefficients.every(isConstant)) return null;
  const inhomogeneity = residuals.map((e) =>
    tidy(["Negate", names.reduce((all, name) => substitute(all, name, integer(0)), e)]),
  );
  return { derivatives, coefficients, inhomogeneity };
}
