import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  mapHeads,
  substitute,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { expandTrigonometry } from "./expand.ts";
import { reduceTrigonometry } from "./reduce.ts";
import { sumToProduct } from "./sum-to-product.ts";

const CIRCULAR = /^(?:Sin|Cos|Tan|Cot|Sec|Csc)h?$/;
/** A name that no variable can have. */
const MARK = "__wave";

interface Waves {
  readonly marked: Expression;
  readonly nodes: readonly Expression[];
}

/** Circular functions replaced by names, so that the rest is a polynomial in them. */
function markWaves(expression: Expression): Waves {
  const nodes: Expression[] = [];
  const keys = new Map<string, number>();
  const marked = mapHeads(expression, (node) => {
    if (!CIRCULAR.test(headOf(node))) return node;
    const key = printPlain(node);
    const index = keys.get(key) ?? nodes.length;
    if (!keys.has(key)) {
      keys.set(key, index);
      nodes.push(node);
    }
    return `${MARK}${index}`;
  });
  return { marked, nodes };
}

function unmark(expression: Expression, nodes: readonly Expression[]): Expression {
  return nodes.reduce<Expression>(
    (result, node, index) => substitute(result, `${MARK}${index}`, node),
    expression,
  );
}

/** The polynomial in its circular functions multiplied out; null where it is none. */
export function multiplyOut(expression: Expression): Expression | null {
  const { marked, nodes } = markWaves(expression);
  const exact = exactForm(marked);
  return exact === null ? null : tidySigns(unmark(exact, nodes));
}

/** Even powers of one of sine and cosine written with the other, and multiplied out. */
function withPythagoras(expression: Expression, gone: "Sin" | "Cos"): Expression | null {
  const kept = gone === "Sin" ? "Cos" : "Sin";
  return multiplyOut(
    mapHeads(expression, (node) => {
      const [base, exponent] = argumentsOf(node) as [Expression, Expression?];
      const isPower = headOf(node) === "Power" && base !== undefined && headOf(base) === gone;
      const n =
        isPower && typeof exponent === "object" && "num" in exponent ? Number(exponent.num) : 0;
      if (!Number.isInteger(n) || n < 2 || n > 40) return node;
      const argument = argumentsOf(base)[0] as Expression;
      const square: Expression = [
        "Add",
        integer(1),
        ["Negate", ["Power", [kept, argument], integer(2)]],
      ];
      const even: Expression = ["Power", square, integer(Math.floor(n / 2))];
      return n % 2 === 0 ? even : ["Multiply", even, base];
    }),
  );
}

/** The expression with functions of sums and multiples written with the single angles, multiplied out. */
export function expandedWaves(expression: Expression): Expression | null {
  return multiplyOut(expandTrigonometry(expression));
}

/** The expanded form with even powers of cosines, or of sines, written with the other function. */
export function expandedIn(expression: Expression, kept: "Sin" | "Cos"): Expression | null {
  const expanded = expandedWaves(expression);
  return expanded === null ? null : withPythagoras(expanded, kept === "Sin" ? "Cos" : "Sin");
}

/** Other ways to write an expression with circular functions, each to be proved and weighed. */
export function waveForms(expression: Expression): Expression[] {
  if (!holdsWaves(expression)) return [];
  const expanded = expandedWaves(expression);
  const forms = [
    reduceTrigonometry(expression),
    sumToProduct(expression),
    expanded,
    ...[expanded, multiplyOut(expression)].flatMap((form) =>
      form === null ? [] : [withPythagoras(form, "Sin"), withPythagoras(form, "Cos")],
    ),
  ];
  return forms.filter((form) => form !== null);
}

function holdsWaves(expression: Expression): boolean {
  return /^(?:Sin|Cos)$/.test(headOf(expression)) || argumentsOf(expression).some(holdsWaves);
}
