import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { choose } from "../exact/combinatorial-numbers.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  ONE,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { multiplyOut } from "../trig/multiply-out.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

/** The index that a derivative's order is written with while it is proved for every order. */
const INDEX = "n";
const LARGEST_ORDER = 1_000;
const HIGHEST_FACTOR = 6;

/** The derivative of some order as a function of the order. */
type ByOrder = (order: Expression, whole: number | null) => Expression | null;

/**
 * A derivative of high or unnamed order in closed form, for sums of polynomials times exponentials,
 * sines, cosines and powers of linear functions. The form is proved for every order by induction: order
 * zero is the function, and the next order is the derivative.
 */
export function higherDerivative(f: Expression, x: string, order: Expression): Outcome {
  const whole = isNumber(order) && /^\d+$/.test(order.num) ? Number(order.num) : null;
  if (whole === null && typeof order !== "string")
    return openOutcome("The order of a derivative is a whole number or a letter.", "unsupported");
  if (whole !== null && whole > LARGEST_ORDER)
    return openOutcome(
      `Derivatives are worked out up to order ${LARGEST_ORDER}.`,
      "unsupported",
      "too_large",
    );
  const name = typeof order === "string" ? order : variablesOf(f).includes(INDEX) ? "k" : INDEX;
  const byOrder = formula(f, x);
  const general = byOrder?.(name, null) ?? null;
  const result = byOrder?.(order, whole) ?? null;
  if (byOrder === null || general === null || result === null)
    return openOutcome(
      "Derivatives of this order are worked out for polynomials, exponentials, sines, cosines and powers of linear functions, their sums and products with polynomials.",
      "unsupported",
    );
  const next = byOrder(["Add", name, ONE], null);
  const start = byOrder(integer(0), 0);
  const isStep = next !== null && decideEqual(differentiate(general, x), next).verdict === "proved";
  const isStart = start !== null && decideEqual(start, f).verdict === "proved";
  const isSame =
    whole === null || decideEqual(substitute(general, name, order), result).verdict === "proved";
  if (!isStep || !isStart || !isSame)
    return openOutcome("The closed form of the derivative could not be proved.");
  return expressionOutcome({
    expression:
      whole === null
        ? tidySigns(result)
        : (exactForm(result) ?? multiplyOut(result) ?? tidySigns(result)),
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "induction",
      detail: `The derivative of order ${name} in closed form: order 0 is the function, and differentiated it is order ${name} + 1, exactly.`,
      engines: [EXACT],
    },
  });
}

function formula(f: Expression, x: string): ByOrder | null {
  if (headOf(f) === "Add") {
    const parts = argumentsOf(f).map((part) => formula(part, x));
    return parts.includes(null)
      ? null
      : (n, whole) => joined(parts.map((part) => (part as ByOrder)(n, whole)));
  }
  if (headOf(f) === "Negate")
    return scaledBy(integer(-1), formula(argumentsOf(f)[0] as Expression, x));
  if (headOf(f) === "Divide" && !variablesOf(argumentsOf(f)[1] as Expression).includes(x))
    return scaledBy(
      ["Divide", ONE, argumentsOf(f)[1] as Expression],
      formula(argumentsOf(f)[0] as Expression, x),
    );
  const factors = headOf(f) === "Multiply" ? argumentsOf(f) : [f];
  const constants = factors.filter((factor) => !variablesOf(factor).includes(x));
  const rest = factors.filter((factor) => variablesOf(factor).includes(x));
  const polynomial = rest.filter((factor) => polynomialDegree(factor, x) !== null);
  const others = rest.filter((factor) => polynomialDegree(factor, x) === null);
  const [only] = others;
  if (others.length > 1 || only === undefined) return null;
  const core = single(only, x);
  if (core === null) return null;
  const scale: Expression | null =
    constants.length === 0
      ? null
      : constants.length === 1
        ? (constants[0] as Expression)
        : ["Multiply", ...constants];
  const p: Expression | null =
    polynomial.length === 0
      ? null
      : polynomial.length === 1
        ? (polynomial[0] as Expression)
        : ["Multiply", ...polynomial];
  const product = p === null ? core : leibniz(p, core, x);
  return scale === null ? product : scaledBy(scale, product);
}

function joined(parts: readonly (Expression | null)[]): Expression | null {
  return parts.includes(null) ? null : ["Add", ...(parts as Expression[])];
}

function scaledBy(factor: Expression, inner: ByOrder | null): ByOrder | null {
  return inner === null
    ? null
    : (n, whole) => {
        const value = inner(n, whole);
        return value === null ? null : ["Multiply", factor, value];
      };
}

function polynomialDegree(expression: Expression, x: string): number | null {
  if (expression === x) return 1;
  if (!variablesOf(expression).includes(x)) return 0;
  const parts = argumentsOf(expression);
  if (["Add", "Negate"].includes(headOf(expression))) {
    const degrees = parts.map((part) => polynomialDegree(part, x));
    return degrees.includes(null) ? null : Math.max(...(degrees as number[]));
  }
  const exponent = headOf(expression) === "Power" ? fractionOf(parts[1] as Expression) : null;
  const base =
    exponent === null || exponent.d !== 1n || exponent.s < 0n
      ? null
      : polynomialDegree(parts[0] as Expression, x);
  return base === null || exponent === null || base * Number(exponent.n) > HIGHEST_FACTOR
    ? null
    : base * Number(exponent.n);
}

/** (p g)^(n) as the sum of C(n, k) p^(k) g^(n-k) (Leibniz). */
function leibniz(p: Expression, core: ByOrder, x: string): ByOrder | null {
  const derivatives = [p];
  while (
    derivatives.length <= HIGHEST_FACTOR + 1 &&
    variablesOf(derivatives.at(-1) as Expression).length > 0
  )
    derivatives.push(exactForm(differentiate(derivatives.at(-1) as Expression, x)) ?? integer(0));
  return (n, whole) => {
    const terms: Expression[] = [];
    for (const [k, part] of derivatives.entries()) {
      if (whole !== null && k > whole) break;
      const value = core(
        whole === null ? ["Add", n, integer(-k)] : integer(whole - k),
        whole === null ? null : whole - k,
      );
      if (value === null) return null;
      terms.push(["Multiply", binomial(n, whole, k), part, value]);
    }
    return terms.length === 1 ? (terms[0] as Expression) : ["Add", ...terms];
  };
}

function binomial(n: Expression, whole: number | null, k: number): Expression {
  if (whole !== null) return integer(choose(whole, k));
  let product: Expression = ONE;
  let factorial = 1n;
  for (let j = 0; j < k; j++) {
    product = ["Multiply", product, j === 0 ? n : ["Add", n, integer(-j)]];
    factorial *= BigInt(j + 1);
  }
  return factorial === 1n ? product : ["Divide", product, integer(factorial)];
}

/** Slope of a linear function of x, or null. */
function slopeOf(u: Expression, x: string): Expression | null {
  const slope = exactForm(differentiate(u, x));
  return slope === null || variablesOf(slope).includes(x) || !variablesOf(u).includes(x)
    ? null
    : slope;
}

function single(g: Expression, x: string): ByOrder | null {
  const [first, second] = argumentsOf(g) as [Expression, Expression];
  const head = headOf(g);
  if (head === "Sin" || head === "Cos") {
    const slope = slopeOf(first, x);
    return slope === null ? null : wave(head, first, slope);
  }
  if (head === "Power" && !variablesOf(first).includes(x)) {
    const slope = slopeOf(second, x);
    if (slope === null) return null;
    const rate: Expression = first === "ExponentialE" ? slope : ["Multiply", slope, ["Ln", first]];
    return (n) => (isOne(rate) ? g : ["Multiply", ["Power", rate, n], g]);
  }
  const isQuotient = head === "Divide" && isNumber(first);
  const base = isQuotient ? second : first;
  if (isQuotient && headOf(base) !== "Power")
    return scaledBy(first, powers(base, new Fraction(-1), x));
  if (isQuotient) {
    const [inner, exponent] = argumentsOf(base) as [Expression, Expression];
    const value = fractionOf(exponent);
    return value === null ? null : scaledBy(first, powers(inner, value.neg(), x));
  }
  const exponent = head === "Power" ? fractionOf(second) : null;
  return exponent === null ? null : powers(first, exponent, x);
}

function isOne(expression: Expression): boolean {
  return isNumber(expression) && expression.num === "1";
}

/** a^n sin(u + n pi/2), by the rest of n modulo 4 where n is known. */
function wave(head: "Sin" | "Cos", u: Expression, slope: Expression): ByOrder {
  return (n, whole) => {
    const scale = (value: Expression): Expression =>
      isOne(slope) ? value : ["Multiply", ["Power", slope, n], value];
    if (whole === null)
      return scale([head, ["Add", u, ["Divide", ["Multiply", n, "Pi"], integer(2)]]]);
    const turns = (whole + (head === "Cos" ? 1 : 0)) % 4;
    const value: Expression = [turns % 2 === 0 ? "Sin" : "Cos", u];
    return scale(turns >= 2 ? ["Negate", value] : value);
  };
}

/** u^m for linear u: the falling factorial of m; with the order unknown for negative whole m alone. */
function powers(u: Expression, m: Fraction, x: string): ByOrder | null {
  const slope = slopeOf(u, x);
  if (slope === null) return null;
  return (n, whole) => {
    const scale: Expression[] = isOne(slope) ? [] : [["Power", slope, n]];
    if (whole !== null) {
      let falling = new Fraction(1);
      for (let k = 0; k < whole; k++) falling = falling.mul(m.sub(k));
      const rest = m.sub(whole);
      return [
        "Multiply",
        ...scale,
        fractionExpression(falling),
        ["Power", u, fractionExpression(rest)],
      ];
    }
    if (m.d !== 1n || m.s > 0n) return null;
    const size = Number(m.n);
    const top: Expression = ["Factorial", size === 1 ? n : ["Add", n, integer(size - 1)]];
    const sign: Expression = ["Power", integer(-1), n];
    const factor: Expression = size <= 2 ? top : ["Divide", top, ["Factorial", integer(size - 1)]];
    return [
      "Divide",
      ["Multiply", sign, ...scale, factor],
      ["Power", u, ["Add", n, integer(size)]],
    ];
  };
}
