import { isDeadEnd } from "../exact/deadline.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  mapHeads,
} from "../expression/expression.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { asFraction } from "../exact/rational-function.ts";
import { printPlain } from "../expression/print-plain.ts";

/** Whole steps further apart than this are not written out. */
const MAX_STEPS = 40;

/**
 * The expression with factorials, binomials and gammas as gammas, and gammas whose arguments differ by
 * whole numbers reduced to one by gamma(z + 1) = z gamma(z); gamma(1/2) becomes sqrt(pi). Null when
 * there is no gamma in it or the steps are too many.
 */
export function withOneGamma(expression: Expression): Expression | null {
  const anchors: Expression[] = [];
  let isPossible = true;
  const plain = mapHeads(expression, (node) => {
    const [first, second] = node.slice(1) as [Expression, Expression];
    const plusOne = (value: Expression): Expression => ["Add", value, { num: "1" }];
    if (node[0] === "Factorial") return ["Gamma", plusOne(first)];
    if (node[0] !== "Binomial") return node;
    const rest: Expression = ["Add", first, ["Negate", second]];
    return [
      "Divide",
      ["Gamma", plusOne(first)],
      ["Multiply", ["Gamma", plusOne(second)], ["Gamma", plusOne(rest)]],
    ];
  });
  const found = new Map<string, Expression>();
  const collect = (node: Expression): void => {
    if (headOf(node) === "Gamma" && argumentsOf(node).length === 1) {
      const argument = argumentsOf(node)[0] as Expression;
      found.set(printPlain(argument), argument);
    }
    argumentsOf(node).forEach(collect);
  };
  collect(plain);
  if (found.size === 0) return null;
  anchors.push({ num: "1" }, ["Divide", { num: "1" }, { num: "2" }]);
  const reduced = mapHeads(plain, (node) => {
    if (node[0] !== "Gamma" || node.length !== 2) return node;
    const argument = node[1] as Expression;
    for (const [index, anchor] of anchors.entries()) {
      const steps = wholeDifference(argument, anchor);
      if (steps === null) continue;
      if (Math.abs(steps) > MAX_STEPS || (index === 0 && steps < 0)) {
        isPossible = false;
        return node;
      }
      const base: Expression =
        index === 0 ? { num: "1" } : index === 1 ? ["Sqrt", "Pi"] : ["Gamma", anchor];
      const factors = Array.from({ length: Math.abs(steps) }, (_, k): Expression => [
        "Add",
        anchor,
        integer(steps > 0 ? k : -k - 1),
      ]);
      const product: Expression = ["Multiply", { num: "1" }, ...factors];
      return steps >= 0 ? ["Multiply", product, base] : ["Divide", base, product];
    }
    anchors.push(argument);
    return node;
  });
  return isPossible ? reduced : null;
}

function wholeDifference(a: Expression, b: Expression): number | null {
  if (isNumber(a) && isNumber(b)) {
    const difference = Number(a.num) - Number(b.num);
    return Number.isInteger(difference) ? difference : null;
  }
  try {
    const value = asFraction(new NormalForm().normalize(["Add", a, ["Negate", b]]));
    return value === null || value.d !== 1n ? null : Number(value.s * value.n);
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
