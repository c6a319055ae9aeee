import { exactForm } from "../exact/exact-form.ts";
import { properFactor } from "../exact/pollard-rho.ts";
import { factorInteger } from "../exact/integers.ts";
import { argumentsOf, type Expression, headOf, isNumber } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { decideRelationBetween } from "../prove/decide-relation.ts";
import { EXACT } from "./candidates.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

/** Miller-Rabin with these bases is a proof below 3.3e24 (Sorenson and Webster, 2015). */
const BASES = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n];
export const PROVEN_BELOW = 3_317_044_064_679_887_385_961_981n;

export function isPrime(n: bigint): boolean {
  if (n < 2n) return false;
  for (const base of BASES) if (n % base === 0n) return n === base;
  return BASES.every((base) => isStrongProbablePrime(n, base));
}

function isStrongProbablePrime(n: bigint, base: bigint): boolean {
  let odd = n - 1n;
  let twos = 0;
  while (odd % 2n === 0n) {
    odd /= 2n;
    twos += 1;
  }
  let x = powerModulo(base, odd, n);
  if (x === 1n || x === n - 1n) return true;
  for (let round = 1; round < twos; round++) {
    x = (x * x) % n;
    if (x === n - 1n) return true;
  }
  return false;
}

export function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function integerOf(input: Expression): bigint | null {
  const expression = isNumber(input) ? input : exactForm(input);
  return expression !== null && isNumber(expression) && /^\d{1,400}$/.test(expression.num)
    ? BigInt(expression.num)
    : null;
}

/** Composite: greater than one and not prime. */
export function compositeQuery(value: Expression): Outcome {
  return primeQuery(value, (n, prime) => n > 1n && !prime);
}

export function primeQuery(
  value: Expression,
  decide: (n: bigint, prime: boolean) => boolean = (_, prime) => prime,
): Outcome {
  const n = integerOf(value);
  if (n === null)
    return openOutcome("Primality is a question about one positive integer.", "unsupported");
  if (n >= PROVEN_BELOW)
    return openOutcome(
      `Numbers of ${PROVEN_BELOW.toString().length} digits and more are not tested for primality.`,
      "unsupported",
    );
  return truthOutcome(decide(n, isPrime(n)), {
    method: "miller-rabin",
    detail:
      "The Miller-Rabin test with the first thirteen primes as bases, which is a proof for numbers of this size.",
  });
}

const RHO_STEPS = 4_000_000;

/** Composite factors split by Pollard's rho until all are prime (or probable primes past the proven range). */
function splitCompletely(
  factors: readonly (readonly [bigint, number])[],
): [bigint, number][] | null {
  const found = new Map<bigint, number>();
  const pending = factors.map(([factor, count]) => ({ factor, count }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { factor, count } = next;
    if (factor < PROVEN_BELOW ? isPrime(factor) : isProbablePrime(factor)) {
      found.set(factor, (found.get(factor) ?? 0) + count);
      continue;
    }
    const root = integerRoot(factor);
    const part = root * root === factor ? root : properFactor(factor, RHO_STEPS);
    if (part === null) return null;
    pending.push({ factor: part, count }, { factor: factor / part, count });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

function integerRoot(n: bigint): bigint {
  let x = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

const MORE_BASES = [
  43n,
  47n,
  53n,
  59n,
  61n,
  67n,
  71n,
  73n,
  79n,
  83n,
  89n,
  97n,
  101n,
  103n,
  107n,
  109n,
  113n,
  127n,
  131n,
  137n,
  139n,
  149n,
  151n,
  157n,
  163n,
  167n,
  173n,
];

function isProbablePrime(n: bigint): boolean {
  return isPrime(n) && MORE_BASES.every((base) => isStrongProbablePrime(n, base));
}

export function factorIntegerQuery(value: Expression): Outcome {
  const n = integerOf(value);
  if (n === null || n < 2n)
    return openOutcome("Prime factors are asked for an integer greater than one.", "unsupported");
  const factors = splitCompletely(factorInteger(n).factors);
  if (factors === null)
    return openOutcome(
      "This number has two large prime factors; factors of up to about 14 digits are found beside a larger one.",
      "unsupported",
    );
  const isProved = factors.every(([prime]) => prime < PROVEN_BELOW);
  const plain = factors
    .map(([prime, count]) => (count === 1 ? `${prime}` : `${prime}^${count}`))
    .join(" * ");
  return {
    kind: "answer",
    value: { kind: "expression", plain },
    short: plain,
    plain,
    latex: factors
      .map(([prime, count]) => (count === 1 ? `${prime}` : `${prime}^{${count}}`))
      .join(" \\cdot "),
    certificate: isProved
      ? {
          grade: "proved",
          method: "multiply-back",
          detail: "The factors multiply to the number, and each was proved prime.",
          engines: [EXACT],
        }
      : {
          grade: "numeric-check",
          method: "probable-prime",
          detail:
            "The factors multiply to the number. One of them is too long for a proof here: it passed the Miller-Rabin test to the first 40 prime bases, which a composite number does with a probability below 4^-40.",
          engines: [EXACT],
        },
    engine: EXACT,
  };
}

function truthOutcome(value: boolean, certificate: { method: string; detail: string }): Outcome {
  const text = value ? "yes" : "no";
  return {
    kind: "answer",
    value: { kind: "truth", value },
    short: text,
    plain: text,
    latex: `\\text{${text}}`,
    certificate: {
      grade: "proved",
      method: certificate.method,
      detail: certificate.detail,
      engines: [EXACT],
    },
    engine: EXACT,
  };
}

const SIGNS: Readonly<Record<string, "=" | "!=" | "<" | ">" | "<=" | ">=" | "≈">> = {
  Equal: "=",
  NotEqual: "!=",
  Less: "<",
  Greater: ">",
  LessEqual: "<=",
  GreaterEqual: ">=",
  Approximately: "≈",
};

/** Is a written relation (or a chain of them) true? */
export function truthQuery(relation: Expression, context: ComputeContext): Outcome {
  const parts = headOf(relation) === "And" ? argumentsOf(relation) : [relation];
  const decisions = context.proving(() =>
    parts.map((part) => {
      const [left, right] = argumentsOf(part) as [Expression, Expression];
      const sign = SIGNS[headOf(part)];
      if (sign === "=") {
        const decision = decideEqual(left, right);
        return { verdict: decision.verdict, detail: decision.detail, method: decision.method };
      }
      return sign === undefined
        ? null
        : decideRelationBetween(left, sign, right, printPlain(right));
    }),
  );
  if (decisions.some((decision) => decision === null))
    return openOutcome("This is not a statement that can be checked.", "unsupported");
  const refuted = decisions.find((decision) => decision?.verdict === "refuted");
  if (refuted !== undefined && refuted !== null) return truthOutcome(false, refuted);
  if (decisions.every((decision) => decision?.verdict === "proved"))
    return truthOutcome(true, decisions[0] as { method: string; detail: string });
  return openOutcome(
    decisions.find((decision) => decision?.verdict === "undecided")?.detail ??
      "This could not be decided.",
  );
}
