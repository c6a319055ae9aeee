import { fractionOf } from "../exact/fraction-of.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { tidy, verdictOfZero } from "../matrix/matrix.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { settled } from "./complex-parts.ts";
import type { FourierImage } from "./fourier-image.ts";

/**
 * The Fourier transform of c x^k e^(-a x^2) with k at most 4: sqrt(pi/a) e^(-w^2/(4a)) (DLMF 1.14, example 5.4.1 in the
 * usual tables), and i d/dw of it for each factor x. Null for anything else.
 */
export function gaussianImage(original: Expression, from: string, to: string): FourierImage | null {
  const factors = headOf(original) === "Multiply" ? argumentsOf(original) : [original];
  const [top, bottom] =
    headOf(original) === "Divide"
      ? (argumentsOf(original) as [Expression, Expression])
      : [null, null];
  if (top !== null && bottom !== null) {
    const inner = contains(bottom, from) ? null : gaussianImage(top, from, to);
    return inner === null
      ? null
      : { ...inner, expression: tidySigns(["Divide", inner.expression, bottom]) };
  }
  if (headOf(original) === "Negate") {
    const inner = gaussianImage(argumentsOf(original)[0] as Expression, from, to);
    return inner === null
      ? null
      : { ...inner, expression: tidySigns(["Negate", inner.expression]) };
  }
  const bells = factors.filter((factor) => isExponential(factor) && contains(factor, from));
  const others = factors.filter((factor) => !bells.includes(factor));
  const power = powerOf(others, from);
  if (bells.length !== 1 || power === null) return null;
  const exponent = argumentsOf(bells[0] as Expression)[1] as Expression;
  const curve = tidy(differentiate(differentiate(exponent, from), from));
  if (contains(curve, from)) return null;
  const rest = [
    "Add",
    exponent,
    ["Negate", ["Divide", ["Multiply", curve, ["Power", from, integer(2)]], integer(2)]],
  ] as Expression;
  if (contains(tidy(rest), from)) return null;
  const width = tidy(["Negate", ["Divide", curve, integer(2)]]);
  const positive = isPositive(width);
  if (positive === null) return null;
  // Each i d/dw takes the factor q of the bell to q' - w q/(2a).
  let factor: Expression = ONE;
  for (let k = 0; k < power; k++)
    factor = settled([
      "Add",
      differentiate(factor, to),
      ["Negate", ["Divide", ["Multiply", to, factor], ["Multiply", integer(2), width]]],
    ]);
  const exponentOfImage = settled([
    "Divide",
    ["Power", to, integer(2)],
    ["Multiply", integer(4), width],
  ]);
  const image: Expression = [
    "Multiply",
    factor,
    variablesOf(width).length > 0
      ? ["Sqrt", tidy(["Divide", "Pi", width])]
      : ["Divide", ["Sqrt", "Pi"], tidy(["Sqrt", width])],
    ["Power", "ExponentialE", tidySigns(["Negate", exponentOfImage])],
  ];
  const constant = tidy([
    "Multiply",
    ONE,
    ...others.filter((factor) => !contains(factor, from)),
    ["Power", "ExponentialE", tidy(substitute(exponent, from, ZERO))],
  ]);
  const turned: Expression =
    power % 4 === 0
      ? ONE
      : power % 4 === 1
        ? "ImaginaryUnit"
        : power % 4 === 2
          ? integer(-1)
          : ["Negate", "ImaginaryUnit"];
  return { expression: tidySigns(["Multiply", constant, turned, image]), positive };
}

const isExponential = (factor: Expression): boolean =>
  headOf(factor) === "Power" && argumentsOf(factor)[0] === "ExponentialE";

function powerOf(factors: readonly Expression[], variable: string): number | null {
  const powers = factors
    .filter((factor) => contains(factor, variable))
    .map((factor) => {
      if (factor === variable) return 1;
      const [base, exponent] = argumentsOf(factor) as [Expression, Expression];
      const count = headOf(factor) === "Power" && base === variable ? fractionOf(exponent) : null;
      return count !== null && count.d === 1n && count.compare(0) >= 0 ? Number(count.n) : null;
    });
  if (powers.includes(null)) return null;
  const total = (powers as number[]).reduce((all, power) => all + power, 0);
  return total <= 4 ? total : null;
}

/** The names that must be positive for the width to be; null where it is not. */
function isPositive(width: Expression): ReadonlySet<string> | null {
  const names = variablesOf(width);
  if (names.length === 0) return evaluateReal(width)?.gt(0) === true ? new Set() : null;
  const [name] = names;
  if (names.length > 1 || name === undefined) return null;
  const ratio = fractionOf(["Divide", width, name]);
  const square = fractionOf(["Divide", width, ["Power", name, integer(2)]]);
  const isPlus = (ratio ?? square)?.compare(0) === 1;
  return isPlus && verdictOfZero(width) !== "proved" ? new Set(names) : null;
}
