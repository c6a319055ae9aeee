import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf, isNumber } from "../expression/expression.ts";

/** A product as a number times powers of its factors, without looking inside sums and functions. */
interface FactorList {
  number: Fraction;
  readonly powers: Map<string, { readonly base: Expression; exponent: number }>;
}

/** `numerator / denominator` with common factors cancelled; null when a number in them is not rational. */
export function cancelFactors(numerator: Expression, denominator: Expression): Expression | null {
  const list: FactorList = { number: new Fraction(1), powers: new Map() };
  if (!collect(numerator, 1, list) || !collect(denominator, -1, list)) return null;
  const side = (sign: 1 | -1): Expression[] =>
    [...list.powers.values()].flatMap(({ base, exponent }) => {
      if (exponent * sign <= 0) return [];
      const power = Math.abs(exponent);
      return [power === 1 ? base : (["Power", base, { num: String(power) }] as Expression)];
    });
  const product = (factors: readonly Expression[]): Expression =>
    factors.length === 1 ? (factors[0] as Expression) : ["Multiply", ...factors];
  const [above, below] = [side(1), side(-1)];
  // The number's denominator stands below the line with the other factors.
  const isWhole = below.length === 0 && above.length === 0;
  const over = isWhole ? list.number : list.number.mul(list.number.d);
  const number = fractionExpression(over);
  const top = above.length === 0 ? number : product(over.equals(1) ? above : [number, ...above]);
  if (isWhole || (below.length === 0 && list.number.d === 1n)) return top;
  const under: Expression[] =
    list.number.d === 1n ? below : [{ num: String(list.number.d) }, ...below];
  return ["Divide", top, product(under)];
}

function collect(expression: Expression, sign: 1 | -1, list: FactorList): boolean {
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(expression)) {
    case "Multiply":
      return parts.every((part) => collect(part, sign, list));
    case "Divide":
      return collect(first, sign, list) && collect(second, sign === 1 ? -1 : 1, list);
    case "Negate":
      list.number = list.number.neg();
      return collect(first, sign, list);
    case "Power":
      if (isNumber(second) && /^\d{1,3}$/.test(second.num)) {
        put(first, sign * Number(second.num), list);
        return true;
      }
      break;
    default:
  }
  const value = isNumber(expression) ? fractionOf(expression) : null;
  if (value !== null) {
    if (value.equals(0)) return false;
    list.number = sign === 1 ? list.number.mul(value) : list.number.div(value);
    return true;
  }
  put(expression, sign, list);
  return true;
}

function put(base: Expression, exponent: number, { powers }: FactorList): void {
  const key = JSON.stringify(base);
  const known = powers.get(key);
  if (known === undefined) powers.set(key, { base, exponent });
  else known.exponent += exponent;
}
