import { Fraction } from "fraction.js";
import { checkDeadline } from "./deadline.ts";
import {
  divides,
  type Exponents,
  groebnerBasis,
  remainder,
  sparse,
  type SparsePolynomial,
} from "./groebner.ts";
import { derivative, divide, gcd, primitive, trim, type Univariate } from "./univariate.ts";

/** The monomials that no leading term divides; null when there are infinitely many (or too many). */
export function standardMonomials(
  basis: readonly SparsePolynomial[],
  width: number,
  most: number,
): Exponents[] | null {
  const leads = basis.map((polynomial) => (polynomial[0] as SparsePolynomial[number]).exponents);
  const isFinite = Array.from({ length: width }, (_, k) => k).every((k) =>
    leads.some((lead) => lead.every((value, at) => at === k || value === 0)),
  );
  if (!isFinite) return null;
  const found: Exponents[] = [];
  const visit = (prefix: readonly number[]): boolean => {
    if (prefix.length === width) {
      found.push(prefix);
      return found.length <= most;
    }
    for (let value = 0; ; value++) {
      const next = [...prefix, value];
      const padded = [...next, ...Array.from({ length: width - next.length }, () => 0)];
      if (leads.some((lead) => divides(lead, padded))) return true;
      if (!visit(next)) return false;
    }
  };
  return visit([]) ? found : null;
}

/**
 * The polynomial of least degree that the k-th unknown satisfies on all solutions: the first linear relation
 * between the remainders of its powers.
 */
export function eliminant(
  basis: readonly SparsePolynomial[],
  monomials: readonly Exponents[],
  k: number,
): Univariate {
  const width = (monomials[0] as Exponents).length;
  const rows: { vector: Fraction[]; relation: Fraction[]; pivot: number }[] = [];
  let power: { polynomial: SparsePolynomial; factor: Fraction } = {
    polynomial: [{ exponents: Array.from({ length: width }, () => 0), coefficient: 1n }],
    factor: new Fraction(1),
  };
  for (let degree = 0; ; degree++) {
    checkDeadline(monomials.length);
    let vector = vectorOf(power, monomials);
    let relation = Array.from(
      { length: degree + 1 },
      (_, at) => new Fraction(at === degree ? 1 : 0),
    );
    for (const row of rows) {
      const lead = vector[row.pivot] as Fraction;
      if (lead.equals(0)) continue;
      vector = vector.map((value, at) => value.sub(lead.mul(row.vector[at] as Fraction)));
      relation = relation.map((value, at) =>
        value.sub(lead.mul(row.relation[at] ?? new Fraction(0))),
      );
    }
    const pivot = vector.findIndex((value) => !value.equals(0));
    if (pivot === -1) return primitive(trim(relation));
    const scale = vector[pivot] as Fraction;
    rows.push({
      vector: vector.map((value) => value.div(scale)),
      relation: relation.map((value) => value.div(scale)),
      pivot,
    });
    power = timesUnknown(power, basis, k);
  }
}

/** The next power, kept as a whole polynomial over one denominator. */
function timesUnknown(
  power: { readonly polynomial: SparsePolynomial; readonly factor: Fraction },
  basis: readonly SparsePolynomial[],
  k: number,
): { polynomial: SparsePolynomial; factor: Fraction } {
  const raised = power.polynomial.map(({ exponents, coefficient }) => ({
    exponents: exponents.map((value, at) => (at === k ? value + 1 : value)),
    coefficient,
  }));
  const { rest, factor } = remainder(raised, basis);
  return { polynomial: rest, factor: power.factor.mul(factor) };
}

function vectorOf(
  { polynomial, factor }: { readonly polynomial: SparsePolynomial; readonly factor: Fraction },
  monomials: readonly Exponents[],
): Fraction[] {
  const byKey = new Map(
    polynomial.map(({ exponents, coefficient }) => [exponents.join(","), coefficient]),
  );
  return monomials.map((monomial) => new Fraction(byKey.get(monomial.join(",")) ?? 0n).div(factor));
}

/** Every root once. */
export function squareFree(p: Univariate): Univariate {
  const common = gcd(p, derivative(p));
  return common.length < 2 ? primitive(p) : primitive(divide(p, common).quotient);
}

export interface Zeros {
  /** How many different common complex zeros there are. */
  readonly count: number;
  /** For each unknown, the polynomial whose roots are the values it takes, each once. */
  readonly eliminants: readonly Univariate[];
}

/**
 * How many complex solutions a polynomial system has, and which values each unknown takes; null when there
 * are infinitely many or more than `most`. With the square-free eliminants added, the ideal is radical
 * (Seidenberg's lemma 92), so the dimension of its quotient algebra is the number of solutions.
 */
export function zerosOf(
  generators: readonly SparsePolynomial[],
  width: number,
  most: number,
): Zeros | null {
  const basis = groebnerBasis(generators);
  const monomials = standardMonomials(basis, width, 4 * most);
  if (monomials === null) return null;
  if (monomials.length === 0) return { count: 0, eliminants: [] };
  const eliminants = Array.from({ length: width }, (_, k) =>
    squareFree(eliminant(basis, monomials, k)),
  );
  const radical = groebnerBasis([
    ...basis,
    ...eliminants.map((polynomial, k) =>
      sparse(
        polynomial.map((coefficient, power) => ({
          exponents: Array.from({ length: width }, (_, at) => (at === k ? power : 0)),
          coefficient: coefficient.s * coefficient.n,
        })),
      ),
    ),
  ]);
  const count = standardMonomials(radical, width, 4 * most)?.length;
  return count === undefined || count > most ? null : { count, eliminants };
}
