import {
  argumentsOf,
  type Expression,
  headOf,
  mapHeads,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { type ExactLimit, exactLimit, type Side } from "../limits/exact-limit.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { enclose } from "../numeric/interval.ts";
import { checkAntiderivative } from "../prove/antiderivative.ts";
import { circularPoles } from "../prove/circular-poles.ts";
import { isContinuousInside, type RangeEnd } from "../prove/continuity.ts";
import { hasSign, type Signs } from "../prove/signs.ts";
import { parseExpression } from "../read/parse.ts";
import type { CandidateAnswer } from "./outcome.ts";

/** What the fundamental theorem gives. */
export type Settled =
  | { readonly kind: "value"; readonly value: Expression; readonly conditions: readonly string[] }
  | { readonly kind: "divergent"; readonly reason: string; readonly conditions: readonly string[] };

/**
 * F(b) - F(a), where F was proved to differentiate to the integrand and is proved continuous on the open
 * range, and its limits at both ends are derived: then the fundamental theorem of calculus applies, ends
 * at infinity or at singularities among them, whatever finitely many points F has no derivative at. An
 * infinite or missing limit at an end proves divergence. Null where one of these is not established.
 */
export function byFundamentalTheorem(
  primitive: CandidateAnswer,
  body: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
): Settled | null {
  if (primitive.certificate.grade !== "proved") return null;
  const [a, b] = [rangeEnd(lower, -1), rangeEnd(upper, 1)];
  const symbols = variablesOf(["List", body, primitive.expression, lower, upper]).filter(
    (name) => name !== variable,
  );
  if (isReversed(a, b)) {
    const turned = byFundamentalTheorem(primitive, body, variable, [upper, lower]);
    return turned?.kind === "value" ? { ...turned, value: ["Negate", turned.value] } : turned;
  }
  if (a !== null && b !== null && a.value === b.value) return null;
  const isPositiveRange = [lower, upper].every((end) => isPositiveEnd(end, symbols));
  const conditions = primitive.certificate.conditions ?? [];
  if (conditions.includes(`${variable} > 0`) && !isPositiveRange) return null;
  if (symbols.length === 0 && (a === null || b === null)) return null;
  const ends: Ends = { variable, lower: a ?? unknownEnd(lower), upper: b ?? unknownEnd(upper) };
  const forms = formsOf(primitive.expression, body, variable);
  const settled =
    onPieces(forms, ends, { positive: new Set() }) ??
    onPieces(forms, ends, {
      positive: new Set([...symbols, ...(isPositiveRange ? [variable] : [])]),
    });
  if (settled === null) return null;
  const all = [
    ...conditions.filter((text) => !text.startsWith(`${variable} `)),
    ...settled.conditions,
  ];
  return { ...settled, conditions: withoutImplied([...new Set(all)]) };
}

interface Ends {
  readonly variable: string;
  readonly lower: RangeEnd;
  readonly upper: RangeEnd;
}

const unknownEnd = (exact: Expression): RangeEnd => ({ exact, value: Number.NaN });

/** The range as a whole, or cut where a circular function in the antiderivative has its poles. */
function onPieces(forms: readonly Expression[], ends: Ends, signs: Signs): Settled | null {
  for (const form of forms) {
    const whole = onRange(form, ends, signs);
    if (whole !== null) return whole;
    const cuts = circularPoles(form, ends.variable, ends.lower.value, ends.upper.value);
    if (cuts.length === 0) continue;
    const points = [ends.lower.exact, ...cuts, ends.upper.exact];
    const pieces = points.slice(1).map((point, index) =>
      onRange(
        form,
        {
          variable: ends.variable,
          lower: rangeEnd(points[index] as Expression, -1) ?? ends.lower,
          upper: rangeEnd(point, 1) ?? ends.upper,
        },
        signs,
      ),
    );
    const added = sumOf(pieces);
    if (added !== null) return added;
  }
  return null;
}

/** One piece that diverges makes the whole diverge. */
function sumOf(pieces: readonly (Settled | null)[]): Settled | null {
  const values: Expression[] = [];
  const conditions: string[] = [];
  for (const piece of pieces) {
    if (piece === null) return null;
    if (piece.kind === "divergent") return piece;
    values.push(piece.value);
    conditions.push(...piece.conditions);
  }
  return { kind: "value", value: ["Add", ...values], conditions };
}

function onRange(form: Expression, { variable, lower, upper }: Ends, signs: Signs): Settled | null {
  if (!isContinuousInside(form, variable, lower, upper, signs)) return null;
  const plain = mapHeads(form, (node) =>
    headOf(node) === "Abs" && hasSign(node[1] as Expression, "positive", signs)
      ? (node[1] as Expression)
      : node,
  );
  const taken = [...signs.positive].filter((name) => name !== variable);
  return betweenLimits(
    limitAt(plain, variable, lower, "FromRight"),
    limitAt(plain, variable, upper, "FromLeft"),
    taken.map((name) => `${name} > 0`),
  );
}

/** The value, where the function is continuous on a small range around the end; else the derived limit. */
function limitAt(form: Expression, variable: string, end: RangeEnd, side: Side): ExactLimit | null {
  const reach = Math.abs(end.value) * 2 ** -48;
  const around = { lo: end.value - reach, hi: end.value + reach };
  if (Number.isFinite(end.value) && enclose(form, variable, around)?.isTotal === true)
    return {
      kind: "value",
      limit: { kind: "finite", value: substitute(form, variable, end.exact) },
      conditions: [],
    };
  return exactLimit(form, variable, end.exact, side, false);
}

/** Conditions that something is not zero say nothing new where its symbols are positive. */
function withoutImplied(conditions: readonly string[]): string[] {
  const positive = new Set(conditions.flatMap((text) => /^(\w+) > 0$/.exec(text)?.[1] ?? []));
  return conditions.filter((text) => {
    const subject = text.endsWith(" != 0") ? text.slice(0, -" != 0".length) : null;
    return (
      subject === null || !hasSign(parseExpression(subject).expression, "positive", { positive })
    );
  });
}

/** The antiderivative, and the same with log|u| for log(u) where that is proved as well. */
function formsOf(expression: Expression, body: Expression, variable: string): Expression[] {
  const absolute = mapHeads(expression, (node) => {
    const [inner] = argumentsOf(node);
    if (headOf(node) !== "Ln" || inner === undefined || headOf(inner) === "Abs") return node;
    return ["Ln", ["Abs", inner]];
  });
  if (printPlain(absolute) === printPlain(expression)) return [expression];
  const isProved = checkAntiderivative(absolute, body, variable).verdict === "proved";
  return isProved ? [expression, absolute] : [expression];
}

function betweenLimits(
  from: ExactLimit | null,
  to: ExactLimit | null,
  known: readonly string[],
): Settled | null {
  if (from === null || to === null) return null;
  const conditions = [...new Set([...known, ...from.conditions, ...to.conditions])];
  for (const [end, limit] of [
    ["lower", from],
    ["upper", to],
  ] as const) {
    if (limit.kind === "none")
      return {
        kind: "divergent",
        reason: `At the ${end} end the antiderivative has no limit.`,
        conditions,
      };
    if (limit.limit.kind === "infinite")
      return {
        kind: "divergent",
        reason: `At the ${end} end the antiderivative grows without bound.`,
        conditions,
      };
  }
  if (from.kind !== "value" || to.kind !== "value") return null;
  if (from.limit.kind === "infinite" || to.limit.kind === "infinite") return null;
  return {
    kind: "value",
    value: withoutAbsolutes(["Add", to.limit.value, ["Negate", from.limit.value]]),
    conditions,
  };
}

/** An end as a double at or beyond it; null where it holds symbols. */
export function rangeEnd(exact: Expression, direction: 1 | -1): RangeEnd | null {
  const text = printPlain(exact);
  if (text === "infinity") return { exact, value: Number.POSITIVE_INFINITY };
  if (text === "-infinity") return { exact, value: Number.NEGATIVE_INFINITY };
  const value = evaluateReal(exact)?.toNumber();
  if (value === undefined) return null;
  return {
    exact,
    value: Number.isInteger(value) ? value : value + direction * Math.abs(value) * 2 ** -50,
  };
}

function isReversed(a: RangeEnd | null, b: RangeEnd | null): boolean {
  return a !== null && b !== null && a.value > b.value;
}

/** Not below zero where the symbols are positive. */
function isPositiveEnd(bound: Expression, symbols: readonly string[]): boolean {
  return (
    bound === "PositiveInfinity" || hasSign(bound, "not-negative", { positive: new Set(symbols) })
  );
}

/** Absolute values of constants whose sign shows in their decimals. */
function withoutAbsolutes(expression: Expression): Expression {
  return mapHeads(expression, (node) => {
    const [inner] = argumentsOf(node);
    if (headOf(node) !== "Abs" || inner === undefined) return node;
    const value = evaluateReal(inner);
    if (value === null || value.abs().lt(1e-20)) return node;
    return value.isNegative() ? ["Negate", inner] : inner;
  });
}

/** F at both ends, where both can simply be put in. */
export function atBothEnds(
  expression: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
): Expression {
  return [
    "Add",
    substitute(expression, variable, upper),
    ["Negate", substitute(expression, variable, lower)],
  ];
}
