import { checkDeadline } from "../exact/deadline.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  isSymbol,
  substitute,
  variablesOf,
} from "../expression/expression.ts";

/** Functions of whole numbers: letters in them stand for whole numbers, not for real ones. */
const WHOLE = new Set(["Mod", "GCD", "LCM", "Factorial", "Binomial", "Fibonacci"]);
const MOST_CASES = 20_000;
const MOST_MODULUS = 10_000n;
const MOST_TRIED = 40;

export interface ResidueVerdict {
  readonly value: boolean;
  readonly method: string;
  readonly detail: string;
  /** The letters, which stand for whole numbers. */
  readonly letters: readonly string[];
}

/** True where a letter stands inside a function of whole numbers, so that real counterexamples say nothing. */
export function isAboutWholeNumbers(expression: Expression): boolean {
  if (WHOLE.has(headOf(expression)) && variablesOf(expression).length > 0) return true;
  return argumentsOf(expression).some(isAboutWholeNumbers);
}

/**
 * Does `mod(p, m) = c` hold for all whole values of the letters? A polynomial with rational coefficients of
 * common denominator d has remainders that repeat with period m·d in every letter, so finitely many cases
 * decide it. Other forms are only searched for a counterexample. Null when neither decides.
 */
export function decideResidues(relation: Expression): ResidueVerdict | null {
  const [left, right] = argumentsOf(relation);
  if (headOf(relation) !== "Equal" || left === undefined || right === undefined) return null;
  const [body, divisor] = argumentsOf(left);
  if (headOf(left) !== "Mod" || body === undefined || divisor === undefined) return null;
  const letters = variablesOf(body);
  const modulus = wholeOf(divisor);
  const remainder = wholeOf(right);
  if (letters.length === 0 || modulus === null || remainder === null) return null;
  if (modulus < 1n || modulus > MOST_MODULUS || remainder < 0n) return null;
  const holds = (values: readonly bigint[]): boolean | null => {
    checkDeadline(16);
    const at = letters.reduce(
      (expression, letter, index) => substitute(expression, letter, integer(values[index] ?? 0n)),
      body,
    );
    const value = fractionOf(at);
    if (value === null) return null;
    if (value.d !== 1n) return false;
    const whole = value.s * value.n;
    return ((whole % modulus) + modulus) % modulus === remainder;
  };
  const denominator = polynomialDenominator(body);
  const period = denominator === null ? null : modulus * denominator;
  const isDecidable = period !== null && period ** BigInt(letters.length) <= MOST_CASES;
  const bound = isDecidable ? period : BigInt(letters.length === 1 ? MOST_TRIED : 8);
  for (const values of tuples(letters.length, bound)) {
    const found = holds(values);
    if (found === false)
      return {
        value: false,
        method: "counterexample",
        detail: `It fails at ${letters.map((letter, index) => `${letter} = ${values[index]}`).join(", ")}.`,
        letters,
      };
    if (found === null) return null;
  }
  return isDecidable
    ? {
        value: true,
        method: "remainders",
        detail: `It holds for every remainder of ${letters.join(", ")} on division by ${period}, and with that for all whole numbers.`,
        letters,
      }
    : null;
}

function wholeOf(expression: Expression): bigint | null {
  const value = variablesOf(expression).length === 0 ? fractionOf(expression) : null;
  return value !== null && value.d === 1n ? value.s * value.n : null;
}

function* tuples(count: number, bound: bigint): Generator<readonly bigint[]> {
  const total = bound ** BigInt(count);
  for (let index = 0n; index < total; index++) {
    const values: bigint[] = [];
    for (let rest = index, place = 0; place < count; place++, rest /= bound)
      values.push(rest % bound);
    yield values;
  }
}

/** A common denominator of the coefficients of a polynomial; null for what is none. */
function polynomialDenominator(expression: Expression): bigint | null {
  if (isNumber(expression)) return fractionOf(expression)?.d ?? null;
  if (isSymbol(expression)) return variablesOf(expression).length === 1 ? 1n : null;
  const parts = argumentsOf(expression);
  const [first, second] = parts;
  switch (headOf(expression)) {
    case "Add":
    case "Multiply":
    case "Negate":
      return parts.reduce<bigint | null>((product, part) => {
        const own = polynomialDenominator(part);
        return product === null || own === null ? null : product * own;
      }, 1n);
    case "Power": {
      const exponent = second === undefined ? null : wholeOf(second);
      const own = first === undefined ? null : polynomialDenominator(first);
      const isPower = exponent !== null && exponent >= 0n && exponent <= 64n && own !== null;
      return isPower ? own ** exponent : null;
    }
    case "Divide": {
      const divisor = second === undefined ? null : wholeOf(second);
      const own = first === undefined ? null : polynomialDenominator(first);
      if (divisor === null || divisor === 0n || own === null) return null;
      return own * (divisor < 0n ? -divisor : divisor);
    }
    default:
      return null;
  }
}
