import { AnsatzError } from "../../../core/errors.ts";
import { checkDeadline } from "./deadline.ts";
import { gcdBigint } from "./integers.ts";

/** Exponents of the unknowns, in their order. */
export type Exponents = readonly number[];

interface Term {
  readonly exponents: Exponents;
  readonly coefficient: bigint;
}

/** Terms falling in the graded reverse lexicographic order, whole coefficients without a common factor. */
export type SparsePolynomial = readonly Term[];

const MOST_STEPS = 60_000;
const MOST_DIGITS = 3_000;

/** Is `a` after `b`: total degree first, then the one with less of the last unknown. */
export function compareExponents(a: Exponents, b: Exponents): number {
  const degree = (e: Exponents): number => e.reduce((sum, value) => sum + value, 0);
  const byDegree = degree(a) - degree(b);
  if (byDegree !== 0) return byDegree;
  for (let k = a.length - 1; k >= 0; k--) {
    const difference = (b[k] as number) - (a[k] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A polynomial from unsorted terms. */
export function sparse(terms: Iterable<Term>): SparsePolynomial {
  const sums = new Map<string, Term>();
  for (const term of terms) {
    const key = term.exponents.join(",");
    const before = sums.get(key);
    sums.set(
      key,
      before === undefined
        ? term
        : { exponents: term.exponents, coefficient: before.coefficient + term.coefficient },
    );
  }
  return primitivePart(
    [...sums.values()]
      .filter(({ coefficient }) => coefficient !== 0n)
      .sort((a, b) => compareExponents(b.exponents, a.exponents)),
  );
}

function primitivePart(terms: SparsePolynomial): SparsePolynomial {
  if (terms.length === 0) return terms;
  const content = terms.reduce((all, { coefficient }) => gcdBigint(all, coefficient), 0n);
  const sign = (terms[0] as Term).coefficient < 0n ? -1n : 1n;
  const divisor = (content < 0n ? -content : content) * sign;
  if (divisor === 1n) return terms;
  return terms.map(({ exponents, coefficient }) => ({
    exponents,
    coefficient: coefficient / divisor,
  }));
}

function plus(a: Exponents, b: Exponents): Exponents {
  return a.map((value, k) => value + (b[k] as number));
}

function minus(a: Exponents, b: Exponents): Exponents {
  return a.map((value, k) => value - (b[k] as number));
}

export function divides(a: Exponents, b: Exponents): boolean {
  return a.every((value, k) => value <= (b[k] as number));
}

function leastCommon(a: Exponents, b: Exponents): Exponents {
  return a.map((value, k) => Math.max(value, b[k] as number));
}

/** Counts the work, so that a system too large stops with a typed error. */
class Effort {
  private steps = 0;

  spend(polynomial: SparsePolynomial): void {
    this.steps += 1;
    checkDeadline(4 + polynomial.length);
    const digits = (polynomial[0]?.coefficient ?? 0n).toString(16).length;
    if (this.steps > MOST_STEPS || digits > MOST_DIGITS)
      throw new AnsatzError(
        "too_large",
        "Eliminating the unknowns of this system takes too many steps. Try a smaller system.",
      );
  }
}

/** a * u * x^e - b * v * x^f, merged in order. */
function combine(
  u: SparsePolynomial,
  a: bigint,
  e: Exponents,
  v: SparsePolynomial,
  b: bigint,
  f: Exponents,
): SparsePolynomial {
  const result: Term[] = [];
  let [i, j] = [0, 0];
  while (i < u.length || j < v.length) {
    const left = u[i] === undefined ? null : plus((u[i] as Term).exponents, e);
    const right = v[j] === undefined ? null : plus((v[j] as Term).exponents, f);
    const order =
      left === null ? -1 : right === null ? 1 : Math.sign(compareExponents(left, right));
    let coefficient = 0n;
    if (order >= 0) coefficient += a * (u[i++] as Term).coefficient;
    if (order <= 0) coefficient -= b * (v[j++] as Term).coefficient;
    if (coefficient !== 0n)
      result.push({ exponents: (order >= 0 ? left : right) as Exponents, coefficient });
  }
  return result;
}

/** The remainder on division by the basis, up to a constant factor, which is returned beside it. */
export function remainder(
  polynomial: SparsePolynomial,
  basis: readonly SparsePolynomial[],
  effort: { spend(polynomial: SparsePolynomial): void } = new Effort(),
): { readonly rest: SparsePolynomial; readonly factor: bigint } {
  let current = polynomial;
  const kept: Term[] = [];
  let factor = 1n;
  while (current.length > 0) {
    const lead = current[0] as Term;
    const divisor = basis.find(
      (other) => other.length > 0 && divides((other[0] as Term).exponents, lead.exponents),
    );
    if (divisor === undefined) {
      kept.push(lead);
      current = current.slice(1);
      continue;
    }
    effort.spend(current);
    const top = divisor[0] as Term;
    const common = gcdBigint(lead.coefficient, top.coefficient);
    const size = common < 0n ? -common : common;
    const [scale, other] = [top.coefficient / size, lead.coefficient / size];
    const none = lead.exponents.map(() => 0);
    current = combine(current, scale, none, divisor, other, minus(lead.exponents, top.exponents));
    factor *= scale;
    for (const [index, term] of kept.entries())
      kept[index] = { exponents: term.exponents, coefficient: term.coefficient * scale };
  }
  return { rest: kept, factor };
}

/**
 * The reduced Gröbner basis of the ideal, by Buchberger's algorithm with his two criteria; `[[1]]`-like (a
 * constant) where the equations have no common complex solution. Throws `too_large` beyond its budget.
 */
export function groebnerBasis(generators: readonly SparsePolynomial[]): SparsePolynomial[] {
  const effort = new Effort();
  const basis: SparsePolynomial[] = [];
  const pairs: { i: number; j: number; common: Exponents }[] = [];
  const isOpen = (i: number, j: number): boolean =>
    pairs.some((pair) => (pair.i === i && pair.j === j) || (pair.i === j && pair.j === i));
  const insert = (polynomial: SparsePolynomial): void => {
    const index = basis.push(polynomial) - 1;
    for (let other = 0; other < index; other++)
      pairs.push({
        i: other,
        j: index,
        common: leastCommon(leadOf(basis[other]), leadOf(polynomial)),
      });
  };
  for (const generator of generators) {
    const { rest } = remainder(generator, basis, effort);
    if (rest.length > 0) insert(primitivePart(rest));
  }
  while (pairs.length > 0) {
    checkDeadline(pairs.length + basis.length);
    let best = 0;
    for (let k = 1; k < pairs.length; k++)
      if (
        compareExponents(
          (pairs[k] as { common: Exponents }).common,
          (pairs[best] as { common: Exponents }).common,
        ) < 0
      )
        best = k;
    const [{ i, j, common }] = pairs.splice(best, 1) as [(typeof pairs)[number]];
    const [f, g] = [basis[i] as SparsePolynomial, basis[j] as SparsePolynomial];
    const [lf, lg] = [leadOf(f), leadOf(g)];
    // Coprime leading terms, or a third one between them whose pairs are settled, add nothing.
    if (plus(lf, lg).every((value, k) => value === common[k])) continue;
    const isBetween = basis.some(
      (other, k) =>
        k !== i && k !== j && divides(leadOf(other), common) && !isOpen(i, k) && !isOpen(j, k),
    );
    if (isBetween) continue;
    const [cf, cg] = [(f[0] as Term).coefficient, (g[0] as Term).coefficient];
    const divisor = gcdBigint(cf, cg);
    const difference = combine(
      f,
      cg / divisor,
      minus(common, lf),
      g,
      cf / divisor,
      minus(common, lg),
    );
    effort.spend(difference);
    const { rest } = remainder(primitivePart(difference), basis, effort);
    if (rest.length === 0) continue;
    const next = primitivePart(rest);
    if (leadOf(next).every((value) => value === 0)) return [next];
    insert(next);
  }
  return reduced(basis, effort);
}

function leadOf(polynomial: SparsePolynomial | undefined): Exponents {
  return ((polynomial as SparsePolynomial)[0] as Term).exponents;
}

function reduced(basis: readonly SparsePolynomial[], effort: Effort): SparsePolynomial[] {
  const minimal = basis.filter(
    (polynomial, index) =>
      !basis.some(
        (other, k) =>
          k !== index &&
          divides(leadOf(other), leadOf(polynomial)) &&
          (k < index || !leadOf(other).every((value, at) => value === leadOf(polynomial)[at])),
      ),
  );
  return minimal.map((polynomial, index) => {
    const others = minimal.filter((_, k) => k !== index);
    return primitivePart(remainder(polynomial, others, effort).rest);
  });
}
