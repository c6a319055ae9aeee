import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  isNumber,
  ONE,
  substitute,
  symbolsOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { asPower, factorsOf, productOf } from "./terms.ts";
import { tangentPowers } from "./tangent-powers.ts";
import { settled, tidyRational, wholeOf } from "./tidy.ts";

const two = integer(2);
const half: Expression = ["Divide", ONE, two];

/** An integrand with letters for parts that are constant wherever they are defined, and what they stand for. */
export interface WithLocalConstants {
  readonly integrand: Expression;
  readonly meanings: readonly (readonly [string, Expression])[];
}

/**
 * Powers and logarithms of products taken apart: `(x^2 q)^r = k x^(2 r) q^r` and `ln(c f^p) = p ln f + k`, where
 * k jumps from branch to branch and has the derivative 0. Null where there is nothing to take apart.
 */
export function withLocalConstants(
  integrand: Expression,
  variable: string,
): WithLocalConstants | null {
  const meanings: [string, Expression][] = [];
  const taken = new Set(symbolsOf(integrand));
  const letter = (meaning: Expression): string => {
    const text = printPlain(meaning);
    const known = meanings.find(([, other]) => printPlain(other) === text);
    if (known !== undefined) return known[0];
    const name = [..."kghrst"].find((one) => !taken.has(one)) ?? `k${taken.size}`;
    taken.add(name);
    meanings.push([name, meaning]);
    return name;
  };
  const rewrite = (node: Expression): Expression => {
    if (!isFunction(node) || !contains(node, variable)) return node;
    const apart =
      headOf(node) === "Ln" ? logarithmApart(node, variable) : powerApart(node, variable);
    if (apart !== null) {
      const whole: Expression =
        headOf(node) === "Ln"
          ? ["Add", apart, letter(["Add", node, ["Negate", apart]])]
          : ["Multiply", letter(["Divide", node, apart]), apart];
      return whole;
    }
    return [node[0], ...argumentsOf(node).map(rewrite)];
  };
  const rewritten = rewrite(integrand);
  const waves = tangentPowers(rewritten, variable);
  const whole: Expression =
    waves === null
      ? rewritten
      : ["Multiply", letter(["Divide", waves.from, waves.to]), waves.whole];
  if (meanings.length === 0) return null;
  const tidied = tidyRational(whole) ?? whole;
  return { integrand: tidied, meanings };
}

/** The letters by what they stand for. */
export function withoutLetters(found: Expression, { meanings }: WithLocalConstants): Expression {
  return meanings
    .toReversed()
    .reduce((all, [name, meaning]) => substitute(all, name, meaning), found);
}

interface Factor {
  readonly base: Expression;
  readonly power: Expression;
}

/** `p ln f + …` for the logarithm of a product of powers; null for anything else. */
function logarithmApart(node: Expression, variable: string): Expression | null {
  const [inner] = argumentsOf(node) as [Expression];
  const { factors } = partsOfProduct(inner, variable);
  const [first] = factors;
  if (first === undefined) return null;
  if (factors.length === 1 && isOne(first.power)) return null;
  return sum(
    factors.map((factor) =>
      isExponential(factor, variable)
        ? product([
            factor.power,
            ...(factor.base === "ExponentialE" ? [] : [["Ln", factor.base] as Expression]),
          ])
        : product([factor.power, ["Ln", factor.base]]),
    ),
  );
}

/** `f^(p r) …` for the power of a product of powers; null for anything else. */
function powerApart(node: Expression, variable: string): Expression | null {
  const exponent =
    headOf(node) === "Sqrt" ? half : headOf(node) === "Power" ? argumentsOf(node)[1] : undefined;
  const [base] = argumentsOf(node) as [Expression];
  if (exponent === undefined || !contains(base, variable) || contains(exponent, variable))
    return null;
  if (wholeOf(exponent) !== null) return null;
  const { factors, constant } = partsOfProduct(base, variable);
  const [first] = factors;
  if (first === undefined) return null;
  const isSimple = isOne(first.power) && !isExponential(first, variable);
  if (factors.length === 1 && isSimple && (isOne(constant) || headOf(first.base) === "Add"))
    return null;
  // A quotient of two linear expressions, and a square that is not complete, have ways of their own.
  if (
    factors.every(
      ({ base: one, power }) => headOf(one) === "Add" && Math.abs(wholeOf(power) ?? 2) === 1,
    )
  )
    return null;
  return product(
    factors.map(({ base: one, power }) => {
      const raised = settled(["Multiply", power, exponent]);
      return isOne(raised) ? one : ["Power", one, raised];
    }),
  );
}

/** A product of powers, common powers of the variable drawn out of a sum, `sin(2 w)` as `2 sin w cos w`. */
function partsOfProduct(
  expression: Expression,
  variable: string,
): { readonly constant: Expression; readonly factors: readonly Factor[] } {
  const { constant, factors } = factorsOf(expression, variable);
  const constants: Expression[] = [constant];
  const parts = factors.flatMap((factor): Factor[] => {
    const { base, exponent } = asPower(factor);
    const one: Factor = { base, power: exponent };
    if (headOf(one.base) !== "Add") return [one];
    const common = commonPower(one.base, variable);
    if (common === 0) return [one];
    const rest = tidyRational(["Divide", one.base, ["Power", variable, integer(common)]]);
    if (rest === null) return [one];
    return [
      { base: variable, power: settled(["Multiply", integer(common), one.power]) },
      { base: rest, power: one.power },
    ];
  });
  return { constant: productOf(constants.filter((part) => !isOne(part))), factors: parts };
}

/** The power of the variable that every term of a sum holds. */
function commonPower(node: Expression, variable: string): number {
  const powers = argumentsOf(node).map((term) => {
    const { factors } = factorsOf(term, variable);
    const own = factors.map((factor) =>
      factor === variable
        ? 1
        : headOf(factor) === "Power" && argumentsOf(factor)[0] === variable
          ? (wholeOf(argumentsOf(factor)[1] as Expression) ?? 0)
          : 0,
    );
    return own.reduce((all, one) => all + one, 0);
  });
  return Math.max(0, Math.min(...powers));
}

const isExponential = ({ base, power }: Factor, variable: string): boolean =>
  !contains(base, variable) && contains(power, variable);

const isOne = (node: Expression): boolean => isNumber(node) && node.num === "1";
const sum = (terms: readonly Expression[]): Expression =>
  terms.length === 1 ? (terms[0] as Expression) : ["Add", ...terms];
const product = (factors: readonly Expression[]): Expression =>
  productOf(factors.filter((factor) => !isOne(factor)));
