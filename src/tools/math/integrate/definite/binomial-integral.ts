import { Fraction } from "fraction.js";
import { fractionExpression } from "../../exact/to-expression.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  ONE,
  ZERO,
} from "../../expression/expression.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { termsOf } from "../terms.ts";
import { betaDerivative, betaValue } from "./beta-value.ts";
import { isZero, positivePower, signOfReal, tidy, tidyProduct } from "./complex-pair.ts";
import type { KnownIntegral } from "./known-integral.ts";
import { monomial, powerProduct } from "./powers.ts";
import { derivativeRatio, polygamma } from "./polygamma.ts";

const MOST_LOGS = 3;

/** constant x^power (first + second x^step)^exponent log(x)^logs, with step > 0. */
interface Form {
  readonly constant: Expression;
  readonly power: Fraction;
  readonly first: Expression;
  readonly second: Expression;
  readonly step: Fraction;
  readonly exponent: Fraction;
  readonly logs: number;
}

/**
 * The integral from 0 to infinity of c x^p (a + b x^q)^(-r) with a, b > 0, or from 0 to the zero of
 * a - b x^q, times whole powers of log(x): beta by DLMF 5.12.3 and 5.12.1 after a substitution, where both of
 * its arguments are positive, and its derivatives. Null for other integrands and ranges.
 */
export function binomialIntegral(
  body: Expression,
  variable: string,
  upper: Expression,
): KnownIntegral | null {
  const form = binomialForm(body, variable);
  if (form === null) return null;
  const value = upper === "PositiveInfinity" ? onHalfLine(form) : upToZero(form, upper);
  return value === null
    ? null
    : {
        value,
        detail:
          "By a substitution the integral is one of Euler's for the beta function (DLMF 5.12.1, 5.12.3), whose arguments are positive; logarithms are derivatives of it in its arguments.",
      };
}

function onHalfLine({
  constant,
  power,
  first,
  second,
  step,
  exponent,
  logs,
}: Form): Expression | null {
  if (signOfReal(first) !== 1 || signOfReal(second) !== 1) return null;
  const [a, r] = [power.add(1).div(step), exponent.neg()];
  const b = r.sub(a);
  if (a.compare(0) <= 0 || b.compare(0) <= 0) return null;
  const ratio = tidy(["Divide", first, second]);
  const cumulants: Expression[] = [];
  for (let k = 0; k < logs; k++) {
    const [own, other] = [polygamma(k, a), polygamma(k, b)];
    const pair =
      own !== null && other !== null
        ? (["Add", own, k % 2 === 0 ? ["Negate", other] : other] as Expression)
        : reflected(k, a, b);
    if (pair === null) return null;
    cumulants.push(k === 0 ? ["Add", ["Ln", ratio], pair] : pair);
  }
  return tidyProduct([
    constant,
    positivePower(first, exponent),
    positivePower(ratio, a),
    fractionExpression(step.pow(-1 - logs) as Fraction),
    betaValue(a, b),
    derivativeRatio(logs, cumulants),
  ]);
}

/** psi'(a) + psi'(n - a) for whole n: the derivative of the reflection formula (DLMF 5.5.4, 5.15.5). */
function reflected(order: number, a: Fraction, b: Fraction): Expression | null {
  const sum = a.add(b);
  if (order !== 1 || sum.d !== 1n) return null;
  let less = new Fraction(0);
  for (let x = new Fraction(1).sub(a.mod(1)); x.compare(b) < 0; x = x.add(1))
    less = less.add(new Fraction(1).div(x.mul(x)));
  for (let x = a.mod(1); x.compare(a) < 0; x = x.add(1))
    less = less.add(new Fraction(1).div(x.mul(x)));
  const sine: Expression = ["Sin", ["Multiply", fractionExpression(a), "Pi"]];
  return [
    "Add",
    ["Divide", ["Power", "Pi", integer(2)], ["Power", sine, integer(2)]],
    ["Negate", fractionExpression(less)],
  ];
}

function upToZero(
  { constant, power, first, second, step, exponent, logs }: Form,
  upper: Expression,
): Expression | null {
  if (signOfReal(first) !== 1 || signOfReal(second) !== -1 || signOfReal(upper) !== 1) return null;
  const end: Expression = [
    "Add",
    first,
    ["Multiply", second, ["Power", upper, fractionExpression(step)]],
  ];
  if (decideEqual(end, ZERO).verdict !== "proved") return null;
  const [a, b] = [power.add(1).div(step), exponent.add(1)];
  if (a.compare(0) <= 0 || b.compare(0) <= 0) return null;
  const isUnit = decideEqual(upper, ONE).verdict === "proved";
  if (logs > 0 && !isUnit) return null;
  const derivative = betaDerivative(a, b, logs, 0);
  if (derivative === null) return null;
  return tidyProduct([
    constant,
    positivePower(first, exponent),
    positivePower(upper, power.add(1)),
    fractionExpression(step.pow(-1 - logs) as Fraction),
    betaValue(a, b),
    derivative,
  ]);
}

/** All bases are positive inside the range: x, log up to its sign, and the binomial. */
function binomialForm(body: Expression, variable: string): Form | null {
  const product = powerProduct(
    body,
    variable,
    (base) => base === variable || headOf(base) === "Add",
  );
  if (product === null) return null;
  const constants = [product.constant];
  let power = new Fraction(0);
  let logs = 0;
  const binomials: Pick<Form, "first" | "second" | "step" | "exponent">[] = [];
  for (const { base, exponent } of product.powers) {
    if (base === variable) power = power.add(exponent);
    else if (headOf(base) === "Ln" && argumentsOf(base)[0] === variable) {
      if (exponent.d !== 1n || exponent.compare(0) < 0) return null;
      logs = exponent.valueOf();
    } else {
      const plain = headOf(base) === "Add" ? tidy(base) : null;
      const single = plain === null ? null : monomial(plain, variable);
      if (single !== null && signOfReal(single.coefficient) === 1) {
        power = power.add(single.power.mul(exponent));
        constants.push(positivePower(single.coefficient, exponent));
        continue;
      }
      const read = plain === null ? null : twoTerms(plain, variable);
      if (read === null) return null;
      power = power.add(read.lowest.mul(exponent));
      binomials.push({ first: read.first, second: read.second, step: read.step, exponent });
    }
  }
  const [binomial, ...others] = binomials;
  if (binomial === undefined || logs > MOST_LOGS) return null;
  if (!others.every((other) => isSame(binomial, other))) return null;
  const exponent = others.reduce((sum, other) => sum.add(other.exponent), binomial.exponent);
  return { constant: tidyProduct(constants), power, logs, ...binomial, exponent };
}

function isSame(
  a: Pick<Form, "first" | "second" | "step">,
  b: Pick<Form, "first" | "second" | "step">,
): boolean {
  return (
    a.step.equals(b.step) &&
    isZero(tidy(["Add", a.first, ["Negate", b.first]])) &&
    isZero(tidy(["Add", a.second, ["Negate", b.second]]))
  );
}

/** x^lowest (first + second x^step). */
function twoTerms(
  sum: Expression,
  variable: string,
): {
  readonly lowest: Fraction;
  readonly first: Expression;
  readonly second: Expression;
  readonly step: Fraction;
} | null {
  const read = termsOf(sum).map((term) => monomial(term, variable));
  const [a, b] = read;
  if (read.length !== 2 || !a || !b || a.power.equals(b.power)) return null;
  const [low, high] = a.power.compare(b.power) < 0 ? [a, b] : [b, a];
  return {
    lowest: low.power,
    first: low.coefficient,
    second: high.coefficient,
    step: high.power.sub(low.power),
  };
}
