import { isDeadEnd, withDeadline } from "../exact/deadline.ts";
import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import type { Relation, RelationDecision } from "../../../core/math-port.ts";
import type { Certificate } from "../../../core/truth.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { asFraction } from "../exact/rational-function.ts";
import { type Expression, variablesOf } from "../expression/expression.ts";
import { evaluateReal, formatReal } from "../numeric/evaluate-decimal.ts";
import { signOf } from "../numeric/evaluate-with-error.ts";
import { parseExpression } from "../read/parse.ts";
import { decideEqual } from "./decide-zero.ts";

/** One relation may take so long; one that takes longer is left undecided. */
const RELATION_MS = 500;

/**
 * Decides one written relation. Equality with a written decimal accepts a correct rounding to the digits
 * shown; a truncation is left undecided; anything else that differs is refuted.
 */
export function decideRelation(left: string, relation: Relation, right: string): RelationDecision {
  let a: Expression;
  let b: Expression;
  try {
    a = parseExpression(left).expression;
    b = parseExpression(right).expression;
  } catch (error) {
    if (!AnsatzError.isInstance(error)) throw error;
    return open(false, error.message);
  }
  try {
    return withDeadline(performance.now() + RELATION_MS, () =>
      decideRelationBetween(a, relation, b, right),
    );
  } catch (error) {
    if (!AnsatzError.isInstance(error) || error.code !== "timed_out") throw error;
    return open(false, "Deciding this takes longer than one statement may.");
  }
}

/** The same for expressions already read; `written` is the right side as it was typed. */
export function decideRelationBetween(
  a: Expression,
  relation: Relation,
  b: Expression,
  written: string,
): RelationDecision {
  const isNumeric = variablesOf(a).length === 0 && variablesOf(b).length === 0;
  if (relation === "=" || relation === "!=" || relation === "≈")
    return decideEquality(a, b, relation, written, isNumeric);
  return isNumeric
    ? decideOrder(a, b, relation)
    : open(false, "An inequality with variables depends on their values.");
}

function open(isNumeric: boolean, detail: string): RelationDecision {
  return { verdict: "undecided", isNumeric, method: "none", detail };
}

function certificate(method: string, detail: string): Certificate {
  return { grade: "proved", method, detail, engines: ["exact-normal-form"] };
}

function decideEquality(
  a: Expression,
  b: Expression,
  relation: "=" | "!=" | "≈",
  written: string,
  isNumeric: boolean,
): RelationDecision {
  const decision = decideEqual(a, b);
  const expected = isNumeric ? exactText(a) : undefined;
  const base = { isNumeric, ...(expected === undefined ? {} : { expected }) };
  if (relation === "!=") {
    if (decision.verdict === "undecided")
      return { ...base, verdict: "undecided", method: decision.method, detail: decision.detail };
    return {
      ...base,
      verdict: decision.verdict === "proved" ? "refuted" : "proved",
      method: decision.method,
      detail: decision.detail,
    };
  }
  if (decision.verdict === "proved")
    return {
      ...base,
      verdict: "proved",
      method: decision.method,
      detail: decision.detail,
      certificate: certificate(decision.method, decision.detail),
    };
  if (isNumeric) {
    const rounding = compareAsRounding(a, b, written, relation === "≈");
    if (rounding === "rounded") {
      const detail = `The exact value is ${expected ?? "close to this"}; ${written.trim()} is its rounding to the digits written.`;
      return {
        ...base,
        verdict: "proved",
        method: "rounding",
        detail,
        certificate: certificate("rounding", detail),
      };
    }
    if (rounding === "truncated")
      return {
        ...base,
        verdict: "undecided",
        method: "rounding",
        detail: `The exact value is ${expected ?? "different"}; the digits written are cut off, not rounded.`,
      };
  }
  if (decision.verdict === "refuted")
    return {
      ...base,
      verdict: "refuted",
      method: decision.method,
      detail:
        expected === undefined
          ? decision.detail
          : `The left side is ${expected}, not ${written.trim()}.`,
    };
  return { ...base, verdict: "undecided", method: decision.method, detail: decision.detail };
}

/** The exact value as text: an integer, a short terminating decimal, a fraction, or rounded digits. */
function exactText(expression: Expression): string | undefined {
  const value = toFraction(expression);
  if (value !== null) {
    const text = value.toFraction();
    if (value.d === 1n) return text.length > 60 ? undefined : text;
    const decimal = terminatingDecimal(value);
    return decimal ?? (text.length > 40 ? undefined : text);
  }
  const real = evaluateReal(expression);
  return real === null ? undefined : formatReal(real, 12);
}

function terminatingDecimal(value: Fraction): string | null {
  let scale = 1n;
  for (let digits = 0; digits <= 10; digits++, scale *= 10n) {
    if (scale % value.d !== 0n) continue;
    const scaled = String((value.n * scale) / value.d).padStart(digits + 1, "0");
    const whole = scaled.slice(0, scaled.length - digits);
    return `${value.s < 0n ? "-" : ""}${whole}${digits === 0 ? "" : `.${scaled.slice(-digits)}`}`;
  }
  return null;
}

function toFraction(expression: Expression): Fraction | null {
  try {
    return asFraction(new NormalForm().normalize(expression));
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** How the written decimal on the right relates to the exact value on the left. */
function compareAsRounding(
  a: Expression,
  b: Expression,
  written: string,
  isApproximate: boolean,
): "rounded" | "truncated" | "different" {
  const decimals =
    /^[\s$¥€£-]*[\d,]*\.(\d+)\s*%?\s*$/.exec(written)?.[1]?.length ?? (isApproximate ? 0 : -1);
  if (decimals < 0 || decimals > 30) return "different";
  const scale = written.trim().endsWith("%") ? 2 : 0;
  const left = evaluateReal(a);
  const right = evaluateReal(b);
  if (left === null || right === null) return "different";
  const unit = evaluateReal([
    "Power",
    { num: "10" },
    ["Negate", { num: String(decimals + scale) }],
  ]);
  if (unit === null) return "different";
  const error = left.sub(right).abs();
  if (error.lte(unit.div(2).mul(1.000001))) return "rounded";
  if (isApproximate && error.lte(left.abs().mul(0.02))) return "truncated";
  return error.lt(unit) ? "truncated" : "different";
}

function decideOrder(a: Expression, b: Expression, relation: Relation): RelationDecision {
  const left = toFraction(a);
  const right = toFraction(b);
  let sign: number;
  if (left !== null && right !== null) sign = left.compare(right);
  else {
    if (evaluateReal(a) === null || evaluateReal(b) === null)
      return open(true, "One side has no real value here.");
    const found = signOf(["Add", a, ["Negate", b]]);
    if (found === null) return open(true, "The two sides are too close to order numerically.");
    sign = found;
  }
  const holds =
    relation === "<"
      ? sign < 0
      : relation === ">"
        ? sign > 0
        : relation === "<="
          ? sign <= 0
          : sign >= 0;
  const detail = `The left side is ${sign < 0 ? "less than" : sign > 0 ? "greater than" : "equal to"} the right side.`;
  return {
    verdict: holds ? "proved" : "refuted",
    isNumeric: true,
    method: "exact-comparison",
    detail,
    ...(holds ? { certificate: certificate("exact-comparison", detail) } : {}),
  };
}
