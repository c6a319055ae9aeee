import { partitionCount } from "../exact/combinatorial-numbers.ts";
import { exactForm } from "../exact/exact-form.ts";
import { factorInteger } from "../exact/integers.ts";
import { inverseModulo, powerModulo, totient } from "../exact/modular.ts";
import { type Expression, isNumber } from "../expression/expression.ts";
import type { AlgebraOperation } from "../read/algebra-query.ts";
import { EXACT } from "./candidates.ts";
import { congruencesQuery } from "./congruences.ts";
import { continuedFraction, convergents, inBaseWithPoint } from "./decimal-forms.ts";
import { isPrime, PROVEN_BELOW } from "../exact/primality.ts";
import { listOutcome, proved, textOutcome, wholeOutcome } from "./exact-outcomes.ts";
import { integerFacts } from "./integer-facts.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

const LARGEST_PARTITION = 5_000;

/** Questions about whole numbers, each answered by an exact algorithm; null when it is none of them. */
export function numberTheoryQuery(
  operation: AlgebraOperation,
  operands: readonly Expression[],
): Outcome | null {
  const [first, second] = operands as [Expression, Expression?];
  if (operation === "continued-fraction") return continuedFraction(first, second);
  if (operation === "convergents") return convergents(first, second);
  if (operation === "repeating-decimal") return inBaseWithPoint(first, 10);
  if (operation === "fraction-in-base")
    return inBaseWithPoint(
      first,
      second !== undefined && isNumber(second) ? Number(second.num) : 0,
    );
  if (operation === "congruences") return congruencesQuery(operands);
  const numbers = operands.map(wholeNumber);
  if (numbers.length === 0 || numbers.includes(null)) return null;
  const [a, b, c] = numbers as [bigint, bigint?, bigint?];
  switch (operation) {
    case "next-prime":
    case "previous-prime":
      return neighbouringPrime(a, operation === "next-prime" ? 1n : -1n);
    case "totient":
    case "divisors":
      return byFactors(operation, a);
    case "modular-inverse":
      return b === undefined ? null : modularInverse(a, b);
    case "modular-power":
      if (b === undefined || c === undefined || c === 0n) return null;
      if (b === 0n && a % c === 0n)
        return openOutcome("Zero to the power zero is not defined, also modulo a number.");
      return wholeOutcome(powerModulo(a, b, c), "repeated squaring modulo the modulus");
    case "partitions":
      if (a > BigInt(LARGEST_PARTITION))
        return openOutcome(`Partitions are counted up to ${LARGEST_PARTITION}.`, "unsupported");
      return wholeOutcome(partitionCount(Number(a)), "Euler's pentagonal recurrence");
    case "in-base":
      return b === undefined || b < 2n || b > 36n
        ? openOutcome("A base lies between 2 and 36.", "unsupported")
        : textOutcome(a.toString(Number(b)).toUpperCase(), `repeated division by ${b}`);
    default:
      return integerFacts(operation, a, b, c);
  }
}

function wholeNumber(expression: Expression): bigint | null {
  const value = isNumber(expression) ? expression : exactForm(expression);
  return value !== null && isNumber(value) && /^\d{1,400}$/.test(value.num)
    ? BigInt(value.num)
    : null;
}

function neighbouringPrime(from: bigint, step: bigint): Outcome {
  if (from + 10_000n >= PROVEN_BELOW)
    return openOutcome("Numbers this long are not tested for primality.", "unsupported");
  for (let n = from + step; n > 1n; n += step)
    if (isPrime(n))
      return wholeOutcome(
        n,
        "Miller-Rabin with bases that are a proof for numbers of this size, one by one",
      );
  return openOutcome(`There is no prime before ${from}.`);
}

function byFactors(operation: "totient" | "divisors", n: bigint): Outcome {
  const { factors, isComplete } = factorInteger(n);
  const phi = totient(n);
  if (phi === null || !isComplete)
    return openOutcome("This number could not be factored completely.", "unsupported");
  if (operation === "totient") return wholeOutcome(phi, "from the prime factors");
  let divisors = [1n];
  for (const [prime, count] of factors)
    divisors = Array.from({ length: count + 1 }, (_, k) => prime ** BigInt(k)).flatMap((power) =>
      divisors.map((divisor) => divisor * power),
    );
  if (divisors.length > 5_000) return openOutcome("There are too many divisors to list.");
  divisors.sort((a, b) => (a < b ? -1 : 1));
  return listOutcome(divisors.map(String), proved("from the prime factors"));
}

function modularInverse(a: bigint, modulus: bigint): Outcome {
  if (modulus < 2n) return openOutcome("The modulus must be at least 2.", "unsupported");
  const inverse = inverseModulo(a, modulus);
  if (inverse === null)
    return {
      kind: "answer",
      value: { kind: "none", reason: "no-solution" },
      short: "no inverse",
      plain: "no inverse",
      latex: "\\text{no inverse}",
      certificate: proved("the numbers have a common divisor, so there is no inverse"),
      engine: EXACT,
    };
  return wholeOutcome(inverse, "the extended Euclidean algorithm");
}
