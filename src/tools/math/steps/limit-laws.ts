import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  ONE,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { areSameValues, isInfinite, type LimitPlace } from "./limit-place.ts";
import { fractionLine, product, quotientOf } from "./quotient-parts.ts";
import type { AppliedRule } from "./rewrite-one-kind.ts";

export type LimitRule = (body: Expression, place: LimitPlace) => AppliedRule | null;

/** "u -> 3" for a part with a proved limit. */
export const arrow = (part: Expression, place: LimitPlace): string => {
  const limit = place.limitOf(part);
  return limit === null ? "" : `${printPlain(part)} -> ${printPlain(limit)}`;
};

/** Every part has a value, at sample values of the symbols that are left. */
export function isDefined(value: Expression): boolean {
  const symbols = variablesOf(value);
  const point = Object.fromEntries(symbols.map((name, index) => [name, 1.37 + 0.41 * index]));
  return evaluateReal(value, point) !== null;
}

const BOUNDED = new Set(["Sin", "Cos"]);

/** A bounded factor times one that tends to 0. */
export const squeeze: LimitRule = (body, place) => {
  const quotient = quotientOf(body) ?? { above: body, below: ONE };
  const factors =
    headOf(quotient.above) === "Multiply" ? argumentsOf(quotient.above) : [quotient.above];
  const isBounded = (factor: Expression): boolean => BOUNDED.has(headOf(factor));
  const waves = factors.filter((factor) => isBounded(factor) && place.limitOf(factor) === null);
  if (waves.length === 0) return null;
  const rest = fractionLine({
    above: product(factors.filter((factor) => !waves.includes(factor))),
    below: quotient.below,
  });
  return place.tendsTo(rest, ZERO) && place.tendsTo(body, ZERO)
    ? {
        rule: "squeeze",
        result: ZERO,
        note: `${waves.map((wave) => `|${printPlain(wave)}| <= 1`).join(", ")}; ${arrow(rest, place)}`,
      }
    : null;
};

const CONTINUOUS = new Set(
  "Sin Cos Tan Exp Ln Sqrt Cbrt Arctan Arcsin Arccos Sinh Cosh Tanh Abs".split(" "),
);

/** f(u) where u has a finite limit at which f is continuous. */
export const continuous: LimitRule = (body, place) => {
  const parts = argumentsOf(body);
  const changing = parts.flatMap((part, index) => (contains(part, place.variable) ? [index] : []));
  const [index] = changing;
  if (index === undefined || changing.length !== 1) return null;
  if (!CONTINUOUS.has(headOf(body)) && headOf(body) !== "Power") return null;
  const inner = parts[index] as Expression;
  const limit = place.limitOf(inner);
  if (limit === null) return null;
  const put = (value: Expression): Expression => [
    headOf(body),
    ...parts.map((part, other) => (other === index ? value : part)),
  ];
  const value = place.limitOf(body);
  if (value === null) return null;
  if (!isInfinite(limit) && isDefined(put(limit)) && areSameValues(put(limit), value))
    return { rule: "continuous", result: put(place.mark(inner)) };
  return { rule: "known-behaviour", result: value, note: arrow(inner, place) };
};

export const sum: LimitRule = (body, place) => {
  const head = headOf(body);
  const parts = argumentsOf(body);
  if (head === "Negate" && place.limitOf(parts[0] as Expression) !== null) {
    const [inner] = parts as [Expression];
    const limit = place.limitOf(inner) as Expression;
    if (!isInfinite(limit)) return { rule: "sum", result: ["Negate", place.mark(inner)] };
    const value = place.limitOf(body);
    return value === null
      ? null
      : { rule: "infinite-sum", result: value, note: arrow(inner, place) };
  }
  if (head !== "Add") return null;
  const limits = parts.map((part) => place.limitOf(part));
  if (limits.includes(null)) return null;
  const infinite = new Set(
    (limits as Expression[]).filter(isInfinite).map((limit) => printPlain(limit)),
  );
  if (infinite.size === 0)
    return { rule: "sum", result: ["Add", ...parts.map((p) => place.mark(p))] };
  const value = place.limitOf(body);
  return infinite.size === 1 && value !== null
    ? {
        rule: "infinite-sum",
        result: value,
        note: parts.map((part) => arrow(part, place)).join(", "),
      }
    : null;
};

export const multiples: LimitRule = (body, place) => {
  const { variable } = place;
  if (headOf(body) === "Divide" && !contains(argumentsOf(body)[1] as Expression, variable)) {
    const [above, below] = argumentsOf(body) as [Expression, Expression];
    const limit = place.limitOf(above);
    return limit === null || isInfinite(limit)
      ? null
      : { rule: "constant-factor", result: ["Divide", place.mark(above), below] };
  }
  if (headOf(body) !== "Multiply") return null;
  const parts = argumentsOf(body);
  const fixed = parts.filter((part) => !contains(part, variable));
  if (fixed.length === 0) return null;
  const rest = product(parts.filter((part) => contains(part, variable)));
  const limit = place.limitOf(rest);
  return limit === null || isInfinite(limit)
    ? null
    : { rule: "constant-factor", result: ["Multiply", ...fixed, place.mark(rest)] };
};

const isNotZero = (value: Expression): boolean => decideEqual(value, ZERO).verdict === "refuted";

/** Products and quotients whose parts have limits that settle the whole. */
export const laws: LimitRule = (body, place) => {
  const quotient = quotientOf(body);
  const parts = quotient === null ? argumentsOf(body) : [quotient.above, quotient.below];
  if (quotient === null && headOf(body) !== "Multiply") return null;
  const limits = parts.map((part) => place.limitOf(part));
  const note = parts.map((part) => arrow(part, place)).join(", ");
  if (limits.includes(null)) return null;
  const values = limits as Expression[];
  const value = place.limitOf(body);
  if (value === null) return null;
  if (quotient === null) {
    if (!values.some(isInfinite))
      return { rule: "product", result: ["Multiply", ...parts.map((p) => place.mark(p))] };
    return values.every((limit) => isInfinite(limit) || isNotZero(limit))
      ? { rule: "infinite-product", result: value, note }
      : null;
  }
  const [above, below] = values as [Expression, Expression];
  if (isInfinite(below))
    return isInfinite(above) ? null : { rule: "infinite-denominator", result: ZERO, note };
  if (!isNotZero(below))
    return (isInfinite(above) || isNotZero(above)) && isInfinite(value)
      ? {
          rule: "vanishing-denominator",
          result: value,
          note: `${note}, ${signNote(quotient.below, place)}`,
        }
      : null;
  return isInfinite(above)
    ? { rule: "infinite-product", result: value, note }
    : {
        rule: "quotient",
        result: ["Divide", place.mark(quotient.above), place.mark(quotient.below)],
      };
};

function signNote(below: Expression, place: LimitPlace): string {
  const reciprocal = place.limitOf(["Divide", ONE, below]);
  const text = reciprocal === null ? "" : printPlain(reciprocal);
  return text === "infinity"
    ? `${printPlain(below)} > 0`
    : text === "-infinity"
      ? `${printPlain(below)} < 0`
      : "";
}
