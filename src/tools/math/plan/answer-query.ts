import type { MathQuery } from "../read/math-query.ts";
import type { Expression } from "../expression/expression.ts";
import type { Assumptions } from "../assume/assumptions.ts";
import { isBareInfinity } from "../expression/infinite-parts.ts";
import { parseExpression } from "../read/parse.ts";
import { propertyAnswer } from "../pods/property-answer.ts";
import { answerWordProblem } from "../word-problem/answer-word-problem.ts";
import { algebraQuery } from "./algebra.ts";
import { differentiateQuery, integrateQuery } from "./calculus.ts";
import { limitQuery } from "./limit.ts";
import { assumingQuery } from "./assuming.ts";
import { decimalValue } from "./decimal-value.ts";
import { definedQuery } from "./defined.ts";
import { differentialEquationQuery } from "./differential-equation.ts";
import { differentialSystemQuery } from "./differential-system.ts";
import { compositeQuery, factorIntegerQuery, primeQuery, truthQuery } from "./discrete.ts";
import { evaluateExpression } from "./evaluate.ts";
import { expandExpression } from "./expand.ts";
import { factorExpression } from "./factor.ts";
import { solveInequality } from "./inequality.ts";
import { linearAlgebraQuery } from "./linear-algebra/linear-algebra.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { fourierQuery } from "./fourier.ts";
import { transformQuery } from "./transform.ts";
import { plotQuery } from "./plot.ts";
import { proofQuery } from "./proof.ts";
import { recurrenceQuery } from "./recurrence.ts";
import { calculusQuery } from "./function-questions.ts";
import { recurrenceSystemQuery } from "./recurrence-system.ts";
import { dataQuery } from "./data.ts";
import { dateQuery } from "./date.ts";
import { setQuery } from "./sets.ts";
import { logicQuery } from "./logic.ts";
import { moneyQuery } from "./money.ts";
import { numberQuery } from "./primes.ts";
import { shownQuery } from "./shown.ts";
import { quantityQuery } from "./quantity.ts";
import { simplifyPositive } from "./positive-powers.ts";
import { schoolQuery } from "./school.ts";
import { seriesQuery } from "./series.ts";
import { vectorCalculusQuery } from "./vector-calculus.ts";
import { solveQuery } from "./solve.ts";

/** Sends a typed query to the code that computes and proves it. */
export async function answerQuery(query: MathQuery, context: ComputeContext): Promise<Outcome> {
  return withoutInfiniteParts(await workOut(query, context));
}

/** What an engine wrote with infinity inside, as if it were a number, means nothing that was checked. */
function withoutInfiniteParts(outcome: Outcome): Outcome {
  if (outcome.kind !== "answer" || outcome.certificate.grade === "proved") return outcome;
  const { value } = outcome;
  if (value.kind !== "expression" || isBareInfinity(value.plain)) return outcome;
  return /\binfinity\b/.test(value.plain)
    ? openOutcome("No value was found that could be checked; what an engine wrote holds infinity.")
    : outcome;
}

async function workOut(query: MathQuery, context: ComputeContext): Promise<Outcome> {
  switch (query.kind) {
    case "evaluate":
    case "simplify":
      return evaluateExpression(query.expression, context, query.kind);
    case "assuming":
      return assumingQuery(query.expression, query.assumptions, context);
    case "degrees":
      return degreesQuery(query.expression, context);
    case "expand":
      return expandExpression(query.expression, context);
    case "factor":
      return factorExpression(query.expression, context);
    case "decimal":
      return context.proving(() => decimalValue(query));
    case "percentage":
      return percentageOutcome(
        await evaluateExpression(
          ["Multiply", { num: "100" }, ["Divide", query.part, query.whole]],
          context,
        ),
      );
    case "solve":
      return solveQuery(query.equations, query.unknowns, query.domain, context);
    case "inequality":
      return context.proving(() => solveInequality(query.relations, query.variable, query.domain));
    case "differentiate":
      return differentiateQuery(query.expression, query.variable, query.order, query.at, context);
    case "integrate":
      return integrateQuery(query.expression, query.variable, query.bounds, context);
    case "limit":
      return limitQuery(query.expression, query.variable, query.point, query.side, context);
    case "sum":
    case "product":
      return seriesQuery(
        query.kind,
        query.expression,
        query.variable,
        query.lower,
        query.upper,
        context,
      );
    case "word-problem":
      return answerWordProblem(query.problem, context);
    case "proof":
      return proofQuery(query, context);
    case "truth":
      return truthQuery(query.relation, context);
    case "prime":
      return primeQuery(query.value);
    case "composite":
      return compositeQuery(query.value);
    case "algebra":
      return algebraQuery(query, context);
    case "linear-algebra":
      return linearAlgebraQuery(query, context);
    case "differential-equation":
      return differentialEquationQuery(query, context);
    case "differential-system":
      return differentialSystemQuery(query, context);
    case "fourier":
    case "inverse-fourier":
    case "fourier-cosine":
    case "fourier-sine":
      return fourierQuery(query, context);
    case "laplace":
    case "inverse-laplace":
      return transformQuery(query, context);
    case "recurrence":
      return recurrenceQuery(query, context);
    case "recurrence-system":
      return recurrenceSystemQuery(query, context);
    case "factor-integer":
      return factorIntegerQuery(query.value);
    case "quantity":
      return quantityQuery(query, context);
    case "money":
      return moneyQuery(query, context);
    case "data":
    case "binomial":
    case "dice-sum":
      return dataQuery(query);
    case "primes":
    case "roman":
    case "decimal-digit":
      return numberQuery(query);
    case "days-between":
    case "date-shift":
    case "weekday":
    case "weekdays-in":
    case "unix-time":
      return dateQuery(query);
    case "line":
    case "extremum":
    case "area-between":
    case "domain":
    case "inverse-function":
    case "complete-square":
    case "range-on-interval":
    case "linear-programme":
      return calculusQuery(query, context);
    case "property":
      return propertyAnswer(query, context, (further) => answerQuery(further, context));
    case "vector-calculus":
      return vectorCalculusQuery(query, context);
    case "tuple":
    case "statement":
      return shownQuery(query);
    case "plot":
      return plotQuery(query, context.isChinese);
    case "sets":
      return setQuery(query);
    case "logic":
      return logicQuery(query);
    case "defined":
      return definedQuery(query, context, answerQuery);
    case "simplify-positive":
      return (
        simplifyPositive(query.expression, query.positive) ??
        assumingQuery(query.expression, positive(query.positive), context)
      );
    default:
      return schoolQuery(query);
  }
}

function positive(letter: string): Assumptions {
  return {
    real: new Set([letter]),
    whole: new Set(),
    relations: [["Greater", letter, { num: "0" }]],
    texts: [`${letter} > 0`],
  };
}

/** The angle first, so that an exact multiple of pi becomes an exact number of degrees. */
async function degreesQuery(angle: Expression, context: ComputeContext): Promise<Outcome> {
  const radians = await evaluateExpression(angle, context);
  if (radians.kind !== "answer" || radians.value.kind !== "expression") return radians;
  const exact = parseExpression(radians.value.plain).expression;
  const outcome = await evaluateExpression(
    ["Divide", ["Multiply", { num: "180" }, exact], "Pi"],
    context,
  );
  if (outcome.kind !== "answer" || outcome.value.kind !== "expression") return outcome;
  return {
    ...outcome,
    short: `${outcome.plain}°`,
    plain: `${outcome.plain}°`,
    latex: `${outcome.latex}^{\\circ}`,
    value: { kind: "quantity", plain: outcome.plain, unit: "deg" },
  };
}

function percentageOutcome(outcome: Outcome): Outcome {
  if (outcome.kind !== "answer" || outcome.value.kind !== "expression") return outcome;
  const shown = outcome.numeric ?? outcome.plain;
  return {
    ...outcome,
    short: `${shown}%`,
    plain: `${outcome.plain} %`,
    latex: `${outcome.latex}\\,\\%`,
    value: { kind: "quantity", plain: outcome.plain, unit: "%" },
  };
}
