import type { Certificate } from "../../../core/truth.ts";
import type { Pod } from "../../../core/pod.ts";
import { exactForm } from "../exact/exact-form.ts";
import type { Expression } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import {
  differ,
  type ExactLimit,
  exactLimit,
  type Side,
  WHOLE_NUMBERS,
} from "../limits/exact-limit.ts";
import type { GermValue } from "../limits/germ-limits.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { cost, EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { hasNoValues, isInfinity, valuesObject } from "./limit-samples.ts";
import { isIndexLetter } from "../read/whole-numbers.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

const DERIVED =
  "Derived by expansion: the parts that grow fastest are found by comparing logarithms, and the leading coefficient gives the limit";

/**
 * The limit derived without an engine, graded `proved`, or null. Values near the point are looked at as
 * well, and where they settle at something else the question stays open: neither speaks for the other.
 */
export function derivedLimit(
  body: Expression,
  variable: string,
  point: Expression,
  sides: readonly Side[],
): Outcome | null {
  const isWhole = isIndexLetter(variable) && isInfinity(point);
  const found: { side: Side; limit: ExactLimit }[] = [];
  const empty: Side[] = [];
  for (const side of sides) {
    const limit = exactLimit(body, variable, point, side, isWhole);
    if (limit !== null && isObjectedTo(limit, body, variable, point, side))
      return openOutcome("The limit derived by expansion and values near the point disagree.");
    if (limit !== null) found.push({ side, limit });
    else if (limit === null && hasNoValues(body, variable, point, side)) empty.push(side);
    else return null;
  }
  const [first, second] = found;
  if (first === undefined) return null;
  const conditions = [
    ...new Set(found.flatMap(({ limit }) => limit.conditions)),
    ...empty.map((side) => `from the ${side === "FromLeft" ? "right" : "left"} only`),
  ].map((text) => (text === WHOLE_NUMBERS ? `${variable} runs through the whole numbers` : text));
  for (const { limit } of found) if (limit.kind === "none") return withoutLimit(limit, conditions);
  const left = valueOf(first.limit);
  if (second !== undefined) {
    const right = valueOf(second.limit);
    if (differ(left, right)) return differentSides(left, right, conditions);
    if (!areSame(left, right)) return null;
  }
  return outcomeOf(left, certificate(`${DERIVED}.`, conditions));
}

function valueOf(limit: ExactLimit): GermValue {
  return (limit as Extract<ExactLimit, { kind: "value" }>).limit;
}

function isObjectedTo(
  limit: ExactLimit,
  body: Expression,
  variable: string,
  point: Expression,
  side: Side,
): boolean {
  if (limit.kind === "none") return valuesObject(null, body, variable, point, side);
  if (limit.limit.kind === "infinite") return valuesObject(null, body, variable, point, side);
  const value = evaluateReal(limit.limit.value)?.toNumber();
  return value !== undefined && valuesObject(value, body, variable, point, side);
}

function areSame(left: GermValue, right: GermValue): boolean {
  if (left.kind === "infinite" || right.kind === "infinite")
    return left.kind === right.kind && !differ(left, right);
  return decideEqual(left.value, right.value).verdict === "proved";
}

function certificate(detail: string, conditions: readonly string[]): Certificate {
  return {
    grade: "proved",
    method: "asymptotic-expansion",
    detail,
    engines: [EXACT],
    ...(conditions.length === 0 ? {} : { conditions: [...conditions] }),
  };
}

function shortest(value: Expression): Expression {
  const exact = exactForm(value);
  return exact !== null && cost(exact) <= cost(value) ? exact : value;
}

function expressionOf(limit: GermValue): Expression {
  if (limit.kind === "finite") return shortest(limit.value);
  return limit.sign > 0 ? "PositiveInfinity" : ["Negate", "PositiveInfinity"];
}

function outcomeOf(limit: GermValue, proof: Certificate): Outcome {
  const expression = expressionOf(limit);
  if (limit.kind === "finite")
    return expressionOutcome({ expression, certificate: proof, engine: EXACT });
  const plain = printPlain(expression);
  return {
    kind: "answer",
    value: { kind: "expression", plain },
    short: plain,
    plain,
    latex: printLatex(expression),
    certificate: proof,
    engine: EXACT,
  };
}

function undefinedOutcome(proof: Certificate, pod: Pod): Outcome {
  return {
    kind: "answer",
    value: { kind: "none", reason: "undefined" },
    short: "undefined",
    plain: "undefined",
    latex: "\\text{undefined}",
    certificate: proof,
    engine: EXACT,
    pods: [pod],
  };
}

function differentSides(left: GermValue, right: GermValue, conditions: readonly string[]): Outcome {
  const [fromLeft, fromRight] = [left, right].map((limit) => printPlain(expressionOf(limit)));
  const plain = `from the left: ${fromLeft}; from the right: ${fromRight}`;
  return undefinedOutcome(
    certificate(
      `The limit from the left is ${fromLeft}, from the right ${fromRight}. ${DERIVED} from each side.`,
      conditions,
    ),
    { id: "one-sided-limits", title: "One-sided limits", plain },
  );
}

function withoutLimit(
  { first, second }: Extract<ExactLimit, { kind: "none" }>,
  conditions: readonly string[],
): Outcome {
  const [one, other] = [first, second].map(({ limit }) => printPlain(expressionOf(limit)));
  const plain = `${first.where}: ${one}; ${second.where}: ${other}`;
  return undefinedOutcome(
    certificate(
      `Arguments as near to the point as wanted give different limits: ${first.where} it is ${one}, ${second.where} it is ${other}.`,
      conditions,
    ),
    { id: "subsequences", title: "Limits along subsequences", plain },
  );
}
