import type { Expression, NumberNode } from "../../expression/expression.ts";
import { add, minus, num, over, power, times } from "../formula.ts";
import type { MathQuery } from "../math-query.ts";
import type { PaymentPlan } from "../payment-plan.ts";
import type { Groups, QueryBuilder } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

const HUNDRED = num(100);
const MULTIPLIERS: Readonly<Record<string, string>> = {
  k: "1000",
  m: "1000000",
  million: "1000000",
  thousand: "1000",
  百: "100",
  千: "1000",
  万: "10000",
  百万: "1000000",
  亿: "100000000",
};

/** "300k", "$1,200.50", "100万", "¥5000" as a number. */
export function moneyOf(text: string): Expression | null {
  const found =
    /^[$€£¥￥]?\s*(?<digits>\d[\d,]*(?:\.\d+)?)\s*(?<scale>k|m|million|thousand|百万|百|千|万|亿)?\s*(?:dollars?|usd|eur|yuan|rmb|元|块)?$/iu.exec(
      text.trim(),
    )?.groups;
  if (found === undefined) return null;
  const amount = num((found["digits"] as string).replaceAll(",", ""));
  const scale = MULTIPLIERS[(found["scale"] ?? "").toLowerCase()];
  return scale === undefined ? amount : times(amount, num(scale));
}

export const rateOf = (text: string): Expression => over(num(text.replace(/\s*%$/, "")), HUNDRED);

/** Currency that the question names, for the answer. */
function currencyIn(text: string): string {
  if (/[$]|dollar|usd/i.test(text)) return "USD";
  if (/[¥￥元]|rmb|yuan/iu.test(text)) return "CNY";
  return /[€]|eur/i.test(text) ? "EUR" : "";
}

export const money = (expression: Expression, groups: Groups, plan?: PaymentPlan): MathQuery => ({
  kind: "money",
  expression,
  currency: currencyIn(Object.values(groups).join(" ")),
  ...(plan === undefined ? {} : { plan }),
});

function loan(groups: Groups, context: ReadingContext): MathQuery | null {
  const principal = moneyOf(groups["amount"] as string);
  if (principal === null) return null;
  const months = times(num(12), num(groups["years"] as string));
  const rate = over(rateOf(groups["rate"] as string), num(12));
  context.note({
    kind: "formula",
    text: "Equal monthly payments P*r/(1 - (1 + r)^-n), with r the yearly rate over 12 and n the number of months.",
  });
  const isFree = /^0*(?:\.0*)?%?$/.test(groups["rate"] as string);
  return money(
    isFree
      ? over(principal, months)
      : over(times(principal, rate), minus(num(1), power(add(num(1), rate), ["Negate", months]))),
    groups,
    { kind: "loan", principal, rate, periods: months },
  );
}

function growth(exponentSign: 1 | -1): QueryBuilder {
  return (groups, context) => {
    const amount = moneyOf(groups["amount"] as string);
    if (amount === null) return null;
    const word = (groups["period"] ?? "yearly").toLowerCase();
    if (/^continuous(?:ly)?$/.test(word))
      return withoutBreak(groups, amount, exponentSign, context);
    const timesAYear = Object.hasOwn(PERIODS, word) ? PERIODS[word] : undefined;
    if (timesAYear === undefined) return null;
    const perYear = num(timesAYear);
    const rate = over(rateOf(groups["rate"] as string), perYear);
    const periods = times(perYear, num(groups["years"] as string));
    context.note({ kind: "formula", text: `Interest is compounded ${word}.` });
    return money(
      times(amount, power(add(num(1), rate), exponentSign === 1 ? periods : ["Negate", periods])),
      groups,
      exponentSign === 1
        ? { kind: "growth", amount, rate, periods, perYear: Number((perYear as NumberNode).num) }
        : undefined,
    );
  };
}

/** Interest that is added at every moment: amount * e^(rate * years). */
function withoutBreak(
  groups: Groups,
  amount: Expression,
  exponentSign: 1 | -1,
  context: ReadingContext,
): MathQuery {
  context.note({ kind: "formula", text: "Interest is compounded continuously." });
  const exponent = times(rateOf(groups["rate"] as string), num(groups["years"] as string));
  return money(
    times(amount, power("ExponentialE", exponentSign === 1 ? exponent : ["Negate", exponent])),
    groups,
  );
}

/** Where a word is not among these, the question is not read: a wrong period is a wrong amount. */
const PERIODS: Readonly<Record<string, number>> = {
  yearly: 1,
  annually: 1,
  semiannually: 2,
  "semi-annually": 2,
  fortnightly: 26,
  quarterly: 4,
  monthly: 12,
  weekly: 52,
  daily: 365,
};

/** The price before a change by a percentage: price after over (1 ± rate). */
function original(groups: Groups): MathQuery | null {
  const after = moneyOf(groups["amount"] as string);
  if (after === null) return null;
  const share =
    groups["fold"] === undefined
      ? /increase|rise|markup|tax|raise|涨|提|加/iu.test(groups["word"] ?? "")
        ? add(num(1), rateOf(groups["rate"] as string))
        : minus(num(1), rateOf(groups["rate"] as string))
      : foldOf(groups["fold"]);
  return money(over(after, share), groups);
}

/** 八折 is eighty percent, 八五折 and 8.5折 are eighty-five. */
function foldOf(text: string): Expression {
  const digits = [...text].map((c) => "零一二三四五六七八九".indexOf(c));
  if (digits.every((digit) => digit >= 0))
    return over(num(digits.join("")), num(`1${"0".repeat(digits.length)}`));
  return over(num(text), num(text.includes(".") || text.length === 1 ? 10 : 100));
}

function discount(groups: Groups): MathQuery | null {
  const price = moneyOf(groups["amount"] as string);
  return price === null ? null : money(times(price, foldOf(groups["fold"] as string)), groups);
}

function change(groups: Groups, context: ReadingContext): MathQuery {
  const from = context.parse((groups["from"] as string).replace(/[$¥元]/gu, ""));
  const to = context.parse((groups["to"] as string).replace(/[$¥元]/gu, ""));
  const isDrop = /decrease|drop|fall|markdown|跌幅|降幅|下降|减少/iu.test(groups["word"] ?? "");
  return {
    kind: "percentage",
    part: isDrop ? minus(from, to) : minus(to, from),
    whole: from,
  };
}

function simpleInterest(groups: Groups, context: ReadingContext): MathQuery | null {
  const amount = moneyOf(groups["amount"] as string);
  if (amount === null) return null;
  context.note({ kind: "formula", text: "Simple interest: amount * rate * years." });
  return money(
    times(amount, rateOf(groups["rate"] as string), num(groups["years"] as string)),
    groups,
  );
}

export const RATE = "{rate:number}[ ]%[ interest| annual interest| per year| a year| apr]";
export const YEARS = "{years:number}[ ](years|yr|yrs|year)";

/** Percentages of money, interest, loans. No rates or prices are looked up. */
export const FINANCE_INTENTS: readonly Intent[] = [
  {
    name: "price before a discount",
    frames: [
      "(if |)[the ]price after [a |an ]{rate:number}[ ]% {word:word} (is|was) {amount}[,] what (was|is) [the ]original price",
      "[the ]original price (if|when|given) [the ]price after [a |an ]{rate:number}[ ]% {word:word} (is|was) {amount}",
      "[a |an |the ]{what:word} is (on sale for|sold for|priced at|now) {amount} after [a |an ]{rate:number}[ ]% {word:pricechange}[,] (what was|what is|find) (the|its) original price",
      "[某|一件|一种|一台|这件|这种][商品|衣服|产品|东西]{word:zhprice}[了]{rate:number}[ ]%(后|之后)[的价格|售价|价格|现价][,][是|为|卖]{amount}[,][求|则]原价[是|为][多少|多少元|多少钱]",
      "打 {fold:fold} 折(后|之后)[的价格][是|为|卖|售价]{amount}[,][求]原价[是]多少[元]".replace(
        "[是]多少[元]",
        "[是|为][多少|多少元]",
      ),
    ],
    read: original,
    examples: [
      {
        ask: "if the price after a 25% discount is $60 what was the original price",
        answer: "80 USD",
      },
      { ask: "打八折后是120元，原价多少", answer: "150 CNY" },
      { ask: "某商品降价20%后是160元，原价是多少元？", answer: "200 CNY" },
    ],
  },
  {
    name: "discounted price",
    frames: [
      "[原价]{amount} 打 {fold:fold} 折[后][是|卖][多少][钱|元]",
      "[一|某|这][件|个|台|本|双|部|辆|条|种][商品|衣服|鞋|鞋子|电视|书|手机|裤子|外套|裙子|产品|东西][的]原价[是|为]{amount}[,][现|现在]打 {fold:fold} 折[后|出售|销售][,][的][售价|价格|现价][是|卖|为|要][多少][钱|元]",
      "[原价]{amount}[的][商品|衣服|东西][,]打 {fold:fold} 折[后][是|卖][多少][钱|元]",
    ],
    read: discount,
    examples: [{ ask: "原价200元打八五折后多少元", answer: "170 CNY" }],
  },
  {
    name: "percentage change",
    frames: [
      "(percent|percentage|%|percentual) {word:change} from {from} to {to}",
      "[percent |percentage |% ]{word:markup} from {from} to {to}",
      "[the |a ]{what:word} (went|goes|rose|fell|increased|decreased|dropped|changed|grew) from {from} to {to}[,] [by ](what|what is the|find the) (percent|percentage) {word:change}[ is that| is this| is it]",
      "从 {from} {word:zhchange}(到|至|了到|为){to}[,][涨幅|跌幅|降幅|增幅|增长率|变化][是|为][了][百分之几|百分之多少|多少]",
    ],
    read: change,
    examples: [
      { ask: "percent increase from 80 to 100", answer: "25%" },
      { ask: "从80涨到100，涨幅百分之几", answer: "25%" },
    ],
  },
  {
    name: "loan payment",
    frames: [
      `[monthly ](mortgage|morgage|morgtage|loan)[ monthly] payment[s] [on |for |of |a ]{amount}[ loan][,] (at|with|,) ${RATE}[,| for| over][ for| over]? ${YEARS}`.replace(
        "?",
        "",
      ),
      `[monthly ](mortgage|morgage|morgtage|loan)[ monthly] payment[s] [on |for |of |a ]{amount}[ loan][,] (for|over) ${YEARS}[,] (at|with) ${RATE}`,
      `[a |the ](mortgage|loan) [of |for |on ]{amount}[,] [at |with ]${RATE}[,] [for |over ]${YEARS}`,
      `[a |the ](mortgage|loan) [of |for |on ]{amount}[,] [for |over ]${YEARS}[,] [at |with ]${RATE}`,
      `[the ][monthly ](payment|repayment|installment)[s] (for|on|of) [a |an ][loan |mortgage ][of |for ]{amount}[ loan| mortgage][,] (at|with) ${RATE}[,] (for|over) ${YEARS}`,
      `[the ][monthly ](payment|repayment|installment)[s] (for|on|of) [a |an ][loan |mortgage ][of |for ]{amount}[ loan| mortgage][,] (for|over) ${YEARS}[,] (at|with) ${RATE}`,
      `[a ]{years:number}[ |-](year|yr) (mortgage|loan)[ of| for| on] {amount}[,] (at|with) ${RATE}`,
      `[房贷|贷款]{amount}[,][贷款]{years:number} 年[期][,][年]利率[为|是]{rate:number}[ ]%[,][等额本息][,]每?月供[是|为][多少][元]`.replace(
        "每?",
        "[每]",
      ),
      "[房贷|贷款]{amount}[,][年]利率[为|是]{rate:number}[ ]%[,][贷款|分]{years:number} 年[期|还清|付清|还][,]等额本息[还款|偿还][,][每月|每个月|月](还|还款|应还|应还款|需还款|供)[多少][钱|元]",
      `[房贷|贷款]{amount}[,][年]利率[为|是]{rate:number}[ ]%[,][贷款]{years:number} 年[期][,][等额本息][,]月供[是|为][多少][元]`,
      "贷款 {amount}[,][年]利率[为|是]{rate:number}[ ]%[,]{years:number} 年[期|还清|付清][,](每月|每个月)(还|还款|应还|应还款|需还款)[多少][钱|元]",
      "贷款 {amount}[,]{years:number} 年[期|还清|付清][,][年]利率[为|是]{rate:number}[ ]%[,](每月|每个月)(还|还款|应还|应还款|需还款)[多少][钱|元]",
    ],
    read: loan,
    examples: [
      { ask: "morgage payment 300k at 6.5% 30 years", answer: "1896.20" },
      { ask: "贷款100万30年利率4.1%等额本息月供多少", answer: "4831.98" },
      { ask: "mortgage 200000 at 5% for 30 years", answer: "1073.64" },
      { ask: "monthly payment on a loan of $200,000 at 5% for 30 years", answer: "1073.64 USD" },
      { ask: "贷款20万元，年利率5%，30年，每月还款多少", answer: "1073.64 CNY" },
    ],
  },
  {
    name: "present value",
    frames: [
      `[the ]present value of {amount}[,] (in|after) ${YEARS}[,] (at|with) ${RATE}`,
      `{years:number} 年后[的]{amount}[,][按][年]利率 {rate:number}[ ]%[,][的]现值`,
    ],
    read: growth(-1),
    examples: [{ ask: "present value of 10000 in 8 years at 6%", answer: "6274.12" }],
  },
  {
    name: "compound interest",
    frames: [
      `[the ](future value|compound interest) [of |on |for ]{amount}[,] (at|with) ${RATE}[,] [compounded {period:word} ](for|after|in|over) ${YEARS}`,
      `[the ](future value|compound interest) [of |on |for ]{amount}[,] (at|with) ${RATE}[,] (for|after|in|over) ${YEARS}[,] compounded {period:word}`,
      `{amount}[,] (at|with) ${RATE}[,] compounded {period:word}[,] (for|after|in|over) ${YEARS}`,
      "[本金|存款|存入|投资]{amount}[,][按][年]利率[为|是]{rate:number}[ ]%[,][按]复利[计算][,]{years:number} 年[后][,][的][本利和|本息和|本息|本利][一共|共|总共][是|有|得][多少][元|钱]",
      "[本金|存款|存入|投资]{amount}[,][按][年]利率[为|是]{rate:number}[ ]%[,]{years:number} 年[后][,][按]复利[计算][,][的][本利和|本息和|本息|本利][一共|共|总共][是|有|得][多少][元|钱]",
    ],
    read: growth(1),
    examples: [
      { ask: "future value of $1000 at 5% for 10 years", answer: "1628.89 USD" },
      { ask: "compound interest on 1000 at 12% compounded monthly for 1 year", answer: "1126.83" },
      { ask: "$100 at 5% compounded continuously for 2 years", answer: "110.52 USD" },
    ],
  },
  {
    name: "simple interest",
    frames: [
      `[the ]simple interest [on |of |for ]{amount}[,] (at|with) ${RATE}[,] (for|over) ${YEARS}`,
      `{amount}[,] (at|with) ${RATE} simple interest[,] (for|over|after|in) ${YEARS}`,
      "[存款|本金|存入|存|把]{amount}[存入银行][,][按][年]利率[为|是]{rate:number}[ ]%[,][存|存期|期限]{years:number} 年[,][后][按][的]单利[计算][,][的]利息[是|为|有][多少][元]",
      `[本金]{amount}[,][年]利率[为|是]{rate:number}[ ]%[,]单利[,]{years:number} 年[的]利息[是|有][多少][元]`,
    ],
    read: simpleInterest,
    examples: [
      { ask: "simple interest on $500 at 4% for 3 years", answer: "60 USD" },
      { ask: "存款10000元，年利率3%，存5年，单利利息多少", answer: "1500 CNY" },
    ],
  },
];
