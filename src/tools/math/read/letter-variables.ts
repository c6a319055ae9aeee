import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  variablesOf,
} from "../expression/expression.ts";
import { isRecord } from "./defined-query.ts";
import type { MathQuery } from "./math-query.ts";

/** Letters that are constants unless the question makes variables of them. */
const LETTERS = [
  { letter: "i", constant: "ImaginaryUnit", variable: "VariableI" },
  { letter: "e", constant: "ExponentialE", variable: "VariableE" },
] as const;

/** The letters i and e that occur as constants in an expression. */
export function constantLettersIn(expression: Expression): string[] {
  return LETTERS.filter(({ constant }) => occurs(expression, constant)).map(({ letter }) => letter);
}

function occurs(expression: Expression, symbol: string): boolean {
  return expression === symbol || argumentsOf(expression).some((part) => occurs(part, symbol));
}

/**
 * Reads i or e as a variable where the question says so ("with respect to i", "solve … for e") or where
 * i stands in a polynomial to be expanded, factored, differentiated or integrated (`3i^4 + i^3`), which
 * nobody writes of the imaginary unit, or where a system has fewer other unknowns than equations (`known`
 * are names that have a value). Returns what was decided, for the assumptions.
 */
export function withLetterVariables(
  query: MathQuery,
  known: ReadonlySet<string> = new Set(),
): {
  readonly query: MathQuery;
  readonly letters: readonly string[];
} {
  const found = LETTERS.filter((entry) => isVariable(query, entry, known));
  let result: unknown = query;
  for (const { letter, constant, variable } of found)
    result = mapStrings(result, (text) => (text === letter || text === constant ? variable : text));
  return { query: result as MathQuery, letters: found.map(({ letter }) => letter) };
}

function isVariable(
  query: MathQuery,
  { letter, constant }: { letter: string; constant: string },
  known: ReadonlySet<string>,
): boolean {
  if ("variable" in query && query.variable === letter) return true;
  if (query.kind === "solve" && query.unknowns.includes(letter)) return true;
  // A system with fewer named unknowns than equations counts on the letter as one more.
  if (
    query.kind === "solve" &&
    query.equations.length > 1 &&
    variablesOf(["And", ...query.equations]).filter((name) => !known.has(name)).length <
      query.equations.length &&
    query.equations.some((equation) => occurs(equation, constant))
  )
    return true;
  const isAlgebra = ["expand", "factor", "differentiate", "integrate"].includes(query.kind);
  return (
    letter === "i" && isAlgebra && "expression" in query && hasPower(query.expression, constant)
  );
}

function hasPower(expression: Expression, symbol: string): boolean {
  const [base, exponent] = argumentsOf(expression);
  if (
    headOf(expression) === "Power" &&
    base === symbol &&
    exponent !== undefined &&
    isNumber(exponent) &&
    /^\d+$/.test(exponent.num)
  )
    return true;
  return argumentsOf(expression).some((part) => hasPower(part, symbol));
}

function mapStrings(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, replace));
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        key === "kind" || key === "num" ? item : mapStrings(item, replace),
      ]),
    );
  return value;
}
