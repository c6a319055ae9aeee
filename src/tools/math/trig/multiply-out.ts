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
import { waveQuotient } from "./wave-quotient.ts";

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
export function waveForms(expression: Expression): WaveForms {
  if (!holdsWaves(expression)) return { forms: [], isSettled: false, isWhole: false };
  const quotient = waveQuotient(expression);
  const expanded = expandedWaves(expression);
  const forms = [
    reduceTrigonometry(expression),
    sumToProduct(expression),
    expanded,
    ...[expanded, multiplyOut(expression)].flatMap((form) =>
      form === null ? [] : [withPythagoras(form, "Sin"), withPythagoras(form, "Cos")],
    ),
  ];
  const all = [...forms, ...(quotient === null ? [] : [quotient, ...quotientForms(quotient)])];
  const found = all.filter((form) => form !== null);
  // What divides without a rest is shown as a short sum and not as the quotient that was asked about.
  const isWhole =
    quotient !== null &&
    dividesByWaves(expression) &&
    !dividesByWaves(quotient) &&
    argumentsOf(quotient).length <= MOST_TERMS;
  return {
    forms: isWhole ? found.filter((form) => !dividesByWaves(form)) : found,
    isSettled: quotient !== null,
    isWhole,
  };
}

const MOST_TERMS = 3;

function dividesByWaves(expression: Expression): boolean {
  const parts = argumentsOf(expression);
  return (
    (headOf(expression) === "Divide" && holdsWaves(parts[1] as Expression)) ||
    parts.some(dividesByWaves)
  );
}

export interface WaveForms {
  readonly forms: readonly Expression[];
  /** The expression is one quotient of polynomials in waves, here in lowest terms: engines know nothing shorter. */
  readonly isSettled: boolean;
  /** These forms have no waves below, and the expression had: it is no form beside them. */
  readonly isWhole: boolean;
}

/** Multiple angles above and below written with the single one. */
function quotientForms(quotient: Expression): Expression[] {
  const [over, under] = argumentsOf(quotient) as [Expression, Expression];
  if (headOf(quotient) !== "Divide")
    return [sumToProduct(quotient)].filter((form) => form !== null);
  return (["Sin", "Cos"] as const).flatMap((kept) => {
    const [above, below] = [over, under].map((side) => expandedIn(side, kept) ?? side);
    const form = multiplyOut(["Divide", above as Expression, below as Expression]);
    return form === null ? [] : [form];
  });
}

function holdsWaves(expression: Expression): boolean {
  return CIRCULAR.test(headOf(expression)) || argumentsOf(expression).some(holdsWaves);
}
