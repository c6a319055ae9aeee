import { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { trim, type Univariate } from "../exact/univariate.ts";
import { type Expression, integer, variablesOf } from "../expression/expression.ts";

const HIGHEST_DEGREE = 12;

/**
 * The polynomial of least degree with rational coefficients that a number made of roots is a zero of, with
 * leading coefficient one: the first linear dependence among its powers in exact normal form. Null where
 * the number is no such one, or its degree is above the limit.
 */
export function minimalPolynomial(number: Expression): Univariate | null {
  if (variablesOf(number).length > 0) return null;
  try {
    // One form for all powers, so that the generators are the same.
    const form = new NormalForm();
    const powers = Array.from({ length: HIGHEST_DEGREE + 1 }, (_, k): Expression => [
      "Power",
      number,
      integer(k),
    ]);
    form.normalize(["Add", number, ["Power", number, integer(2)]]);
    const rows: Map<string, Fraction>[] = [];
    const reduced: { row: Map<string, Fraction>; mix: Fraction[]; pivot: string }[] = [];
    for (const [k, power] of powers.entries()) {
      const value = form.normalize(k === 0 ? integer(1) : power);
      const under = value.denominator.asConstant();
      if (under === null) return null;
      const row = new Map(
        value.numerator.list().map(({ monomial, coefficient }) => {
          const key = form.generatorKeys();
          const name = monomial.map(([index, exponent]) => `${key[index]}^${exponent}`).join("*");
          return [name, coefficient.div(under)] as const;
        }),
      );
      if ([...row.keys()].some((name) => /(?:^|\*)(?:c:|l:|f:|e\|)/.test(name))) return null;
      rows.push(row);
      const mix = Array.from({ length: k + 1 }, (_, j) => new Fraction(j === k ? 1 : 0));
      for (const { row: other, mix: otherMix, pivot } of reduced) {
        const factor = row.get(pivot)?.div(other.get(pivot) as Fraction);
        if (factor === undefined || factor.equals(0)) continue;
        for (const [name, value_] of other) {
          const rest = (row.get(name) ?? new Fraction(0)).sub(value_.mul(factor));
          if (rest.equals(0)) row.delete(name);
          else row.set(name, rest);
        }
        otherMix.forEach((value_, j) => {
          mix[j] = (mix[j] as Fraction).sub(value_.mul(factor));
        });
      }
      const [pivot] = [...row.keys()];
      if (pivot === undefined) return trim(mix);
      reduced.push({ row, mix, pivot });
    }
    return null;
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}
