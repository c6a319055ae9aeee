import type { Fraction } from "fraction.js";
import { AnsatzError } from "../../../core/errors.ts";
import { NormalForm } from "../exact/normal-form.ts";
import type { Polynomial } from "../exact/polynomial.ts";
import type { RationalFunction } from "../exact/rational-function.ts";
import { polynomialExpression } from "../exact/to-expression.ts";
import { type Expression, integer, substitute, variablesOf } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { divideIn, gcdOfPolynomials } from "../polynomial/gcd.ts";
import { degreeOf, gcd } from "../exact/univariate.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { EXACT } from "./candidates.ts";
import { commonContent, primitiveFactor } from "./common-content.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import type { Outcome } from "./outcome.ts";
import { asUnivariate } from "./univariate-input.ts";

/** Values put in for the other letters while a common divisor is checked. */
const TRIALS = [3, 7, 11, 13, 19, 23, 29, 31];

/** Greatest common divisors, multiples and division of polynomials of several letters; null for others. */
export function severalLetters(
  operation: string,
  a: Expression,
  b: Expression,
  variable: string,
): Outcome | null {
  try {
    const form = new NormalForm();
    const [p, q] = form.normalizeAll([a, b]);
    if (p === undefined || q === undefined) return null;
    if (p.denominator.asConstant() === null || q.denominator.asConstant() === null) return null;
    if (!form.isPolynomialInVariables(p) || !form.isPolynomialInVariables(q)) return null;
    const write = (part: Polynomial): Expression => polynomialExpression(form, part) ?? integer(0);
    if (operation.startsWith("polynomial-gcd") || operation.startsWith("polynomial-lcm")) {
      const common = primitive(gcdOfPolynomials(p.numerator, q.numerator, form.budget));
      const [left, right] = [p, q].map(({ numerator }) =>
        numerator.divideExactly(common, form.budget),
      );
      if (!left || !right || !isGreatest(a, b, write(common))) return null;
      const isMultiple = operation.startsWith("polynomial-lcm");
      const value = isMultiple
        ? primitive(common.multiply(left, form.budget).multiply(right, form.budget))
        : common;
      return answered(write(value.scale(commonContent(isMultiple, ...contents(p, q)))), {
        method: "euclidean-algorithm",
        detail:
          "Divides both exactly; with numbers put in for the other letters, Euclid's algorithm finds no divisor of higher degree.",
        // For whole numbers a and b the answer would be another one.
        conditions: [
          `${[...new Set([...variablesOf(a), ...variablesOf(b)])].join(", ")} stand for themselves, not for numbers`,
        ],
      });
    }
    const index = form.indexOfVariable(variable);
    if (index === null) return null;
    const parts = divideIn(p.numerator, q.numerator, index, form.budget);
    if (parts === null) return null;
    const [quotient, remainder] = [write(parts.quotient), write(parts.remainder)];
    const back: Expression = ["Add", ["Multiply", quotient, b], remainder];
    if (decideEqual(back, a).verdict !== "proved") return null;
    const certificate = {
      method: "long-division",
      detail: `Long division in ${variable}; quotient times divisor plus remainder is the dividend exactly.`,
    };
    if (operation === "polynomial-quotient") return answered(quotient, certificate);
    if (operation === "polynomial-remainder") return answered(remainder, certificate);
    if (operation !== "polynomial-division") return null;
    const text = `quotient ${printPlain(quotient)}, remainder ${printPlain(remainder)}`;
    return {
      kind: "answer",
      value: { kind: "list", items: [quotient, remainder].map(printPlain) },
      short: text,
      plain: text,
      latex: `\\text{quotient } ${printLatex(quotient)},\\; \\text{remainder } ${printLatex(remainder)}`,
      certificate: { grade: "proved", ...certificate, engines: [EXACT] },
      engine: EXACT,
    };
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}

/** The coefficients of two fractions whose denominators are constants. */
function contents(p: RationalFunction, q: RationalFunction): [Fraction[], Fraction[]] {
  const [a, b] = [p, q].map(({ numerator, denominator }) =>
    numerator.list().map(({ coefficient }) => coefficient.div(denominator.asConstant() ?? 1)),
  ) as [Fraction[], Fraction[]];
  return [a, b];
}

function primitive(polynomial: Polynomial): Polynomial {
  if (polynomial.isZero) return polynomial;
  const leading = polynomial.leading().coefficient;
  const rest = polynomial.list().map(({ coefficient }) => coefficient);
  return polynomial.scale(primitiveFactor([leading, ...rest]));
}

function answered(
  expression: Expression,
  certificate: { method: string; detail: string; conditions?: string[] },
): Outcome {
  return expressionOutcome({
    expression,
    engine: EXACT,
    certificate: { grade: "proved", ...certificate, engines: [EXACT] },
  });
}

/** In every letter some values of the others leave a common divisor of no higher degree. */
function isGreatest(a: Expression, b: Expression, common: Expression): boolean {
  const letters = [...new Set([...variablesOf(a), ...variablesOf(b)])];
  return letters.every((letter) => {
    const others = letters.filter((name) => name !== letter);
    for (let round = 0; round < 4; round++) {
      const put = (expression: Expression): Expression =>
        others.reduce(
          (inner, name, k) =>
            substitute(inner, name, integer(TRIALS[(round * 3 + k * 2) % TRIALS.length] as number)),
          expression,
        );
      const read = (expression: Expression) =>
        asUnivariate(["Add", put(expression), ["Multiply", integer(0), letter]]) ??
        constantIn(put(expression), letter);
      const [p, q, g] = [read(a), read(b), read(common)];
      if (p === null || q === null || g === null) continue;
      if (p.coefficients.length === 0 || q.coefficients.length === 0) continue;
      const found = degreeOf(gcd(p.coefficients, q.coefficients));
      if (found <= Math.max(0, degreeOf(g.coefficients))) return true;
    }
    return false;
  });
}

function constantIn(expression: Expression, letter: string) {
  const polynomial = asUnivariate(["Add", expression, letter]);
  if (polynomial === null) return null;
  const [constant] = polynomial.coefficients;
  return constant === undefined ? null : { coefficients: [constant], variable: letter };
}
