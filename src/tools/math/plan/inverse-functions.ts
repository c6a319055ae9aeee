import { exactForm } from "../exact/exact-form.ts";
import { expandTrigonometry } from "../trig/expand.ts";
import { argumentsOf, type Expression, headOf, isFunction, ONE } from "../expression/expression.ts";

/** The legs and the hypotenuse: sine = side/slant, cosine = base/slant. */
interface Triangle {
  readonly side: Expression;
  readonly base: Expression;
  readonly slant: Expression;
}

const root = (u: Expression, sign: 1 | -1): Expression => {
  const square: Expression = ["Power", u, { num: "2" }];
  return ["Sqrt", ["Add", ONE, sign > 0 ? square : ["Negate", square]]];
};

const CIRCULAR: Readonly<Record<string, (u: Expression) => Triangle>> = {
  Arcsin: (u) => ({ side: u, base: root(u, -1), slant: ONE }),
  Arccos: (u) => ({ side: root(u, -1), base: u, slant: ONE }),
  Arctan: (u) => ({ side: u, base: ONE, slant: root(u, 1) }),
};
const HYPERBOLIC: Readonly<Record<string, (u: Expression) => Triangle>> = {
  Arsinh: (u) => ({ side: u, base: root(u, 1), slant: ONE }),
  Artanh: (u) => ({ side: u, base: ONE, slant: root(u, -1) }),
};

type Corner = keyof Triangle;
const QUOTIENTS: Readonly<Record<string, readonly [Corner, Corner]>> = {
  Sin: ["side", "slant"],
  Cos: ["base", "slant"],
  Tan: ["side", "base"],
  Cot: ["base", "side"],
  Sec: ["slant", "base"],
  Csc: ["slant", "side"],
};

/** Circular and hyperbolic functions of their inverse functions, as in sin(acos(x)), as roots; null where there is none. */
export function ofInverseFunctions(expression: Expression): Expression | null {
  let isChanged = false;
  const rewrite = (node: Expression): Expression => {
    if (!isFunction(node)) return node;
    const parts = argumentsOf(node).map(rewrite);
    const found = quotient(headOf(node), parts[0]);
    if (found !== null) isChanged = true;
    return found ?? [node[0], ...parts];
  };
  const rewritten = rewrite(expandTrigonometry(expression));
  return isChanged ? (exactForm(rewritten) ?? rewritten) : null;
}

function quotient(head: string, inner: Expression | undefined): Expression | null {
  if (inner === undefined) return null;
  const isHyperbolic = head.endsWith("h");
  const triangle = (isHyperbolic ? HYPERBOLIC : CIRCULAR)[headOf(inner)];
  const sides = QUOTIENTS[isHyperbolic ? head.slice(0, -1) : head];
  if (triangle === undefined || sides === undefined) return null;
  const corners = triangle(argumentsOf(inner)[0] as Expression);
  const [over, under] = sides.map((corner) => corners[corner]) as [Expression, Expression];
  return under === ONE ? over : ["Divide", over, under];
}
