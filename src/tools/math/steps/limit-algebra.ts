import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  nodeCount,
  ONE,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { isInfinite, type LimitPlace } from "./limit-place.ts";
import { fractionLine, product, quotientOf } from "./quotient-parts.ts";
import type { AppliedRule } from "./rewrite-one-kind.ts";

const TWO: Expression = { num: "2" };

const hasRoot = (part: Expression, variable: string): boolean =>
  contains(part, variable) &&
  (headOf(part) === "Sqrt" ||
    (headOf(part) === "Power" &&
      fractionOf(argumentsOf(part)[1] as Expression)?.equals(0.5) === true) ||
    argumentsOf(part).some((child) => hasRoot(child, variable)));

/** A difference with roots that tends to 0, or to infinity minus infinity, times its conjugate over itself. */
export function byConjugate(body: Expression, place: LimitPlace): AppliedRule | null {
  const quotient = quotientOf(body) ?? { above: body, below: ONE };
  for (const side of ["above", "below"] as const) {
    const part = quotient[side];
    const [a, b, more] = argumentsOf(part);
    if (headOf(part) !== "Add" || a === undefined || b === undefined || more !== undefined)
      continue;
    if (!hasRoot(part, place.variable) || !isCancelling(a, b, part, place)) continue;
    const conjugate = tidySigns(["Add", a, ["Negate", b]]);
    const difference = exactForm(["Add", ["Power", a, TWO], ["Negate", ["Power", b, TWO]]]);
    if (difference === null || hasRoot(difference, place.variable)) continue;
    const result =
      side === "above"
        ? { above: difference, below: product([quotient.below, conjugate]) }
        : { above: product([quotient.above, conjugate]), below: difference };
    return {
      rule: "conjugate",
      result: place.mark(fractionLine(result)),
      note: printPlain(conjugate),
    };
  }
  return null;
}

function isCancelling(a: Expression, b: Expression, whole: Expression, place: LimitPlace): boolean {
  if (place.tendsTo(whole, ZERO)) return true;
  const [left, right] = [place.limitOf(a), place.limitOf(b)];
  return (
    left !== null &&
    right !== null &&
    isInfinite(left) &&
    isInfinite(right) &&
    printPlain(left) !== printPlain(right)
  );
}

/** What a factor that tends to 0 may be replaced by in a product: the quotient of the two tends to 1. */
function equivalentOf(factor: Expression, place: LimitPlace): Expression | null {
  const candidates = candidatesFor(factor, place.variable);
  return (
    candidates.find(
      (candidate) =>
        nodeCount(candidate) <= nodeCount(factor) &&
        place.tendsTo(candidate, ZERO) &&
        place.tendsTo(["Divide", factor, candidate], ONE),
    ) ?? null
  );
}

const LIKE_THE_ARGUMENT = new Set("Sin Tan Arcsin Arctan Sinh Tanh Arsinh Artanh".split(" "));

function candidatesFor(factor: Expression, variable: string): Expression[] {
  const [first, second, more] = argumentsOf(factor);
  if (first === undefined || !contains(factor, variable)) return [];
  if (LIKE_THE_ARGUMENT.has(headOf(factor))) return [first];
  if (headOf(factor) === "Ln") {
    const u = exactForm(["Add", first, ["Negate", ONE]]);
    return u === null ? [] : [u];
  }
  if (headOf(factor) === "Negate") return [];
  if (headOf(factor) !== "Add" || second === undefined || more !== undefined) return [];
  return [first, second].flatMap((part) => {
    const bare = headOf(part) === "Negate" ? (argumentsOf(part)[0] as Expression) : part;
    const sign = (value: Expression): Expression =>
      bare === part ? value : tidySigns(["Negate", value]);
    const [base, exponent] = argumentsOf(bare) as [Expression, Expression];
    if (headOf(bare) === "Cos")
      return [sign(["Negate", ["Divide", ["Power", base, TWO], TWO]])].map(tidySigns);
    if (headOf(bare) === "Exp") return [sign(base)];
    if (headOf(bare) !== "Power") return [];
    if (base === "ExponentialE") return [sign(exponent)];
    return contains(base, variable) ? [] : [sign(["Multiply", ["Ln", base], exponent])];
  });
}

/** Factors that tend to 0 replaced by simpler ones of the same size: sin u by u, e^u - 1 by u, ... */
export function withEquivalents(body: Expression, place: LimitPlace): AppliedRule | null {
  return replaceFactors(body, place, "equivalent", equivalentOf);
}

/** Sums and roots at infinity replaced by what grows fastest in them. */
export function withLeadingTerms(body: Expression, place: LimitPlace): AppliedRule | null {
  return place.isAtInfinity ? replaceFactors(body, place, "leading-term", leadingTerm) : null;
}

const POWERS = ["1/2", "1", "3/2", "2", "5/2", "3", "4"];

function leadingTerm(factor: Expression, place: LimitPlace): Expression | null {
  const head = headOf(factor);
  const { variable } = place;
  if (!contains(factor, variable) || !["Add", "Sqrt", "Power"].includes(head)) return null;
  const limit = place.limitOf(factor);
  if (limit === null || !isInfinite(limit)) return null;
  if (head !== "Add" && headOf(argumentsOf(factor)[0] as Expression) !== "Add") return null;
  if (head === "Power" && contains(argumentsOf(factor)[1] as Expression, variable)) return null;
  const terms = head === "Add" ? argumentsOf(factor) : [];
  const own = terms.find(
    (term) => contains(term, variable) && place.tendsTo(["Divide", factor, term], ONE),
  );
  if (own !== undefined) return own;
  for (const power of POWERS) {
    const [over = "1", under] = power.split("/");
    const growth: Expression =
      under === undefined
        ? over === "1"
          ? variable
          : ["Power", variable, { num: over }]
        : over === "1"
          ? ["Sqrt", variable]
          : ["Power", variable, ["Divide", { num: over }, { num: under }]];
    const ratio = place.limitOf(["Divide", factor, growth]);
    if (ratio === null || isInfinite(ratio) || fractionOf(ratio)?.equals(0) === true) continue;
    const term = tidySigns(["Multiply", ratio, growth]);
    return nodeCount(term) < nodeCount(factor) ? term : null;
  }
  return null;
}

function replaceFactors(
  body: Expression,
  place: LimitPlace,
  rule: string,
  replacement: (factor: Expression, place: LimitPlace) => Expression | null,
): AppliedRule | null {
  const quotient = quotientOf(body) ?? { above: body, below: ONE };
  const notes: string[] = [];
  const replace = (part: Expression): Expression => {
    const [first, second] = argumentsOf(part) as [Expression, Expression];
    const head = headOf(part);
    if (head === "Multiply") return product(argumentsOf(part).map(replace));
    if (head === "Negate") return ["Negate", replace(first)];
    if (head === "Power" && !contains(second, place.variable) && fractionOf(second)?.d === 1n) {
      const inner = replace(first);
      return inner === first ? part : ["Power", inner, second];
    }
    const by = replacement(part, place);
    if (by === null) return part;
    notes.push(`${printPlain(part)} ~ ${printPlain(by)}`);
    return by;
  };
  const result = fractionLine({ above: replace(quotient.above), below: replace(quotient.below) });
  return notes.length === 0 ? null : { rule, result: place.mark(result), note: notes.join(", ") };
}
