import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  substitute,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";

const MOST_ROUNDS = 6;
const MARK = "__root";

interface Root {
  readonly node: Expression;
  readonly degree: number;
}

/** The square and cube roots that stand in an expression, each once. */
function rootsIn(expression: Expression, found = new Map<string, Root>()): Map<string, Root> {
  const degree = degreeOf(expression);
  if (degree !== null) found.set(printPlain(expression), { node: expression, degree });
  else for (const part of argumentsOf(expression)) rootsIn(part, found);
  return found;
}

function degreeOf(node: Expression): number | null {
  if (headOf(node) === "Sqrt") return 2;
  if (headOf(node) !== "Power") return null;
  const exponent = fractionOf(argumentsOf(node)[1] as Expression);
  return exponent !== null &&
    exponent.n === 1n &&
    exponent.s > 0n &&
    (exponent.d === 2n || exponent.d === 3n)
    ? Number(exponent.d)
    : null;
}

/** An expression that the denominator is multiplied by to lose one root; null where its place is not simple. */
function conjugate(under: Expression, { node, degree }: Root): Expression | null {
  const [constant, slope] = [coefficient(under, node, 0), coefficient(under, node, 1)];
  if (constant === null || slope === null) return null;
  const term: Expression = ["Multiply", slope, node];
  if (degree === 2) return ["Add", constant, ["Negate", term]];
  return [
    "Add",
    ["Power", constant, integer(2)],
    ["Negate", ["Multiply", constant, term]],
    ["Power", term, integer(2)],
  ];
}

/** The part without the root, or the factor of its first power; null where other powers stand. */
function coefficient(under: Expression, node: Expression, power: 0 | 1): Expression | null {
  const marked = replace(under, printPlain(node));
  const at = (value: Expression): Expression | null => exactForm(substitute(marked, MARK, value));
  const [zero, one, two] = [at(integer(0)), at(integer(1)), at(integer(2))];
  if (zero === null || one === null || two === null) return null;
  const slope = exactForm(["Add", one, ["Negate", zero]]);
  const again = exactForm(["Add", two, ["Negate", one]]);
  if (slope === null || again === null || printPlain(slope) !== printPlain(again)) return null;
  return power === 0 ? zero : slope;
}

function replace(expression: Expression, key: string): Expression {
  if (printPlain(expression) === key) return MARK;
  const parts = argumentsOf(expression);
  return parts.length === 0
    ? expression
    : [headOf(expression), ...parts.map((part) => replace(part, key))];
}

/** The quotient with square and cube roots brought out of its denominator, one after the other. */
export function rationalizeDenominator(expression: Expression): Expression | null {
  if (headOf(expression) === "Add") {
    const parts = argumentsOf(expression).map((part) =>
      rootsIn(part).size > 0 && headOf(part) === "Divide" ? rationalizeDenominator(part) : part,
    );
    return parts.includes(null) ? null : exactForm(["Add", ...(parts as Expression[])]);
  }
  let [over, under] =
    headOf(expression) === "Divide"
      ? (argumentsOf(expression) as [Expression, Expression])
      : [expression, integer(1)];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const [root] = [...rootsIn(under).values()];
    if (root === undefined) {
      const quotient: Expression = ["Divide", over, under];
      const whole = exactForm(quotient);
      return whole !== null &&
        (headOf(whole) !== "Divide" || rootsIn(argumentsOf(whole)[1] as Expression).size === 0)
        ? whole
        : quotient;
    }
    const factor = conjugate(under, root);
    const [nextOver, nextUnder] =
      factor === null
        ? [null, null]
        : [exactForm(["Multiply", over, factor]), exactForm(["Multiply", under, factor])];
    if (nextOver === null || nextUnder === null) return null;
    [over, under] = [nextOver, nextUnder];
  }
  return null;
}
