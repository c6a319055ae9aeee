import type { ReplyLanguage } from "../language.ts";

/** A problem with the tool calls and the reply that solve it well. */
export interface WorkedExample {
  readonly language: ReplyLanguage;
  readonly question: string;
  readonly calls: readonly { readonly query: string; readonly answer: string }[];
  readonly reply: string;
}

/** Written for this project; each shows one way of setting a problem up. */
export const WORKED_EXAMPLES: readonly WorkedExample[] = [
  {
    language: "en",
    question:
      "A bakery bakes 12 trays with 24 rolls each and sells 250 rolls. How many rolls are left?",
    calls: [{ query: "12*24 - 250", answer: "38" }],
    reply: "12 * 24 = 288 rolls are baked.\n288 - 250 = 38 rolls are left.\nANSWER: 38",
  },
  {
    language: "en",
    question: "A coat costs 80 dollars. It is sold with 15% off. What does a buyer pay?",
    calls: [{ query: "80 - 80*15/100", answer: "68" }],
    reply: "15% of 80 = 12 dollars are taken off.\n80 - 12 = 68 dollars are paid.\nANSWER: 68",
  },
  {
    language: "en",
    question: "Lena is three times as old as Tom. Together they are 48. How old is Tom?",
    calls: [{ query: "solve x + 3x = 48", answer: "12" }],
    reply: "Let x be Tom's age: x + 3x = 48, so x = 12.\nCheck: 12 + 3 * 12 = 48.\nANSWER: 12",
  },
  {
    language: "en",
    question:
      "A pump fills 45 litres a minute. How many minutes does it take to fill a tank of 1080 litres?",
    calls: [{ query: "1080/45", answer: "24" }],
    reply: "1080 / 45 = 24 minutes.\nANSWER: 24",
  },
  {
    language: "en",
    question:
      "A train drives 180 km in 2 hours and then 210 km in 3 hours. What is its mean speed?",
    calls: [{ query: "(180 + 210)/(2 + 3)", answer: "78" }],
    reply: "180 + 210 = 390 km in 2 + 3 = 5 hours.\n390 / 5 = 78 km an hour.\nANSWER: 78 km/h",
  },
  {
    language: "en",
    question: "Half of the 36 pupils walk, a third come by bus, the rest by bike. How many bike?",
    calls: [{ query: "36 - 36/2 - 36/3", answer: "6" }],
    reply: "36 / 2 = 18 walk and 36 / 3 = 12 come by bus.\n36 - 18 - 12 = 6 bike.\nANSWER: 6",
  },
  {
    language: "en",
    question: "What is the slope of the curve y = x^3 - 4x at the point where x = 2?",
    calls: [
      { query: "derivative of x^3 - 4x", answer: "3*x^2 - 4" },
      { query: "3*2^2 - 4", answer: "8" },
    ],
    reply: "The derivative is 3*x^2 - 4.\nAt x = 2 it is 3 * 2^2 - 4 = 8.\nANSWER: 8",
  },
  {
    language: "en",
    question: "Which area do the curve y = x^2 and the line y = 2x enclose?",
    calls: [
      { query: "solve x^2 = 2x", answer: "0, 2" },
      { query: "integrate 2x - x^2 from 0 to 2", answer: "4/3" },
    ],
    reply:
      "They meet where x^2 = 2x, at x = 0 and x = 2.\nThe area is the integral of 2x - x^2 from 0 to 2, which is 4/3.\nANSWER: 4/3",
  },
  {
    language: "en",
    question: "How many ways are there to choose a team of 3 out of 9 people?",
    calls: [{ query: "binomial(9, 3)", answer: "84" }],
    reply: "The order does not matter, so binomial(9, 3) = 84.\nANSWER: 84",
  },
  {
    language: "zh",
    question: "一箱有 24 瓶水，学校买了 15 箱，用去 200 瓶，还剩多少瓶？",
    calls: [{ query: "24*15 - 200", answer: "160" }],
    reply: "24 × 15 = 360（瓶）。\n360 - 200 = 160（瓶）。\nANSWER: 160",
  },
  {
    language: "zh",
    question: "一件上衣原价 120 元，打八折出售，要付多少元？",
    calls: [{ query: "120*0.8", answer: "96" }],
    reply: "打八折即付原价的 80%。\n120 × 0.8 = 96（元）。\nANSWER: 96",
  },
  {
    language: "zh",
    question: "哥哥的年龄是弟弟的 2 倍，两人一共 27 岁，弟弟几岁？",
    calls: [{ query: "solve x + 2x = 27", answer: "9" }],
    reply: "设弟弟 x 岁：x + 2x = 27，x = 9。\n检验：9 + 2 × 9 = 27。\nANSWER: 9",
  },
  {
    language: "zh",
    question: "甲乙两地相距 360 千米，汽车每小时行 80 千米，几小时到达？",
    calls: [{ query: "360/80", answer: "9/2" }],
    reply: "360 ÷ 80 = 4.5（小时）。\nANSWER: 4.5",
  },
  {
    language: "zh",
    question: "一块长方形地长 18 米，宽 12 米，它的周长和面积各是多少？",
    calls: [
      { query: "2*(18 + 12)", answer: "60" },
      { query: "18*12", answer: "216" },
    ],
    reply: "周长：2 × (18 + 12) = 60（米）。\n面积：18 × 12 = 216（平方米）。\nANSWER: 60, 216",
  },
  {
    language: "zh",
    question: "一项工程甲单独做 6 天完成，乙单独做 3 天完成，两人合做几天完成？",
    calls: [{ query: "1/(1/6 + 1/3)", answer: "2" }],
    reply: "每天合做 1/6 + 1/3 = 1/2。\n1 ÷ (1/2) = 2（天）。\nANSWER: 2",
  },
];
