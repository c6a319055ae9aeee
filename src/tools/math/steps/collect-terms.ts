import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression, scaled } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

interface Term {
  readonly number: Fraction;
  /** The term without its number; null for a number alone. */
  readonly rest: Expression | null;
}

/** The terms of a sum, brackets after a plus or minus sign removed. */
export function termsOf(expression: Expression, isNegative = false): Expression[] {
  const parts = argumentsOf(expression);
  if (headOf(expression) === "Add") return parts.flatMap((part) => termsOf(part, isNegative));
  if (headOf(expression) === "Negate") return termsOf(parts[0] as Expression, !isNegative);
  return [isNegative ? tidySigns(["Negate", expression]) : expression];
}

/** A sum with terms that differ only by a number taken together; null where there are none. */
export function collectLikeTerms(sum: Expression): Expression | null {
  const terms = termsOf(sum);
  const found = new Map<string, Term>();
  for (const term of terms) {
    const { number, rest } = numberAndRest(term);
    const key = rest === null ? "" : keyOf(rest);
    const known = found.get(key);
    found.set(key, { rest, number: known === undefined ? number : known.number.add(number) });
  }
  if (found.size === terms.length) return null;
  const left = [...found.values()].filter(({ number }) => !number.equals(0));
  const written = left.map(({ number, rest }) =>
    rest === null ? fractionExpression(number) : scaled(number, rest),
  );
  return tidySigns(["Add", ...written]);
}

function numberAndRest(term: Expression): Term {
  const value = variablesOf(term).length === 0 ? fractionOf(term) : null;
  if (value !== null) return { number: value, rest: null };
  const parts = argumentsOf(term);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(term)) {
    case "Negate": {
      const { number, rest } = numberAndRest(first);
      return { number: number.neg(), rest };
    }
    case "Divide": {
      const below = fractionOf(second);
      if (below === null || below.equals(0)) break;
      const { number, rest } = numberAndRest(first);
      return { number: number.div(below), rest };
    }
    case "Multiply": {
      let number = new Fraction(1);
      const others: Expression[] = [];
      for (const part of parts) {
        const inner = numberAndRest(part);
        number = number.mul(inner.number);
        if (inner.rest !== null) others.push(inner.rest);
      }
      return others.length === 0
        ? { number, rest: null }
        : {
            number,
            rest: others.length === 1 ? (others[0] as Expression) : ["Multiply", ...others],
          };
    }
    default:
  }
  return { number: new Fraction(1), rest: term };
}

/** The same for products that differ in the order of their factors only. */
function keyOf(rest: Expression): string {
  const flat = (part: Expression): Expression[] =>
    headOf(part) === "Multiply" ? argumentsOf(part).flatMap(flat) : [part];
  return flat(rest)
    .map((part) => JSON.stringify(part))
    .toSorted()
    .join("*");
}
