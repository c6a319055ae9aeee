import { unitNamed } from "../../units/read-unit.ts";
import { add, formula, minus, num, over, power, times } from "../formula.ts";
import type { Expression } from "../../expression/expression.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import { money, moneyOf, RATE, rateOf, YEARS } from "./finance.ts";
import type { Intent } from "./intent.ts";

const ONE = num(1);

/** Equal deposits at the end of each month. */
function deposits(groups: Groups, context: ReadingContext): MathQuery | null {
  const amount = moneyOf(groups["amount"] as string);
  if (amount === null || Number(groups["rate"]) === 0) return null;
  const rate = over(rateOf(groups["rate"] as string), num(12));
  const months = times(num(12), num(groups["years"] as string));
  context.note({
    kind: "formula",
    text: "Deposits at the end of each month: P*((1 + r)^n - 1)/r, with r the yearly rate over 12 and n the number of months.",
  });
  return money(times(amount, over(minus(power(add(ONE, rate), months), ONE), rate)), groups);
}

/** Years until an amount that grows each year has a multiple of its size. */
function growthTime(groups: Groups, context: ReadingContext): MathQuery | null {
  const year = unitNamed("year");
  const rate = Number(groups["rate"]);
  if (year === null || !(rate > 0)) return null;
  const factor = /tripl|三倍/iu.test(groups["word"] ?? "") ? 3 : 2;
  context.note({
    kind: "formula",
    text: `Growth once a year: ln(${factor})/ln(1 + rate) years.`,
  });
  return {
    kind: "quantity",
    expression: times(
      over(["Ln", num(factor)], ["Ln", add(ONE, rateOf(groups["rate"] as string))]),
      "U_1",
    ),
    units: { U_1: year },
    target: year,
  };
}

function addedShare(groups: Groups): MathQuery | null {
  const amount = moneyOf(groups["amount"] as string);
  return amount === null
    ? null
    : money(times(amount, add(ONE, rateOf(groups["rate"] as string))), groups);
}

function tip(groups: Groups): MathQuery | null {
  const amount = moneyOf(groups["amount"] as string);
  return amount === null ? null : money(times(amount, rateOf(groups["rate"] as string)), groups);
}

/** What grows or shrinks by the same share each year. */
function yearly(groups: Groups, context: ReadingContext): MathQuery | null {
  const amount = moneyOf(groups["amount"] as string);
  if (amount === null) return null;
  const rate = rateOf(groups["rate"] as string);
  const isLoss = /declin|decreas|shrink|fall|depreciat|drop|los|减|降|贬/iu.test(
    groups["word"] as string,
  );
  context.note({ kind: "formula", text: "The change is applied once a year." });
  return {
    kind: "decimal",
    digits: 10,
    count: "figures",
    expression: times(
      amount,
      power(isLoss ? minus(ONE, rate) : add(ONE, rate), num(groups["years"] as string)),
    ),
  };
}

const decay = formula({
  slots: ["amount", "time", "half"],
  build: (amount, time, half) =>
    times(amount, power(over(ONE, num(2)), over(time, half) as Expression)),
  shown: "what is left = amount*(1/2)^(time/half-life)",
});

const PER_YEAR = "[ per year| a year| yearly| annually| every year| each year]";

/** Regular saving, growth, tips and taxes, half-lives. */
export const SAVINGS_INTENTS: readonly Intent[] = [
  {
    name: "regular saving",
    frames: [
      `[the ]future value of {amount} (per|a|every|each) month[,] (at|with) ${RATE}[,] (for|over|after|in) ${YEARS}`,
      `(save|saving|deposit|depositing|invest|investing) {amount} (per|a|every|each) month[,] (at|with) ${RATE}[,] (for|over|after|in) ${YEARS}`,
      "每[个]月(存|定投|存入|投入){amount}[,][按|以][年]利率[为|是]{rate:number}[ ]%[,]{years:number} 年后[共|一共|总共][有|得|是][多少][钱|元]",
    ],
    read: deposits,
    examples: [
      { ask: "save 100 a month at 6% for 10 years", answer: "16387.93" },
      { ask: "每月存100元，年利率6%，10年后有多少", answer: "16387.93 CNY" },
    ],
  },
  {
    name: "time to double",
    frames: [
      "(how long|how many years) [does it take |will it take |would it take |until |for ][for ][an |my |the ][investment |money |savings |an amount |amount ][to ]{word:doubling} (at|with) {rate:number}[ ]%[ interest| per year| a year| annual interest| annually]",
      "(how long|how many years) [does it take |will it take |would it take |]to {word:doubling} [your |my |an |the ](money|investment|savings|amount) (at|with) {rate:number}[ ]%[ interest| per year| a year| annual interest| annually][ compounded (annually|yearly)]",
      "[the ]{word:doubling} time (at|with|of) {rate:number}[ ]%[ interest| per year| a year| annual interest| growth]",
      "[年]利率[为|是]{rate:number}[ ]%[,][要|需要|经过|过|][多少|几]年[能|可以|才能|后][会|本金]{word:zhdoubling}",
    ],
    read: growthTime,
    examples: [
      { ask: "How long does it take money to double at 7%?", answer: "10.2447683510587 yr" },
      { ask: "年利率7%，多少年翻倍", answer: "10.2447683510587 yr" },
    ],
  },
  {
    name: "tip",
    frames: [
      "[a |an |the ]{rate:number}[ ]% tip (on|for|of) [a ]{amount}[ bill| meal]",
      "tip [of |is |at ]{rate:number}[ ]% (on|for|of) [a |the ]{amount}[ bill| meal]",
      "tip (on|for) [a ]{amount}[ bill| meal] (at|of) {rate:number}[ ]%",
    ],
    read: tip,
    examples: [{ ask: "tip 15% on $42.50", answer: "6.38 USD" }],
  },
  {
    name: "price with tax or tip",
    frames: [
      "{amount} (with|plus|including|and|+) [a |an ]{rate:number}[ ]% [sales |value added |value-added ](tax|vat|gst|tip|service charge|service)",
      "[the ](total|final price|total price|total cost|final cost|price|cost) (with|including|after|plus) [a |an ]{rate:number}[ ]% [sales |value added |value-added ](tax|vat|gst|tip|service charge) (on|for|of) [a |an ]{amount}[ bill| meal| item| purchase]",
      "[a |an |the ]{what:word} (costs|is|was) {amount} plus [a |an ]{rate:number}[ ]% [sales |value added |value-added ](tax|vat|gst|tip)[,] (what is|what's|find) the (total|final) (cost|price|amount)",
      "{amount} (加上|加|含){rate:number}[ ]%[的](税|小费|服务费|消费税|增值税)",
    ],
    read: addedShare,
    examples: [
      { ask: "$50 with 8% sales tax", answer: "54 USD" },
      { ask: "50元加8%的税", answer: "54 CNY" },
    ],
  },
  {
    name: "growth by a share each year",
    frames: [
      `[a |the ][population |value |amount |price |city |town |investment |car ][of |worth |with ]{amount}[ people| inhabitants| dollars][,] [that |which |is ][is ]{word:growing} [at |by ]{rate:number}[ ]%${PER_YEAR}[,] (for|over|after|in) {years:number}[ ](years|yr|yrs|year)`,
    ],
    read: yearly,
    examples: [
      {
        ask: "population of 1000 growing 3% per year for 10 years",
        answer: "1343.916379",
      },
    ],
  },
  {
    name: "half-life",
    frames: [
      "[a |the ]half[-| ]life [is |of |= ]{half:measure}[,][;] {amount}[,] (after|for|in) {time:measure}",
      "{amount} [of a substance ](with|of) [a |an ]half[-| ]life [of |is ]{half:measure}[,] (after|for|in) {time:measure}",
      "how much of {amount} (is left|remains) after {time:measure} (with|if|when) [a |the ]half[-| ]life [is |of |= ]{half:measure}",
      "半衰期[为|是]{half:measure}[,]{amount}[经过|过|在]{time:measure}后[还]剩[下][多少]",
    ],
    read: decay,
    examples: [{ ask: "half-life of 5 years, 100 g, after 10 years", answer: "25 g" }],
  },
];
