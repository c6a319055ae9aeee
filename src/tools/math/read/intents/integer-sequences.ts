import { type Expression, integer } from "../../expression/expression.ts";
import { readOrdinal, readWholeNumber } from "../number-words.ts";
import type { QueryBuilder } from "../query-builders.ts";
import type { Intent } from "./intent.ts";
import { worked } from "./worked.ts";

/** The n-th member of a sequence, its place written as an ordinal, a number or an index. */
function member(head: string): QueryBuilder {
  return (groups) => {
    const text = groups["n"] as string;
    const n = readOrdinal(text) ?? readWholeNumber(text);
    return n === null ? null : { kind: "evaluate", expression: [head, integer(BigInt(n))] };
  };
}

/** Frames of a named sequence: "10th catalan number", "catalan number 10", "catalan(10)", "第10个卡特兰数". */
const sequenceFrames = (english: string, chinese: string, letter: string): string[] => [
  `[the ]{n:ordinal} ${english} number`,
  `[the ]${english} number[ ]${letter}_[\\{]{n:digits}[\\}]`,
  `[the ]${english} number[ ]${letter}\\({n:digits}\\)`,
  `[the ]${english} number[ ]{n:digits}`,
  `第 {n:count} 个 ${chinese}数`,
  `${chinese}数 [${letter}]\\({n:digits}\\)`,
  `${chinese}数 ${letter}_{n:digits}`,
];

/** Numbers of combinatorics, by name and place. */
export const SEQUENCE_INTENTS: readonly Intent[] = [
  {
    name: "catalan number",
    frames: sequenceFrames("catalan", "卡特兰", "C"),
    read: member("Catalan"),
    examples: [
      { ask: "10th catalan number", answer: "16796" },
      { ask: "第6个卡特兰数", answer: "132" },
    ],
  },
  {
    name: "bell number",
    frames: sequenceFrames("bell", "贝尔", "B"),
    read: member("Bell"),
    examples: [
      { ask: "bell number 8", answer: "4140" },
      { ask: "贝尔数 B(5)", answer: "52" },
    ],
  },
  {
    name: "bernoulli number",
    frames: sequenceFrames("bernoulli", "伯努利", "B"),
    read: member("Bernoulli"),
    examples: [{ ask: "Bernoulli number B_20", answer: "-174611/330" }],
  },
  {
    name: "euler number",
    frames: sequenceFrames("euler", "欧拉", "E"),
    read: member("EulerNumber"),
    examples: [{ ask: "euler number E_10", answer: "-50521" }],
  },
  {
    name: "lucas number",
    frames: sequenceFrames("lucas", "卢卡斯", "L"),
    read: member("Lucas"),
    examples: [{ ask: "lucas number 10", answer: "123" }],
  },
  {
    name: "harmonic number",
    frames: sequenceFrames("harmonic", "调和", "H"),
    read: member("Harmonic"),
    examples: [{ ask: "harmonic number 10", answer: "7381/2520" }],
  },
  {
    name: "fibonacci number",
    frames: sequenceFrames("fibonacci", "斐波那契", "F"),
    read: member("Fibonacci"),
    examples: [
      { ask: "50th fibonacci number", answer: "12586269025" },
      { ask: "第50个斐波那契数", answer: "12586269025" },
    ],
  },
  {
    name: "stirling numbers",
    frames: [
      "[the ]stirling number[s] of the (first kind[ ]|1st kind[ ])[s]\\({a:digits}[ ],[ ]{b:digits}\\)",
      "stirling1\\({a:digits},{b:digits}\\)",
      "第一类斯特林数 [s]\\({a:digits}[ ],[ ]{b:digits}\\)",
    ],
    read: (groups, context) => {
      context.note({ kind: "convention", text: "Stirling numbers of the first kind are signed." });
      return worked("Stirling1")(groups, context);
    },
    examples: [{ ask: "stirling numbers of the first kind s(5,2)", answer: "-50" }],
  },
  {
    name: "stirling numbers of the second kind",
    frames: [
      "[the ]stirling number[s] of the (second kind[ ]|2nd kind[ ])[S]\\({a:digits}[ ],[ ]{b:digits}\\)",
      "stirling2\\({a:digits},{b:digits}\\)",
      "第二类斯特林数 [S]\\({a:digits}[ ],[ ]{b:digits}\\)",
    ],
    read: worked("Stirling2"),
    examples: [
      { ask: "stirling number of the second kind S(5,2)", answer: "15" },
      { ask: "第二类斯特林数 S(4,2)", answer: "7" },
    ],
  },
  {
    name: "partitions and derangements",
    frames: [
      "[the ]partition number [p]\\({a:digits}\\)",
      "[the ]partition number [of ]{a:digits}",
    ],
    read: worked("Partitions"),
    examples: [{ ask: "partition number p(200)", answer: "3972999029388" }],
  },
  {
    name: "derangements",
    frames: [
      "[the ][number of ]derangements of {a:digits}[ (objects|elements|items|things)]",
      "[the ]subfactorial [of ]{a:digits}",
      "{a:digits} 个(元素|数)的错排数",
      "{a:digits} 的(错排数|子阶乘)",
    ],
    read: worked("Subfactorial"),
    examples: [
      { ask: "derangements of 6", answer: "265" },
      { ask: "5个元素的错排数", answer: "44" },
    ],
  },
  {
    name: "double factorial",
    frames: ["[the ]double factorial [of ]{a:digits}[!!]", "{a:digits} 的双阶乘"],
    read: worked("Factorial2"),
    examples: [{ ask: "double factorial of 9", answer: "945" }],
  },
  {
    name: "arrangements of letters",
    frames: [
      /^(?:in )?how many (?:different |distinct )?(?:ways|words|arrangements)(?: (?:are there|can (?:you|we|one)))?(?: to| of|)\s*(?:arrange|rearrange|order|permute|arranging|be made (?:from|with)|can be formed (?:from|with|using))?\s*(?:all )?(?:the )?letters (?:of|in)(?: the word)?\s+["'“”]?(?<word>[A-Za-z]+)["'“”]?$/i,
      /^(?:number of )?(?:distinct |different )?(?:arrangements|permutations|anagrams) of (?:the )?(?:letters (?:of|in) )?(?:the )?(?:word )?["'“”]?(?<word>[A-Za-z]{3,})["'“”]?$/i,
      /^(?:单词)?\s*["“”]?(?<word>[A-Za-z]{3,})["“”]?\s*(?:中|里)?的?(?:所有)?字母(?:共|一共)?(?:有多少种(?:不同的?)?(?:排列|排法)(?:方式|方法)?|的排列数)$/u,
    ],
    read: (groups) => {
      const letters = [...(groups["word"] as string).toLowerCase()];
      const counts = [...new Set(letters)].map(
        (letter) => letters.filter((other) => other === letter).length,
      );
      const repeats = counts
        .filter((count) => count > 1)
        .map((count): Expression => ["Factorial", integer(count)]);
      const all: Expression = ["Factorial", integer(letters.length)];
      return {
        kind: "evaluate",
        expression:
          repeats.length === 0
            ? all
            : [
                "Divide",
                all,
                repeats.length === 1 ? (repeats[0] as Expression) : ["Multiply", ...repeats],
              ],
      };
    },
    examples: [
      { ask: "how many ways to arrange the letters of MISSISSIPPI", answer: "34650" },
      { ask: "单词 banana 的字母有多少种排列", answer: "60" },
    ],
  },
];
