import { exactForm } from "../exact/exact-form.ts";
import { type Expression, integer, substitute, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { exactLimit } from "../limits/exact-limit.ts";
import type { GermValue } from "../limits/germ-limits.ts";
import { fourierSeries } from "../summation/fourier-series.ts";
import { hypergeometricSum } from "../summation/hypergeometric-sums.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { antidifference } from "../summation/telescoping-sum.ts";
import { rationalSeries } from "../summation/rational-series.ts";
import type { SummedSeries } from "../summation/summed-series.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import type { CandidateAnswer, Outcome } from "./outcome.ts";
import { type Agreement, agreesWithSeries } from "./series-checks.ts";

const LN = (u: Expression): Expression => ["Ln", u];

/** Series of these terms diverge (integral test); each is compared with the term by a limit. */
const COMPARED: readonly ((k: Expression) => { factor: Expression; words: string })[] = [
  (k) => ({ factor: k, words: `1/${printPlain(k)}` }),
  (k) => ({ factor: ["Multiply", k, LN(k)], words: `1/(k log k)` }),
  (k) => ({ factor: ["Multiply", k, LN(k), LN(LN(k))], words: `1/(k log k log log k)` }),
];

function limitOf(expression: Expression, variable: string): GermValue | "none" | null {
  const found = exactLimit(expression, variable, "PositiveInfinity", "FromLeft", true);
  if (found === null || found.conditions.some((text) => text.includes("0"))) return null;
  return found.kind === "none" ? "none" : found.limit;
}

/**
 * An infinite sum settled by limits that are derived: divergence because the terms do not tend to zero or
 * keep up with a divergent series, and the value where the term telescopes. Null where this does not
 * settle it.
 */
export function infiniteSum(body: Expression, variable: string, from: number): Outcome | null {
  const hasParameters = variablesOf(body).some((name) => name !== variable);
  const why = hasParameters ? null : divergence(body, variable);
  if (why !== null) return divergentOutcome(why);
  return (
    telescopingSeries(body, variable, from) ??
    checkedSeries(rationalSeries(body, variable, from), body, variable, from) ??
    checkedSeries(hypergeometricSum(body, variable, from), body, variable, from) ??
    waveSeries(fourierSeries(body, variable, from), body, variable, from)
  );
}

/** Why a series without parameters diverges, or null. */
export function divergence(body: Expression, variable: string): string | null {
  const limit = limitOf(body, variable);
  if (limit === null) return null;
  if (limit === "none") return "The terms do not tend to zero: they have no limit.";
  if (limit.kind === "infinite") return "The terms grow beyond every bound.";
  if (exactForm(limit.value) === null || printPlain(limit.value) !== "0")
    return `The terms do not tend to zero but to ${printPlain(limit.value)}.`;
  for (const compare of COMPARED) {
    const { factor, words } = compare(variable);
    const ratio = limitOf(["Multiply", body, factor], variable);
    if (ratio === null || ratio === "none") continue;
    if (ratio.kind === "infinite" || printPlain(ratio.value) !== "0")
      return `Compared with ${words}, whose series diverges, the terms are of one sign and not of smaller order: their quotient tends to ${ratio.kind === "infinite" ? "infinity" : printPlain(ratio.value)} in size.`;
  }
  return null;
}

/** The sum as the limit of an antidifference minus its first value. */
function telescopingSeries(body: Expression, variable: string, from: number): Outcome | null {
  const found = antidifference(body, variable, from);
  if (found === null) return null;
  const first = substitute(found.antidifference, variable, integer(from));
  const vanishing = found.vanishesUnder;
  const limit: GermValue | "none" | null =
    vanishing === null
      ? limitOf(found.antidifference, variable)
      : { kind: "finite", value: integer(0) };
  if (limit === null) return null;
  const detail = `With G(${variable}) = ${printPlain(found.antidifference)} every term is G(${variable} + 1) - G(${variable}) (Gosper's algorithm; the term times ${printPlain(found.certificate)})`;
  if (limit === "none" || limit.kind === "infinite")
    return divergentOutcome(`${detail}, and G has no finite limit.`, "telescoping");
  const total: Expression = ["Add", limit.value, ["Negate", first]];
  return expressionOutcome({
    expression: exactForm(total) ?? total,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "telescoping",
      detail: `${detail}, and G tends to ${printPlain(limit.value)}.`,
      engines: [EXACT],
      ...conditionsOf([...found.conditions, ...(vanishing === null ? [] : [vanishing])]),
    },
  });
}

/** A sum found by a theorem is answered when the series itself, added up, agrees. */
function checkedSeries(
  found: SummedSeries | null,
  body: Expression,
  variable: string,
  from: number,
): Outcome | null {
  if (found === null) return null;
  const agreement =
    agreesWithSeries("sum", found.sum, body, variable, from) ??
    (found.isLimit === true ? agreesInside(body, variable, from) : null);
  if (agreement === null) return null;
  const answer: CandidateAnswer = {
    expression: found.sum,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: found.method,
      detail: `${found.detail} ${agreement.detail}`,
      engines: [EXACT, "decimal"],
      ...conditionsOf(found.conditions),
    },
  };
  return expressionOutcome(answer);
}

/**
 * A series on the edge of convergence may fall too slowly to be added up: the same closed form is compared
 * with the series of the terms over 2^k.
 */
function agreesInside(body: Expression, variable: string, from: number): Agreement | null {
  const scaled: Expression = [
    "Multiply",
    body,
    ["Power", ["Divide", integer(1), integer(2)], variable],
  ];
  const found = hypergeometricSum(scaled, variable, from);
  const agreement =
    found === null ? null : agreesWithSeries("sum", found.sum, scaled, variable, from);
  return agreement === null
    ? null
    : {
        ...agreement,
        detail: `The value is the limit of the closed form (Abel's theorem), which was compared with the series of the terms over 2^${variable}. ${agreement.detail}`,
      };
}

/** How many terms of a series of waves are added up; what follows is of this order at most. */
const WAVE_TERMS = 2_000;
const WAVE_TAIL = 0.01;
/** So many negligible terms in a row, and nothing more comes. */
const WAVE_SMALL = 40;
/** Values at which symbols are looked at. */
const WAVE_SAMPLES = [0.31, 0.62];

/** A series of waves falls too slowly for more than a few digits; they must not object to the theorem. */
function waveSeries(
  found: SummedSeries | null,
  body: Expression,
  variable: string,
  from: number,
): Outcome | null {
  if (found === null) return null;
  const names = variablesOf(body).filter((name) => name !== variable);
  for (const sample of names.length === 0 ? [0] : WAVE_SAMPLES) {
    const given = Object.fromEntries(names.map((name) => [name, sample]));
    const value = evaluateComplex(found.sum, given)?.re;
    let total = 0;
    let small = 0;
    for (let k = from; k < from + WAVE_TERMS && small < WAVE_SMALL; k++) {
      const term = evaluateComplex(body, { ...given, [variable]: k })?.re ?? Number.NaN;
      total += term;
      small = Math.abs(term) < 1e-15 ? small + 1 : 0;
    }
    if (
      value === undefined ||
      !(Math.abs(total - value) <= WAVE_TAIL * Math.max(1, Math.abs(value)))
    )
      return null;
  }
  return expressionOutcome({
    expression: exactForm(found.sum) ?? found.sum,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: found.method,
      detail: found.detail,
      engines: [EXACT],
      ...conditionsOf(found.conditions),
    },
  });
}

function conditionsOf(conditions: readonly string[]): { conditions?: string[] } {
  return conditions.length === 0 ? {} : { conditions: [...conditions] };
}

function divergentOutcome(detail: string, method = "comparison"): Outcome {
  return {
    kind: "answer",
    value: { kind: "none", reason: "divergent" },
    short: "divergent",
    plain: "divergent",
    latex: "\\text{divergent}",
    certificate: { grade: "proved", method, detail, engines: [EXACT] },
    engine: EXACT,
  };
}
