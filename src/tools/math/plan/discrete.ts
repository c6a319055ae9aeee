import { exactForm } from "../exact/exact-form.ts";
import { factorInteger } from "../exact/integers.ts";
import {
  isPrime,
  isProbablePrime,
  PROVEN_BELOW,
  someFactors,
  splitCompletely,
} from "../exact/primality.ts";
import { provePrime } from "../exact/prime-proof.ts";
import { argumentsOf, type Expression, headOf, isNumber } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { decideRelationBetween } from "../prove/decide-relation.ts";
import { EXACT } from "./candidates.ts";
import { decideResidues, isAboutWholeNumbers, type ResidueVerdict } from "./residues.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

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
  if (n >= PROVEN_BELOW) return largePrime(n, decide);
  return truthOutcome(decide(n, isPrime(n)), {
    method: "miller-rabin",
    detail:
      "The Miller-Rabin test with the first thirteen primes as bases, which is a proof for numbers of this size.",
  });
}

function withoutSign(value: Expression): Expression {
  return isNumber(value)
    ? { num: value.num.replace(/^-/, "") }
    : (argumentsOf(value)[0] as Expression);
}

/** Prime factors of an integer; a negative one has the factor -1 in front. */
export function factorIntegerQuery(asked: Expression): Outcome {
  const value = isNumber(asked) ? asked : (exactForm(asked) ?? asked);
  const isNegative = headOf(value) === "Negate" || (isNumber(value) && value.num.startsWith("-"));
  const n = integerOf(isNegative ? withoutSign(value) : value);
  if (n === null || n < 2n)
    return openOutcome(
      "Prime factors are asked for an integer greater than one, or less than minus one.",
      "unsupported",
    );
  const factors = splitCompletely(factorInteger(n).factors);
  if (factors === null)
    return openOutcome(
      "This number has two large prime factors; factors of up to about 14 digits are found beside a larger one.",
      "unsupported",
    );
  const isProved = factors.every(([prime]) => prime < PROVEN_BELOW);
  const powers = factors.map(([prime, count]) => (count === 1 ? `${prime}` : `${prime}^${count}`));
  const plain = [...(isNegative ? ["-1"] : []), ...powers].join(" * ");
  return {
    kind: "answer",
    value: { kind: "expression", plain },
    short: plain,
    plain,
    latex:
      (isNegative ? "-" : "") +
      factors
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

const PRIME_PROOFS = {
  "lucas-lehmer": "The Lucas-Lehmer test, which is a proof for numbers 2^p - 1.",
  pocklington:
    "Pocklington's criterion: enough of the number less one was factored into proved primes.",
} as const;

/** Past the proven range a base can show that a number is composite; that it is prime needs a proof of its own. */
function largePrime(n: bigint, decide: (n: bigint, prime: boolean) => boolean): Outcome {
  if (!isProbablePrime(n))
    return truthOutcome(decide(n, false), {
      method: "miller-rabin",
      detail: "A base of the Miller-Rabin test shows that the number is composite.",
    });
  const proof = provePrime(n, someFactors);
  const outcome = truthOutcome(decide(n, true), {
    method: proof ?? "probable-prime",
    detail:
      proof === null
        ? "It passed the Miller-Rabin test to the first 40 prime bases, which a composite number does with a probability below 4^-40; no proof was found."
        : PRIME_PROOFS[proof],
  });
  return outcome.kind === "answer" && proof === null
    ? { ...outcome, certificate: { ...outcome.certificate, grade: "numeric-check" } }
    : outcome;
}

export function truthOutcome(
  value: boolean,
  certificate: { method: string; detail: string },
): Outcome {
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
  if (isAboutWholeNumbers(relation)) return wholeNumberTruth(parts, context);
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

/** A statement about remainders, divisors or factorials of letters is one about all whole numbers. */
function wholeNumberTruth(parts: readonly Expression[], context: ComputeContext): Outcome {
  const verdicts = context.proving(() => parts.map(decideResidues));
  const failed = verdicts.find((verdict) => verdict?.value === false);
  if (failed !== undefined && failed !== null) return forWholeLetters(failed);
  const [first] = verdicts;
  return first !== undefined && first !== null && verdicts.every((verdict) => verdict !== null)
    ? forWholeLetters(first)
    : openOutcome(
        "This is a statement about all whole numbers that was neither proved by remainders nor refuted by small ones.",
      );
}

function forWholeLetters(verdict: ResidueVerdict): Outcome {
  const outcome = truthOutcome(verdict.value, verdict);
  const conditions = verdict.letters.map((letter) => `${letter} is an integer`);
  return outcome.kind === "answer"
    ? { ...outcome, certificate: { ...outcome.certificate, conditions } }
    : outcome;
}
