import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isNumber,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { zerosOrSame, zeroSets } from "./zero-sets.ts";
import { kinksOf, type ZeroSet } from "./zeros-by-pieces.ts";

/** Heads that are continuous wherever they have a real value. */
const CONTINUOUS = new Set(
  "Add Negate Multiply Abs Max Min Exp Sin Cos Arctan Arsinh Sinh Cosh Tanh".split(" "),
);
const LOGARITHMS = new Set(["Ln", "Lg", "Lb"]);

/** The function whose zeros are the poles. */
const POLES: Readonly<Record<string, string>> = { Tan: "Cos", Sec: "Cos", Cot: "Sin", Csc: "Sin" };

/**
 * Points that part the real line into pieces on which an expression is continuous, or has no real value at
 * all, and on which its absolute values do not change their case: zeros of denominators, arguments of
 * logarithms, what stands under roots, poles of circular functions, ends of the domain of inverse ones.
 * Null when the expression has a function whose breaks are not known here, or when a zero cannot be found
 * exactly.
 */
export function breaksOf(expression: Expression, variable: string): ZeroSet[] | null {
  const kinks = kinksOf(expression, variable, zerosOrSame);
  const breaks = discontinuities(expression, variable);
  return kinks === null || breaks === null ? null : [...kinks, ...breaks];
}

function discontinuities(expression: Expression, variable: string): ZeroSet[] | null {
  if (!contains(expression, variable) || expression === variable) return [];
  const head = headOf(expression);
  const parts = argumentsOf(expression);
  const zeros: ZeroSet[] = [];
  const addZerosOf = (part: Expression, value: Expression = integer(0)): boolean => {
    if (!contains(part, variable)) return true;
    const found = zeroSets(part, value, variable);
    if (found === null) return false;
    zeros.push(...found);
    return true;
  };
  const [first, second] = parts as [Expression, Expression];
  if (head === "Divide") {
    if (!addZerosOf(second)) return null;
  } else if (head === "Sqrt" || (LOGARITHMS.has(head) && parts.length === 1)) {
    if (!addZerosOf(first)) return null;
  } else if (head === "Power") {
    const isWhole = isNumber(second) && /^\d+$/.test(second.num);
    const isExponential = !contains(first, variable) && (evaluateReal(first)?.gt(0) ?? false);
    if (!isWhole && !isExponential && (contains(second, variable) || !addZerosOf(first)))
      return null;
  } else if (head in POLES) {
    if (!addZerosOf([POLES[head] as string, first])) return null;
  } else if (head === "Arcsin" || head === "Arccos" || head === "Artanh") {
    if (!addZerosOf(first, integer(1)) || !addZerosOf(first, integer(-1))) return null;
  } else if (head === "Arcosh") {
    if (!addZerosOf(first, integer(1))) return null;
  } else if (!CONTINUOUS.has(head)) return null;
  for (const part of parts) {
    const inner = discontinuities(part, variable);
    if (inner === null) return null;
    zeros.push(...inner);
  }
  return zeros;
}
