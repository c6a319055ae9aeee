import { type Formula, isTrue, lettersOf } from "./formula.ts";

export const MOST_LETTERS = 8;

/** All assignments, true before false, the first letter slowest, as in a printed truth table. */
export function assignments(letters: readonly string[]): Record<string, boolean>[] {
  return Array.from({ length: 2 ** letters.length }, (_, row) =>
    Object.fromEntries(
      letters.map((letter, k) => [letter, ((row >> (letters.length - 1 - k)) & 1) === 0]),
    ),
  );
}

/** Both formulas agree in every row of their common table. */
export function areEquivalent(a: Formula, b: Formula): boolean {
  const letters = [...new Set([...lettersOf(a), ...lettersOf(b)])];
  return assignments(letters).every((values) => isTrue(a, values) === isTrue(b, values));
}

/** A product of literals: each letter true, false or absent (null). */
type Term = readonly (boolean | null)[];

/** A short disjunctive normal form: prime implicants (Quine and McCluskey), then a greedy cover. */
export function disjunctiveForm(formula: Formula): Formula {
  const letters = lettersOf(formula);
  const rows = assignments(letters).filter((values) => isTrue(formula, values));
  if (rows.length === 0) return { kind: "constant", value: false };
  const terms = rows.map((values): Term => letters.map((letter) => values[letter] === true));
  const chosen = cover(primeImplicants(terms), terms);
  return chosen
    .map((term) => product(term, letters))
    .reduce((left, right) => ({ kind: "or", left, right }));
}

/** The negation's disjunctive form, negated by De Morgan. */
export function conjunctiveForm(formula: Formula): Formula {
  return negated(disjunctiveForm({ kind: "not", of: formula }));
}

function negated(formula: Formula): Formula {
  switch (formula.kind) {
    case "not":
      return formula.of;
    case "constant":
      return { kind: "constant", value: !formula.value };
    case "and":
    case "or":
      return {
        kind: formula.kind === "and" ? "or" : "and",
        left: negated(formula.left),
        right: negated(formula.right),
      };
    default:
      return { kind: "not", of: formula };
  }
}

function product(term: Term, letters: readonly string[]): Formula {
  const literals = term.flatMap((value, k): Formula[] => {
    if (value === null) return [];
    const letter: Formula = { kind: "letter", name: letters[k] as string };
    return [value ? letter : { kind: "not", of: letter }];
  });
  return literals.length === 0
    ? { kind: "constant", value: true }
    : literals.reduce((left, right) => ({ kind: "and", left, right }));
}

function primeImplicants(terms: readonly Term[]): Term[] {
  const key = (term: Term): string => JSON.stringify(term);
  let current = new Map(terms.map((term) => [key(term), term]));
  const primes: Term[] = [];
  while (current.size > 0) {
    const next = new Map<string, Term>();
    const merged = new Set<string>();
    for (const term of current.values())
      for (const [k, value] of term.entries()) {
        if (value === null) continue;
        const partner = key(term.with(k, !value));
        if (!current.has(partner)) continue;
        const joined = term.with(k, null);
        next.set(key(joined), joined);
        merged.add(key(term)).add(partner);
      }
    for (const [name, term] of current) if (!merged.has(name)) primes.push(term);
    current = next;
  }
  return primes;
}

function cover(primes: readonly Term[], rows: readonly Term[]): Term[] {
  const covers = (prime: Term, row: Term): boolean =>
    prime.every((value, k) => value === null || value === row[k]);
  const essential = rows
    .map((row) => primes.filter((prime) => covers(prime, row)))
    .flatMap((able) => (able.length === 1 ? able : []));
  const chosen = [...new Set(essential)];
  let left = rows.filter((row) => !chosen.some((prime) => covers(prime, row)));
  while (left.length > 0) {
    const gain = (prime: Term): number => left.filter((row) => covers(prime, row)).length;
    const best = primes.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    chosen.push(best);
    left = left.filter((row) => !covers(best, row));
  }
  return chosen;
}
