import { exactForm } from "../../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  mapHeads,
  nodeCount,
  substitute,
  variablesOf,
} from "../../expression/expression.ts";
import { tidySigns } from "../../expression/tidy-signs.ts";
import { printPlain } from "../../expression/print-plain.ts";
import { signOfReal } from "../../integrate/definite/complex-pair.ts";
import { factorsOf } from "../../integrate/terms.ts";
import { exactLimit } from "../../limits/exact-limit.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import { enclose } from "../../numeric/interval.ts";
import { isContinuousInside, type RangeEnd } from "../../prove/continuity.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { rangeEnd } from "../fundamental-theorem.ts";
import { algebraicForm, withoutQuarterTurns } from "./mirrored-waves.ts";

/** Where f(x) + f(a + b - x) is looked at before it is called constant, as shares of the range. */
const PLACES = [0.137, 0.291, 0.443];
const NEAR = 1e-9;

/**
 * f(x) + f(a + b - x), whose integral from a to b is twice that of f, where that is a constant or no longer
 * expression. f must be continuous inside the finite range and at both ends grow no faster than the reciprocal
 * of the root of the distance, so that both integrals exist. Null where this leaves nothing simpler.
 */
export function reflectedSum(
  body: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
): Expression | null {
  if (variablesOf(body).some((name) => name !== variable)) return null;
  const [a, b] = [rangeEnd(lower, -1), rangeEnd(upper, 1)];
  if (a === null || b === null || !Number.isFinite(a.value) || !Number.isFinite(b.value))
    return null;
  if (!(a.value < b.value)) return null;
  const place: Expression = ["Add", lower, upper, ["Negate", variable]];
  const mirrored = tidySigns(
    withoutQuarterTurns(substitute(body, variable, exactForm(place) ?? place), variable),
  );
  const sum: Expression = ["Add", body, mirrored];
  const simpler =
    oneLogarithm(body, mirrored, variable) ??
    constantOf(sum, body, variable, a, b) ??
    algebraicForm(sum, variable);
  if (simpler === null) return null;
  if (contains(simpler, variable) && nodeCount(simpler) > nodeCount(body)) return null;
  return isIntegrable(body, variable, a, b) ? simpler : null;
}

/** c log(u) + c log(v) where u v is a positive constant; both logarithms are real, as f is continuous. */
function oneLogarithm(body: Expression, mirrored: Expression, variable: string): Expression | null {
  const [one, other] = [factorsOf(body, variable), factorsOf(mirrored, variable)];
  const [first, second] = [one.factors[0], other.factors[0]];
  if (one.factors.length !== 1 || other.factors.length !== 1) return null;
  if (first === undefined || second === undefined) return null;
  if (headOf(first) !== "Ln" || headOf(second) !== "Ln") return null;
  if (printPlain(one.constant) !== printPlain(other.constant)) return null;
  const inner = [first, second].map((part) => argumentsOf(part)[0] as Expression);
  const product = algebraicForm(["Multiply", ...inner], variable);
  if (product === null || signOfReal(product) !== 1 || contains(product, variable)) return null;
  return ["Multiply", one.constant, ["Ln", product]];
}

/** Twice the value at the middle, where the sum is proved to be that everywhere. */
function constantOf(
  sum: Expression,
  body: Expression,
  variable: string,
  a: RangeEnd,
  b: RangeEnd,
): Expression | null {
  const values = PLACES.map((share) =>
    evaluateReal(sum, { [variable]: a.value + share * (b.value - a.value) })?.toNumber(),
  );
  const [first] = values;
  if (first === undefined) return null;
  const isSame = values.every(
    (value) =>
      value !== undefined && Math.abs(value - first) <= NEAR * Math.max(1, Math.abs(first)),
  );
  if (!isSame) return null;
  const middle: Expression = ["Divide", ["Add", a.exact, b.exact], integer(2)];
  const twice: Expression = [
    "Multiply",
    integer(2),
    substitute(body, variable, exactForm(middle) ?? middle),
  ];
  const constant = exactForm(twice) ?? twice;
  return decideEqual(sum, constant).verdict === "proved" ? constant : null;
}

function isIntegrable(body: Expression, variable: string, a: RangeEnd, b: RangeEnd): boolean {
  return (
    (isPositivelyMade(body, variable, a, b) ||
      isContinuousInside(body, variable, a, b, { positive: new Set() })) &&
    isTame(body, variable, a, "FromRight") &&
    isTame(body, variable, b, "FromLeft")
  );
}

/** Inside the first quarter turn sine, cosine and tangent are continuous and positive, whatever is made of them. */
function isPositivelyMade(body: Expression, variable: string, a: RangeEnd, b: RangeEnd): boolean {
  if (!(a.value >= 0 && b.value <= Math.PI / 2 + 1e-12)) return false;
  if (evaluateReal(["Add", ["Divide", "Pi", integer(2)], ["Negate", b.exact]])?.gt(-1e-30) !== true)
    return false;
  const letters = new Set<string>([variable]);
  const made = mapHeads(body, (node) => {
    if (!["Sin", "Cos", "Tan"].includes(headOf(node)) || node[1] !== variable) return node;
    const letter = `__${headOf(node)}`;
    letters.add(letter);
    return letter;
  });
  return letters.size > 1 && isContinuousInside(made, variable, a, b, { positive: letters });
}

function isTame(
  body: Expression,
  variable: string,
  end: RangeEnd,
  side: "FromLeft" | "FromRight",
): boolean {
  const reach = Math.max(Math.abs(end.value), 1) * 2 ** -48;
  const around = { lo: end.value - reach, hi: end.value + reach };
  if (enclose(body, variable, around)?.isTotal === true) return true;
  // What grows no faster than the reciprocal of the root of the distance is integrable.
  const distance: Expression =
    side === "FromRight"
      ? ["Add", variable, ["Negate", end.exact]]
      : ["Add", end.exact, ["Negate", variable]];
  return [body, ["Multiply", body, ["Sqrt", distance]] as Expression].some((part) => {
    const limit = exactLimit(part, variable, end.exact, side, false);
    return limit?.kind === "value" && limit.limit.kind === "finite";
  });
}
