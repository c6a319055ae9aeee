import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isNumber,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { rationalOf } from "../prove/rational-of.ts";
import { decideRoot } from "./decide-root.ts";
import { exactDerivative } from "./derivative.ts";
import { tidyAround } from "./tidy-around.ts";
import type { InverseSolutions } from "./solve-by-inverse.ts";

const ZERO = integer(0);
const ONE = integer(1);

/** factor * (x + shift)^power * e^(slope x). */
interface Monomial {
  readonly factor: Expression;
  readonly shift: Expression | null;
  readonly power: number;
  readonly slope: Expression;
}

/**
 * All real solutions of an equation between a power of x + s and an exponential of x (also written with one
 * logarithm, or as x log x or x^x): brought to y e^y = z, which has the solutions W(z) for z >= 0, W(z) and
 * its lower branch for -1/e <= z < 0, and none below (DLMF 4.13). Each is put into the equation with 30
 * digits. Null for other equations.
 */
export function solveLambert(
  left: Expression,
  right: Expression,
  variable: string,
): InverseSolutions | null {
  const difference: Expression = ["Add", left, ["Negate", right]];
  if (variablesOf(difference).some((name) => name !== variable)) return null;
  const found =
    ofPowerOfItself(difference, variable) ??
    ofMonomials(difference, variable) ??
    ofPowerOfItself(timesUnknown(difference, variable), variable);
  if (found === null) return null;
  const roots: Expression[] = [];
  for (const candidate of found) {
    const root = simplest(left, right, variable, candidate);
    const [a, b] = [left, right].map((side) => evaluateReal(substitute(side, variable, root)));
    if (a === null || a === undefined || b === null || b === undefined) return null;
    if (a.sub(b).abs().gt(a.abs().add(1).mul(1e-30))) return null;
    roots.push(root);
  }
  return { roots, period: null, detail: "y*e^y = z, by Lambert's function on each real branch" };
}

/** log x = c/x as x log x = c: where the logarithm is real, x is not zero. */
function timesUnknown(difference: Expression, variable: string): Expression {
  const terms = termsOf(difference, 1).map(({ part, sign }): Expression => {
    const product: Expression = ["Multiply", variable, part];
    const isLogarithm = headOf(part) === "Ln";
    const written = isLogarithm ? product : (exactForm(product) ?? product);
    return sign === 1 ? written : ["Negate", written];
  });
  return terms.some((term) => headOf(term) === "Multiply") ? ["Add", ...terms] : difference;
}

/** A fraction instead of Lambert's function, where the value is one that satisfies the equation exactly. */
function simplest(
  left: Expression,
  right: Expression,
  variable: string,
  candidate: Expression,
): Expression {
  const value = evaluateReal(candidate);
  if (value !== null)
    for (let d = 1; d <= 12; d++) {
      const n = value.mul(d).round();
      if (value.mul(d).sub(n).abs().gt(1e-30)) continue;
      const fraction: Expression = ["Divide", integer(BigInt(n.toFixed())), integer(d)];
      const written = exactForm(fraction) ?? fraction;
      if (decideRoot(left, right, variable, written) === "proved") return written;
      break;
    }
  return candidate;
}

/** All real y with y e^y = z; null where the sign of z or its place beside -1/e cannot be told. */
function branchesAt(z: Expression): Expression[] | null {
  const value = evaluateReal(z);
  if (value === null) return null;
  if (value.abs().lt(1e-25)) return null;
  if (!value.isNegative()) return [["LambertW", z]];
  const gap = evaluateReal(["Add", z, ["Power", "ExponentialE", integer(-1)]]);
  if (gap === null || gap.abs().lt(1e-25)) return null;
  return gap.isNegative()
    ? []
    : [
        ["LambertW", z],
        ["LambertW", z, integer(-1)],
      ];
}

/** k L log L = a: with u = log L, u e^u = a/k. (L^L = a is not taken: it has real values at some negative L.) */
function ofPowerOfItself(difference: Expression, variable: string): Expression[] | null {
  const terms = termsOf(difference, 1);
  const own = terms.filter(({ part }) => contains(part, variable));
  const [one] = own;
  if (one === undefined || own.length !== 1) return null;
  const rest: Expression = [
    "Add",
    ZERO,
    ...terms
      .filter(({ part }) => !contains(part, variable))
      .map(({ part, sign }): Expression => (sign === one.sign ? ["Negate", part] : part)),
  ];
  const parts = argumentsOf(one.part);
  let inner: Expression | null = null;
  let z: Expression | null = null;
  if (headOf(one.part) === "Multiply" && parts.length >= 2) {
    const logarithm = parts.find((part) => headOf(part) === "Ln" && contains(part, variable));
    const others = parts.filter((part) => part !== logarithm);
    const factor = others.find((part) => contains(part, variable));
    if (logarithm === undefined || factor === undefined) return null;
    inner = argumentsOf(logarithm)[0] as Expression;
    const constants = others.filter((part) => part !== factor);
    if (!same(inner, factor) || constants.some((part) => contains(part, variable))) return null;
    z = constants.length === 0 ? rest : ["Divide", rest, ["Multiply", ONE, ...constants]];
  }
  // Negative bases have a real power of themselves that is at most 1.
  if (headOf(one.part) === "Power" && same(parts[0], parts[1]) && evaluateReal(rest)?.gt(1)) {
    inner = parts[0] as Expression;
    z = ["Ln", rest];
  }
  const line = inner === null ? null : lineOf(inner, variable);
  if (z === null || line === null) return null;
  return (
    branchesAt(exactForm(z) ?? z)?.map((u): Expression => {
      const value: Expression = ["Power", "ExponentialE", u];
      return solvedFor(line, value);
    }) ?? null
  );
}

function same(a: Expression | undefined, b: Expression | undefined): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

interface Line {
  readonly slope: Expression;
  readonly constant: Expression;
}

/** slope x + constant with numbers that are not zero for the slope. */
function lineOf(expression: Expression, variable: string): Line | null {
  const slope = exactDerivative(expression, variable);
  if (slope === null || contains(slope, variable)) return null;
  if (evaluateReal(slope)?.abs().gt(1e-25) !== true) return null;
  const constant = substitute(expression, variable, ZERO);
  return { slope, constant: exactForm(constant) ?? constant };
}

function solvedFor({ slope, constant }: Line, value: Expression): Expression {
  return tidyAround(["Divide", ["Add", value, ["Negate", constant]], slope], "Power");
}

function ofMonomials(difference: Expression, variable: string): Expression[] | null {
  const terms = termsOf(difference, 1);
  const signed = ({ part, sign }: { part: Expression; sign: 1 | -1 }): Expression =>
    sign === 1 ? part : ["Negate", part];
  const special = terms.filter(({ part }) => hasSpecial(part, variable));
  const rest: Expression = [
    "Add",
    ZERO,
    ...terms.filter((term) => !special.includes(term)).map(signed),
  ];
  const [first, second, ...more] = special;
  if (first === undefined || more.length > 0) return null;
  const other: Expression =
    second === undefined ? ["Negate", rest] : ["Negate", ["Add", signed(second), rest]];
  const simple = exactForm(rest);
  if (second !== undefined && !(simple !== null && isNumber(simple) && simple.num === "0"))
    return null;
  const logarithmic = second === undefined ? fromLogarithm(signed(first), other, variable) : null;
  const a = logarithmic?.[0] ?? monomialOf(signed(first), variable);
  const b =
    logarithmic?.[1] ??
    monomialOf(
      second === undefined ? (exactForm(other) ?? other) : ["Negate", signed(second)],
      variable,
    );
  return a === null || b === null ? null : solveMonomials(a, b);
}

/** k log(L) = R means L = e^(R/k), for the lines L and R. */
function fromLogarithm(
  term: Expression,
  other: Expression,
  variable: string,
): [Monomial, Monomial] | null {
  let factor: Expression = ONE;
  let node = term;
  for (let depth = 0; depth < 4 && !["Ln", "Lg", "Lb"].includes(headOf(node)); depth++) {
    const parts = argumentsOf(node);
    const inner = parts.filter((part) => contains(part, variable));
    const [next] = inner;
    if (inner.length !== 1 || next === undefined) return null;
    const constants = parts.filter((part) => part !== next);
    if (headOf(node) === "Negate") factor = ["Negate", factor];
    else if (headOf(node) === "Multiply") factor = ["Multiply", factor, ...constants];
    else if (headOf(node) === "Divide" && parts[0] === next)
      factor = ["Divide", factor, parts[1] as Expression];
    else return null;
    node = next;
  }
  if (!["Ln", "Lg", "Lb"].includes(headOf(node)) || argumentsOf(node).length !== 1) return null;
  if (headOf(node) !== "Ln")
    factor = ["Divide", factor, ["Ln", integer(headOf(node) === "Lg" ? 10 : 2)]];
  const exponent: Expression = ["Divide", other, factor];
  const a = monomialOf(argumentsOf(node)[0] as Expression, variable);
  const b = monomialOf(["Power", "ExponentialE", exactForm(exponent) ?? exponent], variable);
  return a === null || b === null || a.power !== 1 ? null : [a, b];
}

function hasSpecial(expression: Expression, variable: string): boolean {
  if (!contains(expression, variable)) return false;
  const head = headOf(expression);
  const [, exponent] = argumentsOf(expression);
  return (
    ["Exp", "Ln", "Lg", "Lb"].includes(head) ||
    (head === "Power" && exponent !== undefined && contains(exponent, variable)) ||
    argumentsOf(expression).some((part) => hasSpecial(part, variable))
  );
}

function termsOf(expression: Expression, sign: 1 | -1): { part: Expression; sign: 1 | -1 }[] {
  const parts = argumentsOf(expression);
  if (headOf(expression) === "Add") return parts.flatMap((part) => termsOf(part, sign));
  if (headOf(expression) === "Negate") return termsOf(parts[0] as Expression, sign === 1 ? -1 : 1);
  return [{ part: expression, sign }];
}

function monomialOf(expression: Expression, variable: string): Monomial | null {
  if (!contains(expression, variable))
    return { factor: expression, shift: null, power: 0, slope: ZERO };
  const parts = argumentsOf(expression);
  switch (headOf(expression)) {
    case "Negate":
      return scaledBy(monomialOf(parts[0] as Expression, variable), integer(-1));
    case "Multiply":
      return parts
        .map((part) => monomialOf(part, variable))
        .reduce((a, b) => product(a, b, 1), monomialOf(ONE, variable));
    case "Divide":
      return product(
        monomialOf(parts[0] as Expression, variable),
        monomialOf(parts[1] as Expression, variable),
        -1,
      );
    case "Exp":
      return exponential("ExponentialE", parts[0] as Expression, variable);
    case "Power": {
      const [base, exponent] = parts as [Expression, Expression];
      if (!contains(base, variable)) return exponential(base, exponent, variable);
      const times = rationalOf(exponent);
      const inner = monomialOf(base, variable);
      if (inner === null || times === null || times.d !== 1n || times.n > 12n) return null;
      let result = monomialOf(ONE, variable);
      for (let k = 0n; k < times.n; k++) result = product(result, inner, Number(times.s));
      return result;
    }
    default: {
      const line = lineOf(expression, variable);
      if (line === null) return null;
      const shift: Expression = ["Divide", line.constant, line.slope];
      return { factor: line.slope, shift: exactForm(shift) ?? shift, power: 1, slope: ZERO };
    }
  }
}

function exponential(base: Expression, exponent: Expression, variable: string): Monomial | null {
  const line = lineOf(exponent, variable);
  if (line === null || (base !== "ExponentialE" && evaluateReal(base)?.gt(0) !== true)) return null;
  const slope: Expression =
    base === "ExponentialE" ? line.slope : ["Multiply", line.slope, ["Ln", base]];
  return {
    factor: ["Power", base, line.constant],
    shift: null,
    power: 0,
    slope: exactForm(slope) ?? slope,
  };
}

function scaledBy(monomial: Monomial | null, factor: Expression): Monomial | null {
  return monomial === null ? null : { ...monomial, factor: ["Multiply", factor, monomial.factor] };
}

/** a b or a / b; null where they hold powers of different lines. */
function product(a: Monomial | null, b: Monomial | null, sign: number): Monomial | null {
  if (a === null || b === null) return null;
  if (a.shift !== null && b.shift !== null) {
    const gap = exactForm(["Add", a.shift, ["Negate", b.shift]]);
    if (gap === null || !isNumber(gap) || gap.num !== "0") return null;
  }
  const slope: Expression = ["Add", a.slope, sign === 1 ? b.slope : ["Negate", b.slope]];
  return {
    factor: [sign === 1 ? "Multiply" : "Divide", a.factor, b.factor],
    shift: a.shift ?? b.shift,
    power: a.power + sign * b.power,
    slope: exactForm(slope) ?? slope,
  };
}

function solveMonomials(a: Monomial, b: Monomial): Expression[] | null {
  const quotient = product(a, b, -1);
  if (quotient === null || quotient.shift === null || quotient.power === 0) return null;
  const sign = Math.sign(quotient.power);
  const n = Math.abs(quotient.power);
  // (x + s)^n e^(c x) = d.
  const s = quotient.shift;
  const slope: Expression = sign === 1 ? quotient.slope : ["Negate", quotient.slope];
  const c = exactForm(slope) ?? slope;
  const right: Expression = sign === 1 ? ["Divide", ONE, quotient.factor] : quotient.factor;
  const d = exactForm(right) ?? right;
  const [cValue, dValue] = [evaluateReal(c), evaluateReal(d)];
  if (cValue === null || dValue === null) return null;
  if (cValue.abs().lt(1e-25) || dValue.abs().lt(1e-25)) return null;
  const isNegative = dValue.isNegative();
  if (n % 2 === 0 && isNegative) return [];
  const size: Expression = isNegative ? ["Negate", d] : d;
  const root: Expression = n === 1 ? size : ["Power", size, ["Divide", ONE, integer(n)]];
  const radicals: Expression[] =
    n % 2 === 0 ? [root, ["Negate", root]] : [isNegative ? ["Negate", root] : root];
  // With y = (c/n)(x + s), y e^y = (c/n) root e^(c s/n).
  const rate: Expression = ["Divide", c, integer(n)];
  const found: Expression[] = [];
  for (const radical of radicals) {
    const z: Expression = [
      "Multiply",
      rate,
      radical,
      ["Power", "ExponentialE", ["Multiply", rate, s]],
    ];
    const branches = branchesAt(exactForm(z) ?? z);
    if (branches === null) return null;
    for (const y of branches)
      found.push(tidyAround(["Add", ["Divide", y, rate], ["Negate", s]], "LambertW"));
  }
  return found;
}
