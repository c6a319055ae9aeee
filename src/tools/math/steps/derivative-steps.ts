import { AnsatzError } from "../../../core/errors.ts";
import { exactForm } from "../exact/exact-form.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  mapHeads,
  ONE,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { parseExpression } from "../read/parse.ts";
import { type AppliedRule, isMarked, rewriteOneKind } from "./rewrite-one-kind.ts";
import { checkSameValue, type StepChain, type StepCheck, type Words } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

const MOST_STEPS = 30;

/** Derivatives rule by rule, from the outside inwards. */
export const derivativeSteps: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: ({ query }) =>
    query.kind === "differentiate" && query.order === 1 && query.at === null,
  work: ({ query, outcome }, chain) => {
    if (query.kind !== "differentiate") return;
    const { expression, variable } = query;
    const answer =
      outcome.value.kind === "expression" ? parseExpression(outcome.value.plain).expression : null;
    workDerivative(["D", expression, variable], variable, chain, answer);
  },
};

/** Adds the steps that work a derivative out, and one that brings it into the form of the answer. */
function workDerivative(
  start: Expression,
  variable: string,
  chain: StepChain,
  answer: Expression | null,
): void {
  let current = start;
  for (let count = 0; count < MOST_STEPS && isMarked(current, "D") && chain.isOpen; count++) {
    const next = rewriteOneKind(current, "D", ORDER, (part) => ruleFor(part, variable));
    if (next === null) return;
    const shown = withShortExponents(tidySigns(next.result));
    const { text, hint } = RULES[next.rule] as Rule;
    chain.add({ rule: next.rule, text, hint, shown, check: checkSameDerivative(current, shown) });
    current = shown;
  }
  if (isMarked(current, "D")) return;
  const final = answer ?? exactForm(current) ?? current;
  if (printPlain(final) !== printPlain(current))
    chain.add({
      rule: "simplify",
      text: { en: "Simplify.", zh: "化简。" },
      hint: { en: "Can the result be written more simply?", zh: "结果还能化简吗？" },
      shown: final,
      check: checkSameValue(current, final),
    });
  chain.finish();
}

/** `x^(3 - 1)` as `x^2`. */
export function withShortExponents(expression: Expression): Expression {
  return tidySigns(
    mapHeads(expression, (node) => {
      const exponent = node[2];
      if (node[0] !== "Power" || exponent === undefined || variablesOf(exponent).length > 0)
        return node;
      return ["Power", node[1] as Expression, exactForm(exponent) ?? exponent];
    }),
  );
}

/** Both lines, with the derivatives left in them worked out by separate rules, have the same value. */
function checkSameDerivative(before: Expression, after: Expression): StepCheck {
  try {
    return checkSameValue(workedOut(before), workedOut(after));
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}

function workedOut(expression: Expression): Expression {
  return mapHeads(expression, (node) =>
    node[0] === "D" ? differentiate(node[1] as Expression, node[2] as string) : node,
  );
}

function ruleFor(part: Expression, variable: string): AppliedRule | null {
  const body = argumentsOf(part)[0] as Expression;
  const d = (u: Expression): Expression => ["D", u, variable];
  const parts = argumentsOf(body);
  const head = headOf(body);
  const [first, second] = parts as [Expression, Expression];
  if (!contains(body, variable)) return { rule: "constant", result: ZERO };
  if (body === variable) return { rule: "variable", result: ONE };
  if (head === "Add") return { rule: "sum", result: ["Add", ...parts.map(d)] };
  if (head === "Negate") return { rule: "sum", result: ["Negate", d(first)] };
  if (head === "Multiply") {
    const constants = parts.filter((factor) => !contains(factor, variable));
    const others = parts.filter((factor) => contains(factor, variable));
    if (constants.length > 0)
      return {
        rule: "constant-factor",
        result: [
          "Multiply",
          ...constants,
          d(others.length === 1 ? (others[0] as Expression) : ["Multiply", ...others]),
        ],
      };
    return {
      rule: "product",
      result: [
        "Add",
        ...parts.map((_, index): Expression => [
          "Multiply",
          ...parts.map((factor, other) => (other === index ? d(factor) : factor)),
        ]),
      ],
    };
  }
  if (head === "Divide") {
    if (!contains(second, variable))
      return { rule: "constant-factor", result: ["Divide", d(first), second] };
    return {
      rule: "quotient",
      result: [
        "Divide",
        ["Add", ["Multiply", d(first), second], ["Negate", ["Multiply", first, d(second)]]],
        ["Power", second, { num: "2" }],
      ],
    };
  }
  return powerOrFunction(body, variable);
}

function powerOrFunction(body: Expression, variable: string): AppliedRule | null {
  const parts = argumentsOf(body);
  const head = headOf(body);
  const [first, second] = parts as [Expression, Expression];
  const isPower = head === "Power" && !contains(second, variable);
  const isExponential = head === "Power" && !contains(first, variable);
  const inner = isExponential ? second : first;
  if (head === "Power" && !isPower && !isExponential) return null;
  if (parts.length > 1 && head !== "Power") return null;
  const name = "innerPart";
  const outside: Expression = isExponential
    ? ["Power", first, name]
    : isPower
      ? ["Power", name, second]
      : [head, name];
  let outer: Expression;
  try {
    outer = tidySigns(substitute(differentiate(outside, name), name, inner));
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
  if (inner === variable)
    return { rule: isPower ? "power" : isExponential ? "exponential" : "table", result: outer };
  return {
    rule: "chain",
    result: ["Multiply", outer, ["D", inner, variable]],
  };
}

interface Rule {
  readonly text: Words;
  readonly hint: Words;
}

/** Structural rules first, so that each line has one idea. */
const ORDER = [
  "sum",
  "constant-factor",
  "product",
  "quotient",
  "chain",
  "power",
  "exponential",
  "table",
  "variable",
  "constant",
] as const;

const RULES: Readonly<Record<string, Rule>> = {
  sum: {
    text: {
      en: "The derivative of a sum is the sum of the derivatives: (u + v)' = u' + v'.",
      zh: "和的导数等于导数的和：(u + v)' = u' + v'。",
    },
    hint: { en: "Differentiate a sum term by term.", zh: "对和逐项求导。" },
  },
  "constant-factor": {
    text: {
      en: "A constant factor stays: (c u)' = c u'.",
      zh: "常数因子可以提出：(c u)' = c u'。",
    },
    hint: { en: "Which factors do not depend on the variable?", zh: "哪些因子与变量无关？" },
  },
  product: {
    text: {
      en: "Product rule: (u v)' = u' v + u v'.",
      zh: "乘积法则：(u v)' = u' v + u v'。",
    },
    hint: {
      en: "This is a product. Which rule is for products?",
      zh: "这是乘积，应使用什么法则？",
    },
  },
  quotient: {
    text: {
      en: "Quotient rule: (u/v)' = (u' v - u v')/v^2.",
      zh: "商法则：(u/v)' = (u' v - u v')/v^2。",
    },
    hint: {
      en: "This is a quotient. Which rule is for quotients?",
      zh: "这是商，应使用什么法则？",
    },
  },
  chain: {
    text: {
      en: "Chain rule: the derivative of the outer function at the inner one, times the derivative of the inner one.",
      zh: "链式法则：外层函数在内层处的导数乘以内层函数的导数。",
    },
    hint: {
      en: "What is the outer function, and what is inside it?",
      zh: "外层函数是什么？内层函数是什么？",
    },
  },
  power: {
    text: { en: "Power rule: (x^n)' = n x^(n-1).", zh: "幂函数求导：(x^n)' = n x^(n-1)。" },
    hint: { en: "Use the power rule.", zh: "使用幂函数的求导公式。" },
  },
  exponential: {
    text: {
      en: "Exponential function: (a^x)' = a^x ln(a), and (e^x)' = e^x.",
      zh: "指数函数求导：(a^x)' = a^x ln(a)，(e^x)' = e^x。",
    },
    hint: { en: "How is an exponential function differentiated?", zh: "指数函数怎样求导？" },
  },
  table: {
    text: {
      en: "Use the known derivative of the elementary function.",
      zh: "使用基本初等函数的导数公式。",
    },
    hint: {
      en: "Which derivative from the table is needed?",
      zh: "需要导数表中的哪个公式？",
    },
  },
  variable: {
    text: { en: "The derivative of the variable itself is 1.", zh: "自变量的导数为 1。" },
    hint: { en: "What is the derivative of the variable?", zh: "自变量的导数是多少？" },
  },
  constant: {
    text: { en: "The derivative of a constant is 0.", zh: "常数的导数为 0。" },
    hint: { en: "What is the derivative of a constant?", zh: "常数的导数是多少？" },
  },
};
