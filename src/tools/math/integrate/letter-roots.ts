import { isDeadEnd } from "../exact/deadline.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { fromPolynomial } from "../exact/rational-function.ts";
import { differentiate } from "../expression/differentiate.ts";
import { contains, type Expression, integer, ONE, substitute } from "../expression/expression.ts";
import { isNegativeForPositive } from "../numeric/signs-of-letters.ts";
import { factorSeveral } from "../polynomial/factor-several.ts";
import { coefficientsBy } from "../polynomial/gcd.ts";
import { rationalField, ringOver } from "./field.ts";
import { isZero } from "./harmonic.ts";
import { isRational } from "./hyperexponential.ts";
import { type Quadratic, quadraticIn } from "./quadratic.ts";
import { solveRisch } from "./risch-equation.ts";
import { asPower, factorsOf, productOf } from "./terms.ts";
import { rootOf, settled } from "./tidy.ts";

const two = integer(2);
const MOST_POLES = 3;

/**
 * Antiderivatives of R(x) q(x)^(k/2) for a quadratic q, which may hold letters, and a rational R whose divisor has
 * linear factors besides q: a rational multiple of sqrt(q), and the integrals of 1/sqrt(q) and 1/((x - r) sqrt(q))
 * in multiples that linear equations give. Null for anything else. The result is a claim: differentiate it back.
 */
export function integrateLetterRoots(integrand: Expression, variable: string): Expression | null {
  const { constant, factors } = factorsOf(integrand, variable);
  const roots = factors.filter((factor) => fractionOf(asPower(factor).exponent)?.d === 2n);
  const [root] = roots;
  const others = factors.filter((factor) => factor !== root);
  if (root === undefined || roots.length > 1) return null;
  const { base: q, exponent } = asPower(root);
  const quadratic = quadraticIn(q, variable);
  const rest = productOf(others);
  if (quadratic === null || isZero(quadratic.a) || !isRational(rest, variable)) return null;
  const poles = polesOf(rest, q, variable);
  if (poles === null || poles.length > MOST_POLES) return null;
  const left = settled(["Add", exponent, ["Negate", ["Divide", ONE, two]]]);
  const wanted: Expression = ["Multiply", rest, ["Power", q, left]];
  const rate: Expression = ["Divide", differentiate(q, variable), ["Multiply", two, q]];
  const further = [
    ["Divide", ONE, q] as Expression,
    ...poles.map((pole): Expression => ["Divide", ONE, ["Multiply", distance(pole, variable), q]]),
  ];
  const found = solveRisch(wanted, rate, variable, further);
  if (found === null) return null;
  const known = [
    overRoot(quadratic, q, variable),
    ...poles.map((pole) => overDistance(pole, quadratic, q, variable)),
  ];
  const terms: Expression[] = isZero(found.multiplier)
    ? []
    : [["Multiply", found.multiplier, ["Sqrt", q]]];
  found.multiples.forEach((multiple, index) => {
    if (!isZero(multiple)) terms.push(["Multiply", multiple, known[index] as Expression]);
  });
  return ["Multiply", constant, terms.length === 1 ? (terms[0] as Expression) : ["Add", ...terms]];
}

const distance = (pole: Expression, variable: string): Expression =>
  isZero(pole) ? variable : ["Add", variable, ["Negate", pole]];

/** The zeros of the divisor's linear factors that are none of q; null where a factor is of higher degree. */
function polesOf(rest: Expression, q: Expression, variable: string): Expression[] | null {
  try {
    const form = new NormalForm();
    const [{ denominator }, other] = form.normalizeAll([rest, q, variable]) as [
      ReturnType<NormalForm["normalize"]>,
      ReturnType<NormalForm["normalize"]>,
    ];
    const index = form.indexOfVariable(variable);
    const factors = factorSeveral(denominator, form.budget)?.factors;
    if (index === null || factors === undefined) return null;
    const field = rationalField(form);
    const ring = ringOver(field);
    const poles: Expression[] = [];
    for (const { factor } of factors) {
      if (factor.degreeIn(index) === 0) continue;
      if (other.numerator.divideExactly(factor, form.budget) !== null) continue;
      if (factor.degreeIn(index) > 1) return null;
      const [offset, slope] = coefficientsBy(factor, index, form.budget).map(fromPolynomial);
      if (offset === undefined || slope === undefined) return null;
      const pole = ring.write(
        [field.negate(field.multiply(offset, field.inverse(slope)))],
        variable,
      );
      if (pole === null) return null;
      poles.push(field.isZero(offset) ? integer(0) : pole);
    }
    return poles;
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** The integral of 1/sqrt(q): artanh(L/(2 sqrt(a q)))/sqrt(a) with L = q', or one of its other forms. */
function overRoot(quadratic: Quadratic, q: Expression, x: string): Expression {
  const { a, b } = quadratic;
  const line: Expression = settled(["Add", ["Multiply", two, a, x], b]);
  const size = discriminantOf(quadratic);
  if (isNegativeForPositive(a) && fractionOf(size) !== null) {
    const wave: Expression = ["Arcsin", ["Divide", line, rootOf(size)]];
    return ["Negate", ["Divide", wave, rootOf(settled(["Negate", a]))]];
  }
  return inverseTangent(a, line, q, size);
}

/** The same in 1/(x - r), with q(r) in the place of a and L = 2 q(r) + q'(r) (x - r), with the other sign. */
function overDistance(
  pole: Expression,
  quadratic: Quadratic,
  q: Expression,
  x: string,
): Expression {
  const at = (node: Expression): Expression => settled(substitute(node, x, pole));
  const value = at(q);
  const line: Expression = settled([
    "Add",
    ["Multiply", two, value],
    ["Multiply", at(differentiate(q, x)), distance(pole, x)],
  ]);
  return ["Negate", inverseTangent(value, line, q, discriminantOf(quadratic), !contains(line, x))];
}

function discriminantOf({ a, b, c }: Quadratic): Expression {
  return settled(["Add", ["Power", b, two], ["Negate", ["Multiply", integer(4), a, c]]]);
}

/**
 * artanh(z)/sqrt(s) with z = L/(2 sqrt(s q)), of 1/z where z is above 1 because the discriminant is positive; for
 * a negative s with m = -s: -arctan(L/(2 sqrt(m) sqrt(q)))/sqrt(m), of the inverse with the other sign where L has
 * no zero.
 */
function inverseTangent(
  square: Expression,
  line: Expression,
  q: Expression,
  discriminant: Expression,
  isConstant = false,
): Expression {
  const isFalling = isNegativeForPositive(square);
  const root = rootOf(isFalling ? settled(["Negate", square]) : square);
  const twice: Expression = ["Multiply", two, root, ["Sqrt", q]];
  const isTurned = isFalling
    ? isConstant
    : isNegativeForPositive(settled(["Negate", discriminant]));
  const inner: Expression = isTurned ? ["Divide", twice, line] : ["Divide", line, twice];
  const whole: Expression = ["Divide", [isFalling ? "Arctan" : "Artanh", inner], root];
  return isFalling && !isTurned ? ["Negate", whole] : whole;
}
