import type { Decimal } from "decimal.js";
import { type Expression, integer } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import type { Certificate } from "../../../core/truth.ts";
import { EXACT } from "../plan/candidates.ts";
import type { PaymentPlan } from "../read/payment-plan.ts";
import type { PodContent, PodMaker, PodSubject } from "./pod-maker.ts";

const MOST_PERIODS = 1_200;
const MOST_ROWS = 16;
/** Far below a cent, far above what rounding of forty digits leaves. */
const CLOSE = 1e-12;

/** A loan payment by payment, or an amount as it grows; long plans leave out periods between. */
export const paymentPlanPod: PodMaker = {
  id: "payment-plan",
  title: { en: "Period by period", zh: "逐期明细" },
  speed: "quick",
  appliesTo: (subject) => planOf(subject) !== null,
  make: (subject) => {
    const plan = planOf(subject);
    if (plan === null) return null;
    const count = evaluateReal(plan.periods)?.toNumber() ?? 0;
    if (!Number.isInteger(count) || count < 1 || count > MOST_PERIODS) return null;
    return plan.kind === "loan"
      ? loanTable(plan, count, subject.isChinese)
      : growthTable(plan, count, subject.isChinese);
  },
};

function planOf({ query }: PodSubject): PaymentPlan | null {
  return query.kind === "money" ? (query.plan ?? null) : null;
}

/** The first three, the last, and evenly spaced ones between; whole years where periods are months. */
function shownPeriods(count: number): number[] {
  if (count <= MOST_ROWS) return Array.from({ length: count }, (_, index) => index + 1);
  const year = count % 12 === 0 ? 12 : 1;
  const step = year * Math.ceil(count / year / (MOST_ROWS - 5));
  const between: number[] = [];
  for (let period = step; period < count; period += step) between.push(period);
  return [...new Set([1, 2, 3, ...between, count])].toSorted((a, b) => a - b);
}

const cents = (value: Decimal): string => value.toFixed(2);

const certificateOf = (isChinese: boolean): Certificate => ({
  grade: "exact-check",
  method: "two-ways",
  detail: isChinese
    ? "每一行都由公式求得，并与逐期递推的结果一致（相差远小于一分）。显示到分，计算中不舍入。"
    : "Each row was worked out by the formula and agrees with the recurrence from period to period, to far less than a cent. Shown to the cent; nothing is rounded on the way.",
  engines: [EXACT],
});

function loanTable(
  { principal, rate }: Extract<PaymentPlan, { kind: "loan" }>,
  count: number,
  isChinese: boolean,
): PodContent | null {
  const [start, r] = [evaluateReal(principal), evaluateReal(rate)];
  if (start === null || r === null) return null;
  const growth: Expression = ["Add", integer(1), rate];
  const isFree = r.isZero();
  const payment = evaluateReal(
    isFree
      ? ["Divide", principal, integer(count)]
      : [
          "Divide",
          ["Multiply", principal, rate],
          ["Add", integer(1), ["Negate", ["Power", growth, integer(-count)]]],
        ],
  );
  if (payment === null) return null;
  const balanceAfter = (period: number): Decimal | null => {
    const power = evaluateReal(["Power", growth, integer(period)]);
    if (power === null) return null;
    return isFree
      ? start.sub(payment.mul(period))
      : start.mul(power).sub(payment.mul(power.sub(1)).div(r));
  };
  const wanted = new Set(shownPeriods(count));
  const rows: string[][] = [];
  let balance = start;
  for (let period = 1; period <= count; period++) {
    const interest = balance.mul(r);
    const repaid = payment.sub(interest);
    balance = balance.sub(repaid);
    if (!wanted.has(period)) continue;
    const byFormula = balanceAfter(period);
    if (byFormula === null || byFormula.sub(balance).abs().gt(start.abs().mul(CLOSE))) return null;
    const left = balance.abs().lt(start.abs().mul(CLOSE)) ? balance.mul(0) : balance;
    rows.push([String(period), cents(payment), cents(interest), cents(repaid), cents(left)]);
  }
  if (balance.abs().gt(start.abs().mul(CLOSE))) return null;
  const total = payment.mul(count);
  return {
    plain: isChinese
      ? `共还 ${cents(total)}，其中利息 ${cents(total.sub(start))}。`
      : `Paid in all: ${cents(total)}, of which interest: ${cents(total.sub(start))}.`,
    table: [
      isChinese
        ? ["期", "还款", "利息", "本金", "余额"]
        : ["Period", "Payment", "Interest", "Repaid", "Balance"],
      ...rows,
    ],
    certificate: certificateOf(isChinese),
  };
}

function growthTable(
  { amount, rate, perYear }: Extract<PaymentPlan, { kind: "growth" }>,
  count: number,
  isChinese: boolean,
): PodContent | null {
  const [start, r] = [evaluateReal(amount), evaluateReal(rate)];
  if (start === null || r === null) return null;
  const wanted = new Set(shownPeriods(count));
  const rows: string[][] = [];
  let value = start;
  for (let period = 1; period <= count; period++) {
    const gained = value.mul(r);
    value = value.add(gained);
    if (!wanted.has(period)) continue;
    const power = evaluateReal(["Power", ["Add", integer(1), rate], integer(period)]);
    if (power === null || start.mul(power).sub(value).abs().gt(value.abs().mul(CLOSE))) return null;
    rows.push([String(period), cents(gained), cents(value)]);
  }
  const word = perYear === 1 ? (isChinese ? "年" : "Year") : isChinese ? "期" : "Period";
  return {
    plain: isChinese
      ? `利息合计 ${cents(value.sub(start))}。`
      : `Interest in all: ${cents(value.sub(start))}.`,
    table: [isChinese ? [word, "利息", "本利和"] : [word, "Interest", "Amount"], ...rows],
    certificate: certificateOf(isChinese),
  };
}
