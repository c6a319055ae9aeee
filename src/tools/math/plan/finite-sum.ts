import { exactForm } from "../exact/exact-form.ts";
import { type Expression, integer, substitute, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { factored } from "../summation/factored.ts";
import { telescopingSum } from "../summation/telescoping-sum.ts";
import { wilfZeilberger } from "../summation/wilf-zeilberger.ts";
import { EXACT } from "./candidates.ts";
import type { CandidateAnswer } from "./outcome.ts";
import { holdsForFirstValues } from "./series-checks.ts";

/** Stands for an upper bound that is no symbol. */
const BOUND = "N";

/** The sum of a hypergeometric term from a whole number to a symbolic bound, by Gosper's algorithm. */
export function sumByTelescoping(
  body: Expression,
  variable: string,
  from: number,
  upper: Expression,
): CandidateAnswer | null {
  const isSymbol = typeof upper === "string";
  const names = variablesOf(upper);
  if (!isSymbol && (names.length === 0 || variablesOf(body).some((name) => names.includes(name))))
    return null;
  const found = telescopingSum(body, variable, from, isSymbol ? upper : BOUND);
  if (found === null) return null;
  const { sum, certificate, antidifference } = found;
  const moved = substitute(sum, BOUND, upper);
  const [only, ...more] = names;
  const inFactors = only === undefined || more.length > 0 ? null : factored(moved, only);
  const expression = isSymbol ? sum : (inFactors ?? exactForm(moved) ?? moved);
  return {
    expression,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "telescoping",
      detail: `With G(${variable}) = ${printPlain(antidifference)} every term is G(${variable} + 1) - G(${variable}), so the sum telescopes. Gosper's algorithm gives G as the term times ${printPlain(certificate)}, which was put back in exact arithmetic.`,
      engines: [EXACT],
      conditions: [
        `${printPlain(upper)} is a whole number, at least ${found.start}`,
        ...found.conditions,
      ],
    },
  };
}

/** A closed form of a sum whose bound is in its terms, proved by Wilf and Zeilberger's method. */
export function provedByRecurrence(
  closed: Expression,
  engine: string,
  body: Expression,
  variable: string,
  lower: Expression,
  from: number,
  upper: Expression,
): CandidateAnswer | null {
  if (typeof upper !== "string" || !variablesOf(body).includes(upper)) return null;
  const found = wilfZeilberger(closed, body, variable, from, upper);
  if (found === null) return null;
  // The first values again, in exact arithmetic: another way to the same.
  const others = variablesOf(body).some((name) => name !== variable && name !== upper);
  if (!others && holdsForFirstValues("sum", closed, body, variable, lower, upper) === null)
    return null;
  return {
    expression: closed,
    engine,
    certificate: {
      grade: "proved",
      method: "wilf-zeilberger",
      detail: `With F the term divided by the closed form and W = ${printPlain(found.certificate)}, F(${upper} + 1, ${variable}) - F(${upper}, ${variable}) is the difference of neighbouring values of W F in ${variable}. So the sum of F does not change with ${upper}, and the first sums were compared.`,
      engines: [...new Set([engine, EXACT])],
      conditions: [`${upper} is a whole number, at least ${found.start}`, ...found.conditions],
    },
  };
}

/** c r^n where the first sums grow by a constant factor: a guess that has to be proved. */
export function guessFromRatio(
  body: Expression,
  variable: string,
  from: number,
  upper: Expression,
): Expression | null {
  if (typeof upper !== "string" || !variablesOf(body).includes(upper)) return null;
  const sumTo = (n: number): Expression => [
    "Add",
    ...Array.from({ length: n - from + 1 }, (_, j) =>
      substitute(substitute(body, variable, integer(from + j)), upper, integer(n)),
    ),
  ];
  const first = exactForm(sumTo(from + 1));
  if (first === null) return null;
  const ratios = [1, 2, 3, 4].map((n) =>
    exactForm(["Divide", sumTo(from + n + 1), sumTo(from + n)]),
  );
  const [ratio] = ratios;
  if (ratio === null || ratio === undefined) return null;
  if (ratios.some((other) => other === null || printPlain(other) !== printPlain(ratio)))
    return null;
  // r^n times a constant, which is mostly 1.
  const constant = exactForm(["Divide", first, ["Power", ratio, integer(from + 1)]]);
  if (constant === null) return null;
  const power: Expression = ["Power", ratio, upper];
  return printPlain(constant) === "1" ? power : ["Multiply", constant, power];
}
