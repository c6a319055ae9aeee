import { fractionOf } from "../../exact/fraction-of.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  mapHeads,
  ONE,
  rational,
  substitute,
  ZERO,
} from "../../expression/expression.ts";
import { printPlain } from "../../expression/print-plain.ts";
import { decideEqual } from "../../prove/decide-zero.ts";
import { besselExponent } from "./bessel-exponent.ts";
import { binomialIntegral } from "./binomial-integral.ts";
import { isZero, signOfReal, tidy, tidyProduct } from "./complex-pair.ts";
import { exponentialMellin } from "./exponential-mellin.ts";
import { frullani } from "./frullani.ts";
import { gaussianLine } from "./gaussian-line.ts";
import { kernelMellin } from "./kernel-mellin.ts";
import type { KnownIntegral } from "./known-integral.ts";
import { poissonLogarithm } from "./poisson-logarithm.ts";
import { withoutExponentialPowers } from "./powers.ts";
import { sineByParts } from "./sine-by-parts.ts";
import { sinePowers } from "./sine-powers.ts";
import { waveKernel } from "./wave-kernels.ts";
import { waveResidues } from "./wave-residues.ts";
import { linearIn } from "../linear.ts";

const INFINITY: Expression = "PositiveInfinity";

/**
 * The value of a definite integral by a theorem about a family of integrands and its range (gamma, beta,
 * zeta, Gauss), after a substitution that brings it there. Symbols are taken as positive. Null for all
 * others, at once where the range is none of these.
 */
export function knownDefinite(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
): KnownIntegral | null {
  const [lower, upper] = bounds;
  const isFromZero = isZero(lower);
  const isToInfinity = upper === INFINITY;
  if (printPlain(lower) === "-infinity") {
    const mirrored = substitute(body, variable, ["Negate", variable]);
    if (isToInfinity) return onLine(body, mirrored, variable);
    return isZero(upper) ? onHalfLine(mirrored, variable) : null;
  }
  if (isToInfinity && isFromZero) return onHalfLine(body, variable);
  if (isFromZero)
    return (
      binomialIntegral(body, variable, upper) ??
      sinePowers(body, variable, bounds) ??
      poissonLogarithm(body, variable, bounds) ??
      sineByParts(body, variable, bounds) ??
      byLogarithm(body, variable, upper, -1)
    );
  if (isToInfinity) return byLogarithm(body, variable, lower, 1);
  return poissonLogarithm(body, variable, bounds) ?? fromItsLowerEnd(body, variable, bounds);
}

/** The range moved so that it begins at zero. */
function fromItsLowerEnd(
  body: Expression,
  variable: string,
  [lower, upper]: readonly [Expression, Expression],
): KnownIntegral | null {
  const moved = substitute(body, variable, ["Add", variable, lower]);
  return binomialIntegral(moved, variable, tidy(["Add", upper, ["Negate", lower]]));
}

function onHalfLine(body: Expression, variable: string): KnownIntegral | null {
  return powersOnHalfLine(body, variable) ?? halfOfLine(body, variable);
}

function powersOnHalfLine(body: Expression, variable: string): KnownIntegral | null {
  return (
    exponentialMellin(body, variable) ??
    kernelMellin(body, variable) ??
    binomialIntegral(body, variable, INFINITY) ??
    besselExponent(body, variable) ??
    waveKernel(body, variable) ??
    frullani(body, variable)
  );
}

/** What is known on the whole line only, for an even integrand. */
function halfOfLine(body: Expression, variable: string): KnownIntegral | null {
  const whole = gaussianLine(body, variable) ?? waveResidues(body, variable);
  if (whole === null || !isEven(body, variable)) return null;
  return {
    value: tidyProduct([rational(1n, 2n), whole.value]),
    detail: `The integrand is even: half the integral over the whole line. ${whole.detail}`,
  };
}

function isEven(body: Expression, variable: string): boolean {
  const mirrored = substitute(body, variable, ["Negate", variable]);
  return decideEqual(body, mirrored).verdict === "proved";
}

function onLine(body: Expression, mirrored: Expression, variable: string): KnownIntegral | null {
  const whole = gaussianLine(body, variable) ?? waveResidues(body, variable);
  if (whole !== null) return whole;
  const isSame = isEven(body, variable);
  const half = isSame ? powersOnHalfLine(body, variable) : null;
  if (half !== null)
    return {
      value: tidyProduct([integer(2), half.value]),
      detail: `The integrand is even: twice the integral over the half-line. ${half.detail}`,
    };
  const [right, left] = isSame
    ? [null, null]
    : [exponentialMellin(body, variable), exponentialMellin(mirrored, variable)];
  if (right !== null && left !== null)
    return { value: tidy(["Add", right.value, left.value]), detail: right.detail };
  const moved = inExponential(body, variable);
  return moved === null ? null : binomialIntegral(moved, variable, INFINITY);
}

/** x = end e^(-t) on (0, end) or end e^t beyond it: a power and a logarithm become an exponential and t. */
function byLogarithm(
  body: Expression,
  variable: string,
  end: Expression,
  direction: 1 | -1,
): KnownIntegral | null {
  if (!holdsLogarithm(body, variable) || signOfReal(end) !== 1) return null;
  const exponential: Expression = [
    "Power",
    "ExponentialE",
    direction === 1 ? variable : ["Negate", variable],
  ];
  const isUnit = printPlain(end) === "1";
  const place: Expression = isUnit ? exponential : ["Multiply", end, exponential];
  const moved = withoutExponentialPowers(["Multiply", substitute(body, variable, place), place]);
  const found = exponentialMellin(moved, variable) ?? kernelMellin(moved, variable);
  return found === null
    ? null
    : {
        ...found,
        detail: `With the logarithm of the variable as the new one the range becomes the half-line. ${found.detail}`,
      };
}

function holdsLogarithm(node: Expression, variable: string): boolean {
  return (
    (headOf(node) === "Ln" && contains(node, variable)) ||
    argumentsOf(node).some((part) => holdsLogarithm(part, variable))
  );
}

/** With y = e^x as the new variable, where the integrand depends on it alone. */
function inExponential(body: Expression, variable: string): Expression | null {
  const written = mapHeads(body, (node) => {
    const [first, second] = argumentsOf(node) as [Expression, Expression];
    const up = (u: Expression): Expression => ["Power", "ExponentialE", u];
    const pair = (sign: 1 | -1): Expression => [
      "Divide",
      ["Add", up(first), sign === 1 ? up(["Negate", first]) : ["Negate", up(["Negate", first])]],
      integer(2),
    ];
    switch (headOf(node)) {
      case "Exp":
        return up(first);
      case "Cosh":
        return pair(1);
      case "Sinh":
        return pair(-1);
      case "Sech":
        return ["Divide", ONE, pair(1)];
      case "Csch":
        return ["Divide", ONE, pair(-1)];
      case "Power":
        return first === "ExponentialE" ? up(second) : node;
      default:
        return node;
    }
  });
  let isAlone = true;
  const replace = (node: Expression): Expression => {
    if (node === variable) isAlone = false;
    const [first, second] = argumentsOf(node);
    if (
      headOf(node) === "Power" &&
      first === "ExponentialE" &&
      contains(second ?? ZERO, variable)
    ) {
      const linear = linearIn(second as Expression, variable);
      const power = linear === null ? null : fractionOf(linear.slope);
      if (linear === null || power === null) isAlone = false;
      else
        return [
          "Multiply",
          ["Power", "ExponentialE", linear.offset],
          ["Power", variable, linear.slope],
        ];
    }
    return argumentsOf(node).length === 0
      ? node
      : ([headOf(node), ...argumentsOf(node).map(replace)] as Expression);
  };
  const moved = replace(written);
  return isAlone ? ["Divide", tidy(moved), variable] : null;
}
