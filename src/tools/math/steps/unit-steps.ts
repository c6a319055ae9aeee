import { Fraction } from "fraction.js";
import { endingDecimal } from "../exact/ending-decimal.ts";
import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { argumentsOf, type Expression, headOf, isSymbol } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { QuantityQuery } from "../read/quantity-query.ts";
import { measure } from "../units/quantity.ts";
import { unitFactors, type UnitFactor } from "../units/unit-factors.ts";
import { factorExpression, isSameDimension, type Unit } from "../units/unit.ts";
import type { StepChain, StepCheck } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

/** Conversions of units, one factor after the other; temperatures through kelvin. */
export const unitSteps: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: ({ query }) =>
    query.kind === "quantity" && query.target !== null && measuresOf(query) !== null,
  work: ({ query, outcome }, chain) => {
    if (query.kind !== "quantity" || query.target === null) return;
    const measures = measuresOf(query);
    if (measures === null || outcome.value.kind !== "quantity") return;
    const { target } = query;
    const [first] = measures;
    if (first === undefined) return;
    if (first.unit.zero !== null || target.zero !== null)
      return measures.length === 1 ? workScale(first, target, chain) : undefined;
    const values: Expression[] = [];
    for (const item of measures) {
      const value = workFactors(item, target, chain);
      if (value === null) return;
      values.push(value);
    }
    if (values.length === 1 || addMeasures(values, query, target, chain)) chain.finish();
  },
};

/** "5 km": a number and its unit. */
interface Measure {
  readonly amount: Expression;
  readonly unit: Unit;
}

/** A number times a unit, or a sum of such; null for anything else. */
function measuresOf({ expression, units }: QuantityQuery): Measure[] | null {
  const terms = headOf(expression) === "Add" ? argumentsOf(expression) : [expression];
  const found = terms.map((term): Measure | null => {
    const isNegative = headOf(term) === "Negate";
    const bare = isNegative ? (argumentsOf(term)[0] as Expression) : term;
    const [amount, symbol, more] = argumentsOf(bare);
    if (headOf(bare) !== "Multiply" || amount === undefined || symbol === undefined) return null;
    const unit = isSymbol(symbol) ? units[symbol] : undefined;
    if (more !== undefined || unit === undefined || fractionOf(amount) === null) return null;
    return { amount: isNegative ? ["Negate", amount] : amount, unit };
  });
  return found.includes(null) ? null : (found as Measure[]);
}

const DEFINED: Omit<NonNullable<StepCheck>, "detail"> = {
  grade: "exact-check",
  method: "unit-definitions",
};

/** The number in the target unit is right when both are the same in SI units. */
function checkUnits(value: Expression, { amount, unit }: Measure, target: Unit): StepCheck {
  const measured = measure(["Multiply", amount, "U_1"], { U_1: unit });
  if (measured.kind === "refused" || !isSameDimension(unit.dimension, target.dimension))
    return null;
  const back: Expression = ["Multiply", value, factorExpression(target)];
  return decideEqual(back, measured.value).verdict === "proved"
    ? {
        ...DEFINED,
        detail: "Both sides are the same number of SI units, by the definitions of the units.",
      }
    : null;
}

const tidy = (value: Expression): Expression => {
  const exact = fractionOf(value);
  return exact === null ? (exactForm(value) ?? value) : fractionExpression(exact);
};

/** A number as people write it: its decimal where that ends. */
function shownNumber(value: Expression): { plain: string; latex: string } {
  const exact = fractionOf(value);
  const decimal = exact === null ? null : endingDecimal(exact);
  if (decimal !== null && decimal.length <= 24) return { plain: decimal, latex: decimal };
  const approximate = evaluateReal(value)?.toSignificantDigits(7).toString();
  const about = approximate === undefined ? "" : ` ≈ ${approximate}`;
  return {
    plain: `${printPlain(value)}${about}`,
    latex: `${printLatex(value)}${about.replace("≈", "\\approx")}`,
  };
}

const inLatex = (unit: string): string =>
  `\\mathrm{${unit.replace(/[%#&_]/g, "\\$&").replaceAll("*", "\\cdot ")}}`;
const withUnit = (value: Expression, unit: string): { plain: string; latex: string } => {
  const { plain, latex } = shownNumber(value);
  return { plain: `${plain} ${unit}`, latex: `${latex}\\ ${inLatex(unit)}` };
};

function workFactors(item: Measure, target: Unit, chain: StepChain): Expression | null {
  const factors = unitFactors(item.unit, target);
  for (const { from, to, fromUnit, toUnit, number } of factors)
    chain.add({
      rule: "unit-definition",
      text: {
        en: `By definition 1 ${from} is ${shownNumber(number).plain} ${to}.`,
        zh: `按定义，1 ${from} = ${shownNumber(number).plain} ${to}。`,
      },
      hint: { en: `How many ${to} are 1 ${from}?`, zh: `1 ${from} 等于多少 ${to}？` },
      shown: number,
      plain: `1 ${from} = ${shownNumber(number).plain} ${to}`,
      latex: `1\\ ${inLatex(from)} = ${shownNumber(number).latex}\\ ${inLatex(to)}`,
      check: checkUnits(number, { amount: { num: "1" }, unit: fromUnit }, toUnit),
    });
  const product: Expression = [
    "Multiply",
    item.amount,
    ...factors.map(({ number, power }): Expression =>
      power === 1 ? number : ["Power", number, { num: String(power) }],
    ),
  ];
  const start = withUnit(item.amount, item.unit.text);
  chain.add({
    rule: "multiply-factors",
    text: {
      en: "Multiply by the factors, each of which is 1 written with two units; the old units cancel.",
      zh: "乘以换算因子，每个因子都是用两种单位写成的 1，原来的单位被约去。",
    },
    hint: {
      en: "By which fractions equal to 1 must it be multiplied so that the old units cancel?",
      zh: "乘以哪些等于 1 的分数，才能约去原来的单位？",
    },
    shown: product,
    plain: [start.plain, ...factors.map(plainFactor)].join(" * "),
    latex: [start.latex, ...factors.map(latexFactor)].join(" \\cdot "),
    check: checkUnits(product, item, target),
  });
  const value = tidy(product);
  const isTaken = chain.add({
    rule: "evaluate",
    text: { en: "Work it out.", zh: "计算结果。" },
    hint: { en: "What is the number?", zh: "这个数是多少？" },
    shown: value,
    ...withUnit(value, target.text),
    check: checkUnits(value, item, target),
  });
  return isTaken ? value : null;
}

function plainFactor({ from, to, number, power }: UnitFactor): string {
  const size = Math.abs(power);
  const sides = [`${shortNumber(number)} ${to}`, `1 ${from}`];
  const text = power > 0 ? `(${sides[0]} / ${sides[1]})` : `(${sides[1]} / ${sides[0]})`;
  return size === 1 ? text : `${text}^${size}`;
}

function latexFactor({ from, to, number, power }: UnitFactor): string {
  const sides = [`${shownExact(number)}\\ ${inLatex(to)}`, `1\\ ${inLatex(from)}`] as const;
  const [above, below] = power > 0 ? sides : [sides[1], sides[0]];
  const text = `\\frac{${above}}{${below}}`;
  const size = Math.abs(power);
  return size === 1 ? text : `\\left(${text}\\right)^{${size}}`;
}

const shortNumber = (value: Expression): string => {
  const exact = fractionOf(value);
  const decimal = exact === null ? null : endingDecimal(exact);
  return decimal ?? printPlain(value);
};
const shownExact = (value: Expression): string => {
  const exact = fractionOf(value);
  return (exact === null ? null : endingDecimal(exact)) ?? printLatex(value);
};

/** Several measures in one unit added up. */
function addMeasures(
  values: readonly Expression[],
  { expression, units }: QuantityQuery,
  target: Unit,
  chain: StepChain,
): boolean {
  const total = tidy(["Add", ...values]);
  const measured = measure(expression, units);
  const isRight =
    measured.kind === "measured" &&
    decideEqual(["Multiply", total, factorExpression(target)], measured.value).verdict === "proved";
  return chain.add({
    rule: "add-measures",
    text: { en: "Add what now has the same unit.", zh: "单位相同后相加。" },
    hint: { en: "What is the sum in one unit?", zh: "统一单位后的和是多少？" },
    shown: total,
    ...withUnit(total, target.text),
    check: isRight
      ? {
          ...DEFINED,
          detail: "The whole is the same number of SI units, by the definitions of the units.",
        }
      : null,
  });
}

/** Degrees of a scale: to kelvin, K = (t - zero) * factor, and from there. */
function workScale(item: Measure, target: Unit, chain: StepChain): void {
  const { amount, unit } = item;
  if (!isSameDimension(unit.dimension, target.dimension)) return;
  const zeroOf = ({ zero }: Unit): Expression => fractionExpression(zero ?? new Fraction(0));
  const kelvin: Expression = [
    "Multiply",
    ["Add", amount, ["Negate", zeroOf(unit)]],
    fractionExpression(unit.factor),
  ];
  const inKelvin = tidy(kelvin);
  const exact = (shown: Expression, goal: Expression): StepCheck =>
    decideEqual(shown, goal).verdict === "proved"
      ? { ...DEFINED, detail: "By the definition of the scale, worked out exactly." }
      : null;
  if (unit.zero !== null)
    chain.add({
      rule: "to-kelvin",
      text: {
        en: `Absolute zero is ${shortNumber(zeroOf(unit))} ${unit.text}, and one degree is ${shortNumber(fractionExpression(unit.factor))} K: count from there.`,
        zh: `绝对零度是 ${shortNumber(zeroOf(unit))} ${unit.text}，每一度为 ${shortNumber(fractionExpression(unit.factor))} K，从绝对零度算起。`,
      },
      hint: { en: "How far is it above absolute zero?", zh: "比绝对零度高多少？" },
      shown: inKelvin,
      ...withUnit(inKelvin, "K"),
      check: exact(inKelvin, kelvin),
    });
  const goal: Expression = [
    "Add",
    ["Divide", kelvin, fractionExpression(target.factor)],
    zeroOf(target),
  ];
  const value = tidy(goal);
  const isTaken =
    target.zero === null ||
    chain.add({
      rule: "from-kelvin",
      text: {
        en: `In ${target.text}: divide by ${shortNumber(fractionExpression(target.factor))} K a degree and count from absolute zero, which is ${shortNumber(zeroOf(target))} ${target.text}.`,
        zh: `换成 ${target.text}：除以每度 ${shortNumber(fractionExpression(target.factor))} K，再从绝对零度 ${shortNumber(zeroOf(target))} ${target.text} 算起。`,
      },
      hint: { en: "Where does the other scale begin?", zh: "另一种温标从哪里算起？" },
      shown: value,
      ...withUnit(value, target.text),
      check: exact(value, goal),
    });
  if (isTaken) chain.finish();
}
