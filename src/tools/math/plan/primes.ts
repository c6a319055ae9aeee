import { checkDeadline } from "../exact/deadline.ts";
import { romanNumeral } from "../exact/roman-numeral.ts";
import { integer } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import type { NumberQuery } from "../read/number-query.ts";
import { EXACT } from "./candidates.ts";
import { isPrime } from "../exact/primality.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { listOutcome } from "./exact-outcomes.ts";
import { openOutcome, type Outcome } from "./outcome.ts";
import { piDigits } from "../numeric/pi-digits.ts";

const LARGEST_SIEVE = 20_000_000;
const LARGEST_COUNT = 1_000_000_000_000n;
const MOST_LISTED = 2_000;
const LARGEST_NTH = 1_000_000n;

type Of<Kind extends NumberQuery["kind"]> = Extract<NumberQuery, { kind: Kind }>;

/** Primes in a range, Roman numerals, single decimal digits. */
export function numberQuery(query: NumberQuery): Outcome {
  switch (query.kind) {
    case "primes":
      return primesQuery(query);
    case "roman":
      return romanQuery(query);
    case "decimal-digit":
      return decimalDigitQuery(query);
  }
}

const proved = (method: string, detail: string) => ({
  grade: "proved" as const,
  method,
  detail,
  engines: [EXACT],
});

function primesQuery({ operation, from, to }: Of<"primes">): Outcome {
  if (operation === "nth") return nthPrime(to);
  if (operation === "list-first" || operation === "sum-of-first") {
    const last = primeAt(to);
    return typeof last === "number"
      ? primesQuery({
          kind: "primes",
          operation: operation === "list-first" ? "list" : "sum",
          from: 2n,
          to: BigInt(last),
        })
      : last;
  }
  if (operation === "count") return countPrimes(from, to);
  if (to > BigInt(LARGEST_SIEVE))
    return openOutcome(`Primes are sieved up to ${LARGEST_SIEVE}.`, "unsupported", "too_large");
  const found = sieve(Number(to)).filter((prime) => BigInt(prime) >= from);
  const certificate = proved(
    "sieve",
    "The sieve of Eratosthenes; the primes at the ends were tested again by Miller-Rabin.",
  );
  if (found.length > 0 && ![found[0], found.at(-1)].every((p) => isPrime(BigInt(p as number))))
    return openOutcome("Two ways of finding primes disagree.");
  if (operation === "list") {
    if (found.length > MOST_LISTED)
      return openOutcome(
        `There are ${found.length} such primes; up to ${MOST_LISTED} are listed.`,
        "unsupported",
        "too_large",
      );
    return listOutcome(found.map(String), certificate);
  }
  const value =
    operation === "twins"
      ? BigInt(found.filter((prime, k) => found[k + 1] === prime + 2).length)
      : found.reduce((sum, prime) => sum + BigInt(prime), 0n);
  return expressionOutcome({ expression: integer(value), engine: EXACT, certificate });
}

function sieve(limit: number): number[] {
  const composite = new Uint8Array(limit + 1);
  const primes: number[] = [];
  for (let n = 2; n <= limit; n++) {
    if (composite[n] === 1) continue;
    primes.push(n);
    checkDeadline(1 + limit / n / 256);
    for (let multiple = n * n; multiple <= limit; multiple += n) composite[multiple] = 1;
  }
  return primes;
}

/** The n-th prime, found by the sieve and counted again; the outcome that says why where there is none. */
function primeAt(n: bigint): number | Outcome {
  if (n > LARGEST_NTH)
    return openOutcome(
      `The n-th prime is found up to n = ${LARGEST_NTH}.`,
      "unsupported",
      "too_large",
    );
  // p(n) < n (ln n + ln ln n) for n >= 6 (Rosser, 1941).
  const size = Number(n);
  const bound = size < 6 ? 13 : Math.ceil(size * (Math.log(size) + Math.log(Math.log(size)))) + 1;
  const prime = sieve(bound)[size - 1] as number;
  return primeCount(BigInt(prime)) === n
    ? prime
    : openOutcome("Two ways of counting primes disagree.");
}

function nthPrime(n: bigint): Outcome {
  const prime = primeAt(n);
  if (typeof prime !== "number") return prime;
  return expressionOutcome({
    expression: integer(prime),
    engine: EXACT,
    certificate: proved(
      "counted-twice",
      "Found by the sieve of Eratosthenes; Legendre's count of the primes up to it agrees.",
    ),
  });
}

function countPrimes(from: bigint, to: bigint): Outcome {
  if (to > LARGEST_COUNT || from > LARGEST_COUNT)
    return openOutcome(`Primes are counted up to ${LARGEST_COUNT}.`, "unsupported", "too_large");
  const below = from > 2n ? primeCount(from - 1n) : 0n;
  const value = primeCount(to) - below;
  const isChecked = to <= BigInt(LARGEST_SIEVE);
  if (isChecked) {
    const counted = sieve(Number(to)).filter((prime) => BigInt(prime) >= from).length;
    if (BigInt(counted) !== value) return openOutcome("Two ways of counting primes disagree.");
  }
  return expressionOutcome({
    expression: integer(value < 0n ? 0n : value),
    engine: EXACT,
    certificate: isChecked
      ? proved("counted-twice", "Legendre's count and the sieve of Eratosthenes agree.")
      : proved(
          "legendre-count",
          "Counted exactly with Legendre's recurrence over the values floor(n/k).",
        ),
  });
}

/**
 * How many primes there are up to n: Legendre's sieve on the values floor(n/k) (Lagarias, Miller and
 * Odlyzko, 1985, describe the family), in time n^(3/4).
 */
function primeCount(limit: bigint): bigint {
  const n = Number(limit);
  if (n < 2) return 0n;
  const root = Math.floor(Math.sqrt(n));
  const small = new Float64Array(root + 2);
  const large = new Float64Array(root + 2);
  for (let k = 1; k <= root; k++) {
    small[k] = k - 1;
    large[k] = Math.floor(n / k) - 1;
  }
  for (let p = 2; p <= root; p++) {
    if (small[p] === small[p - 1]) continue;
    checkDeadline(1 + root / 64);
    const before = small[p - 1] as number;
    const square = p * p;
    const last = Math.min(root, Math.floor(n / square));
    for (let k = 1; k <= last; k++) {
      const product = k * p;
      const count =
        product <= root ? (large[product] as number) : (small[Math.floor(n / product)] as number);
      large[k] = (large[k] as number) - (count - before);
    }
    for (let k = root; k >= square; k--)
      small[k] = (small[k] as number) - ((small[Math.floor(k / p)] as number) - before);
  }
  return BigInt(large[1] as number);
}

function romanQuery({ value }: Of<"roman">): Outcome {
  const text = romanNumeral(value);
  if (text === null)
    return openOutcome("Roman numerals are written from 1 to 3999.", "unsupported");
  return textOutcome(
    text,
    proved(
      "definition",
      "Written greedily from the largest symbol; the symbols add up to the number.",
    ),
  );
}

function decimalDigitQuery({ expression, place }: Of<"decimal-digit">): Outcome {
  if (place > 10_000)
    return openOutcome(
      "Decimal places are worked out up to the 10,000th.",
      "unsupported",
      "too_large",
    );
  if (expression === "Pi") {
    const digit = piDigits(place)[place - 1] as string;
    return textOutcome(
      digit,
      proved(
        "two-series",
        "Two arctangent formulas (Machin's and Gauss's), each with exact integers and guard digits, agree.",
      ),
    );
  }
  const value = fractionOf(expression);
  if (value === null)
    return openOutcome(
      `Single decimals are worked out for pi and for rational numbers, not for ${printPlain(expression)}.`,
      "unsupported",
    );
  const scaled = (value.n * 10n ** BigInt(place)) / value.d;
  return textOutcome(
    (scaled % 10n).toString(),
    proved("exact-arithmetic", "By exact long division."),
  );
}

function textOutcome(text: string, certificate: ReturnType<typeof proved>): Outcome {
  const isNumber = /^\d+$/.test(text);
  return {
    kind: "answer",
    value: isNumber ? { kind: "expression", plain: text } : { kind: "text", text },
    short: text,
    plain: text,
    latex: isNumber ? text : `\\text{${text}}`,
    certificate,
    engine: EXACT,
  };
}
