import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  variablesOf,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";

/** Defined for every real argument. */
const TOTAL = new Set(
  "Add Negate Multiply Abs Sin Cos Exp Sinh Cosh Tanh Arctan Arsinh".split(" "),
);
const ROOTS_AND_LOGARITHMS = new Set(["Sqrt", "Ln", "Lg", "Lb"]);
const POLES: Readonly<Record<string, string>> = { Tan: "Cos", Sec: "Cos", Cot: "Sin", Csc: "Sin" };
const ON_UNIT_INTERVAL = new Set(["Arcsin", "Arccos", "Artanh"]);

/** A part on which it hangs whether an expression is defined; `isEitherSign` where its sign does not matter. */
interface Guard {
  readonly part: Expression;
  readonly isEitherSign: boolean;
}

/** All that decides where an expression is real; null where it holds a function without a rule here. */
function guardsOf(expression: Expression): Guard[] | null {
  const parts = argumentsOf(expression);
  if (parts.length === 0 || variablesOf(expression).length === 0) return [];
  const own = ownGuards(headOf(expression), parts);
  if (own === null) return null;
  const inner = parts.map(guardsOf);
  return inner.every((guards) => guards !== null) ? [...own, ...inner.flat()] : null;
}

function ownGuards(head: string, parts: readonly Expression[]): Guard[] | null {
  const [first, second] = parts as [Expression, Expression];
  if (TOTAL.has(head)) return [];
  if (head === "Divide") return [{ part: second, isEitherSign: true }];
  if (ROOTS_AND_LOGARITHMS.has(head)) return [{ part: first, isEitherSign: false }];
  if (ON_UNIT_INTERVAL.has(head)) return [{ part: first, isEitherSign: true }];
  const pole = POLES[head];
  if (pole !== undefined) return [{ part: [pole, first], isEitherSign: true }];
  if (head !== "Power") return null;
  if (variablesOf(first).length === 0) return evaluateReal(first)?.gt(0) === true ? [] : null;
  if (variablesOf(second).length > 0) return null;
  if (isNumber(second) && /^\d+$/.test(second.num)) return [];
  return [{ part: first, isEitherSign: evaluateReal(second)?.isInteger() === true }];
}

/**
 * Is the expression defined at a place exactly where it is defined at the moved place? Settled part by part:
 * what stands in a denominator or under a root is the same there. False means only that it was not shown.
 */
export function isDomainKept(
  expression: Expression,
  move: (part: Expression) => Expression,
): boolean {
  const guards = guardsOf(expression);
  return (
    guards !== null &&
    guards.every(
      ({ part, isEitherSign }) =>
        decideEqual(move(part), part).verdict === "proved" ||
        (isEitherSign && decideEqual(move(part), ["Negate", part]).verdict === "proved"),
    )
  );
}
