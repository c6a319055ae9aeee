import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { deepCandidates, ENGINE, engineCandidates, EXACT } from "./candidates.ts";
import { evaluateExpression, expressionOutcome } from "./evaluate.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

/** Finite sums of at most this many terms are added up term by term. */
const MAX_TERMS = 1_500;

/** Sums and products: term by term when short, else a closed form proved by induction on the upper bound. */
export async function seriesQuery(
  kind: "sum" | "product",
  body: Expression,
  variable: string,
  lower: Expression,
  upper: Expression,
  context: ComputeContext,
): Promise<Outcome> {
  const from = integerValue(lower);
  const to = integerValue(upper);
  if (from !== null && to !== null && to - from < MAX_TERMS) {
    if (to < from) return evaluateExpression({ num: kind === "sum" ? "0" : "1" }, context);
    const terms: Expression[] = [];
    for (let k = from; k <= to; k++)
      terms.push(
        substitute(body, variable, k < 0 ? ["Negate", { num: String(-k) }] : { num: String(k) }),
      );
    return evaluateExpression(
      terms.length === 1
        ? (terms[0] as Expression)
        : [kind === "sum" ? "Add" : "Multiply", ...terms],
      context,
    );
  }
  const asked: Expression = [kind === "sum" ? "Sum" : "Product", body, variable, lower, upper];
  const found = await engineCandidates(context, "simplify", asked);
  const deep = await deepCandidates(context, kind, [body, lower, upper], [variable]);
  for (const candidate of [...found, ...deep]) {
    if (printPlain(upper).includes("infinity")) {
      if (kind === "sum" && from !== null && agreesWithPartialSums(candidate, body, variable, from))
        return expressionOutcome({
          expression: candidate,
          engine: ENGINE,
          certificate: {
            grade: "numeric-check",
            method: "partial-sums",
            detail: "Extrapolated partial sums of up to 4,096 terms approach the value.",
            engines: [ENGINE, "decimal"],
          },
        });
      continue;
    }
    if (context.proving(() => holdsByInduction(kind, candidate, body, variable, lower, upper)))
      return expressionOutcome({
        expression: candidate,
        engine: ENGINE,
        certificate: {
          grade: "proved",
          method: "induction",
          detail: `The closed form is right for ${printPlain(upper)} = ${printPlain(lower)} and grows by exactly one ${kind === "sum" ? "term" : "factor"} from each value to the next.`,
          engines: [ENGINE, EXACT],
        },
      });
  }
  return openOutcome("No closed form was found that stands up to a check.");
}

function integerValue(expression: Expression): number | null {
  const inner =
    headOf(expression) === "Negate" ? (argumentsOf(expression)[0] as Expression) : expression;
  if (!isNumber(inner) || !/^\d{1,9}$/.test(inner.num)) return null;
  return inner === expression ? Number(inner.num) : -Number(inner.num);
}

/** `n + c` or `n - c` with a whole number c, as the symbol and what is added to it. */
function shiftOf(upper: Expression): { symbol: string; by: Expression } | null {
  const parts = headOf(upper) === "Add" ? argumentsOf(upper) : [];
  const symbol = parts.find((part) => typeof part === "string");
  const by = parts.find((part) => integerValue(part) !== null);
  return parts.length === 2 && typeof symbol === "string" && by !== undefined
    ? { symbol, by }
    : null;
}

/** S(n) - S(n-1) = f(n) and S(lower) = f(lower), with n the upper bound when it is a symbol. */
function holdsByInduction(
  kind: "sum" | "product",
  closed: Expression,
  body: Expression,
  variable: string,
  lower: Expression,
  upper: Expression,
): boolean {
  const shift = shiftOf(upper);
  if (shift !== null) {
    // In terms of N = n + c the bound is a symbol again.
    const renamed = substitute(closed, shift.symbol, ["Add", "N", ["Negate", shift.by]]);
    return (
      !variablesOf(body).includes(shift.symbol) &&
      holdsByInduction(kind, renamed, body, variable, lower, "N")
    );
  }
  if (
    typeof upper !== "string" ||
    variablesOf(body).includes(upper) ||
    variablesOf(closed).includes(variable)
  )
    return false;
  const before = substitute(closed, upper, ["Add", upper, ["Negate", { num: "1" }]]);
  const term = substitute(body, variable, upper);
  const step: Expression = kind === "sum" ? ["Add", before, term] : ["Multiply", before, term];
  const start = decideEqual(substitute(closed, upper, lower), substitute(body, variable, lower));
  return start.verdict === "proved" && decideEqual(closed, step).verdict === "proved";
}

function agreesWithPartialSums(
  candidate: Expression,
  body: Expression,
  variable: string,
  from: number,
): boolean {
  const value = evaluateReal(candidate)?.toNumber();
  if (value === undefined) return false;
  const marks = [64, 128, 256, 512, 1024, 2048, 4096];
  const partial: number[] = [];
  let sum = 0;
  let k = from;
  for (const mark of marks) {
    for (; k < from + mark; k++) {
      const term = evaluateReal(body, { [variable]: k })?.toNumber();
      if (term === undefined) return false;
      sum += term;
    }
    partial.push(sum);
  }
  // Richardson extrapolation assumes an error in powers of 1/N; fast series have settled anyway.
  let row = partial;
  for (let power = 1; row.length > 1; power++)
    row = row
      .slice(1)
      .map((later, index) => later + (later - (row[index] as number)) / (2 ** power - 1));
  const tolerance = 1e-7 * Math.max(1, Math.abs(value));
  return Math.abs((row[0] as number) - value) < tolerance || Math.abs(sum - value) < tolerance;
}
