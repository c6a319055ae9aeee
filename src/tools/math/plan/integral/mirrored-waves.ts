import { exactForm } from "../../exact/exact-form.ts";
import { fractionOf } from "../../exact/fraction-of.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  isFunction,
  mapHeads,
  ONE,
  substitute,
} from "../../expression/expression.ts";
import { printPlain } from "../../expression/print-plain.ts";
import { linearIn } from "../../integrate/linear.ts";

/** What sine, cosine and tangent are a quarter turn on. */
const QUARTER_ON: Readonly<Record<string, (u: Expression) => Expression>> = {
  Sin: (u) => ["Cos", u],
  Cos: (u) => ["Negate", ["Sin", u]],
  Tan: (u) => ["Negate", ["Divide", ONE, ["Tan", u]]],
};
const ODD: ReadonlySet<string> = new Set(["Sin", "Tan"]);

/**
 * Sines, cosines and tangents of q pi/2 ± u by those of u, and the tangent of an odd multiple of pi/4 ± u by
 * its addition theorem (DLMF 4.21.4, table 4.16.3).
 */
export function withoutQuarterTurns(expression: Expression, variable: string): Expression {
  return mapHeads(expression, (node) => {
    const head = headOf(node);
    if (QUARTER_ON[head] === undefined) return node;
    const linear = linearIn(argumentsOf(node)[0] as Expression, variable);
    if (linear === null) return node;
    const eighths = fractionOf(["Divide", ["Multiply", { num: "4" }, linear.offset], "Pi"]);
    const slope = fractionOf(linear.slope);
    if (eighths === null || slope === null || eighths.d !== 1n) return node;
    const isMirrored = slope.compare(0) < 0;
    const u = exactForm([
      "Multiply",
      isMirrored ? ["Negate", linear.slope] : linear.slope,
      variable,
    ]);
    if (u === null) return node;
    const quarters = (((eighths.valueOf() / 2) % 4) + 4) % 4;
    const plain: Expression = [head, u];
    const signed: Expression = isMirrored && ODD.has(head) ? ["Negate", plain] : plain;
    if (!Number.isInteger(quarters)) {
      if (head !== "Tan") return node;
      const isFalling = quarters % 2 === 1.5;
      const sum: Expression = ["Divide", ["Add", ONE, signed], ["Add", ONE, ["Negate", signed]]];
      return isFalling ? ["Negate", ["Divide", ONE, sum]] : sum;
    }
    return turnedBy(quarters, head, u, isMirrored);
  });
}

/** head(q pi/2 ± u), turn by turn; a minus sign inside is taken out at the end. */
function turnedBy(quarters: number, head: string, u: Expression, isMirrored: boolean): Expression {
  let result: Expression = [head, u];
  for (let k = 0; k < quarters; k++)
    result = mapHeads(result, (node) =>
      QUARTER_ON[headOf(node)] === undefined
        ? node
        : (QUARTER_ON[headOf(node)] as (u: Expression) => Expression)(u),
    );
  if (!isMirrored) return result;
  return mapHeads(result, (node) => (ODD.has(headOf(node)) ? ["Negate", node] : node));
}

/**
 * The exact form with every function that is no algebraic operation as a letter of its own, e^(-u) as the
 * reciprocal of e^u. What is equal for any letters is equal; null where there is no short form.
 */
export function algebraicForm(expression: Expression, variable: string): Expression | null {
  const letters = new Map<string, { letter: string; written: Expression }>();
  const letterFor = (written: Expression): Expression => {
    const key = printPlain(written);
    const known = letters.get(key);
    if (known !== undefined) return known.letter;
    const letter = `__g${letters.size}`;
    letters.set(key, { letter, written });
    return letter;
  };
  const replace = (node: Expression): Expression => {
    if (!isFunction(node) || !contains(node, variable)) return node;
    const [base, exponent] = argumentsOf(node) as [Expression, Expression];
    if (headOf(node) === "Power" && contains(exponent, variable)) {
      if (contains(base, variable)) return letterFor(node);
      const turned = exactForm(["Negate", exponent]);
      const other: Expression | null = turned === null ? null : ["Power", base, turned];
      return other !== null && (headOf(exponent) === "Negate" || letters.has(printPlain(other)))
        ? ["Divide", ONE, letterFor(other)]
        : letterFor(node);
    }
    if (headOf(node) === "Power" && fractionOf(exponent) === null)
      // Such a power has a positive base where it is continuous.
      return headOf(base) === "Divide" && printPlain(argumentsOf(base)[0] as Expression) === "1"
        ? ["Divide", ONE, letterFor(["Power", argumentsOf(base)[1] as Expression, exponent])]
        : letterFor(node);
    return ALGEBRAIC.has(headOf(node))
      ? [node[0], ...argumentsOf(node).map(replace)]
      : letterFor(node);
  };
  let form = exactForm(replace(expression));
  if (form === null) return null;
  for (const { letter, written } of letters.values()) form = substitute(form, letter, written);
  return form;
}

const ALGEBRAIC: ReadonlySet<string> = new Set("Add Multiply Negate Divide Power Sqrt".split(" "));
