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
import { haveCommonDenominator, overCommonDenominator } from "./common-denominator.ts";
import { splitOperation, SPLIT_WORDS } from "./long-arithmetic.ts";
import { checkSameValue, type RuleWords, type Words } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

const MOST_STEPS = 40;

/** Arithmetic with whole numbers, fractions and decimals, one operation at a time, brackets first. */
export const arithmeticSteps: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: ({ query }) =>
    (query.kind === "evaluate" || query.kind === "simplify") &&
    variablesOf(query.expression).length === 0 &&
    operationsIn(query.expression) > 0 &&
    fractionOf(query.expression) !== null,
  work: ({ query }, chain) => {
    if (query.kind !== "evaluate" && query.kind !== "simplify") return;
    let current = query.expression;
    for (const line of splitOperation(current) ?? []) {
      const words = SPLIT_WORDS[line.rule] as RuleWords;
      if (!chain.add({ ...line, ...words, check: checkSameValue(current, line.shown) })) return;
      current = line.shown;
    }
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
  const parts = argumentsOf(expression);
  const isOne = head === "" || head === "Negate" || isValue(expression);
  const here = isOne ? 0 : Math.max(1, parts.length - 1);
  return parts.reduce((sum, part) => sum + operationsIn(part), here);
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
  const likeParts =
    head === "Add" &&
    haveCommonDenominator(parts[0] ?? "", parts[1] ?? "") &&
    !parts.slice(0, 2).every((part) => fractionOf(part)?.d === 1n);
  for (const [index, part] of likeParts ? [] : parts.entries()) {
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
  const [first, second] = parts;
  const like =
    head === "Add" && first !== undefined && second !== undefined
      ? overCommonDenominator(first, second)
      : null;
  if (like !== null) return commonDenominator(taken, like, parts.slice(2));
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

function commonDenominator(
  taken: Expression,
  like: readonly [Expression, Expression],
  rest: readonly Expression[],
): Operation {
  const shown = `${printPlain(taken)} = ${printPlain(["Add", ...like])}`;
  return {
    result: ["Add", ...like, ...rest],
    words: {
      rule: "common-denominator",
      text: {
        en: `Write the fractions over a common denominator: ${shown}.`,
        zh: `通分：${shown}。`,
      },
      hint: {
        en: "Which number do both denominators divide?",
        zh: "两个分母的公倍数是多少？",
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
