import { Fraction } from "fraction.js";
import { choose } from "../exact/combinatorial-numbers.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { factorialBigint } from "../exact/integers.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { fractionExpression, polynomialExpression } from "../exact/to-expression.ts";
import { clockText, type SchoolQuery } from "../read/school-query.ts";
import { coefficientsIn } from "../solve/solve-equation.ts";
import { EXACT } from "./candidates.ts";
import { chooseQuery } from "./choose.ts";
import { digitQuery, inBaseQuery, roundQuery, writtenQuery } from "./digits.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { openOutcome, type Outcome } from "./outcome.ts";
import { sequenceQuery } from "./sequence.ts";

type Of<Kind extends SchoolQuery["kind"]> = Extract<SchoolQuery, { kind: Kind }>;

/** Questions of school mathematics, each answered with exact numbers. */
export function schoolQuery(query: Exclude<SchoolQuery, { kind: "simplify-positive" }>): Outcome {
  switch (query.kind) {
    case "choose":
      return chooseQuery(query);
    case "round":
      return roundQuery(query);
    case "digit":
      return digitQuery(query);
    case "in-base":
      return inBaseQuery(query);
    case "written":
      return writtenQuery(query);
    case "sequence":
      return sequenceQuery(query);
    case "coefficient":
      return coefficientQuery(query);
    case "drawing":
      return drawingQuery(query);
    case "clock":
      return clockQuery(query);
  }
}

function coefficientQuery({ expression, variable, power }: Of<"coefficient">): Outcome {
  const form = new NormalForm();
  const value = form.normalize(expression);
  const index = form.indexOfVariable(variable);
  const constant = value.denominator.asConstant();
  if (constant === null)
    return openOutcome(`This is not a polynomial in ${variable}.`, "unsupported");
  const coefficients = index === null ? [value.numerator] : coefficientsIn(value.numerator, index);
  const found = coefficients[power];
  const result =
    found === undefined ? fractionExpression(new Fraction(0)) : polynomialExpression(form, found);
  if (result === null) return openOutcome("This coefficient could not be written out.");
  const expressionOfResult = constant.equals(1)
    ? result
    : (["Divide", result, fractionExpression(constant)] as const);
  return expressionOutcome({
    expression: expressionOfResult,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "exact-normal-form",
      detail: `The polynomial was expanded exactly and its coefficients in ${variable} read off.`,
      engines: [EXACT],
    },
  });
}

/**
 * Drawing without replacement: the product of conditional probabilities, checked against the count of
 * favourable and possible outcomes by factorials.
 */
function drawingQuery({ urn, wanted, isOrdered }: Of<"drawing">): Outcome {
  const total = Object.values(urn).reduce((sum, count) => sum + count, 0);
  if (wanted.length > total)
    return openOutcome(`Only ${total} letters are there, so ${wanted.length} cannot be drawn.`);
  const need = new Map<string, number>();
  for (const letter of wanted) need.set(letter, (need.get(letter) ?? 0) + 1);
  const left = new Map(Object.entries(urn));
  let inOrder = new Fraction(1);
  for (const [drawn, letter] of wanted.entries()) {
    const count = left.get(letter) ?? 0;
    inOrder = inOrder.mul(new Fraction(count, total - drawn));
    left.set(letter, count - 1);
  }
  const orders = [...need.values()].reduce(
    (n, k) => n / factorialBigint(k),
    factorialBigint(wanted.length),
  );
  const probability = isOrdered ? inOrder : inOrder.mul(new Fraction(orders));
  const favourable = [...need].reduce((n, [letter, k]) => n * choose(urn[letter] ?? 0, k), 1n);
  const possible = choose(total, wanted.length);
  const counted = new Fraction(favourable).div(new Fraction(possible));
  const check = isOrdered ? counted.div(new Fraction(orders)) : counted;
  if (!check.equals(probability)) return openOutcome("Two ways of counting disagree.");
  return expressionOutcome({
    expression: fractionExpression(probability),
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "counted-twice",
      detail: `The product of the conditional probabilities equals the favourable draws over all draws, counted by binomial coefficients.`,
      engines: [EXACT],
    },
  });
}

function clockQuery({ minute, shift, is24Hours }: Of<"clock">): Outcome {
  const minutes = fractionOf(shift);
  if (minutes === null || minutes.d !== 1n || minutes.n > 10n ** 12n)
    return openOutcome("A time of day is moved by a whole number of minutes.", "unsupported");
  const text = clockText(minute + Number(minutes.s * minutes.n), is24Hours);
  return {
    kind: "answer",
    value: { kind: "text", text },
    short: text,
    plain: text,
    latex: `\\text{${text}}`,
    certificate: {
      grade: "proved",
      method: "exact-arithmetic",
      detail: "Minutes after midnight were added exactly, modulo 24 hours.",
      engines: [EXACT],
    },
    engine: EXACT,
  };
}
