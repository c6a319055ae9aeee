import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
  substitute,
  symbolsOf,
  ZERO,
} from "../expression/expression.ts";
import { type Harmonic, harmonicsOf, isZero } from "./harmonic.ts";
import { type Linear, linearIn } from "./linear.ts";
import { freshName } from "./substitution.ts";
import { factorsOf, productOf, termsOf } from "./terms.ts";
import { tidyRational, wholeOf } from "./tidy.ts";

const LOWEST_POWER = -8;

/**
 * The antiderivative of a sum of exponentials, or sines and cosines, of linear arguments over whole powers of
 * one linear expression, by Ei, Ci and Si (DLMF 6.2): `integral e^(a x + c)/x = e^c Ei(a x)`,
 * `integral cos(b x + c)/x = cos(c) Ci(b x) - sin(c) Si(b x)`, by parts for higher powers. Null where the
 * integrand is not of that kind. The result is a claim: differentiate it back.
 */
export function integrateOverPowers(integrand: Expression, variable: string): Expression | null {
  const base = divisorOf(integrand, variable);
  if (base === null) return null;
  if (base === variable) return overPowers(integrand, variable);
  const { slope, offset } = linearIn(base, variable) as Linear;
  const mark = freshName(symbolsOf(integrand));
  const old: Expression = ["Divide", ["Add", mark, ["Negate", offset]], slope];
  const inMark = tidyRational([
    "Divide",
    substitute(integrand, variable, tidyRational(old) ?? old),
    slope,
  ]);
  const found = inMark === null ? null : overPowers(inMark, mark);
  return found === null ? null : substitute(found, mark, base);
}

/** The one linear expression that stands below a function of the variable; null where there is none. */
function divisorOf(integrand: Expression, variable: string): Expression | null {
  const { factors } = factorsOf(integrand, variable);
  if (factors.length < 2) return null;
  for (const factor of factors) {
    if (headOf(factor) !== "Power") continue;
    const [base, exponent] = argumentsOf(factor) as [Expression, Expression];
    const power = wholeOf(exponent);
    if (power !== null && power < 0 && linearIn(base, variable) !== null) return base;
  }
  return null;
}

function overPowers(integrand: Expression, variable: string): Expression | null {
  const parts: Expression[] = [];
  for (const term of termsOf(integrand)) {
    const harmonics = harmonicsOf(term, variable, LOWEST_POWER);
    if (harmonics === null) return null;
    for (const harmonic of harmonics) {
      const coefficient = tidyRational(harmonic.coefficient) ?? harmonic.coefficient;
      if (isZero(coefficient)) continue;
      const part = integrateOne(harmonic, variable);
      if (part === null) return null;
      parts.push(["Multiply", coefficient, part]);
    }
  }
  return parts.length === 0 ? ZERO : ["Add", ...parts];
}

/** Without the coefficient. */
function integrateOne(
  { power, exponent, angle, isSine }: Harmonic,
  variable: string,
): Expression | null {
  const isMoving = contains(exponent, variable);
  if (power >= 0 || (isMoving && angle !== null)) return null;
  const fixed: Expression = isMoving ? ONE : ["Power", "ExponentialE", exponent];
  if (!isMoving && angle === null)
    return [
      "Multiply",
      fixed,
      power === -1
        ? ["Ln", ["Abs", variable]]
        : ["Divide", ["Power", variable, integer(power + 1)], integer(power + 1)],
    ];
  const linear = linearIn(isMoving ? exponent : (angle as Expression), variable);
  if (linear === null) return null;
  const kind = isMoving ? "exponential" : isSine ? "sine" : "cosine";
  return ["Multiply", fixed, lowered(kind, -power, linear, variable)];
}

type Kind = "exponential" | "sine" | "cosine";

/** `f/x^m = -f/((m-1) x^(m-1)) + f'/((m-1) x^(m-1))` under the integral. */
function lowered(kind: Kind, m: number, linear: Linear, variable: string): Expression {
  const { slope, offset } = linear;
  if (m === 1) return overVariable(kind, slope, offset, variable);
  const next = lowered(NEXT[kind], m - 1, linear, variable);
  const wave: Expression = waveOf(kind, ["Add", ["Multiply", slope, variable], offset]);
  const share: Expression = [
    "Divide",
    kind === "cosine" ? ["Negate", slope] : slope,
    integer(m - 1),
  ];
  return [
    "Add",
    ["Negate", ["Divide", wave, ["Multiply", integer(m - 1), ["Power", variable, integer(m - 1)]]]],
    ["Multiply", share, next],
  ];
}

const NEXT: Readonly<Record<Kind, Kind>> = {
  exponential: "exponential",
  sine: "cosine",
  cosine: "sine",
};

function waveOf(kind: Kind, argument: Expression): Expression {
  const tidied = tidyRational(argument) ?? argument;
  return kind === "exponential"
    ? ["Power", "ExponentialE", tidied]
    : [kind === "sine" ? "Sin" : "Cos", tidied];
}

function overVariable(
  kind: Kind,
  slope: Expression,
  offset: Expression,
  variable: string,
): Expression {
  const moving: Expression = tidyRational(["Multiply", slope, variable]) ?? [
    "Multiply",
    slope,
    variable,
  ];
  if (kind === "exponential") {
    const whole: Expression = ["ExpIntegralEi", moving];
    return isZero(offset) ? whole : productOf([["Power", "ExponentialE", offset], whole]);
  }
  const [sine, cosine]: Expression[] = [
    ["SinIntegral", moving],
    ["CosIntegral", moving],
  ];
  if (isZero(offset)) return (kind === "sine" ? sine : cosine) as Expression;
  const [s, c]: Expression[] = [
    ["Sin", offset],
    ["Cos", offset],
  ];
  return kind === "sine"
    ? ["Add", productOf([c, sine] as Expression[]), productOf([s, cosine] as Expression[])]
    : [
        "Add",
        productOf([c, cosine] as Expression[]),
        ["Negate", productOf([s, sine] as Expression[])],
      ];
}
