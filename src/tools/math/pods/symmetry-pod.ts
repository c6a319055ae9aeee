import { checkDeadline } from "../exact/deadline.ts";
import { exactForm } from "../exact/exact-form.ts";
import { type Expression, integer, substitute } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { periodOf } from "../solve/period.ts";
import { isDomainKept } from "./domain-guards.ts";
import type { PodMaker } from "./pod-maker.ts";
import { type Property, propertyTable } from "./property-table.ts";
import { type FunctionOfOne, functionOfOne } from "./subject-expression.ts";

const MOST_PARTS = 6;
/** Parts of a period that must be shown to be none. */
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23];

/** Whether a function is even or odd, and a period after which it repeats; only what was proved is said. */
export const symmetryPod: PodMaker = {
  id: "symmetry",
  title: { en: "Parity and period", zh: "奇偶性与周期" },
  speed: "slow",
  appliesTo: (subject) => functionOfOne(subject) !== null,
  make: (subject) => {
    const about = functionOfOne(subject);
    if (about === null) return null;
    const { isChinese } = subject;
    return propertyTable(
      [...parityOf(about, isChinese), ...periodsOf(about)],
      [
        "The function at -x, and moved by the period, was compared exactly with the function itself, and so was where it is defined.",
        "将函数在 -x 处的值以及平移一个周期后的值与原函数作了精确比较，并比较了定义域。",
      ],
      isChinese,
    );
  },
};

function parityOf({ expression, variable }: FunctionOfOne, isChinese: boolean): Property[] {
  const mirror = (part: Expression): Expression => substitute(part, variable, ["Negate", variable]);
  const even = decideEqual(mirror(expression), expression).verdict;
  const odd = decideEqual(mirror(expression), ["Negate", expression]).verdict;
  const words =
    even === "refuted" && odd === "refuted"
      ? (["neither even nor odd", "非奇非偶"] as const)
      : even === odd || !isDomainKept(expression, mirror)
        ? null
        : even === "proved"
          ? (["even: f(-x) = f(x)", "偶函数：f(-x) = f(x)"] as const)
          : odd === "proved"
            ? (["odd: f(-x) = -f(x)", "奇函数：f(-x) = -f(x)"] as const)
            : null;
  return words === null
    ? []
    : [{ name: ["Parity", "奇偶性"], value: words[isChinese ? 1 : 0], grade: "proved" }];
}

function periodsOf(about: FunctionOfOne): Property[] {
  const period = provedPeriod(about);
  // Of a constant, and where a shorter one holds or may hold, none is called the period.
  const isShortest =
    period !== null &&
    PRIMES.every((parts) => repeatsAfter(about, partOf(period, parts)) === "refuted");
  return isShortest
    ? [{ name: ["Period", "周期"], value: printPlain(period), grade: "proved" }]
    : [];
}

/** A period that was proved: the one that the circular functions show, or a part of it. There may be shorter ones. */
export function provedPeriod(about: FunctionOfOne): Expression | null {
  const { expression, variable } = about;
  const whole = periodOf(expression, variable);
  if (whole === null || evaluateReal(whole) === null) return null;
  for (let parts = MOST_PARTS; parts >= 1; parts--) {
    checkDeadline();
    const period = partOf(whole, parts);
    const isDomainSame = () =>
      parts === 1 || isDomainKept(expression, (inner) => moved(inner, variable, period));
    if (repeatsAfter(about, period) === "proved" && isDomainSame()) return period;
  }
  return null;
}

function partOf(period: Expression, parts: number): Expression {
  const part: Expression = ["Divide", period, integer(parts)];
  return exactForm(part) ?? part;
}

const moved = (part: Expression, variable: string, by: Expression): Expression =>
  substitute(part, variable, ["Add", variable, by]);

const repeatsAfter = ({ expression, variable }: FunctionOfOne, period: Expression) =>
  decideEqual(moved(expression, variable, period), expression).verdict;
