import { Fraction } from "fraction.js";
import type { Certificate } from "../../../core/truth.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import type { CalculusQuery } from "../read/calculus-query.ts";
import {
  dot,
  type HalfSpace,
  type ProgrammeResult,
  solveProgramme,
} from "../solve/linear-programme.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

type Programme = Extract<CalculusQuery, { kind: "linear-programme" }>;

/** The greatest or least value of a linear form under linear constraints, proved by duality. */
export function linearProgrammeQuery(query: Programme): Outcome {
  const { variables, isMaximum } = query;
  const objective = linearForm(query.expression, variables);
  const written = query.constraints.flatMap(
    (relation) => halfSpaces(relation, variables) ?? [null],
  );
  if (objective === null || written.some((one) => one === null))
    return openOutcome(
      "A programme is solved when its objective and its constraints are linear with rational numbers, and its constraints are <=, >= or =.",
      "unsupported",
    );
  const constraints = written as { readonly space: HalfSpace; readonly text: string }[];
  const sign = new Fraction(isMaximum ? 1 : -1);
  const result = solveProgramme(
    objective.a.map((value) => value.mul(sign)),
    constraints.map(({ space }) => space),
  );
  if (result === null)
    return openOutcome("The region has no corner, so the greatest and least values are not told.");
  return shown(
    result,
    objective,
    query,
    constraints.map(({ text }) => text),
  );
}

/** a . x + b, or null for what is not linear with rational numbers. */
function linearForm(
  expression: Expression,
  variables: readonly string[],
): { readonly a: readonly Fraction[]; readonly b: Fraction } | null {
  const a = variables.map((name) => {
    const slope = exactForm(differentiate(expression, name));
    return slope === null ? null : fractionOf(slope);
  });
  const b = fractionOf(
    variables.reduce<Expression>((rest, name) => substitute(rest, name, ZERO), expression),
  );
  return b === null || a.some((value) => value === null) ? null : { a: a as Fraction[], b };
}

/** A relation as half-spaces a . x <= b; null for strict ones and what is not linear. */
function halfSpaces(
  relation: Expression,
  variables: readonly string[],
): { readonly space: HalfSpace; readonly text: string }[] | null {
  const [left, right, ...others] = argumentsOf(relation) as [
    Expression,
    Expression,
    ...Expression[],
  ];
  if (right === undefined || others.length > 0) return null;
  const form = linearForm(["Add", left, ["Negate", right]], variables);
  if (form === null) return null;
  const text = printPlain(relation);
  const below = { space: { a: form.a, b: form.b.neg() }, text };
  const above = { space: { a: form.a.map((value) => value.neg()), b: form.b }, text };
  switch (headOf(relation)) {
    case "LessEqual":
      return [below];
    case "GreaterEqual":
      return [above];
    case "Equal":
      return [below, above];
    default:
      return null;
  }
}

function shown(
  result: ProgrammeResult,
  objective: { readonly a: readonly Fraction[]; readonly b: Fraction },
  { variables, isMaximum }: Programme,
  texts: readonly string[],
): Outcome {
  const at = (point: readonly Fraction[]): string =>
    variables.map((name, k) => `${name} = ${(point[k] as Fraction).toFraction()}`).join(", ");
  const weighted = (weights: ReadonlyMap<number, Fraction>): string =>
    [...weights]
      .filter(([, weight]) => !weight.equals(0))
      .map(([k, weight]) => `${weight.toFraction()} times (${texts[k] ?? ""})`)
      .join(" plus ");
  const certificate = (method: string, detail: string): Certificate => ({
    grade: "proved",
    method,
    detail,
    engines: [EXACT],
  });
  if (result.kind === "optimum") {
    const value = dot(objective.a, result.point).add(objective.b);
    return expressionOutcome({
      expression: fractionExpression(value),
      engine: EXACT,
      certificate: certificate(
        "duality",
        `Attained at ${at(result.point)}, which meets every constraint. No point has ${isMaximum ? "more" : "less"}: the bound is the sum of ${weighted(result.weights) || "no constraint"}, with exact numbers.`,
      ),
    });
  }
  const text =
    result.kind === "infeasible"
      ? "no point meets all constraints"
      : isMaximum
        ? "no maximum: unbounded above"
        : "no minimum: unbounded below";
  return {
    kind: "answer",
    value: { kind: "text", text },
    short: text,
    plain: text,
    latex: `\\text{${text}}`,
    certificate:
      result.kind === "infeasible"
        ? certificate(
            "farkas",
            `${weighted(result.weights)} add up to a false statement between numbers.`,
          )
        : certificate(
            "growing-ray",
            `From ${at(result.point)} on along the direction (${result.direction.map((value) => value.toFraction()).join(", ")}) every constraint stays met and the objective goes on for ever.`,
          ),
    engine: EXACT,
  };
}
