import { checkDeadline } from "../exact/deadline.ts";
import { AnsatzError } from "../../../core/errors.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  ONE,
  ZERO,
} from "./expression.ts";

const two = integer(2);
const square = (u: Expression): Expression => ["Power", u, two];
const divide = (a: Expression, b: Expression): Expression => ["Divide", a, b];
const negate = (u: Expression): Expression => ["Negate", u];
const minus = (a: Expression, b: Expression): Expression => ["Add", a, ["Negate", b]];

/** Derivatives of the elementary functions with respect to their argument `u` (DLMF 4.7, 4.20, 4.24, 4.34, 4.38, 7.2, 6.2). */
const RULES: Readonly<Record<string, (u: Expression) => Expression>> = {
  Sin: (u) => ["Cos", u],
  Cos: (u) => negate(["Sin", u]),
  Tan: (u) => ["Add", ONE, square(["Tan", u])],
  Cot: (u) => negate(["Add", ONE, square(["Cot", u])]),
  Sec: (u) => ["Multiply", ["Sec", u], ["Tan", u]],
  Csc: (u) => negate(["Multiply", ["Csc", u], ["Cot", u]]),
  Arcsin: (u) => divide(ONE, ["Sqrt", minus(ONE, square(u))]),
  Arccos: (u) => negate(divide(ONE, ["Sqrt", minus(ONE, square(u))])),
  Arctan: (u) => divide(ONE, ["Add", ONE, square(u)]),
  Arccot: (u) => negate(divide(ONE, ["Add", ONE, square(u)])),
  Arcsec: (u) => divide(ONE, ["Multiply", square(u), ["Sqrt", minus(ONE, divide(ONE, square(u)))]]),
  Arccsc: (u) =>
    negate(divide(ONE, ["Multiply", square(u), ["Sqrt", minus(ONE, divide(ONE, square(u)))]])),
  Sinh: (u) => ["Cosh", u],
  Cosh: (u) => ["Sinh", u],
  Tanh: (u) => minus(ONE, square(["Tanh", u])),
  Coth: (u) => minus(ONE, square(["Coth", u])),
  Sech: (u) => negate(["Multiply", ["Sech", u], ["Tanh", u]]),
  Csch: (u) => negate(["Multiply", ["Csch", u], ["Coth", u]]),
  Arsinh: (u) => divide(ONE, ["Sqrt", ["Add", square(u), ONE]]),
  Arcosh: (u) => divide(ONE, ["Multiply", ["Sqrt", minus(u, ONE)], ["Sqrt", ["Add", u, ONE]]]),
  Artanh: (u) => divide(ONE, minus(ONE, square(u))),
  Ln: (u) => divide(ONE, u),
  Sqrt: (u) => divide(ONE, ["Multiply", two, ["Sqrt", u]]),
  Abs: (u) => divide(u, ["Abs", u]),
  Erf: (u) =>
    divide(["Multiply", two, ["Power", "ExponentialE", negate(square(u))]], ["Sqrt", "Pi"]),
  Erfi: (u) => divide(["Multiply", two, ["Power", "ExponentialE", square(u)]], ["Sqrt", "Pi"]),
  ExpIntegralEi: (u) => divide(["Power", "ExponentialE", u], u),
  LogIntegral: (u) => divide(ONE, ["Ln", u]),
  SinIntegral: (u) => divide(["Sin", u], u),
  CosIntegral: (u) => divide(["Cos", u], u),
  SinhIntegral: (u) => divide(["Sinh", u], u),
  CoshIntegral: (u) => divide(["Cosh", u], u),
  FresnelS: (u) => ["Sin", divide(["Multiply", "Pi", square(u)], two)],
  FresnelC: (u) => ["Cos", divide(["Multiply", "Pi", square(u)], two)],
  Erfc: (u) =>
    negate(divide(["Multiply", two, ["Power", "ExponentialE", negate(square(u))]], ["Sqrt", "Pi"])),
  Arcoth: (u) => divide(ONE, minus(ONE, square(u))),
  Arsech: (u) =>
    negate(
      divide(ONE, [
        "Multiply",
        square(u),
        ["Sqrt", minus(divide(ONE, u), ONE)],
        ["Sqrt", ["Add", divide(ONE, u), ONE]],
      ]),
    ),
  Arcsch: (u) =>
    negate(divide(ONE, ["Multiply", square(u), ["Sqrt", ["Add", ONE, divide(ONE, square(u))]]])),
  LambertW: (u) => divide(["LambertW", u], ["Multiply", u, ["Add", ONE, ["LambertW", u]]]),
  Gamma: (u) => ["Multiply", ["Gamma", u], ["Digamma", u]],
  AiryAi: (u) => ["AiryAiPrime", u],
  AiryBi: (u) => ["AiryBiPrime", u],
  AiryAiPrime: (u) => ["Multiply", u, ["AiryAi", u]],
  AiryBiPrime: (u) => ["Multiply", u, ["AiryBi", u]],
};

/** Derivatives of Bessel functions in the argument (DLMF 10.6.2, 10.29.2), with v and v + 1 as the orders. */
const bessel =
  (head: string, sign: 1 | -1) =>
  (v: Expression, z: Expression): Expression => {
    const next: Expression = [head, ["Add", v, ONE], z];
    return ["Add", sign === 1 ? next : negate(next), divide(["Multiply", v, [head, v, z]], z)];
  };

/**
 * Derivatives in the last argument of functions whose first one is a parameter (DLMF 8.8.13, 8.19.13,
 * 25.12.10, 19.4): d/dz of polylog(s, z), uppergamma(a, z), expint(n, z); in phi for elliptic_f(phi, m)
 * and elliptic_e(phi, m).
 */
const LAST_ARGUMENT_RULES: Readonly<Record<string, (a: Expression, z: Expression) => Expression>> =
  {
    PolyLog: (s, z) => divide(lowerPolylog(s, z), z),
    UpperGamma: (a, z) =>
      negate(["Multiply", ["Power", z, minus(a, ONE)], ["Power", "ExponentialE", negate(z)]]),
    BesselJ: bessel("BesselJ", -1),
    BesselY: bessel("BesselY", -1),
    BesselI: bessel("BesselI", 1),
    BesselK: bessel("BesselK", -1),
    ExpIntegralE: (n, z) => negate(["ExpIntegralE", minus(n, ONE), z]),
  };

function lowerPolylog(s: Expression, z: Expression): Expression {
  if (typeof s === "object" && "num" in s && /^\d+$/.test(s.num))
    return s.num === "2"
      ? negate(["Ln", minus(ONE, z)])
      : s.num === "1"
        ? divide(z, minus(ONE, z))
        : ["PolyLog", integer(BigInt(s.num) - 1n), z];
  return ["PolyLog", minus(s, ONE), z];
}

/** Derivatives in phi of the incomplete elliptic integrals with parameter m (DLMF 19.2.4, 19.2.5). */
const FIRST_ARGUMENT_RULES: Readonly<
  Record<string, (phi: Expression, m: Expression) => Expression>
> = {
  EllipticF: (phi, m) => divide(ONE, ["Sqrt", minus(ONE, ["Multiply", m, square(["Sin", phi])])]),
  EllipticE: (phi, m) => ["Sqrt", minus(ONE, ["Multiply", m, square(["Sin", phi])])],
};

/**
 * The derivative by the sum, product, quotient, power and chain rules, unsimplified. It is written apart
 * from any engine so that it can check them. For real arguments where `Abs` occurs. Throws `unsupported`
 * for a function without a rule.
 */
export function differentiate(expression: Expression, variable: string): Expression {
  checkDeadline();
  if (expression === variable) return ONE;
  if (!isFunction(expression) || !contains(expression, variable)) return ZERO;
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(expression)) {
    case "Add":
      return ["Add", ...parts.map((part) => differentiate(part, variable))];
    case "Negate":
      return negate(differentiate(first, variable));
    case "Multiply":
      return [
        "Add",
        ...parts
          .map((part, index): Expression | null =>
            contains(part, variable)
              ? ["Multiply", ...parts.with(index, differentiate(part, variable))]
              : null,
          )
          .filter((term) => term !== null),
      ];
    case "Divide":
      if (!contains(second, variable)) return divide(differentiate(first, variable), second);
      return divide(
        minus(
          ["Multiply", differentiate(first, variable), second],
          ["Multiply", first, differentiate(second, variable)],
        ),
        square(second),
      );
    case "Power":
      return differentiatePower(first, second, variable);
    case "Ln":
      // log|u| and log u have the same derivative where u is real and not zero.
      if (headOf(first) === "Abs")
        return differentiate(["Ln", argumentsOf(first)[0] as Expression], variable);
      break;
    case "Log":
      return differentiate(divide(["Ln", first], ["Ln", second]), variable);
    case "D":
      if (typeof second === "string" && parts.length === 2)
        return differentiate(differentiate(first, second), variable);
      break;
    case "Integrate":
      if (second === variable && parts.length === 2) return first;
      break;
    default:
  }
  if (parts.length === 2) {
    const last = LAST_ARGUMENT_RULES[headOf(expression)];
    if (last !== undefined && !contains(first, variable))
      return ["Multiply", last(first, second), differentiate(second, variable)];
    const inFirst = FIRST_ARGUMENT_RULES[headOf(expression)];
    if (inFirst !== undefined && !contains(second, variable))
      return ["Multiply", inFirst(first, second), differentiate(first, variable)];
  }
  const rule = RULES[headOf(expression)];
  if (rule === undefined || parts.length !== 1)
    throw new AnsatzError(
      "unsupported",
      `There is no differentiation rule for ${headOf(expression)}. Rewrite it with elementary functions.`,
    );
  return ["Multiply", rule(first), differentiate(first, variable)];
}

function differentiatePower(base: Expression, exponent: Expression, variable: string): Expression {
  const power: Expression = ["Power", base, exponent];
  if (!contains(exponent, variable))
    return [
      "Multiply",
      exponent,
      ["Power", base, minus(exponent, ONE)],
      differentiate(base, variable),
    ];
  const exponentTerm: Expression =
    base === "ExponentialE"
      ? differentiate(exponent, variable)
      : ["Multiply", differentiate(exponent, variable), ["Ln", base]];
  if (!contains(base, variable)) return ["Multiply", power, exponentTerm];
  return [
    "Multiply",
    power,
    ["Add", exponentTerm, ["Multiply", exponent, divide(differentiate(base, variable), base)]],
  ];
}
