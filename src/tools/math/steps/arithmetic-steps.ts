import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { checkSameValue, type Words } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

const MOST_STEPS = 40;

/** Arithmetic with whole numbers, fractions and decimals, one operation at a time, brackets first. */
export const arithmeticSteps: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: ({ query }) =>
    (query.kind === "evaluate" || query.kind === "simplify") &&
    variablesOf(query.expression).length === 0 &&
    operationsIn(query.expression) > 1 &&
    fractionOf(query.expression) !== null,
  work: ({ query }, chain) => {
    if (query.kind !== "evaluate" && query.kind !== "simplify") return;
    let current = query.expression;
    for (let count = 0; count < MOST_STEPS && chain.isOpen; count++) {
      const next = nextOperation(current);
      if (next === null) break;
      const shown = tidySigns(next.result);
      chain.add({ ...next.words, shown, check: checkSameValue(current, shown) });
      current = shown;
    }
    if (isValue(current)) chain.finish();
  },
};

function operationsIn(expression: Expression): number {
  const head = headOf(expression);
  const here = head === "" || head === "Negate" || isValue(expression) ? 0 : 1;
  return argumentsOf(expression).reduce((sum, part) => sum + operationsIn(part), here);
}

/** A number, perhaps negative, or a fraction in lowest terms. */
function isValue(expression: Expression): boolean {
  if (isNumber(expression)) return true;
  const parts = argumentsOf(expression);
  if (headOf(expression) === "Negate") return isValue(parts[0] as Expression);
  if (headOf(expression) !== "Divide") return false;
  const value = fractionOf(expression);
  return value !== null && printPlain(fractionExpression(value)) === printPlain(expression);
}

interface Operation {
  readonly result: Expression;
  readonly words: { readonly rule: string; readonly text: Words; readonly hint: Words };
}

/** The innermost operation that comes first: powers, then products and quotients, then sums. */
function nextOperation(expression: Expression): Operation | null {
  if (isValue(expression)) return null;
  const head = headOf(expression);
  const parts = argumentsOf(expression);
  for (const [index, part] of parts.entries()) {
    const inner = nextOperation(part);
    if (inner !== null)
      return {
        ...inner,
        result: [head, ...parts.map((old, other) => (other === index ? inner.result : old))],
      };
  }
  if (parts.length === 0) return null;
  // Of a long sum or product the first two parts are taken together.
  const isLong = (head === "Add" || head === "Multiply") && parts.length > 2;
  const taken: Expression = isLong ? [head, ...parts.slice(0, 2)] : expression;
  const value = fractionOf(taken);
  if (value === null) return null;
  const done = fractionExpression(value);
  const shown = `${printPlain(taken)} = ${printPlain(done)}`;
  return {
    result: isLong ? [head, done, ...parts.slice(2)] : done,
    words: {
      rule: RULES[head] ?? "evaluate",
      text: { en: `${shown}.`, zh: `${shown}。` },
      hint: {
        en: `Which operation comes first? Look at ${printPlain(taken)}.`,
        zh: `先算哪一步？看 ${printPlain(taken)}。`,
      },
    },
  };
}

const RULES: Readonly<Record<string, string>> = {
  Add: "add",
  Multiply: "multiply",
  Divide: "divide",
  Power: "power",
  Factorial: "factorial",
};
