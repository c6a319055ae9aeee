import { isDeadEnd } from "../exact/deadline.ts";
import type { Decimal } from "decimal.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { isEvidence } from "../prove/evidence.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { type InfiniteSum, sumSeries } from "../prove/infinite-sum.ts";
import { coefficientsIn } from "../solve/solve-equation.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import type { Outcome } from "./outcome.ts";

/** Values of parameters at which a series is added up; those where it does not converge are left out. */
const SAMPLES = ["0.31", "-0.43", "0.17", "-0.11", "0.62", "1.7", "-2.3", "3.1", "0.07", "-0.06"];
const FEWEST_SAMPLES = 3;
const FEWEST_VALUES = 10;
const MOST_VALUES = 16;
/** Beyond what a polynomial of moderate degree can be bent to. */
const FAR_VALUES = [23, 40] as const;
const TOLERANCE = 1e-11;

export interface Agreement {
  readonly detail: string;
  readonly conditions: readonly string[];
}

function at(
  kind: "sum" | "product",
  body: Expression,
  variable: string,
  from: number,
  given: Readonly<Record<string, string>>,
): InfiniteSum | null {
  return sumSeries((k) => {
    const value = evaluateReal(body, { ...given, [variable]: k });
    if (kind === "sum" || value === null) return value;
    return value.gt(0) ? value.ln() : null;
  }, from);
}

/** Does a value agree with the infinite sum or product, at sample values of every parameter? */
export function agreesWithSeries(
  kind: "sum" | "product",
  candidate: Expression,
  body: Expression,
  variable: string,
  from: number,
): Agreement | null {
  const names = variablesOf(body).filter((name) => name !== variable);
  if (variablesOf(candidate).some((name) => !names.includes(name))) return null;
  if (!isEvidence(candidate, -Math.log10(TOLERANCE))) return null;
  const samples = names.length === 0 ? [""] : SAMPLES;
  let agreeing = 0;
  let left = 0;
  let how = "";
  let largest: Decimal | null = null;
  for (const [index, sample] of samples.entries()) {
    const given = Object.fromEntries(
      names.map((name, place) => [
        name,
        place === 0 ? sample : (SAMPLES[(index + place) % SAMPLES.length] as string),
      ]),
    );
    const series = at(kind, body, variable, from, given);
    if (series === null || series.kind === "diverges") {
      left += 1;
      continue;
    }
    const value = evaluateReal(candidate, given);
    const sum = kind === "sum" ? series.value : series.value.exp();
    if (value === null || value.sub(sum).abs().gt(sum.abs().add(1).mul(TOLERANCE))) return null;
    agreeing += 1;
    how = series.how;
    if (largest === null || largest.lt(sum.abs())) largest = sum.abs();
  }
  if (names.length === 0)
    return agreeing === 0
      ? null
      : { detail: `The ${kind} agrees to 11 digits: ${how}.`, conditions: [] };
  if (agreeing < FEWEST_SAMPLES) return null;
  return {
    detail: `At ${agreeing} sample values of ${names.join(", ")} the ${kind} agrees to 11 digits: ${how}.`,
    conditions: left === 0 ? [] : [`${names.join(", ")} such that the series converges`],
  };
}

/**
 * Closed forms that need no engine: a geometric series, proved by its ratio, and a quotient of polynomials
 * that falls no faster than 1/k, which diverges by comparison with the harmonic series.
 */
export function infiniteByForm(
  kind: "sum" | "product",
  body: Expression,
  variable: string,
  from: number,
): Outcome | null {
  if (kind === "product") return null;
  if (fallsLikeHarmonic(body, variable))
    return divergent(
      "The term is a quotient of polynomials whose denominator exceeds the numerator by at most one degree; compared with the harmonic series, the sum diverges.",
    );
  const ratio = exactForm([
    "Divide",
    substitute(body, variable, ["Add", variable, integer(1)]),
    body,
  ]);
  if (ratio === null || contains(ratio, variable)) return null;
  const start = substitute(body, variable, from < 0 ? ["Negate", integer(-from)] : integer(from));
  const value = evaluateReal(ratio);
  if (variablesOf(ratio).length === 0) {
    if (value === null) return null;
    if (value.abs().gte(1))
      return divergent("The ratio of neighbouring terms is constant and not below 1 in size.");
  }
  const quotient: Expression = ["Divide", start, ["Add", integer(1), ["Negate", ratio]]];
  const sum =
    value === null
      ? ([
          "Divide",
          exactForm(start) ?? start,
          ["Add", integer(1), ["Negate", ratio]],
        ] as Expression)
      : exactForm(quotient);
  if (sum === null) return null;
  return expressionOutcome({
    expression: sum,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "geometric-series",
      detail: `The ratio of neighbouring terms is ${printPlain(ratio)}, the same for all; the sum is the first term divided by one minus it.`,
      engines: [EXACT],
      ...(value === null ? { conditions: [`abs(${printPlain(ratio)}) < 1`] } : {}),
    },
  });
}

function fallsLikeHarmonic(body: Expression, variable: string): boolean {
  if (variablesOf(body).some((name) => name !== variable)) return false;
  try {
    const form = new NormalForm();
    const value = form.normalize(body);
    const index = form.indexOfVariable(variable);
    if (index === null) return false;
    const degrees = [value.numerator, value.denominator].map((polynomial) => {
      const isPure = [...polynomial.generators()].every((generator) => generator === index);
      return isPure ? coefficientsIn(polynomial, index).length - 1 : Number.NaN;
    }) as [number, number];
    return degrees[0] - degrees[1] >= -1 && value.numerator.list().length > 0;
  } catch (error) {
    if (isDeadEnd(error)) return false;
    throw error;
  }
}

function divergent(detail: string): Outcome {
  return {
    kind: "answer",
    value: { kind: "none", reason: "divergent" },
    short: "divergent",
    plain: "divergent",
    latex: "\\text{divergent}",
    certificate: { grade: "proved", method: "comparison", detail, engines: [EXACT] },
    engine: EXACT,
  };
}

/** The bounds at which the closed form equals the sum exactly, when these are enough; else null. */
export function holdsForFirstValues(
  kind: "sum" | "product",
  candidate: Expression,
  body: Expression,
  variable: string,
  lower: Expression,
  upper: Expression,
): { readonly first: number; readonly text: string } | null {
  const start = fractionOf(lower);
  if (typeof upper !== "string" || start === null || start.d !== 1n) return null;
  if (variablesOf(["Add", body, candidate]).some((name) => name !== variable && name !== upper))
    return null;
  const first = Number(start.s * start.n);
  const passed: number[] = [];
  if (stepsIn(candidate) && !stepsIn(body)) return null;
  const bounds = Array.from({ length: MOST_VALUES }, (_, index) => first + index);
  for (const n of [...bounds, ...FAR_VALUES.map((far) => first + far)]) {
    if (n < 0) continue;
    const terms: Expression[] = [];
    for (let k = first; k <= n; k++)
      terms.push(substitute(substitute(body, variable, integer(k)), upper, integer(n)));
    const exact = fractionOf([kind === "sum" ? "Add" : "Multiply", ...terms]);
    const claimed = fractionOf(substitute(candidate, upper, integer(n)));
    if (exact === null || claimed === null) continue;
    if (!exact.equals(claimed)) return null;
    passed.push(n);
  }
  if (passed.length < FEWEST_VALUES) return null;
  return { first: passed[0] as number, text: `${upper} = ${passed.join(", ")}` };
}

/** Functions that rest and jump: they fit some values and say nothing about the next. */
function stepsIn(expression: Expression): boolean {
  return (
    ["Floor", "Ceil", "Round", "Mod", "Sign", "Abs"].includes(headOf(expression)) ||
    argumentsOf(expression).some(stepsIn)
  );
}

/**
 * The sum of sin(a k + b) or cos(a k + b) over an arithmetic progression (DLMF 4.21.17 and its like):
 * sin(a n'/2)/sin(a/2) times the function at the middle, with n' terms.
 */
export function circularSum(
  body: Expression,
  variable: string,
  lower: Expression,
  upper: Expression,
): Outcome | null {
  const head = headOf(body);
  const [inner] = argumentsOf(body);
  if ((head !== "Sin" && head !== "Cos") || inner === undefined) return null;
  if (typeof upper !== "string" || contains(body, upper)) return null;
  const step = exactForm(differentiate(inner, variable));
  if (step === null || contains(step, variable)) return null;
  const half: Expression = ["Divide", step, integer(2)];
  const count: Expression = ["Add", upper, ["Negate", lower], integer(1)];
  const middle: Expression = substitute(inner, variable, [
    "Divide",
    ["Add", lower, upper],
    integer(2),
  ]);
  const tidy = (expression: Expression): Expression => exactForm(expression) ?? expression;
  const sum: Expression = [
    "Divide",
    ["Multiply", ["Sin", tidy(["Multiply", half, count])], [head, tidy(middle)]],
    ["Sin", tidy(half)],
  ];
  const before = substitute(sum, upper, ["Add", upper, integer(-1)]);
  const holds =
    decideEqual(substitute(sum, upper, lower), substitute(body, variable, lower)).verdict ===
      "proved" &&
    decideEqual(sum, ["Add", before, substitute(body, variable, upper)]).verdict === "proved";
  if (!holds) return null;
  return expressionOutcome({
    expression: sum,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "induction",
      detail: `The closed form is right for ${upper} = ${printPlain(lower)} and grows by exactly one term from each value to the next.`,
      engines: [EXACT],
      conditions: [`sin(${printPlain(tidy(half))}) is not zero`],
    },
  });
}
