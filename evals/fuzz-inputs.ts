import { OPERATION_INTENTS, QUESTION_INTENTS } from "../src/tools/math/read/intents/all.ts";

/** Numbers from 0 (inclusive) to 1 from a seed: mulberry32, public domain. */
export function randomSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FUNCTIONS = ["sin", "cos", "tan", "log", "exp", "sqrt", "abs", "asin", "gamma", "floor"];
const LETTERS = ["x", "y", "n", "a", "t", "e", "i", "pi", "π", "∞", "f", "E"];
const OPERATORS = [
  "+",
  "-",
  "*",
  "/",
  "^",
  "×",
  "÷",
  "·",
  " ",
  "=",
  "<",
  ">=",
  "!",
  "**",
  "%",
  ",",
];
const LATEX = [
  "\\frac{A}{B}",
  "\\sqrt{A}",
  "\\int_0^1 A dx",
  "\\lim_{x\\to 0} A",
  "\\sum_{k=1}^{n} A",
  "A^{B}",
  "\\left(A\\right)",
  "\\begin{pmatrix}A&B\\\\1&2\\end{pmatrix}",
];
const QUESTIONS = [
  "solve A = B",
  "solve A < B",
  "integrate A dx",
  "integrate A from 0 to B",
  "derivative of A",
  "limit of A as x -> B",
  "factor A",
  "simplify A",
  "expand A",
  "A 的导数",
  "解方程 A = B",
  "化简 A",
  "det [[A,B],[1,x]]",
  "sum of A for k = 1 to B",
  "taylor series of A at 0",
  "inverse of {{A,B},{B,A}}",
  "is A > B",
  "A mod B",
  "convert A km to miles",
  "A% of B",
  "plot A",
  "laplace transform of A",
  "solve y' = A",
  "gcd of A and B",
  "let f(x) = A. what is f(B)?",
];
const UNICODE = "∑∫√≤≠²³½π∞→∈αβ（）＋１２３，。！？求解方程导数积分的是多少\u0000\u200b\u202e😀𝒙";

/** One input; the same seed gives the same sequence. Some are questions, many are broken on purpose. */
export function fuzzInput(random: () => number): string {
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const number = (): string =>
    pick([
      () => String(Math.floor(random() * 20)),
      () => String(Math.floor(random() * 1e6)),
      () => (random() * 100).toFixed(2),
      () => "9".repeat(Math.floor(random() * 60) + 1),
      () => "1e400",
    ])();
  const expression = (depth: number): string => {
    if (depth <= 0 || random() < 0.2) return random() < 0.5 ? number() : pick(LETTERS);
    return pick([
      () => `${expression(depth - 1)}${pick(OPERATORS)}${expression(depth - 1)}`,
      () => `(${expression(depth - 1)})`,
      () => `${pick(FUNCTIONS)}(${expression(depth - 1)})`,
      () => `${pick(FUNCTIONS)} ${expression(depth - 1)}`,
      () => fill(pick(LATEX), depth - 1),
    ])();
  };
  const fill = (frame: string, depth: number): string =>
    frame.replace(/[AB]/g, () => expression(depth));
  const mutate = (text: string): string => {
    let result = text;
    for (let count = 0; count < 1 + random() * 3; count++) {
      const at = Math.floor(random() * (result.length + 1));
      result = pick([
        () => result.slice(0, at) + result.slice(at + 1),
        () => result.slice(0, at) + pick([...UNICODE]) + result.slice(at),
        () => result.slice(0, at) + pick(OPERATORS) + result.slice(at),
        () => result.slice(0, at) + number() + result.slice(at),
        () => result.slice(at) + result.slice(0, at),
        () => result.slice(0, at) + result.slice(Math.floor(at / 2)),
        () => result.replace(/\d+/, number()),
      ])();
    }
    return result;
  };
  const examples = (): string => {
    const intents = random() < 0.5 ? QUESTION_INTENTS : OPERATION_INTENTS;
    return pick(pick(intents).examples).ask;
  };
  return pick([
    () => expression(3),
    () => expression(5),
    () => fill(pick(QUESTIONS), 2),
    () => fill(pick(QUESTIONS), 3),
    () => mutate(examples()),
    () => mutate(examples()),
    () => mutate(fill(pick(QUESTIONS), 2)),
    () => [...Array(Math.floor(random() * 60))].map(() => pick([...UNICODE])).join(""),
    () => "(".repeat(Math.floor(random() * 300)) + expression(1),
    () =>
      pick([
        "9^9^9^9",
        "(10^9)!",
        "10000!",
        "x^(10^10)",
        "(x+y+z)^200",
        "sin(".repeat(150),
        "[[".repeat(80),
        "1/".repeat(200) + "1",
        "x".repeat(3000),
        "solve " + "x^2+".repeat(300) + "1=0",
        "-".repeat(500) + "1",
        "2^".repeat(100) + "2",
        "factor " + "9".repeat(300),
        "\\frac{".repeat(100),
      ]),
  ])();
}
