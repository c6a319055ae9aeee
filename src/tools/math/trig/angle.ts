import { Fraction } from "fraction.js";
import { fractionOf } from "../exact/fraction-of.ts";
import { scaled } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf, ONE, ZERO } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";

/** An angle as a sum of bases with rational factors, by the text of the base. */
export type Angle = ReadonlyMap<string, { readonly base: Expression; readonly factor: Fraction }>;

/** The terms of an argument: 2x - y/3 is 2 times x and -1/3 times y. */
export function angleOf(expression: Expression): Angle {
  const terms = new Map<string, { base: Expression; factor: Fraction }>();
  const add = (base: Expression, factor: Fraction): void => {
    const key = printPlain(base);
    const sum = (terms.get(key)?.factor ?? new Fraction(0)).add(factor);
    if (sum.equals(0)) terms.delete(key);
    else terms.set(key, { base, factor: sum });
  };
  const visit = (node: Expression, factor: Fraction): void => {
    const parts = argumentsOf(node);
    const [first, second] = parts as [Expression, Expression];
    switch (headOf(node)) {
      case "Add":
        for (const part of parts) visit(part, factor);
        return;
      case "Negate":
        visit(first, factor.neg());
        return;
      case "Divide": {
        const under = fractionOf(second);
        if (under === null || under.equals(0)) break;
        visit(first, factor.div(under));
        return;
      }
      case "Multiply": {
        let product = factor;
        const rest: Expression[] = [];
        for (const part of parts) {
          const value = fractionOf(part);
          if (value === null) rest.push(part);
          else product = product.mul(value);
        }
        const [only] = rest;
        if (rest.length === 1 && only !== undefined && headOf(only) !== "Multiply")
          visitBase(only, product);
        else if (rest.length === 0) add(ONE, product);
        else add(["Multiply", ...rest], product);
        return;
      }
      default:
    }
    const value = fractionOf(node);
    if (value === null) add(node, factor);
    else if (!value.equals(0)) add(ONE, factor.mul(value));
  };
  const visitBase = (node: Expression, factor: Fraction): void => {
    if (["Add", "Negate", "Divide"].includes(headOf(node))) visit(node, factor);
    else add(node, factor);
  };
  visit(expression, new Fraction(1));
  return terms;
}

export function addAngles(a: Angle, b: Angle, sign: 1 | -1 = 1): Angle {
  const sum = new Map(a);
  for (const [key, { base, factor }] of b) {
    const total = (sum.get(key)?.factor ?? new Fraction(0)).add(factor.mul(sign));
    if (total.equals(0)) sum.delete(key);
    else sum.set(key, { base, factor: total });
  }
  return sum;
}

/** The angle written out; zero for an empty one. */
export function writtenAngle(angle: Angle): Expression {
  const terms = [...angle.values()].map(({ base, factor }) =>
    scaled(factor, base === ONE ? null : base),
  );
  if (terms.length === 0) return ZERO;
  return terms.length === 1 ? (terms[0] as Expression) : tidySigns(["Add", ...terms]);
}

/** A text that two equal angles share. */
export function keyOfAngle(angle: Angle): string {
  return [...angle]
    .map(([key, { factor }]) => `${factor.toFraction()}*${key}`)
    .sort()
    .join("+");
}

export function negated(angle: Angle): Angle {
  return new Map(
    [...angle].map(([key, { base, factor }]) => [key, { base, factor: factor.neg() }]),
  );
}

/** Of v and -v the one that is written: its first factor is positive. */
export function isNegativeAngle(angle: Angle): boolean {
  const [first] = [...angle.values()];
  return first !== undefined && first.factor.compare(0) < 0;
}
