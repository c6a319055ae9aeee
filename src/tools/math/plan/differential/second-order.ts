import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
  substitute,
  ZERO,
} from "../../expression/expression.ts";
import { differentiate } from "../../expression/differentiate.ts";
import { tidySigns } from "../../expression/tidy-signs.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import {
  derivativeName,
  type DifferentialEquationQuery,
} from "../../read/differential-equation-query.ts";
import type { ComputeContext } from "../outcome.ts";
import { integrated, linear, METHODS, type SlopeEquation } from "./first-order.ts";
import { antiderivative, exponentialOf } from "./integrals.ts";
import { withoutFactor } from "./separated.ts";
import { invert, settled } from "./invert.ts";

const SLOPE = "__p";

/**
 * Solutions of y'' = f where y or x is missing: p = y' solves p' = f(x, p), or p dp/dy = f(y, p); then y' = p
 * is separable. Claims with two constants.
 */
export async function reducedOrder(
  query: DifferentialEquationQuery,
  context: ComputeContext,
  offer: (solutions: readonly Expression[]) => boolean,
): Promise<void> {
  const { equation, unknown, variable } = query;
  const [left, right] = argumentsOf(equation) as [Expression, Expression];
  const bends = context.proving(() =>
    invert(["Add", left, ["Negate", right]], derivativeName(unknown, 2), ZERO),
  );
  for (const bend of bends.map((form) => substitute(form, derivativeName(unknown, 1), SLOPE))) {
    const isWithoutUnknown = !contains(bend, unknown);
    if (!isWithoutUnknown && contains(bend, variable)) continue;
    const reduced: SlopeEquation = isWithoutUnknown
      ? { slope: bend, variable, unknown: SLOPE, constant: "c1" }
      : {
          slope: context.proving(() => settled(["Divide", bend, SLOPE])),
          variable: unknown,
          unknown: SLOPE,
          constant: "c1",
        };
    for (const method of [linear, ...METHODS]) {
      const { solutions } = await method(reduced, context);
      for (const slope of solutions) {
        const found = await integratedOnce(query, slope, isWithoutUnknown, context);
        if (found.length > 0 && offer(found)) return;
      }
    }
  }
}

/** y from y' = p(x) or y' = p(y), with the constant c2. */
async function integratedOnce(
  { unknown, variable }: DifferentialEquationQuery,
  slope: Expression,
  isInVariable: boolean,
  context: ComputeContext,
): Promise<readonly Expression[]> {
  if (!isInVariable) {
    const equation = { slope, variable, unknown, constant: "c2" };
    return (await integrated(equation, ONE, slope, context)).solutions;
  }
  const integral = await antiderivative(slope, variable, context);
  return integral === null ? [] : [tidySigns(["Add", integral, "c2"])];
}

/** Solutions that second-order equations with changing coefficients have in textbooks. */
function knownSolutions(variable: string): Expression[] {
  const x = variable;
  const growth: Expression = ["Power", "ExponentialE", x];
  const decay: Expression = ["Power", "ExponentialE", ["Negate", x]];
  return [
    ONE,
    x,
    ["Divide", ONE, x],
    ["Power", x, integer(2)],
    growth,
    decay,
    ["Divide", ["Sin", x], x],
    ["Divide", ["Cos", x], x],
    ["Divide", growth, x],
    ["Add", x, ONE],
    ["Add", x, integer(-1)],
    ["Divide", decay, x],
    ["Divide", ["Sin", x], ["Sqrt", x]],
    ["Divide", ["Cos", x], ["Sqrt", x]],
    ["Sin", x],
    ["Cos", x],
  ];
}

/**
 * Two solutions of a y'' + b y' + c y = 0: one u of the known forms that leaves no residual, and by reduction of
 * order u times the integral of e^(-integral of b/a)/u^2. Null where none of the forms fits.
 */
export async function basisByReduction(
  coefficients: readonly Expression[],
  variable: string,
  context: ComputeContext,
): Promise<readonly [Expression, Expression] | null> {
  const [, b, a] = coefficients as [Expression, Expression, Expression];
  const [known, other] = context.proving(() => solutionsAmong(coefficients, variable));
  if (known === undefined) return null;
  if (other !== undefined) return [known, other];
  const exponent = await antiderivative(settled(["Divide", b, a]), variable, context);
  if (exponent === null) return null;
  const weight = settled([
    "Divide",
    exponentialOf(["Negate", exponent]),
    ["Power", known, integer(2)],
  ]);
  const integral = await antiderivative(weight, variable, context);
  if (integral === null) return null;
  return [known, settled(["Multiply", known, withoutFactor(integral, variable).rest])];
}

/** The known forms that leave no residual. */
function solutionsAmong(coefficients: readonly Expression[], variable: string): Expression[] {
  const [c, b, a] = coefficients as [Expression, Expression, Expression];
  return knownSolutions(variable).filter((form) => {
    const first = differentiate(form, variable);
    const residual: Expression = [
      "Add",
      ["Multiply", c, form],
      ["Multiply", b, first],
      ["Multiply", a, differentiate(first, variable)],
    ];
    return decideEqual(residual, ZERO).verdict === "proved";
  });
}

/** Two solutions of a y'' + b y' + c y = 0 whose coefficients are letters and numbers; null with the variable in them. */
export function basisOfLetters(
  coefficients: readonly Expression[],
  variable: string,
): readonly [Expression, Expression] | null {
  if (coefficients.some((part) => contains(part, variable))) return null;
  const [c, b, a] = coefficients as [Expression, Expression, Expression];
  const growth = (rate: Expression): Expression => [
    "Power",
    "ExponentialE",
    settled(["Multiply", rate, variable]),
  ];
  if (decideEqual(b, ZERO).verdict === "proved") {
    const ratio = tidySigns(settled(["Divide", c, a]));
    const isGrowing = headOf(ratio) === "Negate";
    const root = rootOf(isGrowing ? (argumentsOf(ratio)[0] as Expression) : ratio);
    const turned = settled(["Multiply", root, variable]);
    return isGrowing
      ? [growth(root), growth(["Negate", root])]
      : [
          ["Cos", turned],
          ["Sin", turned],
        ];
  }
  const square = settled(["Add", ["Power", b, integer(2)], ["Multiply", integer(-4), a, c]]);
  const bottom: Expression = ["Multiply", integer(2), a];
  if (decideEqual(square, ZERO).verdict === "proved") {
    const only = growth(["Negate", ["Divide", b, bottom]]);
    return [only, ["Multiply", variable, only]];
  }
  const root = rootOf(square);
  return [
    growth(["Divide", ["Add", ["Negate", b], root], bottom]),
    growth(["Divide", ["Add", ["Negate", b], ["Negate", root]], bottom]),
  ];
}

/** The square root, with k for k^2. */
function rootOf(expression: Expression): Expression {
  const [base, exponent] = argumentsOf(expression) as [Expression, Expression];
  const isSquare =
    headOf(expression) === "Power" && decideEqual(exponent, integer(2)).verdict === "proved";
  return isSquare ? base : settled(["Sqrt", expression]);
}
