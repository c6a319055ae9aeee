import { fractionOf } from "../exact/fraction-of.ts";
import { argumentsOf, type Expression, headOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { termsOf } from "./collect-terms.ts";
import { joinPowers } from "./join-powers.ts";
import { product } from "./quotient-parts.ts";

const MOST_POWER = 6;
const MOST_TERMS = 40;

/** A product of sums, or a power of one, written as a sum; null where there is nothing to multiply out. */
export function multiplyOut(expression: Expression): Expression | null {
  const factors = factorsOf(expression);
  if (factors === null || !factors.some((factor) => headOf(factor) === "Add")) return null;
  if (factors.length < 2) return null;
  let terms: Expression[][] = [[]];
  for (const factor of factors) {
    const own = headOf(factor) === "Add" ? termsOf(factor) : [factor];
    terms = terms.flatMap((before) => own.map((term) => [...before, term]));
    if (terms.length > MOST_TERMS) return null;
  }
  return tidySigns(["Add", ...terms.map((parts) => joined(tidySigns(product(parts))))]);
}

function joined(term: Expression): Expression {
  const tidy = joinPowers(term) ?? term;
  const isNegative = headOf(tidy) === "Negate";
  const bare = isNegative ? (argumentsOf(tidy)[0] as Expression) : tidy;
  if (headOf(bare) !== "Multiply") return tidy;
  const ordered: Expression = ["Multiply", ...argumentsOf(bare).toSorted(byLetter)];
  return isNegative ? ["Negate", ordered] : ordered;
}

/** Numbers first, then letters. */
function byLetter(a: Expression, b: Expression): number {
  const [m, n] = [a, b].map((part) => (fractionOf(part) === null ? printPlain(part) : ""));
  return (m as string) < (n as string) ? -1 : m === n ? 0 : 1;
}

/** Factors, whole powers of sums written out. */
function factorsOf(expression: Expression): Expression[] | null {
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(expression)) {
    case "Multiply": {
      const found = parts.map(factorsOf);
      return found.includes(null) ? null : (found as Expression[][]).flat();
    }
    case "Negate": {
      const inner = factorsOf(first);
      return inner === null || inner.length < 2
        ? [expression]
        : [{ num: "1" }, ...inner].map((f, i) => (i === 0 ? (["Negate", f] as Expression) : f));
    }
    case "Power": {
      const exponent = fractionOf(second);
      if (headOf(first) !== "Add" || exponent?.d !== 1n || exponent.compare(2) < 0)
        return [expression];
      if (exponent.compare(MOST_POWER) > 0) return null;
      return Array.from({ length: Number(exponent.n) }, () => first);
    }
    default:
      return [expression];
  }
}
