import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  isNumber,
  mapHeads,
  ONE,
  substitute,
  symbolsOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { linearIn } from "./linear.ts";
import { freshName, type Substitution } from "./substitution.ts";
import { settled, tidyRational } from "./tidy.ts";

const HIGHEST_MULTIPLE = 12;
const CIRCULAR: readonly string[] = ["Sin", "Cos", "Tan", "Cot", "Sec", "Csc"];
const HYPERBOLIC: readonly string[] = ["Sinh", "Cosh", "Tanh", "Coth", "Sech", "Csch"];

/** An integrand in x and in u = e^(k x + l). */
export interface ExponentialForm {
  readonly integrand: Expression;
  /** u as a function of x, and k. */
  readonly meaning: Expression;
  readonly slope: Expression;
}

/**
 * Exponentials, hyperbolic and circular functions of linear arguments that are whole multiples of one, written
 * in a mark for the exponential of that one. Null where the variable is in another function or there is none.
 */
export function exponentialForm(
  integrand: Expression,
  variable: string,
  mark: string,
): ExponentialForm | null {
  const exponents: Expression[] = [];
  if (!collect(integrand, variable, exponents) || exponents.length === 0) return null;
  for (const unit of exponents) {
    if (!exponents.every((exponent) => wholeRatio(exponent, unit) !== null)) continue;
    const inMark = inExponential(integrand, variable, unit, mark);
    const tidied = inMark === null ? null : tidyRational(inMark);
    const linear = linearIn(unit, variable);
    if (tidied === null || linear === null) return null;
    const squared = inSquare(tidied, mark);
    const twice = (part: Expression): Expression => settled(["Multiply", integer(2), part]);
    return squared === null
      ? { integrand: tidied, meaning: ["Power", "ExponentialE", unit], slope: linear.slope }
      : {
          integrand: squared,
          meaning: ["Power", "ExponentialE", twice(unit)],
          slope: twice(linear.slope),
        };
  }
  return null;
}

/** With the mark for its square, where there are even powers of it only. */
function inSquare(expression: Expression, mark: string): Expression | null {
  const root: Expression = ["Sqrt", mark];
  const tidied = tidyRational(substitute(expression, mark, root));
  const isLeft = (node: Expression): boolean =>
    headOf(node) === "Sqrt" && argumentsOf(node)[0] === mark
      ? true
      : argumentsOf(node).some(isLeft);
  return tidied === null || isLeft(tidied) ? null : tidied;
}

/** u = e^(k x + l) for an integrand in real exponentials and hyperbolic functions alone. */
export function exponentialSubstitution(integrand: Expression, variable: string): Substitution[] {
  const isCircular = (node: Expression): boolean =>
    CIRCULAR.includes(headOf(node)) || argumentsOf(node).some(isCircular);
  if (isCircular(integrand)) return [];
  const mark = freshName(symbolsOf(integrand));
  const found = exponentialForm(integrand, variable, mark);
  if (found === null || contains(found.integrand, variable)) return [];
  const { meaning, slope } = found;
  const tidied = tidyRational(["Divide", found.integrand, ["Multiply", slope, mark]]);
  return tidied === null ? [] : [{ integrand: tidied, mark, meaning }];
}

/** The exponent of every exponential in the integrand; false where there is something else. */
function collect(node: Expression, variable: string, into: Expression[]): boolean {
  if (!isFunction(node) || !contains(node, variable)) return true;
  const exponent = exponentOf(node, variable);
  if (exponent !== null) {
    if (linearIn(exponent, variable) === null) return false;
    into.push(exponent);
    return true;
  }
  if (!RATIONAL.has(headOf(node))) return false;
  if (headOf(node) === "Power" && contains(argumentsOf(node)[1] as Expression, variable))
    return false;
  return argumentsOf(node).every((part) => collect(part, variable, into));
}

const RATIONAL: ReadonlySet<string> = new Set("Add Multiply Divide Negate Power".split(" "));

/** What stands over e, up to a sign and a factor 2 for functions that need only the square. */
function exponentOf(node: Expression, variable: string): Expression | null {
  const [first, second] = argumentsOf(node) as [Expression, Expression?];
  if (headOf(node) === "Power" && second !== undefined && !contains(first, variable))
    return first === "ExponentialE" ? second : settled(["Multiply", second, ["Ln", first]]);
  const twice = ["Tan", "Cot", "Tanh", "Coth"].includes(headOf(node)) ? integer(2) : ONE;
  if (HYPERBOLIC.includes(headOf(node))) return settled(["Multiply", twice, first]);
  return CIRCULAR.includes(headOf(node))
    ? settled(["Multiply", twice, "ImaginaryUnit", first])
    : null;
}

function wholeRatio(exponent: Expression, unit: Expression): number | null {
  const ratio = settled(["Divide", exponent, unit]);
  const value = isNumber(ratio)
    ? Number(ratio.num)
    : headOf(ratio) === "Negate" && isNumber(argumentsOf(ratio)[0] as Expression)
      ? -Number((argumentsOf(ratio)[0] as { readonly num: string }).num)
      : Number.NaN;
  return Number.isInteger(value) && Math.abs(value) <= HIGHEST_MULTIPLE ? value : null;
}

function inExponential(
  node: Expression,
  variable: string,
  unit: Expression,
  mark: string,
): Expression | null {
  if (!isFunction(node) || !contains(node, variable)) return node;
  const exponent = exponentOf(node, variable);
  if (exponent === null) {
    const parts = argumentsOf(node).map((part) => inExponential(part, variable, unit, mark));
    return parts.some((part) => part === null) ? null : [headOf(node), ...(parts as Expression[])];
  }
  const multiple = wholeRatio(exponent, unit);
  if (multiple === null) return null;
  const power: Expression = ["Power", mark, integer(multiple)];
  const [circular, hyperbolic] = [CIRCULAR, HYPERBOLIC].map((heads) => heads.indexOf(headOf(node)));
  const which = Math.max(circular as number, hyperbolic as number);
  if (which < 0) return power;
  const unitOfSine: Expression = (circular as number) >= 0 ? "ImaginaryUnit" : ONE;
  if (which === 2 || which === 3) {
    // tan = (u - 1)/(i (u + 1)) with u the square of the exponential.
    const less: Expression = ["Add", power, ["Negate", ONE]];
    const more: Expression = ["Multiply", unitOfSine, ["Add", power, ONE]];
    const ratio: Expression = ["Divide", less, more];
    return which === 2 ? ratio : ["Divide", ONE, ratio];
  }
  const inverse: Expression = ["Power", mark, integer(-multiple)];
  const sine: Expression = [
    "Divide",
    ["Add", power, ["Negate", inverse]],
    ["Multiply", integer(2), unitOfSine],
  ];
  const cosine: Expression = ["Divide", ["Add", power, inverse], integer(2)];
  return [sine, cosine, sine, cosine, ["Divide", ONE, cosine], ["Divide", ONE, sine]][
    which
  ] as Expression;
}

/**
 * sin w = cos(w - pi/2), whose exponential form has no i, where sines of one argument are all there is; else
 * null.
 */
export function inCosines(integrand: Expression, variable: string): Expression | null {
  const seen = new Set<string>();
  const visit = (node: Expression): void => {
    if (!isFunction(node) || !contains(node, variable)) return;
    const index = CIRCULAR.indexOf(headOf(node));
    if (index >= 0)
      seen.add(`${index % 5 === 0}|${printPlain(argumentsOf(node)[0] as Expression)}`);
    for (const part of argumentsOf(node)) visit(part);
  };
  visit(integrand);
  if (seen.size !== 1 || ![...seen][0]?.startsWith("true")) return null;
  return mapHeads(integrand, (node) => {
    const [first] = argumentsOf(node) as [Expression];
    const turned: Expression = ["Add", first, ["Negate", ["Divide", "Pi", integer(2)]]];
    if (headOf(node) === "Sin") return ["Cos", turned];
    return headOf(node) === "Csc" ? ["Sec", turned] : node;
  });
}
