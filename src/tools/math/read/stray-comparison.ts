import { argumentsOf, type Expression, headOf } from "../expression/expression.ts";
import { FUNCTIONS } from "../expression/functions.ts";
import { mapQueryExpressions } from "./defined-query.ts";
import type { MathQuery } from "./math-query.ts";

const COMPARISONS = new Set(["Less", "Greater", "LessEqual", "GreaterEqual", "Equal", "NotEqual"]);
/** What takes numbers: a comparison inside has no meaning there. */
const OF_NUMBERS = new Set(["Add", "Multiply", "Negate", "Divide", "Power", "Abs", "Arg"]);

let heads: ReadonlySet<string> | null = null;

/** The heads of the named functions of one number. */
function functionHeads(): ReadonlySet<string> {
  return (heads ??= new Set(FUNCTIONS.filter(({ bare }) => bare === true).map(({ head }) => head)));
}

/** "P(X < 2)" is no product of P with a comparison, and "|z = 3 - 4i|" has no size. */
export function hasStrayComparison(expression: Expression): boolean {
  if (typeof expression === "string" || !Array.isArray(expression)) return false;
  const parts = argumentsOf(expression);
  const head = headOf(expression);
  return OF_NUMBERS.has(head) || functionHeads().has(head)
    ? parts.some((part) => COMPARISONS.has(headOf(part)) || hasStrayComparison(part))
    : parts.some(hasStrayComparison);
}

/** The same for every expression that a question holds, and for the ends of a range. */
export function queryHasStrayComparison(query: MathQuery): boolean {
  let isStray = endsOf(query).some(holdsComparison);
  mapQueryExpressions(query, (expression) => {
    isStray ||= hasStrayComparison(expression);
    return expression;
  });
  return isStray;
}

/** "from 0 to 2pi, a > 1" has a condition behind its end. */
function endsOf(query: MathQuery): readonly Expression[] {
  switch (query.kind) {
    case "integrate":
      return query.bounds ?? [];
    case "sum":
    case "product":
      return [query.lower, query.upper];
    case "limit":
      return [query.point];
    default:
      return [];
  }
}

function holdsComparison(expression: Expression): boolean {
  return COMPARISONS.has(headOf(expression)) || argumentsOf(expression).some(holdsComparison);
}
