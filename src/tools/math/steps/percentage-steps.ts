import { Fraction } from "fraction.js";
import { endingDecimal } from "../exact/ending-decimal.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { type Expression, headOf, isNumber } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import type { PodSubject } from "../pods/pod-maker.ts";
import type { MathQuery } from "../read/math-query.ts";
import type { PercentageChange, PercentageReading } from "../read/percentage-reading.ts";
import { checkSameValue, type StepChain } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

const HUNDRED: Expression = { num: "100" };

/** Percentages: a share, a change, changes in a row, the whole of a part, the value before a change. */
export const percentageSteps: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: (subject) => quotientIn(subject.query) !== null || readingIn(subject.query) !== null,
  work: (subject, chain) => {
    const { query } = subject;
    const reading = readingIn(query);
    const isWorked =
      query.kind === "percentage"
        ? workQuotient(query.part, query.whole, chain)
        : reading !== null && work(reading, chain);
    if (isWorked && isAnswer(chain, subject)) chain.finish();
  },
};

function readingIn(query: MathQuery): PercentageReading | null {
  return query.kind === "evaluate" ? (query.percentage ?? null) : null;
}

function quotientIn(query: MathQuery): Fraction | null {
  return query.kind === "percentage" ? fractionOf(["Divide", query.part, query.whole]) : null;
}

/** The last line has the value that was answered. */
function isAnswer(chain: StepChain, { query, outcome }: PodSubject): boolean {
  const last = chain.lastShown;
  if (last === null || outcome.value.kind === "none") return false;
  const expected: Expression | null =
    query.kind === "percentage"
      ? ["Multiply", ["Divide", query.part, query.whole], HUNDRED]
      : "expression" in query
        ? (query.expression as Expression)
        : null;
  return expected !== null && checkSameValue(last, expected) !== null;
}

/** A number as a decimal where it ends, else as a fraction. */
function decimal(value: Fraction): Expression {
  const text = endingDecimal(value);
  if (text === null || text.length > 15) return fractionExpression(value);
  return text.startsWith("-") ? ["Negate", { num: text.slice(1) }] : { num: text };
}

const valueOf = (expression: Expression): Expression => {
  const value = fractionOf(expression);
  return value === null ? expression : decimal(value);
};

/** part / whole as a percentage; the part may be a difference, as in a change. */
function workQuotient(part: Expression, whole: Expression, chain: StepChain): boolean {
  const isChange = headOf(part) === "Add" && !isNumber(part);
  const amount = valueOf(part);
  if (isChange)
    chain.add({
      rule: "difference",
      text: { en: "The change is the difference of the two values.", zh: "变化量等于两数之差。" },
      hint: { en: "By how much does the value change?", zh: "变化了多少？" },
      shown: ["Equal", part, amount],
      check: checkSameValue(part, amount),
    });
  const base = valueOf(whole);
  const share: Expression = ["Divide", amount, base];
  chain.add({
    rule: "divide-by-whole",
    text: isChange
      ? {
          en: "Divide by the value before the change: a change is measured against what was there first.",
          zh: "除以变化前的数：变化率以原来的数为基准。",
        }
      : { en: "Divide the part by the whole.", zh: "用部分除以整体。" },
    hint: isChange
      ? { en: "Which of the two values is the base?", zh: "以哪个数为基准？" }
      : { en: "Which part of the whole is it?", zh: "它占整体的几分之几？" },
    shown: share,
    check: checkSameValue(["Divide", part, whole], share),
  });
  const times: Expression = ["Multiply", share, HUNDRED];
  const percent = valueOf(times);
  return chain.add({
    rule: "as-percentage",
    text: { en: "Times 100 gives per cent.", zh: "乘以 100 化为百分数。" },
    hint: { en: "How does a fraction become a percentage?", zh: "怎样把分数化为百分数？" },
    shown: percent,
    plain: `${printPlain(percent)}%`,
    latex: `${printLatex(percent)}\\%`,
    check: checkSameValue(times, percent),
  });
}

function work(reading: PercentageReading, chain: StepChain): boolean {
  switch (reading.kind) {
    case "share":
      return workShare(reading.rate, reading.whole, chain);
    case "changes":
      return workChanges(reading.start, reading.changes, chain);
    case "whole":
      return workWhole(reading.part, reading.rate, chain);
    case "before":
      return workBefore(reading.after, reading.changes, chain);
  }
}

const hundredths = (rate: string): Expression => ["Divide", { num: rate }, HUNDRED];
const rateOf = (rate: string): Expression => valueOf(hundredths(rate));

function addRate(rate: string, chain: StepChain): Expression {
  const value = rateOf(rate);
  chain.add({
    rule: "per-cent",
    text: {
      en: `Per cent means hundredths: ${rate}% = ${rate}/100.`,
      zh: `百分数就是百分之几：${rate}% = ${rate}/100。`,
    },
    hint: { en: `What does ${rate}% mean as a number?`, zh: `${rate}% 写成数是多少？` },
    shown: ["Equal", hundredths(rate), value],
    check: checkSameValue(hundredths(rate), value),
  });
  return value;
}

function addValue(line: Expression, rule: string, chain: StepChain): Expression {
  const value = valueOf(line);
  chain.add({
    rule,
    text: { en: "Work it out.", zh: "计算结果。" },
    hint: { en: "What is the result?", zh: "结果是多少？" },
    shown: value,
    check: checkSameValue(line, value),
  });
  return value;
}

function workShare(rate: string, whole: Expression, chain: StepChain): boolean {
  const share = addRate(rate, chain);
  const line: Expression = ["Multiply", share, whole];
  chain.add({
    rule: "share",
    text: {
      en: '"Of" is a product: the rate times the whole.',
      zh: "“的”就是乘：用百分率乘以整体。",
    },
    hint: { en: 'Which operation stands for "of"?', zh: "“的”对应什么运算？" },
    shown: line,
    check: checkSameValue(["Multiply", hundredths(rate), whole], line),
  });
  addValue(line, "multiply", chain);
  return chain.isOpen;
}

function changeFactor({ rate, isIncrease }: PercentageChange): Expression {
  const share = hundredths(rate);
  return ["Add", { num: "1" }, isIncrease ? share : ["Negate", share]];
}

function addFactor(change: PercentageChange, chain: StepChain): Expression {
  const factor = changeFactor(change);
  const value = valueOf(factor);
  const { rate, isIncrease } = change;
  chain.add({
    rule: "growth-factor",
    text: isIncrease
      ? {
          en: `An increase of ${rate}% leaves the whole and adds ${rate}% of it.`,
          zh: `增加 ${rate}% 就是在原来的基础上再加 ${rate}%。`,
        }
      : {
          en: `A decrease of ${rate}% leaves what remains of the whole after ${rate}% is taken away.`,
          zh: `减少 ${rate}% 就是从原来的整体中去掉 ${rate}%。`,
        },
    hint: {
      en: "By which number is the value before multiplied?",
      zh: "相当于原来的数乘以多少？",
    },
    shown: ["Equal", factor, value],
    check: checkSameValue(factor, value),
  });
  return value;
}

function workChanges(
  start: Expression,
  changes: readonly PercentageChange[],
  chain: StepChain,
): boolean {
  let current = start;
  for (const [index, change] of changes.entries()) {
    const line: Expression = ["Multiply", current, addFactor(change, chain)];
    chain.add({
      rule: "apply-change",
      text:
        index === 0
          ? { en: "Multiply the value by this factor.", zh: "用原来的数乘以这个数。" }
          : {
              en: "The next change is measured against the new value, not the first one.",
              zh: "后一次变化以前一次的结果为基准，而不是最初的数。",
            },
      hint: { en: "Which value does this change start from?", zh: "这次变化以哪个数为基准？" },
      shown: line,
      check: checkSameValue(["Multiply", current, changeFactor(change)], line),
    });
    current = addValue(line, "multiply", chain);
  }
  return chain.isOpen;
}

function workWhole(part: Expression, rate: string, chain: StepChain): boolean {
  return workBackwards(addRate(rate, chain), part, hundredths(rate), chain);
}

function workBefore(
  after: Expression,
  changes: readonly PercentageChange[],
  chain: StepChain,
): boolean {
  const factors = changes.map((change) => addFactor(change, chain));
  const written: Expression =
    factors.length === 1 ? (factors[0] as Expression) : ["Multiply", ...factors];
  const own = changes.map(changeFactor);
  return workBackwards(
    written,
    after,
    own.length === 1 ? (own[0] as Expression) : ["Multiply", ...own],
    chain,
  );
}

/** x times the factor is known: x is the known value over the factor, and the factor gives it back. */
function workBackwards(
  factor: Expression,
  known: Expression,
  exact: Expression,
  chain: StepChain,
): boolean {
  const times: Expression = ["Multiply", "x", factor];
  chain.add({
    rule: "unknown-whole",
    text: {
      en: "Call the value that is asked for x. Times this factor it is the given value.",
      zh: "设所求的数为 x，它乘以这个数等于已知的数。",
    },
    hint: {
      en: "Write down what is known of the value that is asked for.",
      zh: "写出关于所求数的等式。",
    },
    shown: ["Equal", times, known],
    check: checkSameValue(["Multiply", "x", exact], times),
  });
  const line: Expression = ["Divide", known, factor];
  chain.add({
    rule: "divide",
    text: {
      en: "Divide by the factor; do not take the percentage of the given value.",
      zh: "除以这个数；不能直接取已知数的百分之几。",
    },
    hint: { en: "How is the multiplication undone?", zh: "怎样逆运算？" },
    shown: ["Equal", "x", line],
    check: checkSameValue(["Multiply", line, factor], known),
  });
  const value = valueOf(line);
  chain.add({
    rule: "evaluate",
    text: {
      en: `Work it out. The check: ${printPlain(["Multiply", value, factor])} = ${printPlain(known)}.`,
      zh: `计算结果。检验：${printPlain(["Multiply", value, factor])} = ${printPlain(known)}。`,
    },
    hint: { en: "What is the result? Check it by multiplying.", zh: "结果是多少？用乘法检验。" },
    shown: value,
    check: checkSameValue(["Multiply", value, exact], known),
  });
  return chain.isOpen;
}
