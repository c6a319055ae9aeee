import { Fraction } from "fraction.js";
import { chebyshev } from "./chebyshev.ts";
import { argumentsOf, type Expression, headOf, mapHeads } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { angleOf } from "../trig/angle.ts";
import { scaled } from "../exact/to-expression.ts";

/** How cosines of a multiple are written: by the cosine, or by the sine where that can be done. */
export type AngleForm = "cosine" | "sine" | "both";

const CIRCULAR = new Set(["Sin", "Cos"]);
const MOST_MULTIPLE = 6;

export interface MultipleAngles {
  readonly result: Expression;
  /** "cos(2*x) = 2*cos(x)^2 - 1" for every function that was rewritten. */
  readonly notes: readonly string[];
}

/**
 * Sines and cosines of 2u, 3u, … written with those of u, where an expression has several multiples of one
 * angle, or the answer has a part of its angle; null where it has not.
 */
export function withSingleAngle(
  expression: Expression,
  form: AngleForm,
  answer: Expression = expression,
): MultipleAngles | null {
  const found = new Map<string, { base: Expression; factor: Fraction }>();
  let isMixed = false;
  const collect = (node: Expression): void => {
    if (CIRCULAR.has(headOf(node)) || headOf(node) === "Tan") {
      const terms = [...angleOf(argumentsOf(node)[0] as Expression).values()];
      const [term, more] = terms;
      if (term === undefined || more !== undefined) isMixed = true;
      else found.set(JSON.stringify(argumentsOf(node)[0]), term);
      return;
    }
    argumentsOf(node).forEach(collect);
  };
  collect(expression);
  collect(answer);
  const angles = [...found.values()];
  const [first] = angles;
  if (isMixed || first === undefined || angles.length < 2) return null;
  if (angles.some(({ base }) => printPlain(base) !== printPlain(first.base))) return null;
  const unit = angles.reduce((gcd, { factor }) => gcd.gcd(factor.abs()), new Fraction(0));
  const times = (inside: Expression): number | null => {
    const angle = found.get(JSON.stringify(inside));
    const value = angle?.factor.div(unit);
    return value === undefined || value.d !== 1n ? null : Number(value.s * value.n);
  };
  if (angles.some(({ factor }) => factor.div(unit).abs().compare(MOST_MULTIPLE) > 0)) return null;
  const angle = scaled(unit, first.base);
  const notes = new Set<string>();
  const result = mapHeads(expression, (node) => {
    if (!CIRCULAR.has(headOf(node))) return node;
    const k = times(argumentsOf(node)[0] as Expression);
    if (k === null || k < 2) return node;
    const written = multiple(headOf(node), k, angle, form);
    notes.add(`${printPlain(node)} = ${printPlain(written)}`);
    return written;
  });
  return notes.size === 0 ? null : { result, notes: [...notes] };
}

function multiple(head: string, k: number, angle: Expression, form: AngleForm): Expression {
  const [sine, cosine]: [Expression, Expression] = [
    ["Sin", angle],
    ["Cos", angle],
  ];
  if (head === "Cos") {
    if (k === 2 && form === "both")
      return ["Add", ["Power", cosine, { num: "2" }], ["Negate", ["Power", sine, { num: "2" }]]];
    if (k === 2 && form === "sine")
      return [
        "Add",
        { num: "1" },
        ["Negate", ["Multiply", { num: "2" }, ["Power", sine, { num: "2" }]]],
      ];
    return chebyshev("first", k, cosine);
  }
  if (k % 2 === 1 && form === "sine") {
    // sin(k u) is the polynomial of the first kind in sin(u), with the sign of i^(k - 1).
    const written = chebyshev("first", k, sine);
    return k % 4 === 1 ? written : chebyshev("first", k, sine, -1);
  }
  if (k === 2) return ["Multiply", { num: "2" }, sine, cosine];
  return ["Multiply", sine, chebyshev("second", k - 1, cosine)];
}
