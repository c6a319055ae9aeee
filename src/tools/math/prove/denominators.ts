import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";

const MOST_VALUES = 500;

/** Every divisor with a variable in it. */
export function denominatorsOf(expression: Expression): Expression[] {
  const [, under, ...rest] = argumentsOf(expression);
  const own =
    headOf(expression) === "Divide" && under !== undefined && rest.length === 0 ? [under] : [];
  return [...own, ...argumentsOf(expression).flatMap(denominatorsOf)].filter(
    (part) => variablesOf(part).length > 0,
  );
}

const HIDDEN: Readonly<Record<string, string>> = { Tan: "Cos", Sec: "Cos", Cot: "Sin", Csc: "Sin" };

/**
 * Every divisor, and what must not be zero though no division sign says so: bases of powers with an exponent of
 * zero or less, and the cosine or sine below a tangent, cotangent, secant or cosecant.
 */
export function excludedZeros(expression: Expression): Expression[] {
  const [first, second] = argumentsOf(expression);
  const head = headOf(expression);
  const own: Expression[] = [];
  if (first !== undefined && variablesOf(first).length > 0) {
    if (head === "Power" && isNotPositive(second)) own.push(first);
    const hidden = HIDDEN[head];
    if (hidden !== undefined) own.push([hidden, first]);
  }
  if (head === "Divide" && second !== undefined && variablesOf(second).length > 0) own.push(second);
  return [...own, ...argumentsOf(expression).flatMap(excludedZeros)];
}

function isNotPositive(exponent: Expression | undefined): boolean {
  if (exponent === undefined) return false;
  if (headOf(exponent) === "Negate") return isNumber(argumentsOf(exponent)[0] as Expression);
  return isNumber(exponent) && /^[0.]+$/.test(exponent.num);
}

/** The divisors of a result that were not in the question. */
export function gainedDivisors(asked: Expression, result: Expression): Expression[] {
  const known = new Set(denominatorsOf(asked).map(printPlain));
  return denominatorsOf(result).filter((part) => !known.has(printPlain(part)));
}

/** "r - 1 != 0" for every divisor of a result that holds one of the symbols and was not in the question. */
export function gainedConditions(
  asked: Expression,
  result: Expression,
  symbols: readonly string[],
): string[] {
  const gained = gainedDivisors(asked, result).filter((part) =>
    variablesOf(part).some((name) => symbols.includes(name)),
  );
  return [...new Set(gained.map((part) => `${printPlain(part)} != 0`))];
}

function factorsOf(expression: Expression): Expression[] {
  const head = headOf(expression);
  if (head === "Multiply" || head === "Negate") return argumentsOf(expression).flatMap(factorsOf);
  return [expression];
}

/** The same for factors of divisors that hold letters, and none of those that run: "a - b != 0". */
export function parameterConditions(
  asked: Expression,
  result: Expression,
  running: readonly string[],
): string[] {
  const known = new Set(denominatorsOf(asked).flatMap(factorsOf).map(printPlain));
  const gained = gainedDivisors(asked, result)
    .flatMap(factorsOf)
    .filter((part) => {
      const names = variablesOf(part);
      return (
        names.length > 0 &&
        names.every((name) => !running.includes(name)) &&
        !known.has(printPlain(part))
      );
    });
  return [...new Set(gained.map((part) => `${printPlain(part)} != 0`))];
}

/** True when a divisor without other symbols is zero at a whole number from `from` on, as far as is looked. */
export function vanishesFrom(expression: Expression, variable: string, from: number): boolean {
  return denominatorsOf(expression).some((part) => {
    if (variablesOf(part).some((name) => name !== variable)) return false;
    for (let k = from; k < from + MOST_VALUES; k++) {
      const value = evaluateReal(substitute(part, variable, wholeNumber(k)));
      if (value === null || value.abs().lt("1e-40")) return true;
    }
    return false;
  });
}

function wholeNumber(k: number): Expression {
  return k < 0 ? ["Negate", { num: String(-k) }] : { num: String(k) };
}
