import { lcmBigint } from "../exact/integers.ts";
import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  isNumber,
  ONE,
  substitute,
  symbolsOf,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { linearIn } from "./linear.ts";
import { freshName, type Substitution } from "./substitution.ts";
import { tidyRational, wholeOf } from "./tidy.ts";

const HIGHEST_ROOT = 12;
const two = integer(2);
const square = (u: Expression): Expression => ["Power", u, two];
const divide = (a: Expression, b: Expression): Expression => ["Divide", a, b];
const exponential = (u: Expression): Expression => ["Power", "ExponentialE", u];

interface Inverse {
  /** The argument as a function of u, and its derivative. */
  readonly argument: (u: Expression) => Expression;
  readonly rate: (u: Expression) => Expression;
  /** A function of u whose square is a polynomial in the argument, and what its root then is in it. */
  readonly companion?: (u: Expression) => Expression;
  readonly companionValue?: (y: Expression) => Expression;
}

const oneMinusSquare = (y: Expression): Expression => ["Sqrt", ["Add", ONE, ["Negate", square(y)]]];
const onePlusSquare = (y: Expression): Expression => ["Sqrt", ["Add", square(y), ONE]];

/** Functions whose value as the new variable u makes the integrand one of u and of elementary functions of u. */
const INVERSES: Readonly<Record<string, Inverse>> = {
  Ln: { argument: exponential, rate: exponential },
  Arcsin: {
    argument: (u) => ["Sin", u],
    rate: (u) => ["Cos", u],
    companion: (u) => ["Cos", u],
    companionValue: oneMinusSquare,
  },
  Arccos: {
    argument: (u) => ["Cos", u],
    rate: (u) => ["Negate", ["Sin", u]],
    companion: (u) => ["Sin", u],
    companionValue: oneMinusSquare,
  },
  Arctan: {
    argument: (u) => ["Tan", u],
    rate: (u) => square(["Sec", u]),
    companion: (u) => ["Sec", u],
    companionValue: onePlusSquare,
  },
  Arsinh: {
    argument: (u) => ["Sinh", u],
    rate: (u) => ["Cosh", u],
    companion: (u) => ["Cosh", u],
    companionValue: onePlusSquare,
  },
  Arcosh: {
    argument: (u) => ["Cosh", u],
    rate: (u) => ["Sinh", u],
    companion: (u) => ["Sinh", u],
    companionValue: (y) => [
      "Multiply",
      ["Sqrt", ["Add", y, ["Negate", ONE]]],
      ["Sqrt", ["Add", y, ONE]],
    ],
  },
  Artanh: {
    argument: (u) => ["Tanh", u],
    rate: (u) => square(["Sech", u]),
    companion: (u) => ["Sech", u],
    companionValue: oneMinusSquare,
  },
  Arcsec: { argument: (u) => ["Sec", u], rate: (u) => ["Multiply", ["Sec", u], ["Tan", u]] },
  Arccsc: {
    argument: (u) => ["Csc", u],
    rate: (u) => ["Negate", ["Multiply", ["Csc", u], ["Cot", u]]],
  },
  Arccot: { argument: (u) => ["Cot", u], rate: (u) => ["Negate", square(["Csc", u])] },
  Arcoth: { argument: (u) => ["Coth", u], rate: (u) => ["Negate", square(["Csch", u])] },
  Arsech: {
    argument: (u) => ["Sech", u],
    rate: (u) => ["Negate", ["Multiply", ["Sech", u], ["Tanh", u]]],
  },
  Arcsch: {
    argument: (u) => ["Csch", u],
    rate: (u) => ["Negate", ["Multiply", ["Csch", u], ["Coth", u]]],
  },
  LambertW: {
    argument: (u) => ["Multiply", u, exponential(u)],
    rate: (u) => ["Multiply", ["Add", ONE, u], exponential(u)],
  },
};

/** The value of an inverse function, or a root, of a linear expression as the new variable. */
export function inverseSubstitutions(integrand: Expression, variable: string): Substitution[] {
  const mark = freshName(symbolsOf(integrand));
  const found = new Map<string, Substitution>();
  const visit = (node: Expression): void => {
    if (!isFunction(node) || !contains(node, variable)) return;
    const made =
      fromInverse(node, integrand, variable, mark) ?? fromRoot(node, integrand, variable, mark);
    if (made !== null) found.set(printPlain(made.meaning), made);
    const shifted = fromShift(node, integrand, variable, mark);
    if (shifted !== null) found.set(printPlain(shifted.meaning), shifted);
    for (const part of argumentsOf(node)) visit(part);
  };
  visit(integrand);
  return [...found.values()];
}

function fromInverse(
  node: Expression,
  integrand: Expression,
  variable: string,
  mark: string,
): Substitution | null {
  const inverse = INVERSES[headOf(node)];
  const [inner] = argumentsOf(node);
  if (inverse === undefined || inner === undefined || argumentsOf(node).length !== 1) return null;
  const linear = linearIn(inner, variable);
  if (linear === null) return null;
  const old = divide(["Add", inverse.argument(mark), ["Negate", linear.offset]], linear.slope);
  const inMark = replaceNode(integrand, printPlain(node), mark);
  const whole: Expression = [
    "Multiply",
    withCompanion(
      substitute(inMark, variable, exactForm(old) ?? tidyRational(old) ?? old),
      inverse,
      mark,
    ),
    divide(inverse.rate(mark), linear.slope),
  ];
  const tidied = tidyRational(whole);
  if (tidied === null || contains(tidied, variable)) return null;
  const { companion, companionValue } = inverse;
  return {
    integrand: tidied,
    mark,
    meaning: node,
    simpler: [
      [inverse.argument(mark), inner],
      ...(companion !== undefined && companionValue !== undefined
        ? [[companion(mark), companionValue(inner)] as const]
        : []),
    ],
  };
}

/** Roots of a multiple of the companion's square become powers of the companion. */
function withCompanion(node: Expression, inverse: Inverse, mark: string): Expression {
  if (!isFunction(node) || inverse.companion === undefined) return node;
  const isRoot =
    node[0] === "Sqrt" || (node[0] === "Power" && wholeOf(node[2] as Expression) === null);
  if (isRoot && contains(node[1] as Expression, mark)) {
    const companion = inverse.companion(mark);
    const factor = exactForm(divide(node[1] as Expression, square(companion)));
    const exponent: Expression = node[0] === "Sqrt" ? divide(ONE, two) : (node[2] as Expression);
    if (factor !== null && !contains(factor, mark))
      return [
        "Multiply",
        ["Power", factor, exponent],
        ["Power", companion, tidyRational(["Multiply", two, exponent]) ?? exponent],
      ];
  }
  return [node[0], ...argumentsOf(node).map((part) => withCompanion(part, inverse, mark))];
}

/** u = a + b x, the argument of some function. */
function fromShift(
  node: Expression,
  integrand: Expression,
  variable: string,
  mark: string,
): Substitution | null {
  const inner = argumentsOf(node).at(-1);
  if (inner === undefined || ALGEBRAIC.has(headOf(node))) return null;
  const linear = linearIn(inner, variable);
  if (linear === null || (isNumber(linear.offset) && linear.offset.num === "0")) return null;
  const old = divide(["Add", mark, ["Negate", linear.offset]], linear.slope);
  const tidied = tidyRational(
    divide(substitute(integrand, variable, exactForm(old) ?? old), linear.slope),
  );
  return tidied === null || contains(tidied, variable)
    ? null
    : { integrand: tidied, mark, meaning: inner };
}

const ALGEBRAIC: ReadonlySet<string> = new Set("Add Multiply Divide Negate Power Sqrt".split(" "));

/** u = (a + b x)^(1/n), or ((a + b x)/(c + d x))^(1/n). */
function fromRoot(
  node: Expression,
  integrand: Expression,
  variable: string,
  mark: string,
): Substitution | null {
  if (rootDegree(node) === null) return null;
  const base = argumentsOf(node)[0] as Expression;
  const degree = commonDegree(integrand, printPlain(base));
  if (degree > HIGHEST_ROOT) return null;
  const solved = solvedFor(base, variable, ["Power", mark, integer(degree)]);
  if (solved === null) return null;
  const meaning: Expression =
    degree === 2 ? ["Sqrt", base] : ["Power", base, divide(ONE, integer(degree))];
  const inMark = replaceRoots(integrand, printPlain(base), degree, mark);
  if (inMark === null) return null;
  const whole: Expression = [
    "Multiply",
    substitute(inMark, variable, solved.old),
    solved.rate,
    ["Multiply", integer(degree), ["Power", mark, integer(degree - 1)]],
  ];
  const tidied = tidyRational(whole);
  return tidied === null || contains(tidied, variable)
    ? null
    : { integrand: tidied, mark, meaning };
}

/** x where `base = value`, and dx over the differential of the value, for a linear base or a quotient of two. */
function solvedFor(
  base: Expression,
  variable: string,
  value: Expression,
): { readonly old: Expression; readonly rate: Expression } | null {
  const linear = linearIn(base, variable);
  if (linear !== null) {
    const old = divide(["Add", value, ["Negate", linear.offset]], linear.slope);
    return { old: exactForm(old) ?? old, rate: divide(ONE, linear.slope) };
  }
  if (headOf(base) !== "Divide") return null;
  const [over, under] = argumentsOf(base).map((part) =>
    contains(part, variable) ? linearIn(part, variable) : { slope: ZERO, offset: part },
  );
  if (!over || !under) return null;
  // value = (b x + a)/(d x + c) gives x = (a - c value)/(d value - b), dx = (b c - a d)/(d value - b)^2.
  const below: Expression = ["Add", ["Multiply", under.slope, value], ["Negate", over.slope]];
  const above: Expression = ["Add", over.offset, ["Negate", ["Multiply", under.offset, value]]];
  const determinant: Expression = [
    "Add",
    ["Multiply", over.slope, under.offset],
    ["Negate", ["Multiply", over.offset, under.slope]],
  ];
  return { old: divide(above, below), rate: divide(determinant, square(below)) };
}

/** The least common multiple of the degrees of all roots of the base. */
function commonDegree(node: Expression, base: string): number {
  if (!isFunction(node)) return 1;
  const own = rootDegree(node);
  const below = argumentsOf(node).reduce(
    (all, part) => lcmBigint(all, BigInt(commonDegree(part, base))),
    1n,
  );
  return own !== null && printPlain(node[1] as Expression) === base
    ? Number(lcmBigint(below, BigInt(own)))
    : Number(below);
}

function rootDegree(node: Expression): number | null {
  if (headOf(node) === "Sqrt") return 2;
  if (headOf(node) !== "Power") return null;
  const exponent = argumentsOf(node)[1] as Expression;
  const fraction =
    headOf(exponent) === "Negate" ? (argumentsOf(exponent)[0] as Expression) : exponent;
  if (headOf(fraction) !== "Divide") return null;
  const degree = wholeOf(argumentsOf(fraction)[1] as Expression);
  return degree === null || degree > HIGHEST_ROOT ? null : degree;
}

/** Roots of the base whose degree divides the one of u; null where another degree occurs. */
function replaceRoots(
  node: Expression,
  base: string,
  degree: number,
  mark: string,
): Expression | null {
  if (!isFunction(node)) return node;
  const own = rootDegree(node);
  if (own !== null && printPlain(node[1] as Expression) === base) {
    if (degree % own !== 0) return null;
    const exponent: Expression = node[0] === "Sqrt" ? divide(ONE, two) : (node[2] as Expression);
    const power = tidyRational(["Multiply", integer(degree), exponent]);
    return power === null ? null : ["Power", mark, power];
  }
  const parts = argumentsOf(node).map((part) => replaceRoots(part, base, degree, mark));
  return parts.some((part) => part === null) ? null : [node[0], ...(parts as Expression[])];
}

function replaceNode(node: Expression, text: string, by: Expression): Expression {
  if (printPlain(node) === text) return by;
  return isFunction(node)
    ? [node[0], ...argumentsOf(node).map((part) => replaceNode(part, text, by))]
    : node;
}
