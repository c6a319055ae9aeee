import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isNumber,
  mapHeads,
  ONE,
  substitute,
  ZERO,
} from "../expression/expression.ts";
import { differentiate } from "../expression/differentiate.ts";
import { exactForm } from "../exact/exact-form.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { tidy } from "../matrix/matrix.ts";

export interface ComplexParts {
  readonly re: Expression;
  readonly im: Expression;
}

const HIGHEST_POWER = 12;

/**
 * The real and imaginary part of an image at s = iw, for real w and real parameters. Made of sums, products,
 * quotients, whole powers and exponentials of real multiples of s; null for anything else.
 */
export function complexParts(
  expression: Expression,
  s: string,
  frequency: Expression,
): ComplexParts | null {
  if (!contains(expression, s)) return { re: expression, im: ZERO };
  if (expression === s) return { re: ZERO, im: frequency };
  const parts = argumentsOf(expression);
  const [first, second] = parts as [Expression, Expression];
  const inner = (part: Expression): ComplexParts | null => complexParts(part, s, frequency);
  switch (headOf(expression)) {
    case "Add":
    case "Multiply": {
      const found = parts.map(inner);
      return found.includes(null)
        ? null
        : (found as ComplexParts[]).reduce(headOf(expression) === "Add" ? sum : product);
    }
    case "Negate": {
      const value = inner(first);
      return value === null ? null : product({ re: integer(-1), im: ZERO }, value);
    }
    case "Divide": {
      const [top, bottom] = [inner(first), inner(second)];
      return top === null || bottom === null ? null : quotient(top, bottom);
    }
    case "Power":
      return first === "ExponentialE" ? turn(second, s, frequency) : power(inner(first), second);
    default:
      return null;
  }
}

/** In exact normal form, with sines and cosines as letters, which have no normal form of their own there. */
export function settled(expression: Expression): Expression {
  const waves = new Map<string, { name: string; wave: Expression }>();
  const lettered = mapHeads(expression, (node) => {
    if (headOf(node) !== "Sin" && headOf(node) !== "Cos") return node;
    const key = printPlain(node);
    const known = waves.get(key) ?? { name: `__w${waves.size}`, wave: node };
    waves.set(key, known);
    return known.name;
  });
  const form = exactForm(lettered);
  if (form === null) return tidySigns(expression);
  return [...waves.values()].reduce<Expression>(
    (all, { name, wave }) => substitute(all, name, wave),
    form,
  );
}

const sum = (a: ComplexParts, b: ComplexParts): ComplexParts => ({
  re: settled(["Add", a.re, b.re]),
  im: settled(["Add", a.im, b.im]),
});

function product(a: ComplexParts, b: ComplexParts): ComplexParts {
  if (a.im === ZERO) return { re: times(a.re, b.re), im: times(a.re, b.im) };
  if (b.im === ZERO) return product(b, a);
  return {
    re: settled(["Add", times(a.re, b.re), ["Negate", times(a.im, b.im)]]),
    im: settled(["Add", times(a.re, b.im), times(a.im, b.re)]),
  };
}

function times(a: Expression, b: Expression): Expression {
  if (a === ZERO || b === ZERO) return ZERO;
  return settled(["Multiply", a, b]);
}

function quotient(a: ComplexParts, b: ComplexParts): ComplexParts {
  const size = settled(["Add", times(b.re, b.re), times(b.im, b.im)]);
  const above = product(a, { re: b.re, im: settled(["Negate", b.im]) });
  const over = (value: Expression): Expression =>
    value === ZERO ? ZERO : settled(["Divide", value, size]);
  return { re: over(above.re), im: over(above.im) };
}

function power(base: ComplexParts | null, exponent: Expression): ComplexParts | null {
  if (base === null || !isNumber(exponent) || !/^\d+$/.test(exponent.num)) return null;
  const count = Number(exponent.num);
  if (count > HIGHEST_POWER) return null;
  let result: ComplexParts = { re: ONE, im: ZERO };
  for (let k = 0; k < count; k++) result = product(result, base);
  return result;
}

/** e^(b - a s) at s = iw. */
function turn(exponent: Expression, s: string, frequency: Expression): ComplexParts | null {
  const slope = tidy(differentiate(exponent, s));
  if (contains(slope, s)) return null;
  const constant = tidy(substitute(exponent, s, ZERO));
  const angle = tidySigns(tidy(["Multiply", slope, frequency]));
  const isTurned = headOf(angle) === "Negate";
  const size = isTurned ? (argumentsOf(angle)[0] as Expression) : angle;
  const scale: ComplexParts = {
    re: settled(["Power", "ExponentialE", constant]),
    im: ZERO,
  };
  const sine: Expression = ["Sin", size];
  return product(scale, { re: ["Cos", size], im: isTurned ? ["Negate", sine] : sine });
}
