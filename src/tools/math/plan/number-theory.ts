import { Decimal } from "decimal.js";
import { factorInteger, gcdBigint } from "../exact/integers.ts";
import { type Expression, integer, isNumber, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import type { AlgebraOperation } from "../read/algebra-query.ts";
import { EXACT } from "./candidates.ts";
import { isPrime, powerModulo, PROVEN_BELOW } from "./discrete.ts";
import { expressionOutcome } from "./evaluate.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

const LARGEST_PARTITION = 5_000;
const CONTINUED_FRACTION_TERMS = 16;

/** Questions about whole numbers, each answered by an exact algorithm; null when it is none of them. */
export function numberTheoryQuery(
  operation: AlgebraOperation,
  operands: readonly Expression[],
): Outcome | null {
  if (operation === "continued-fraction") return continuedFraction(operands[0] as Expression);
  if (
    operands.length === 0 ||
    !operands.every((value) => isNumber(value) && /^\d{1,400}$/.test(value.num))
  )
    return null;
  const [a, b, c] = operands.map((value) => BigInt((value as { num: string }).num)) as [
    bigint,
    bigint?,
    bigint?,
  ];
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
      return whole(powerModulo(a, b, c) % c, "repeated squaring modulo the modulus");
    case "partitions":
      if (a > BigInt(LARGEST_PARTITION))
        return openOutcome(`Partitions are counted up to ${LARGEST_PARTITION}.`, "unsupported");
      return whole(partitions(Number(a)), "Euler's pentagonal recurrence");
    case "in-base":
      return b === undefined || b < 2n || b > 36n
        ? openOutcome("A base lies between 2 and 36.", "unsupported")
        : textOutcome(a.toString(Number(b)).toUpperCase(), `repeated division by ${b}`);
    default:
      return null;
  }
}

const proved = (how: string) => ({
  grade: "proved" as const,
  method: "exact-arithmetic",
  detail: `Computed with exact whole numbers: ${how}.`,
  engines: [EXACT],
});

function whole(value: bigint, how: string): Outcome {
  return expressionOutcome({ expression: integer(value), engine: EXACT, certificate: proved(how) });
}

function textOutcome(text: string, how: string): Outcome {
  return {
    kind: "answer",
    value: { kind: "text", text },
    short: text,
    plain: text,
    latex: `\\mathtt{${text}}`,
    certificate: proved(how),
    engine: EXACT,
  };
}

function neighbouringPrime(from: bigint, step: bigint): Outcome {
  if (from + 10_000n >= PROVEN_BELOW)
    return openOutcome("Numbers this long are not tested for primality.", "unsupported");
  for (let n = from + step; n > 1n; n += step)
    if (isPrime(n))
      return whole(
        n,
        "Miller-Rabin with bases that are a proof for numbers of this size, one by one",
      );
  return openOutcome(`There is no prime before ${from}.`);
}

function byFactors(operation: "totient" | "divisors", n: bigint): Outcome {
  const { factors, isComplete } = factorInteger(n);
  if (n < 1n || !isComplete)
    return openOutcome("This number could not be factored completely.", "unsupported");
  if (operation === "totient") {
    const value = factors.reduce((phi, [p, k]) => phi * (p - 1n) * p ** BigInt(k - 1), 1n);
    return whole(value, "from the prime factors");
  }
  let divisors = [1n];
  for (const [prime, count] of factors)
    divisors = Array.from({ length: count + 1 }, (_, k) => prime ** BigInt(k)).flatMap((power) =>
      divisors.map((divisor) => divisor * power),
    );
  if (divisors.length > 5_000) return openOutcome("There are too many divisors to list.");
  divisors.sort((a, b) => (a < b ? -1 : 1));
  return listOutcome(divisors.map(String), proved("from the prime factors"));
}

export function listOutcome(
  items: readonly string[],
  certificate: ReturnType<typeof proved>,
): Outcome {
  const text = items.join(", ");
  return {
    kind: "answer",
    value: { kind: "list", items: [...items] },
    short: text,
    plain: text,
    latex: items.join(",\\; "),
    certificate,
    engine: EXACT,
  };
}

function modularInverse(a: bigint, modulus: bigint): Outcome {
  if (modulus < 2n) return openOutcome("The modulus must be at least 2.", "unsupported");
  if (gcdBigint(a, modulus) !== 1n)
    return {
      kind: "answer",
      value: { kind: "none", reason: "no-solution" },
      short: "no inverse",
      plain: "no inverse",
      latex: "\\text{no inverse}",
      certificate: proved("the numbers have a common divisor, so there is no inverse"),
      engine: EXACT,
    };
  let [r0, r1, s0, s1] = [a % modulus, modulus, 1n, 0n];
  while (r1 > 0n) {
    const q = r0 / r1;
    [r0, r1, s0, s1] = [r1, r0 - q * r1, s1, s0 - q * s1];
  }
  return whole(((s0 % modulus) + modulus) % modulus, "the extended Euclidean algorithm");
}

function partitions(n: number): bigint {
  const counts: bigint[] = [1n];
  for (let m = 1; m <= n; m++) {
    let sum = 0n;
    for (let k = 1; ; k++) {
      const first = m - (k * (3 * k - 1)) / 2;
      if (first < 0) break;
      const second = first - k;
      const term = (counts[first] as bigint) + (second >= 0 ? (counts[second] as bigint) : 0n);
      sum += k % 2 === 1 ? term : -term;
    }
    counts.push(sum);
  }
  return counts[n] as bigint;
}

/** The first terms; each is certain because the decimal carries more digits than the terms use up. */
function continuedFraction(expression: Expression): Outcome {
  if (variablesOf(expression).length > 0)
    return openOutcome("A continued fraction is of a number.", "unsupported");
  const start = evaluateReal(expression);
  if (start === null) return openOutcome("This has no real value.");
  let value: Decimal = start;
  let error = new Decimal(1e-45).mul(start.abs().add(1));
  const items: string[] = [];
  while (items.length < CONTINUED_FRACTION_TERMS) {
    const nearest = value.round();
    const isWhole = value.sub(nearest).abs().lt(error);
    if (isWhole && isNumberOfQuotients(expression)) {
      items.push(nearest.toFixed());
      return listOutcome(items, proved("the Euclidean algorithm, which ends here"));
    }
    if (isWhole) return openOutcome("The terms could not be told apart within 45 digits.");
    const floor = value.floor();
    items.push(floor.toFixed());
    const rest = value.sub(floor);
    error = error.div(rest.mul(rest)).mul(2);
    value = rest.pow(-1);
  }
  return listOutcome([...items, "…"], {
    ...proved(
      `the first ${items.length} terms, with error bounds from 45 digits of ${printPlain(expression)}`,
    ),
  });
}

/** Rational arithmetic only, so that the expansion ends exactly. */
function isNumberOfQuotients(expression: Expression): boolean {
  return /^[\d\s.+\-*/()]+$/.test(printPlain(expression));
}
