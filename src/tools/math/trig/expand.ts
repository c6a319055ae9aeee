import { Fraction } from "fraction.js";
import { choose } from "../exact/combinatorial-numbers.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isFunction,
  mapHeads,
  ONE,
} from "../expression/expression.ts";
import { type Angle, angleOf } from "./angle.ts";

const HYPERBOLIC: Readonly<Record<string, string>> = { Sinh: "Sin", Cosh: "Cos", Tanh: "Tan" };
const LARGEST_MULTIPLE = 40;

/** Sine and cosine of an angle, or their hyperbolic relatives. */
interface Pair {
  readonly sine: Expression;
  readonly cosine: Expression;
}

/**
 * Circular and hyperbolic functions of sums and of whole multiples, written with functions of the single
 * parts by the addition theorems (DLMF 4.21.2, 4.21.6, 4.35.1); products are left to be multiplied out.
 */
export function expandTrigonometry(expression: Expression): Expression {
  return mapHeads(expression, (node) => {
    const head = headOf(node);
    const circular = HYPERBOLIC[head] ?? head;
    if (!["Sin", "Cos", "Tan"].includes(circular)) return node;
    const angle = angleOf(argumentsOf(node)[0] as Expression);
    if (isSingle(angle)) return node;
    const isHyperbolic = head !== circular;
    if (circular === "Tan") return tangentOf([...angle.values()], isHyperbolic) ?? node;
    const pair = pairOf(angle, isHyperbolic);
    return pair === null ? node : circular === "Sin" ? pair.sine : pair.cosine;
  });
}

function isSingle(angle: Angle): boolean {
  const [only, ...rest] = [...angle.values()];
  return rest.length === 0 && (only === undefined || only.factor.n === 1n || only.factor.d !== 1n);
}

function pairOf(angle: Angle, isHyperbolic: boolean): Pair | null {
  let all: Pair | null = null;
  for (const { base, factor } of angle.values()) {
    const next = multiple(base, factor, isHyperbolic);
    if (next === null) return null;
    all = all === null ? next : sum(all, next, isHyperbolic);
  }
  return all;
}

function sum(a: Pair, b: Pair, isHyperbolic: boolean): Pair {
  const cross: Expression = ["Multiply", a.sine, b.sine];
  return {
    sine: ["Add", ["Multiply", a.sine, b.cosine], ["Multiply", a.cosine, b.sine]],
    cosine: ["Add", ["Multiply", a.cosine, b.cosine], isHyperbolic ? cross : ["Negate", cross]],
  };
}

/** (c + s)^n by the binomial theorem, even powers of s in the cosine and odd ones in the sine. */
function multiple(base: Expression, factor: Fraction, isHyperbolic: boolean): Pair | null {
  const [sinHead, cosHead] = isHyperbolic ? ["Sinh", "Cosh"] : ["Sin", "Cos"];
  const n = Number(factor.n);
  if (factor.d !== 1n || n === 1) {
    const part: Expression =
      factor.d === 1n ? base : ["Multiply", ["Divide", integer(n), integer(factor.d)], base];
    return signed({ sine: [sinHead as string, part], cosine: [cosHead as string, part] }, factor);
  }
  if (n > LARGEST_MULTIPLE) return null;
  const terms = (parity: number): Expression => {
    const parts: Expression[] = [];
    for (let k = parity; k <= n; k += 2) {
      const product: Expression[] = [integer(choose(n, k))];
      if (n > k) product.push(power([cosHead as string, base], n - k));
      if (k > 0) product.push(power([sinHead as string, base], k));
      const isNegative = !isHyperbolic && Math.floor(k / 2) % 2 === 1;
      const term: Expression = ["Multiply", ...product];
      parts.push(isNegative ? ["Negate", term] : term);
    }
    return parts.length === 1 ? (parts[0] as Expression) : ["Add", ...parts];
  };
  return signed({ sine: terms(1), cosine: terms(0) }, factor);
}

function signed({ sine, cosine }: Pair, factor: Fraction): Pair {
  return { sine: factor.compare(0) < 0 ? ["Negate", sine] : sine, cosine };
}

function power(base: Expression, exponent: number): Expression {
  return exponent === 1 ? base : ["Power", base, integer(exponent)];
}

/** tan of a sum as a quotient of sums of products of tangents. */
function tangentOf(
  terms: readonly { readonly base: Expression; readonly factor: Fraction }[],
  isHyperbolic: boolean,
): Expression | null {
  let [over, under]: [Expression, Expression] = [integer(0), ONE];
  for (const { base, factor } of terms) {
    const count = Number(factor.n);
    if (factor.d !== 1n || count > 8) return null;
    const single: Expression = [isHyperbolic ? "Tanh" : "Tan", base];
    const t: Expression = factor.compare(0) < 0 ? ["Negate", single] : single;
    for (let k = 0; k < count; k++) {
      const cross: Expression = ["Multiply", over, t];
      [over, under] = [
        ["Add", over, ["Multiply", t, under]],
        ["Add", under, isHyperbolic ? cross : ["Negate", cross]],
      ];
    }
  }
  return ["Divide", over, under];
}

/** Does the expression hold a circular or hyperbolic function of a sum or a multiple? */
export function hasCompoundAngle(expression: Expression): boolean {
  if (!isFunction(expression)) return false;
  const isCircular = /^(?:Sin|Cos|Tan)h?$/.test(headOf(expression));
  return (
    (isCircular && !isSingle(angleOf(argumentsOf(expression)[0] as Expression))) ||
    argumentsOf(expression).some(hasCompoundAngle)
  );
}
