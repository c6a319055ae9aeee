import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { polynomialExpression } from "../exact/to-expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { CalculusQuery } from "../read/calculus-query.ts";
import { parseExpression } from "../read/parse.ts";
import { coefficientsIn } from "../solve/solve-equation.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { solveInequality } from "./inequality.ts";
import { areaBetween, extremumQuery } from "./extremum.ts";
import { linearProgrammeQuery } from "./linear-programme.ts";
import { rangeOnInterval } from "./range-on-interval.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { solveQuery } from "./solve.ts";

type Of<Kind extends CalculusQuery["kind"]> = Extract<CalculusQuery, { kind: Kind }>;

/** Answers questions about one function by way of equations, inequalities and derivatives. */
export async function calculusQuery(
  query: Exclude<CalculusQuery, { kind: "property" }>,
  context: ComputeContext,
): Promise<Outcome> {
  switch (query.kind) {
    case "line":
      return lineQuery(query);
    case "extremum":
      return extremumQuery(query, context);
    case "area-between":
      return areaBetween(query, context);
    case "range-on-interval":
      return rangeOnInterval(query, context);
    case "linear-programme":
      return context.proving(() => linearProgrammeQuery(query));
    case "domain":
      return domainQuery(query.expression, query.variable);
    case "inverse-function":
      return inverseQuery(query.expression, query.variable, context);
    case "complete-square":
      return completeSquare(query.expression, query.variable);
  }
}

function lineQuery({ expression }: Of<"line">): Outcome {
  const line = exactForm(expression) ?? expression;
  if (decideEqual(line, expression).verdict !== "proved" || variablesOf(line).length > 1)
    return openOutcome("The line could not be worked out exactly.");
  const outcome = expressionOutcome({
    expression: line,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "exact-normal-form",
      detail:
        "The value and the derivative at the point were worked out exactly and put into the equation of the line.",
      engines: [EXACT],
    },
  });
  return outcome.kind === "answer"
    ? {
        ...outcome,
        short: `y = ${outcome.short}`,
        plain: `y = ${outcome.plain}`,
        latex: `y = ${outcome.latex}`,
      }
    : outcome;
}

/** Conditions under which an expression has a real value, as relations; null when it holds a function without a rule here. */
export function realConditions(expression: Expression): Expression[] | null {
  const zero = integer(0);
  const parts = argumentsOf(expression);
  const inner: Expression[] = [];
  for (const part of parts) {
    const conditions = realConditions(part);
    if (conditions === null) return null;
    inner.push(...conditions);
  }
  const [first, second] = parts as [Expression, Expression];
  if (variablesOf(expression).length === 0) return [];
  switch (headOf(expression)) {
    case "Sqrt":
      return [...inner, ["GreaterEqual", first, zero]];
    case "Ln":
    case "Lg":
    case "Lb":
      return [...inner, ["Greater", first, zero]];
    case "Log":
      return variablesOf(second).length > 0 ? null : [...inner, ["Greater", first, zero]];
    case "Divide":
      return variablesOf(second).length === 0 ? inner : [...inner, nonZero(second)];
    case "Arcsin":
    case "Arccos":
      return [...inner, ["LessEqual", first, integer(1)], ["GreaterEqual", first, integer(-1)]];
    case "Power":
      return powerConditions(first, second, inner);
    case "Add":
    case "Negate":
    case "Multiply":
    case "Abs":
    case "Sin":
    case "Cos":
    case "Arctan":
    case "Exp":
    case "Sinh":
    case "Cosh":
    case "Tanh":
    case "":
      return inner;
    default:
      return parts.length === 0 ? [] : null;
  }
}

const nonZero = (expression: Expression): Expression => [
  "Greater",
  ["Power", expression, integer(2)],
  integer(0),
];

function powerConditions(
  base: Expression,
  exponent: Expression,
  inner: readonly Expression[],
): Expression[] | null {
  if (variablesOf(base).length === 0) return evaluateReal(base)?.gt(0) === true ? [...inner] : null;
  if (isNumber(exponent) && /^0*[1-9]\d*$/.test(exponent.num)) return [...inner];
  const value = evaluateReal(exponent);
  if (value === null) return null;
  // 0^0 has no value here.
  if (value.isInteger()) return value.gt(0) ? [...inner] : [...inner, nonZero(base)];
  // Roots of odd order of negative numbers are not real as principal values.
  return [...inner, [value.lt(0) ? "Greater" : "GreaterEqual", base, integer(0)]];
}

function domainQuery(expression: Expression, variable: string): Outcome {
  const conditions = realConditions(expression);
  if (conditions === null)
    return openOutcome("This holds a function whose domain is not worked out here.", "unsupported");
  const outcome = solveInequality(
    conditions.length === 0
      ? [["GreaterEqual", ["Power", variable, integer(2)], integer(0)]]
      : conditions,
    variable,
  );
  if (outcome.kind !== "answer" || outcome.value.kind !== "intervals") return outcome;
  const bound = (text: string): string => text.replace("infinity", "∞");
  const short = outcome.value.intervals
    .map(({ lo, hi, loClosed, hiClosed }) =>
      lo === hi
        ? `{${lo}}`
        : `${loClosed ? "[" : "("}${bound(lo)}, ${bound(hi)}${hiClosed ? "]" : ")"}`,
    )
    .join(" ∪ ");
  return {
    ...outcome,
    // One turn of what repeats is not all of it.
    short: outcome.value.family === undefined ? short : outcome.short,
    certificate: {
      ...outcome.certificate,
      detail: `The expression is real exactly where ${conditions.map(printPlain).join(" and ") || "it always is"}. ${outcome.certificate.detail}`,
    },
  };
}

/** Solves y = f(x) for x; the one solution is proved by composing in both orders. */
async function inverseQuery(
  expression: Expression,
  variable: string,
  context: ComputeContext,
): Promise<Outcome> {
  const image = variable === "y" ? "t" : "y";
  const solved = await solveQuery(
    [["Equal", image, expression]],
    [variable],
    { isReal: false, interval: null },
    context,
  );
  if (solved.kind === "open") return solved;
  const found = solved.value.kind === "solutions" ? solved.value.solutions : [];
  const [only] = found;
  const text = only?.[variable];
  if (found.length !== 1 || text === undefined)
    return openOutcome(
      found.length > 1
        ? "Solved for its argument, this function has several solutions, so no one formula is its inverse; where they are not all real there may still be one."
        : "No formula for the inverse was found.",
    );
  const inverse = substitute(parseExpression(text).expression, image, variable);
  const there = decideEqual(substitute(expression, variable, inverse), variable);
  const back = decideEqual(substitute(inverse, variable, expression), variable);
  if (there.verdict !== "proved" && back.verdict !== "proved")
    return openOutcome("The inverse found did not stand up to composing it with the function.");
  const conditions = [
    ...(there.verdict === "proved" ? [] : [`${variable} is a value of the function`]),
    ...(back.verdict === "proved" ? [] : [`${printPlain(inverse)} is real`]),
  ];
  return expressionOutcome({
    expression: inverse,
    engine: EXACT,
    certificate: {
      ...(conditions.length === 0 ? {} : { conditions }),
      grade: there.verdict === "proved" && back.verdict === "proved" ? "proved" : "exact-check",
      method: "composition",
      detail: "Composing the function and its inverse gives the variable back.",
      engines: [EXACT],
    },
  });
}

/** a x^2 + b x + c = a (x + b/(2a))^2 + c - b^2/(4a). */
function completeSquare(expression: Expression, variable: string): Outcome {
  const form = new NormalForm();
  const value = form.normalize(expression);
  const index = form.indexOfVariable(variable);
  if (
    index === null ||
    value.denominator.asConstant() === null ||
    value.numerator.degreeIn(index) !== 2
  )
    return openOutcome(`This is not a quadratic polynomial in ${variable}.`, "unsupported");
  const scale = value.denominator.asConstant();
  const [c, b, a] = coefficientsIn(value.numerator, index).map((part) => {
    const coefficient = polynomialExpression(form, part);
    return coefficient === null || scale === null
      ? null
      : (exactForm(["Divide", coefficient, { num: scale.toFraction() }]) ?? coefficient);
  });
  if (!a || !b || !c) return openOutcome("The coefficients could not be written out.");
  const exact = (part: Expression): Expression => exactForm(part) ?? part;
  const shift = exact(["Divide", b, ["Multiply", integer(2), a]]);
  const rest = exact([
    "Add",
    c,
    ["Negate", ["Divide", ["Power", b, integer(2)], ["Multiply", integer(4), a]]],
  ]);
  const isZero = (part: Expression): boolean => isNumber(part) && part.num === "0";
  const square: Expression = [
    "Power",
    isZero(shift) ? variable : ["Add", variable, shift],
    integer(2),
  ];
  const scaledSquare: Expression = isNumber(a) && a.num === "1" ? square : ["Multiply", a, square];
  const result: Expression = isZero(rest) ? scaledSquare : ["Add", scaledSquare, rest];
  if (decideEqual(result, expression).verdict !== "proved")
    return openOutcome("The completed square did not stand up to an independent check.");
  return expressionOutcome({
    expression: result,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "equal-to-input",
      detail: "The result was multiplied out and equals the input in exact normal form.",
      engines: [EXACT],
    },
  });
}
