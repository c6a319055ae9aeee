import { readWholeNumber } from "../number-words.ts";
import type { Groups } from "../query-builders.ts";
import type { Intent } from "./intent.ts";
import { letterIn } from "./one-letter.ts";

const FUNCTIONS: Readonly<Record<string, string>> = { 正弦: "sin", 余弦: "cos", 正切: "tan" };
const BASES: Readonly<Record<string, string>> = {
  二: "binary",
  八: "octal",
  十: "decimal",
  十六: "hexadecimal",
};

const isFall = (word: string | undefined): boolean => /跌|降|减|少/u.test(word ?? "");

function oneLetterSum({ body, lower, upper }: Groups): string | null {
  const letter = letterIn(body as string);
  return letter === null ? null : `sum of ${body} for ${letter} = ${lower} to ${upper}`;
}

/** Short Chinese questions that are another question in other words. */
export const EVERYDAY_CHINESE_INTENTS: readonly Intent[] = [
  {
    name: "cube root in Chinese",
    frames: ["{x} 的立方根"],
    // The root of a negative number is negative, as it is taught.
    rewrite: ({ x = "" }) =>
      /^(?:负|[-−])/u.test(x.trim())
        ? `-cbrt(${x.trim().replace(/^(?:负|[-−])\s*/u, "")})`
        : `cbrt(${x})`,
    examples: [
      { ask: "27的立方根", answer: "3" },
      { ask: "负8的立方根", answer: "-2" },
    ],
  },
  {
    name: "remainder in Chinese",
    frames: ["{a} 除以 {b} 的余数", "{a} 除以 {b}[,](余|余数是|余数为)"],
    rewrite: ({ a, b }) => `remainder when ${a} is divided by ${b}`,
    examples: [{ ask: "100除以7的余数", answer: "2" }],
  },
  {
    name: "price change in Chinese",
    frames: ["{a:number} [元|块] {word:zhprice} {rate:number}[ ]%[后][是|为][多少][元|钱]"],
    rewrite: ({ a, word, rate }) => `${isFall(word) ? "decrease" : "increase"} ${a} by ${rate}%`,
    examples: [{ ask: "50元涨价20%", answer: "60" }],
  },
  {
    name: "change in per cent in Chinese",
    frames: [
      "从 {from:number} {word:zhchange}(到|至|了到|为){to:number}[,](上涨|下跌|上升|下降|增加|减少|提高|降低|增长|涨|跌|降)[了]百分之(几|多少)",
    ],
    rewrite: ({ from, to, word }) =>
      `percent ${isFall(word) ? "decrease" : "increase"} from ${from} to ${to}`,
    examples: [{ ask: "从40涨到52涨了百分之几", answer: "30%" }],
  },
  {
    name: "divisors in Chinese",
    frames: [
      "{n:digits} 的[所有|全部](因数|约数)(有哪些|有|是哪些|是)",
      "{n:digits} 的[所有|全部]因数",
    ],
    rewrite: ({ n }) => `divisors of ${n}`,
    examples: [{ ask: "28的因数有哪些", answer: "1, 2, 4, 7, 14, 28" }],
  },
  {
    name: "sum up to in Chinese",
    frames: ["[从]{a:integer}[一直]加到 {b:integer}[的和]", "[从]{a:integer} 一直加到 {b:integer}"],
    rewrite: ({ a, b }) => `sum of integers from ${a} to ${b}`,
    examples: [{ ask: "1加到100等于多少", answer: "5050" }],
  },
  {
    name: "statistic before the data in Chinese",
    frames: ["[求]{word:zhstatistic}[:|：] {data}"],
    rewrite: ({ word, data }) => (/[,，、]/u.test(data ?? "") ? `${data} 的${word}` : null),
    examples: [{ ask: "平均数 1,2,3,4", answer: "5/2" }],
  },
  {
    name: "die in Chinese",
    frames: ["(掷|投|抛|扔)[一个|一枚|1个]骰子[,](得到|出现|掷出|得|投出){face:count}[点]的概率"],
    rewrite: ({ face }) => {
      const value = readWholeNumber(face as string);
      return value === null ? null : `probability of rolling a ${value}`;
    },
    examples: [{ ask: "掷骰子得到6的概率", answer: "1/6" }],
  },
  {
    name: "dice in Chinese",
    frames: [
      "(掷|投|抛|扔) {n:count} (个|枚|颗)骰子[,][点数](和|总和)[为|是|等于]{total:count} 的概率",
    ],
    rewrite: ({ n, total }) => `掷${n}个骰子点数之和为${total}的概率`,
    examples: [{ ask: "掷两个骰子和为7的概率", answer: "1/6" }],
  },
  {
    name: "choice in Chinese",
    frames: [
      "从 {n:count} (个人|人|个|名)[中|里](任选|选出|选|取)[出]{k:count} (个人|人|个|名)[,][共|一共]有(多少|几)种[不同的][选法|方法|取法]",
      "{n:digits} 选 {k:digits}",
    ],
    rewrite: ({ n, k }) => {
      const [all, some] = [n, k].map((text) => readWholeNumber(text as string));
      return all === null || some === null ? null : `${all} choose ${some}`;
    },
    examples: [
      { ask: "从10人中选3人有多少种", answer: "120" },
      { ask: "10选3", answer: "120" },
    ],
  },
  {
    name: "queue in Chinese",
    frames: [
      "{n:count} (个人|人|名同学|个同学|名学生)(排队|排成一排|站成一排|排成一列|站一排)[,][共|一共]有(多少|几)种[不同的](排法|站法|方法|排列方法)",
    ],
    rewrite: ({ n }) => {
      const people = readWholeNumber(n as string);
      return people === null ? null : `${people}!`;
    },
    examples: [{ ask: "5人排队有多少种排法", answer: "120" }],
  },
  {
    name: "circular function of degrees in Chinese",
    frames: ["{x:number}[ ](度|°)[角]的{word:zhcircular}[值]"],
    rewrite: ({ x, word }) => `${FUNCTIONS[word as string]}(${x}°)`,
    examples: [{ ask: "30度的正弦", answer: "1/2" }],
  },
  {
    name: "hypotenuse in Chinese",
    frames: ["[直角三角形][两]直角边[分别][为|是]{a:number}(和|、|,){b:number}[,][求]斜边[长]"],
    rewrite: ({ a, b }) => `hypotenuse of ${a} and ${b}`,
    examples: [{ ask: "直角边3和4求斜边", answer: "5" }],
  },
  {
    name: "distance of two points in Chinese",
    frames: ["[求]两点[]{a} (和|与|、) {b} [之间]的距离"],
    rewrite: ({ a, b }) => `distance between ${a} and ${b}`,
    examples: [{ ask: "两点(1,2)和(4,6)的距离", answer: "5" }],
  },
  {
    name: "derivative in Chinese",
    frames: [
      "[求][函数]{body} 在 {variable:letter}[ ]=[ ]{at} (处|时)的导数[值]",
      "[对][函数]{body} 求导[数]",
    ],
    rewrite: ({ body, variable, at }) =>
      at === undefined ? `derivative of ${body}` : `derivative of ${body} at ${variable} = ${at}`,
    examples: [
      { ask: "x^2在x=3处的导数", answer: "6" },
      { ask: "对x^2求导", answer: "2*x" },
    ],
  },
  {
    name: "solution set in Chinese",
    frames: ["[求][不等式]{body} 的解集"],
    rewrite: ({ body }) => (/[<>≤≥＜＞]/u.test(body ?? "") ? `solve ${body}` : null),
    examples: [{ ask: "|x-3|<5的解集", answer: "-2 < x < 8" }],
  },
  {
    name: "series in short Chinese",
    frames: ["[求][函数]{body} 的(泰勒|麦克劳林)(展开|级数|展开式)"],
    rewrite: ({ body }) => `taylor series of ${body}`,
    examples: [{ ask: "sin(x)的泰勒展开", answer: "x - x^3/6 + x^5/120" }],
  },
  {
    name: "sum with one letter in Chinese",
    frames: [
      "{body}[的]求和[,] 从 {lower:integer} 到 {upper}",
      "{body} 从 {lower:integer} 到 {upper} (求和|的和)",
    ],
    rewrite: oneLetterSum,
    examples: [{ ask: "1/n^2求和从1到无穷", answer: "pi^2/6" }],
  },
  {
    name: "differential equation in Chinese",
    frames: ["[求]解微分方程[组|：|:]{body}"],
    rewrite: ({ body }) => `solve ${body}`,
    examples: [{ ask: "解微分方程y'=y", answer: "c1*e^x" }],
  },
  {
    name: "base in Chinese",
    frames: [
      "{from:zhbase} 进制[数|的]{digits:alphanumeric}",
      "[把|将][十进制][数]{n:digits} (转|转成|转为|化为|化成|转换成|转换为|的){to:zhbase} 进制[数]",
      "[把|将]{from:zhbase} 进制[数|的]{digits:alphanumeric} (等于|转|转成|转为|化为|化成|转换成|转换为)十进制[数][的][多少]",
    ],
    rewrite: ({ from, digits, n, to }) =>
      n === undefined
        ? `convert ${digits} from ${BASES[from as string]} to decimal`
        : `${n} in ${BASES[to as string]}`,
    examples: [
      { ask: "十六进制ff是多少", answer: "255" },
      { ask: "255转十六进制", answer: "FF" },
    ],
  },
  {
    name: "next number in Chinese",
    frames: ["[数列]{terms}[,][的]下一个(数|项)[字]"],
    rewrite: ({ terms }) => `next term of ${terms}`,
    examples: [{ ask: "2,4,8,16的下一个数", answer: "32" }],
  },
  {
    name: "first digits in Chinese",
    frames: ["(自然常数|自然对数的底|常数|欧拉数) e 的前 {n:digits} 位[数字|数]"],
    rewrite: ({ n }) => `e 的前 ${n} 位`,
    examples: [{ ask: "自然常数e的前20位", answer: "2.7182818284590452353" }],
  },
];
