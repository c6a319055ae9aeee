import { fractionPower } from "../exact/fraction-power.ts";
import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf, isNumber } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

/** A product with equal bases joined (x^2 x^3 = x^5) and its numbers multiplied; null where nothing joins. */
export function joinPowers(expression: Expression): Expression | null {
  const isNegative = headOf(expression) === "Negate";
  const inner = isNegative ? (argumentsOf(expression)[0] as Expression) : expression;
  if (headOf(inner) !== "Multiply") return null;
  let number = new Fraction(1);
  const powers = new Map<string, { base: Expression; exponent: Fraction }>();
  let count = 0;
  for (const factor of argumentsOf(inner).flatMap(withoutProductPowers)) {
    const value = fractionOf(factor);
    count += 1;
    if (value !== null && (isNumber(factor) || headOf(factor) !== "Power")) {
      number = number.mul(value);
      powers.set("number", { base: { num: "1" }, exponent: new Fraction(1) });
      continue;
    }
    const { base, exponent } = powerOf(factor);
    const key = JSON.stringify(base);
    const known = powers.get(key);
    powers.set(key, {
      base,
      exponent: known === undefined ? exponent : known.exponent.add(exponent),
    });
  }
  if (powers.size === count && count === argumentsOf(inner).length) return null;
  powers.delete("number");
  const factors = [...powers.values()].flatMap(({ base, exponent }): Expression[] =>
    exponent.equals(0)
      ? []
      : exponent.equals(1)
        ? [base]
        : [["Power", base, fractionExpression(exponent)]],
  );
  const all: Expression[] =
    number.equals(1) && factors.length > 0 ? factors : [fractionExpression(number), ...factors];
  const joined: Expression = all.length === 1 ? (all[0] as Expression) : ["Multiply", ...all];
  return tidySigns(isNegative ? ["Negate", joined] : joined);
}

function powerOf(factor: Expression): { base: Expression; exponent: Fraction } {
  const [base, second] = argumentsOf(factor) as [Expression, Expression];
  const exponent = headOf(factor) === "Power" ? fractionOf(second) : null;
  // Whole exponents only: x^(1/2) x^(1/2) = x needs a word about signs.
  return exponent !== null && exponent.d === 1n && exponent.compare(0) > 0
    ? { base, exponent }
    : { base: factor, exponent: new Fraction(1) };
}

/** (2 x^3 y)^2 as 2^2 x^6 y^2, for whole exponents. */
export function withoutProductPowers(factor: Expression): Expression[] {
  const [base, second] = argumentsOf(factor) as [Expression, Expression];
  const exponent = headOf(factor) === "Power" ? fractionOf(second) : null;
  if (exponent === null || exponent.d !== 1n || exponent.compare(0) <= 0) return [factor];
  if (headOf(base) === "Multiply")
    return argumentsOf(base).flatMap((part) => withoutProductPowers(["Power", part, second]));
  const [inner, power] = argumentsOf(base) as [Expression, Expression];
  const own = headOf(base) === "Power" ? fractionOf(power) : null;
  if (own !== null && own.d === 1n)
    return [["Power", inner, fractionExpression(own.mul(exponent))]];
  const value = fractionOf(base);
  const raised = value === null ? null : fractionPower(value, exponent);
  return raised === null ? [factor] : [fractionExpression(raised)];
}
