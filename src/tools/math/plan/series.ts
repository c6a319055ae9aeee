import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { gainedConditions, vanishesFrom } from "../prove/denominators.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import {
  agreesWithSeries,
  circularSum,
  holdsForFirstValues,
  infiniteByForm,
} from "./series-checks.ts";
import { EXACT } from "./candidates.ts";
import { evaluateExpression } from "./evaluate.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { guessFromRatio, provedByRecurrence, sumByTelescoping } from "./finite-sum.ts";
import { infiniteSum } from "./infinite-series.ts";
import { infiniteProduct, rationalProduct, zeroFactor } from "./products.ts";
import { type Rewritten, rewrittenSeries } from "./series-rewriting.ts";
import { exactForm } from "../exact/exact-form.ts";
import { parseExpression } from "../read/parse.ts";
import { type CandidateAnswer, type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { firstProved } from "./portfolio.ts";

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
  if (kind === "sum" && printPlain(lower) === "-infinity" && printPlain(upper) === "infinity") {
    const both = await twoSidedSum(body, variable, upper, context);
    if (both !== null) return both;
  }
  if (printPlain(upper) === "infinity" && from !== null) {
    if (context.proving(() => vanishesFrom(body, variable, from)))
      return openOutcome("A term of this series has no value, so it has no sum.");
    const known = context.proving(() => infiniteByForm(kind, body, variable, from));
    if (known !== null) return known;
    const settled =
      kind === "sum" ? context.proving(() => infiniteSum(body, variable, from)) : null;
    if (settled !== null) return settled;
  }
  if (from !== null) {
    const rewritten = rewrittenSeries(kind, body, variable, from);
    if (rewritten !== null) {
      const inner = await seriesQuery(
        rewritten.kind,
        rewritten.body,
        variable,
        lower,
        upper,
        context,
      );
      const taken = takenBack(inner, rewritten);
      if (taken !== null) return taken;
    }
    const zero =
      kind === "product" ? context.proving(() => zeroFactor(body, variable, from, upper)) : null;
    if (zero !== null) return zero;
    const product =
      kind === "product"
        ? context.proving(() => rationalProduct(body, variable, from, upper))
        : null;
    if (product !== null) return product;
    const settled =
      kind === "product" && printPlain(upper) === "infinity"
        ? context.proving(() => infiniteProduct(body, variable, from))
        : null;
    if (settled !== null) return settled;
  }
  if (kind === "sum") {
    const circular = context.proving(() => circularSum(body, variable, lower, upper));
    if (circular !== null) return circular;
    const telescoped =
      from === null || isInfinite(upper)
        ? null
        : context.proving(() => sumByTelescoping(body, variable, from, upper));
    if (telescoped !== null) return expressionOutcome(telescoped);
    const guessed =
      from === null || isInfinite(upper)
        ? null
        : context.proving(() => {
            const guess = guessFromRatio(body, variable, from, upper);
            return guess === null
              ? null
              : provedByRecurrence(guess, EXACT, body, variable, lower, from, upper);
          });
    if (guessed !== null) return expressionOutcome(guessed);
  }
  const found = await firstProved(
    context,
    { operation: kind, arguments: [body, lower, upper], variables: [variable] },
    (candidates, engine) =>
      firstThatHolds(kind, candidates.filter(isClosed), engine, body, variable, lower, upper),
    isInfinite(upper) ? "numeric-check" : "proved",
  );
  return found === null
    ? openOutcome("No closed form was found that stands up to a check.")
    : expressionOutcome(found);
}

/** Twice a sum, term by term. */
function doubled(value: Expression): Expression[] {
  const [first, second] = argumentsOf(value) as [Expression, Expression];
  const two: Expression = { num: "2" };
  switch (headOf(value)) {
    case "Add":
      return argumentsOf(value).flatMap(doubled);
    case "Negate":
      return doubled(first).map((part): Expression => ["Negate", part]);
    case "Divide": {
      const half = exactForm(["Divide", second, two]);
      return [half === null ? ["Multiply", two, value] : tidySigns(["Divide", first, half])];
    }
    case "Multiply": {
      const twice = exactForm(["Multiply", two, first]);
      return [
        twice === null
          ? ["Multiply", two, value]
          : ["Multiply", twice, ...argumentsOf(value).slice(1)],
      ];
    }
    default:
      return [["Multiply", two, value]];
  }
}

/** The term at zero and the sum of those on both sides of it, which must converge on each. */
async function twoSidedSum(
  body: Expression,
  variable: string,
  upper: Expression,
  context: ComputeContext,
): Promise<Outcome | null> {
  const mirrored = substitute(body, variable, ["Negate", variable]);
  const one: Expression = { num: "1" };
  const values: Expression[] = [substitute(body, variable, { num: "0" })];
  let last: Outcome | null = null;
  const sides = decideEqual(body, mirrored).verdict === "proved" ? [body] : [body, mirrored];
  for (const side of sides) {
    const found = await seriesQuery("sum", side, variable, one, upper, context);
    if (found.kind !== "answer" || found.value.kind !== "expression") return null;
    if (found.certificate.grade !== "proved") return null;
    const value = parseExpression(found.plain).expression;
    values.push(...(sides.length === 1 ? doubled(value) : [value]));
    last = found;
  }
  if (last?.kind !== "answer") return null;
  const numbers: Expression = ["Add", ...values.filter((value) => exactForm(value) !== null)];
  const others = values.filter((value) => exactForm(value) === null);
  const total = tidySigns(["Add", ...others, exactForm(numbers) ?? numbers]);
  return expressionOutcome({
    expression: exactForm(total) ?? total,
    engine: last.engine,
    certificate: {
      ...last.certificate,
      detail: `The term at zero and the sums on both sides of it. ${last.certificate.detail}`,
    },
  });
}

/** The answer to the rewritten question, taken back; null where that one has no value that is proved. */
function takenBack(inner: Outcome, { back, words }: Rewritten): Outcome | null {
  if (inner.kind !== "answer" || inner.certificate.grade !== "proved") return null;
  if (inner.value.kind !== "expression" || inner.plain === "0") return null;
  const value = back(parseExpression(inner.plain).expression);
  return expressionOutcome({
    expression: exactForm(value) ?? value,
    engine: inner.engine,
    certificate: { ...inner.certificate, detail: `${words} ${inner.certificate.detail}` },
  });
}

function isInfinite(bound: Expression): boolean {
  return printPlain(bound).includes("infinity");
}

function isClosed(expression: Expression): boolean {
  return (
    !["Sum", "Product", "Limit", "Integrate"].includes(headOf(expression)) &&
    argumentsOf(expression).every(isClosed)
  );
}

function firstThatHolds(
  kind: "sum" | "product",
  candidates: readonly Expression[],
  engine: string,
  body: Expression,
  variable: string,
  lower: Expression,
  upper: Expression,
): CandidateAnswer | null {
  const from = integerValue(lower);
  for (const candidate of candidates) {
    if (isInfinite(upper)) {
      const agreement =
        from === null ? null : agreesWithSeries(kind, candidate, body, variable, from);
      if (agreement === null) continue;
      return {
        expression: candidate,
        engine,
        certificate: {
          grade: "numeric-check",
          method: "partial-sums",
          detail: agreement.detail,
          engines: [engine, "decimal"],
          ...(agreement.conditions.length === 0 ? {} : { conditions: [...agreement.conditions] }),
        },
      };
    }
    // A term without a value leaves no sum, whatever the closed form says.
    if (vanishesFrom(body, variable, from ?? 0)) return null;
    if (holdsByInduction(kind, candidate, body, variable, lower, upper)) {
      const symbols = variablesOf(body).filter((name) => name !== variable);
      const conditions = gainedConditions(body, candidate, symbols);
      return {
        expression: candidate,
        engine,
        certificate: {
          grade: "proved",
          method: "induction",
          detail: `The closed form is right for ${printPlain(upper)} = ${printPlain(lower)} and grows by exactly one ${kind === "sum" ? "term" : "factor"} from each value to the next.`,
          engines: [engine, EXACT],
          ...(conditions.length === 0 ? {} : { conditions }),
        },
      };
    }
    const recurrence =
      kind === "sum" && from !== null
        ? provedByRecurrence(candidate, engine, body, variable, lower, from, upper)
        : null;
    if (recurrence !== null) return recurrence;
    const checked = holdsForFirstValues(kind, candidate, body, variable, lower, upper);
    if (checked !== null)
      return {
        expression: candidate,
        engine,
        certificate: {
          grade: "numeric-check",
          method: "exact-values",
          detail: `For ${checked.text} the closed form was compared with the ${kind} itself in exact arithmetic; that is evidence for all other values, and no proof.`,
          engines: [engine, EXACT],
          conditions: [`${printPlain(upper)} is a whole number, at least ${checked.first}`],
        },
      };
  }
  return null;
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
