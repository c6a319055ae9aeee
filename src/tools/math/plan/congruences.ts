import { gcdBigint } from "../exact/integers.ts";
import { discreteLogarithm, multiplicativeOrder, powerModulo } from "../exact/modular.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  variablesOf,
} from "../expression/expression.ts";
import { EXACT } from "./candidates.ts";
import { asUnivariate } from "./univariate-input.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

/** A polynomial congruence is solved by trying every residue up to this modulus. */
const LARGEST_TRIED = 200_000n;
const MOST_LISTED = 500;

/** The residues of one unknown modulo a number. */
interface Residues {
  readonly values: readonly bigint[];
  readonly modulus: bigint;
}

interface Congruence {
  readonly left: Expression;
  readonly right: Expression;
  readonly modulus: bigint;
}

/** Solves congruences in one unknown together; every residue found is put in, and none is left out. */
export function congruencesQuery(operands: readonly Expression[]): Outcome {
  const congruences = read(operands);
  const unknowns = [
    ...new Set(
      congruences?.flatMap(({ left, right }) => [...variablesOf(left), ...variablesOf(right)]) ??
        [],
    ),
  ];
  const [unknown] = unknowns;
  if (congruences === null || unknown === undefined || unknowns.length !== 1)
    return openOutcome(
      "Congruences are solved for one unknown, modulo whole numbers above 1.",
      "unsupported",
    );
  let all: Residues = { values: [0n], modulus: 1n };
  for (const congruence of congruences) {
    const found = residuesOf(congruence);
    if (found === null)
      return openOutcome(
        `Congruences are solved for polynomials modulo up to ${LARGEST_TRIED}, and for powers with a whole base prime to the modulus.`,
        "unsupported",
      );
    const joined = intersect(all, found);
    if (joined === null)
      return openOutcome("There are too many residues to list.", "unsupported", "too_large");
    all = joined;
  }
  return outcomeOf(unknown, all, congruences.length);
}

function read(operands: readonly Expression[]): Congruence[] | null {
  const found: Congruence[] = [];
  for (let k = 0; k < operands.length; k += 3) {
    const [left, right, modulus] = operands.slice(k, k + 3) as [Expression, Expression, Expression];
    if (modulus === undefined || !isNumber(modulus) || !/^\d{1,60}$/.test(modulus.num)) return null;
    const n = BigInt(modulus.num);
    if (n < 2n) return null;
    found.push({ left, right, modulus: n });
  }
  return found.length === 0 ? null : found;
}

function residuesOf({ left, right, modulus }: Congruence): Residues | null {
  return (
    exponential(left, right, modulus) ??
    exponential(right, left, modulus) ??
    polynomial(left, right, modulus)
  );
}

/** base^x = value modulo n: the logarithm, modulo the order of the base. */
function exponential(left: Expression, right: Expression, modulus: bigint): Residues | null {
  const [base, exponent] = argumentsOf(left) as [Expression, Expression];
  if (headOf(left) !== "Power" || !isNumber(base) || typeof exponent !== "string") return null;
  const value = wholeOf(right);
  if (value === null || !/^\d+$/.test(base.num)) return null;
  const order = multiplicativeOrder(BigInt(base.num), modulus);
  if (order === null) return null;
  const found = discreteLogarithm(BigInt(base.num) % modulus, value, modulus);
  if (found === undefined) return null;
  const isRight =
    found !== null &&
    powerModulo(BigInt(base.num), found, modulus) === ((value % modulus) + modulus) % modulus;
  return found === null
    ? { values: [], modulus: order }
    : isRight
      ? { values: [found], modulus: order }
      : null;
}

function wholeOf(expression: Expression): bigint | null {
  if (isNumber(expression)) return /^\d+$/.test(expression.num) ? BigInt(expression.num) : null;
  const inner =
    headOf(expression) === "Negate" ? wholeOf(argumentsOf(expression)[0] as Expression) : null;
  return inner === null ? null : -inner;
}

function polynomial(left: Expression, right: Expression, modulus: bigint): Residues | null {
  const read_ = asUnivariate(["Add", left, ["Negate", right]]);
  if (read_ === null || read_.coefficients.some(({ d }) => d !== 1n)) return null;
  const coefficients = read_.coefficients.map(({ s, n }) => s * n);
  if (coefficients.length === 2)
    return linear(coefficients[1] as bigint, coefficients[0] as bigint, modulus);
  if (modulus > LARGEST_TRIED) return null;
  const values: bigint[] = [];
  for (let x = 0n; x < modulus; x++)
    if (coefficients.reduceRight((sum, c) => (sum * x + c) % modulus, 0n) === 0n) values.push(x);
  return { values, modulus };
}

/** a x + b = 0 modulo n: solvable when the common divisor of a and n divides b. */
function linear(a: bigint, b: bigint, n: bigint): Residues {
  const g = gcdBigint(a, n);
  if (b % g !== 0n) return { values: [], modulus: n };
  const m = n / g;
  const inverse = inverseOf(a / g, m);
  return { values: [((((-b / g) * inverse) % m) + m) % m], modulus: m };
}

function inverseOf(a: bigint, m: bigint): bigint {
  let [r0, r1, s0, s1] = [((a % m) + m) % m, m, 1n, 0n];
  while (r1 > 0n) {
    const q = r0 / r1;
    [r0, r1, s0, s1] = [r1, r0 - q * r1, s1, s0 - q * s1];
  }
  return s0;
}

/** The residues modulo the common multiple that lie in both; null when they are too many. */
function intersect(a: Residues, b: Residues): Residues | null {
  if (a.values.length * b.values.length > 10_000) return null;
  const g = gcdBigint(a.modulus, b.modulus);
  const modulus = (a.modulus / g) * b.modulus;
  const step = b.modulus / g;
  const values: bigint[] = [];
  for (const x of a.values)
    for (const y of b.values) {
      if ((y - x) % g !== 0n) continue;
      const k = step === 1n ? 0n : (((y - x) / g) * inverseOf(a.modulus / g, step)) % step;
      values.push((((x + a.modulus * k) % modulus) + modulus) % modulus);
    }
  return { values: values.toSorted((x, y) => (x < y ? -1 : 1)), modulus };
}

function outcomeOf(unknown: string, { values, modulus }: Residues, count: number): Outcome {
  const certificate = {
    grade: "proved" as const,
    method: "exact-arithmetic",
    detail:
      count === 1
        ? "Every residue was put in or excluded, with exact whole numbers."
        : "Each congruence was solved with exact whole numbers, and the residues joined by the Chinese remainder theorem.",
    engines: [EXACT],
  };
  if (values.length === 0)
    return {
      kind: "answer",
      value: { kind: "none", reason: "no-solution" },
      short: "no solution",
      plain: "no solution",
      latex: "\\text{no solution}",
      certificate,
      engine: EXACT,
    };
  if (values.length > MOST_LISTED)
    return openOutcome("There are too many residues to list.", "unsupported", "too_large");
  const list = values.join(", ");
  return {
    kind: "answer",
    value: {
      kind: "solutions",
      variables: [unknown],
      solutions: values.map((value) => ({ [unknown]: value.toString() })),
      complete: true,
      family: `${unknown} = ${values.length === 1 ? list : `{${list}}`} + ${modulus}*k for any whole number k`,
    },
    short: `${list} (mod ${modulus})`,
    plain: `${unknown} = ${list} (mod ${modulus})`,
    latex: `${unknown} \\equiv ${list} \\pmod{${modulus}}`,
    certificate,
    engine: EXACT,
  };
}
