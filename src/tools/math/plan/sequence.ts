import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression, univariateExpression } from "../exact/to-expression.ts";
import { trim } from "../exact/univariate.ts";
import { checkDeadline } from "../exact/deadline.ts";
import { exactForm } from "../exact/exact-form.ts";
import { type Expression, substitute } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import type { SchoolQuery } from "../read/school-query.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

/** Terms that are worked out one after the other. */
const MOST_STEPS = 5_000;

interface Rule {
  readonly next: Fraction;
  readonly general: Expression | null;
  /** The term at a place counted from one, where that is worked out step by step; null beyond the limit. */
  readonly at?: (place: number) => Fraction | null;
  readonly words: string;
  /** Terms beyond those that fix the rule: each is a test it passed. */
  readonly tests: number;
}

/**
 * The next or general term of a sequence. Any number can follow any others: the simplest rule that fits
 * all the terms given is used (a polynomial of least degree, a constant ratio, a linear recurrence of
 * order two), and the grade is `exact-check`, because the terms are reproduced and the rule is a choice.
 */
export function sequenceQuery({
  terms: written,
  index,
}: Extract<SchoolQuery, { kind: "sequence" }>): Outcome {
  const terms = written.map(fractionOf);
  if (terms.length < 3 || terms.some((term) => term === null))
    return openOutcome(
      "A sequence is continued from at least three rational numbers.",
      "unsupported",
    );
  const given = terms as Fraction[];
  const isPlace = index !== null && /^\d+$/.test(index);
  const name = index === null || isPlace ? "n" : index;
  const rules = [polynomial(given, name), geometric(given, name), linear(given)]
    .filter((rule) => rule !== null)
    .filter((rule) => index === null || rule.general !== null || (isPlace && rule.at !== undefined))
    .sort((a, b) => b.tests - a.tests);
  const [rule] = rules;
  if (rule === undefined || rule.tests < 0)
    return openOutcome("No simple rule fits these terms, so the next one cannot be told.");
  const expression =
    index === null
      ? fractionExpression(rule.next)
      : isPlace
        ? termAt(rule, name, index)
        : (rule.general as Expression);
  if (expression === null)
    return openOutcome("This term is too far along to be worked out.", "unsupported", "too_large");
  return expressionOutcome({
    expression,
    engine: EXACT,
    certificate: {
      grade: rule.tests > 0 ? "exact-check" : "unchecked",
      method: "fits-every-term",
      detail: `${rule.words} reproduces all ${given.length} terms exactly${rule.tests > 0 ? `, ${rule.tests} more than are needed to fix it` : ", but no term is left over to test it"}. A sequence can go on in other ways.`,
      engines: [EXACT],
    },
  });
}

function termAt(rule: Rule, name: string, place: string): Expression | null {
  if (rule.general === null) {
    const term = rule.at?.(Number(place)) ?? null;
    return term === null ? null : fractionExpression(term);
  }
  return exactForm(substitute(rule.general, name, { num: place }));
}

/** Newton's forward differences: constant at level d exactly when a polynomial of degree d fits. */
function polynomial(terms: readonly Fraction[], name: string): Rule | null {
  const rows: Fraction[][] = [[...terms]];
  while ((rows.at(-1) as Fraction[]).some((value) => !value.equals(0))) {
    const last = rows.at(-1) as Fraction[];
    if (last.length === 1) break;
    rows.push(last.slice(1).map((value, k) => value.sub(last[k] as Fraction)));
  }
  const levels = rows.filter((row) => row.some((value) => !value.equals(0)));
  const degree = Math.max(0, levels.length - 1);
  const next = levels.reduce((sum, row) => sum.add(row.at(-1) as Fraction), new Fraction(0));
  let general: Fraction[] = [new Fraction(0)];
  let basis: Fraction[] = [new Fraction(1)];
  for (const [k, row] of levels.entries()) {
    const first = row[0] as Fraction;
    general = addTo(
      general,
      basis.map((value) => value.mul(first)),
    );
    // binomial(n - 1, k + 1) = binomial(n - 1, k) (n - 1 - k) / (k + 1)
    basis = timesLinear(basis, new Fraction(-1 - k), k + 1);
  }
  const expression = univariateExpression(trim(general), name);
  return {
    next,
    general: expression,
    words: `The polynomial of least degree, ${printPlain(expression)},`,
    tests: terms.length - 1 - degree,
  };
}

function addTo(a: readonly Fraction[], b: readonly Fraction[]): Fraction[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, k) =>
    (a[k] ?? new Fraction(0)).add(b[k] ?? new Fraction(0)),
  );
}

/** The polynomial times (x + shift) / divisor. */
function timesLinear(p: readonly Fraction[], shift: Fraction, divisor: number): Fraction[] {
  return addTo(
    [new Fraction(0), ...p],
    p.map((value) => value.mul(shift)),
  ).map((value) => value.div(divisor));
}

function geometric(terms: readonly Fraction[], name: string): Rule | null {
  const [first, second] = terms as [Fraction, Fraction];
  if (terms.some((term) => term.equals(0))) return null;
  const ratio = second.div(first);
  if (ratio.equals(1) || !fits(terms, (k) => (terms[k - 1] as Fraction).mul(ratio), 1)) return null;
  return {
    next: (terms.at(-1) as Fraction).mul(ratio),
    general: [
      "Multiply",
      fractionExpression(first),
      ["Power", fractionExpression(ratio), ["Add", name, ["Negate", { num: "1" }]]],
    ],
    words: `The constant ratio ${ratio.toFraction()}`,
    tests: terms.length - 2,
  };
}

/** a(k) = p a(k-1) + q a(k-2), as in Fibonacci's sequence. */
function linear(terms: readonly Fraction[]): Rule | null {
  const [a, b, c, d] = terms;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  const determinant = b.mul(b).sub(a.mul(c));
  if (determinant.equals(0)) return null;
  const p = b.mul(c).sub(a.mul(d)).div(determinant);
  const q = b.mul(d).sub(c.mul(c)).div(determinant);
  const term = (k: number, from: readonly Fraction[]): Fraction =>
    p.mul(from[k - 1] as Fraction).add(q.mul(from[k - 2] as Fraction));
  if (!fits(terms, (k) => term(k, terms), 2)) return null;
  return {
    next: term(terms.length, terms),
    general: null,
    at: (place) => {
      if (place > MOST_STEPS) return null;
      const all = [...terms];
      while (all.length < place) {
        checkDeadline();
        all.push(term(all.length, all));
      }
      return all[place - 1] ?? null;
    },
    words: `The recurrence a(k) = ${p.toFraction()} a(k-1) + ${q.toFraction()} a(k-2)`,
    tests: terms.length - 4,
  };
}

function fits(
  terms: readonly Fraction[],
  predict: (index: number) => Fraction,
  from: number,
): boolean {
  return terms.slice(from).every((term, offset) => term.equals(predict(offset + from)));
}
