import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { KernelField } from "../exact/kernel-field.ts";
import { specialValue } from "../exact/special-values.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isSymbol,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { tidyRational } from "../integrate/tidy.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { coefficientsIn } from "../solve/solve-equation.ts";

const settled = (expression: Expression): Expression =>
  tidyRational(expression) ?? tidySigns(expression);

/**
 * Originals of c/s^p, and of (m s + n)/(s^2 + b s + c) with letters by completing the square. Claims, to be
 * transformed back; null for other images.
 */
export function simpleOriginal(
  image: Expression,
  frequency: string,
  time: string,
): Expression | null {
  return ofPower(image, frequency, time) ?? ofQuadratic(image, frequency, time);
}

/** c t^(p-1)/gamma(p). */
function ofPower(image: Expression, frequency: string, time: string): Expression | null {
  const atOne = substitute(image, frequency, integer(1));
  const factor = exactForm(atOne) ?? settled(atOne);
  const power = exponentOf(image, frequency);
  if (power === null || power.compare(0) >= 0 || contains(factor, frequency)) return null;
  const p = power.neg();
  const gamma = specialValue("Gamma", [p]);
  if (gamma === null) return null;
  const coefficient: Expression = ["Divide", factor, gamma];
  const rest = p.sub(1);
  const root: Expression = ["Sqrt", time];
  const grown: Expression = rest.equals("1/2")
    ? root
    : rest.equals("-1/2")
      ? ["Divide", integer(1), root]
      : ["Power", time, fractionExpression(rest)];
  return tidySigns(["Multiply", exactForm(coefficient) ?? coefficient, grown]);
}

type Exponent = ReturnType<typeof fractionOf>;

/** p of c s^p, factor by factor; null for anything else. */
function exponentOf(node: Expression, symbol: string): Exponent {
  const zero = fractionOf(ZERO);
  if (!contains(node, symbol)) return zero;
  if (isSymbol(node)) return fractionOf(integer(1));
  const parts = argumentsOf(node);
  const [first, second] = parts as [Expression, Expression];
  switch (headOf(node)) {
    case "Negate":
      return exponentOf(first, symbol);
    case "Sqrt":
      return exponentOf(first, symbol)?.div(2) ?? null;
    case "Divide": {
      const [above, below] = [exponentOf(first, symbol), exponentOf(second, symbol)];
      return above === null || below === null ? null : above.sub(below);
    }
    case "Multiply":
      return parts.reduce<Exponent>((all, part) => {
        const next = exponentOf(part, symbol);
        return all === null || next === null ? null : all.add(next);
      }, zero);
    case "Power": {
      const [base, exponent] = [exponentOf(first, symbol), fractionOf(second)];
      return base === null || exponent === null ? null : base.mul(exponent);
    }
    default:
      return null;
  }
}

function ofQuadratic(image: Expression, frequency: string, time: string): Expression | null {
  if (variablesOf(image).length < 2) return null;
  const field = new KernelField();
  const { numerator, denominator } = field.fromExpression(image);
  const [index] = field.fromExpression(frequency).numerator.generators();
  if (index === undefined) return null;
  const [above, below] = [numerator, denominator].map((polynomial) =>
    coefficientsIn(polynomial, index).map((part) =>
      field.toExpression({ numerator: part, denominator: field.one.denominator }),
    ),
  ) as [Expression[], Expression[]];
  const lead = below[2];
  if (lead === undefined || below.length !== 3 || above.length > 2) return null;
  if ([...above, ...below].some((part) => contains(part, frequency))) return null;
  const over = (part: Expression | undefined): Expression =>
    settled(["Divide", part ?? ZERO, lead]);
  const [n, m, c, b] = [over(above[0]), over(above[1]), over(below[0]), over(below[1])];
  const shift = settled(["Divide", b, integer(2)]);
  const square = settled(["Add", c, ["Negate", ["Power", shift, integer(2)]]]);
  const isGrowing = headOf(square) === "Negate";
  const size = isGrowing ? (argumentsOf(square)[0] as Expression) : square;
  // A sum of letters under the root may have either sign.
  if (headOf(size) === "Add" || decideEqual(size, ZERO).verdict !== "refuted") return null;
  const [base, exponent] = argumentsOf(size) as [Expression, Expression];
  const rate =
    headOf(size) === "Power" && fractionOf(exponent)?.equals(2) === true
      ? base
      : settled(["Sqrt", size]);
  const turned = settled(["Multiply", rate, time]);
  const [even, odd] = isGrowing ? ["Cosh", "Sinh"] : ["Cos", "Sin"];
  const rest = settled(["Divide", ["Add", n, ["Negate", ["Multiply", m, shift]]], rate]);
  const waves = settled([
    "Add",
    ["Multiply", m, [even as string, turned]],
    ["Multiply", rest, [odd as string, turned]],
  ]);
  return decideEqual(shift, ZERO).verdict === "proved"
    ? waves
    : tidySigns([
        "Multiply",
        ["Power", "ExponentialE", settled(["Negate", ["Multiply", shift, time]])],
        waves,
      ]);
}
