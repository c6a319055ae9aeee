import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  mapHeads,
  rational,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { exactForm } from "../exact/exact-form.ts";
import { type ComplexParts, complexParts } from "../laplace/complex-parts.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { evaluateWithError, signOf } from "../numeric/evaluate-with-error.ts";
import { decideEqual } from "./decide-zero.ts";

const HALF_PI: Expression = ["Divide", "Pi", integer(2)];

/** Limits at plus infinity of functions that have one; odd ones change sign with their argument. */
const AT_INFINITY: Readonly<
  Record<string, { readonly value: Expression; readonly below: Expression }>
> = {
  Erf: { value: integer(1), below: integer(-1) },
  Erfc: { value: integer(0), below: integer(2) },
  Arctan: { value: HALF_PI, below: ["Negate", HALF_PI] },
  Tanh: { value: integer(1), below: integer(-1) },
  SinIntegral: { value: HALF_PI, below: ["Negate", HALF_PI] },
};

/** Values of Lambert's function that are tried: w is one of them where w e^w is the argument. */
const LAMBERT = [
  rational(1n, 1n),
  rational(1n, 2n),
  rational(-1n, 2n),
  integer(-1),
  integer(2),
  integer(0),
];

const LARGEST_ROUNDED = "1e30";

/** Floor and ceiling of a real constant that is clearly no whole number. */
function rounded(head: string, argument: Expression): Expression | null {
  const found = evaluateWithError(argument, ({ value, error }) =>
    value.sub(value.round()).abs().gt(error),
  );
  if (found === null || found.value.abs().gt(LARGEST_ROUNDED)) return null;
  const whole = head === "Floor" ? found.value.floor() : found.value.ceil();
  return integer(BigInt(whole.toFixed(0)));
}

/** The sign of a real constant; null where it cannot be told from zero and is not proved to be zero. */
function signOrZero(constant: Expression): number | null {
  const sign = signOf(constant);
  return sign ?? (decideEqual(constant, integer(0)).verdict === "proved" ? 0 : null);
}

/** The real and imaginary part of a constant; null where they cannot be told apart. */
export function complexPartsOf(constant: Expression): ComplexParts | null {
  return complexParts(substitute(constant, "ImaginaryUnit", "unit"), "unit", integer(1));
}

/** The angle in (-pi, pi] of a complex constant that is not zero, by the quarter it lies in. */
export function principalArgument(constant: Expression): Expression | null {
  const parts = complexPartsOf(constant);
  // The angle of e^(i t) is not to be found from its cosine and sine.
  if (parts === null || contains(substitute(constant, "ExponentialE", "base"), "base")) return null;
  const [across, up] = [signOrZero(parts.re), signOrZero(parts.im)];
  if (across === null || up === null || (across === 0 && up === 0)) return null;
  if (across === 0) return up > 0 ? HALF_PI : ["Negate", HALF_PI];
  if (up === 0) return across > 0 ? integer(0) : "Pi";
  const slope: Expression = ["Divide", parts.im, parts.re];
  const angle: Expression = ["Arctan", exactForm(slope) ?? slope];
  if (across > 0) return angle;
  return up > 0 ? ["Add", angle, "Pi"] : ["Add", angle, ["Negate", "Pi"]];
}

/** Functions at infinite arguments, Lambert's function at w e^w, whole parts and angles of constants. */
export function resolveSpecialArguments(expression: Expression): Expression {
  return mapHeads(expression, (node) => {
    const [argument] = argumentsOf(node);
    if (argument === undefined || argumentsOf(node).length !== 1) return node;
    const limit = AT_INFINITY[headOf(node)];
    const sign = limit === undefined ? 0 : signOfInfinity(argument);
    if (limit !== undefined && sign !== 0) return sign > 0 ? limit.value : limit.below;
    if (["Floor", "Ceil"].includes(headOf(node)) && variablesOf(argument).length === 0)
      return rounded(headOf(node), argument) ?? node;
    if (headOf(node) === "Arg" && variablesOf(argument).length === 0)
      return principalArgument(argument) ?? node;
    if (headOf(node) !== "LambertW" || variablesOf(argument).length > 0) return node;
    const value = evaluateReal(argument)?.toNumber();
    if (value === undefined) return node;
    // The principal branch is the inverse of w e^w for w >= -1.
    const found = LAMBERT.find((w) => {
      const size = evaluateReal(w)?.toNumber() ?? Number.NaN;
      return (
        Math.abs(size * Math.exp(size) - value) < 1e-12 &&
        decideEqual(["Multiply", w, ["Power", "ExponentialE", w]], argument).verdict === "proved"
      );
    });
    return found ?? node;
  });
}

function signOfInfinity(expression: Expression): number {
  if (expression === "PositiveInfinity") return 1;
  if (expression === "NegativeInfinity") return -1;
  return headOf(expression) === "Negate"
    ? -signOfInfinity(argumentsOf(expression)[0] as Expression)
    : 0;
}
