import { divisorSigma, jacobi, powerModulo, primeFactors } from "../exact/modular.ts";
import { gcdBigint } from "../exact/integers.ts";
import { EXACT } from "./candidates.ts";
import { listOutcome, proved, textOutcome } from "./exact-outcomes.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

const LARGEST_RESIDUES = 2_000n;

/** Facts about whole numbers that are a list, a yes or no, or several numbers; null for another operation. */
export function integerFacts(operation: string, a: bigint, b?: bigint, c?: bigint): Outcome | null {
  switch (operation) {
    case "is-perfect": {
      const sum = divisorSigma(1, a);
      return sum === null ? unfactored() : truth(sum === 2n * a, `its divisors add up to ${sum}`);
    }
    case "is-carmichael":
      return isCarmichael(a);
    case "quadratic-residues":
      return a > LARGEST_RESIDUES || a < 2n
        ? openOutcome(`Residues are listed modulo 2 to ${LARGEST_RESIDUES}.`, "unsupported")
        : quadraticResidues(a);
    case "is-quadratic-residue":
      return b === undefined || b < 2n ? null : isQuadraticResidue(a, b);
    case "extended-gcd":
      return b === undefined ? null : extendedGcd(a, b);
    case "last-digits": {
      if (b === undefined || c === undefined) return null;
      const modulus = 10n ** c;
      const value = powerModulo(a, b, modulus).toString();
      const isShort = a ** (b < 1_000n ? b : 1_000n) < modulus;
      return textOutcome(
        isShort ? value : value.padStart(Number(c), "0"),
        `repeated squaring modulo ${modulus}`,
      );
    }
    default:
      return null;
  }
}

function unfactored(): Outcome {
  return openOutcome("This number could not be factored completely.", "unsupported");
}

function truth(value: boolean, why: string): Outcome {
  const text = value ? "yes" : "no";
  return {
    kind: "answer",
    value: { kind: "truth", value },
    short: text,
    plain: text,
    latex: `\\text{${text}}`,
    certificate: proved(why),
    engine: EXACT,
  };
}

/** Composite, without square factors, and p - 1 divides n - 1 for every prime factor p (Korselt). */
function isCarmichael(n: bigint): Outcome {
  const factors = primeFactors(n);
  if (factors === null) return unfactored();
  const isOne =
    factors.length > 1 && factors.every(([p, k]) => k === 1 && (n - 1n) % (p - 1n) === 0n);
  return truth(isOne, "Korselt's criterion on the prime factors");
}

function quadraticResidues(n: bigint): Outcome {
  const found = new Set<bigint>();
  for (let x = 1n; x < n; x++) if (gcdBigint(x, n) === 1n) found.add((x * x) % n);
  return listOutcome(
    [...found].toSorted((x, y) => (x < y ? -1 : 1)).map(String),
    proved("the squares of all residues prime to the modulus"),
  );
}

function isQuadraticResidue(a: bigint, n: bigint): Outcome {
  if (gcdBigint(a, n) !== 1n)
    return openOutcome(
      "The number and the modulus have a common divisor; residues are asked of numbers prime to the modulus.",
      "unsupported",
    );
  const factors = primeFactors(n);
  if (factors === null) return unfactored();
  // A unit is a square modulo n when it is one modulo every odd prime, and 1 modulo 8 (4) for the power of 2.
  const isSquare = factors.every(([p, k]) =>
    p === 2n ? k === 1 || a % (k === 2 ? 4n : 8n) === 1n : jacobi(a, p) === 1n,
  );
  return truth(isSquare, "Legendre's symbol at every prime factor of the modulus");
}

function extendedGcd(a: bigint, b: bigint): Outcome {
  let [r0, r1, s0, s1, t0, t1] = [a, b, 1n, 0n, 0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1, s0, s1, t0, t1] = [r1, r0 - q * r1, s1, s0 - q * s1, t1, t0 - q * t1];
  }
  if (r0 < 0n) [r0, s0, t0] = [-r0, -s0, -t0];
  if (s0 * a + t0 * b !== r0) return openOutcome("The identity did not hold, so nothing is shown.");
  const entries = { gcd: r0.toString(), x: s0.toString(), y: t0.toString() };
  const text = `gcd = ${r0}, x = ${s0}, y = ${t0}`;
  return {
    kind: "answer",
    value: { kind: "mapping", entries },
    short: text,
    plain: text,
    latex: `\\gcd = ${r0},\\; x = ${s0},\\; y = ${t0}`,
    certificate: proved(`the extended Euclidean algorithm; ${a} x + ${b} y = ${r0} was checked`),
    engine: EXACT,
  };
}
