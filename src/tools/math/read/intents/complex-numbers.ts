import { integer } from "../../expression/expression.ts";
import { readOrdinal } from "../number-words.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups, QueryBuilder } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

const of =
  (head: string): QueryBuilder =>
  (groups, context) => ({
    kind: "evaluate",
    expression: [head, context.parse(groups["a"] as string)],
  });

/** All n-th roots of a number. */
function allRoots(groups: Groups, context: ReadingContext): MathQuery | null {
  const word = (groups["n"] as string).toLowerCase();
  const n =
    word === "square" || word === "平方"
      ? 2
      : word === "cube" || word === "立方"
        ? 3
        : readOrdinal(word.replace(/次$/u, ""));
  if (n === null || n < 2 || n > 24) return null;
  const text = groups["a"] as string;
  const value = /^(?:unity|one|单位)$/iu.test(text) ? integer(1) : context.parse(text);
  return { kind: "algebra", operation: "all-roots", operands: [value, integer(n)], variable: null };
}

const COMPLEX = "[the ][complex ][number ][{z:letter}[ ]=[ ]]";

/** Parts and forms of complex numbers. */
export const COMPLEX_INTENTS: readonly Intent[] = [
  {
    name: "modulus of a complex number",
    frames: [
      `[the ](modulus|absolute value|complex modulus) of ${COMPLEX}{a}`,
      "[复数][{z:letter}[ ]=[ ]] {a} 的(模|模长|绝对值)",
    ],
    read: of("Abs"),
    examples: [
      { ask: "modulus of 5-12i", answer: "13" },
      { ask: "复数 3+4i 的模", answer: "5" },
      { ask: "复数z=3-4i的模是多少", answer: "5" },
    ],
  },
  {
    name: "argument of a complex number",
    frames: [
      `[the ][principal ](argument|phase|polar angle) of ${COMPLEX}{a}`,
      "[复数][{z:letter}[ ]=[ ]] {a} 的(辐角|幅角|辐角主值)",
    ],
    read: of("Arg"),
    examples: [
      { ask: "argument of -1+i", answer: "3*pi/4" },
      { ask: "复数 1+i 的辐角", answer: "pi/4" },
    ],
  },
  {
    name: "conjugate of a complex number",
    frames: [
      `[the ][complex ]conjugate of ${COMPLEX}{a}`,
      "[复数][{z:letter}[ ]=[ ]] {a} 的共轭[复数]",
    ],
    read: of("Conjugate"),
    examples: [
      { ask: "conjugate of 3-4i", answer: "3 + 4*i" },
      { ask: "复数 2+i 的共轭复数", answer: "2 - i" },
    ],
  },
  {
    name: "real part",
    frames: [`[the ]real part of ${COMPLEX}{a}`, "[复数][{z:letter}[ ]=[ ]] {a} 的实部"],
    read: of("Re"),
    examples: [{ ask: "real part of 1/(1+2i)", answer: "1/5" }],
  },
  {
    name: "imaginary part",
    frames: [`[the ]imaginary part of ${COMPLEX}{a}`, "[复数][{z:letter}[ ]=[ ]] {a} 的虚部"],
    read: of("Im"),
    examples: [{ ask: "imaginary part of (1+2i)^3", answer: "-2" }],
  },
  {
    name: "polar form",
    frames: [
      `[the ](polar|exponential|trigonometric) form of ${COMPLEX}{a}`,
      "(write|convert|express) {a} (in|to|into) (polar|exponential) form",
      "[把|将] [复数] {a} (化为|化成|写成|表示为)(极坐标|指数|三角)形式",
      "[复数][{z:letter}[ ]=[ ]] {a} 的(极坐标|指数|三角)形式",
    ],
    read: (groups, context) => ({
      kind: "algebra",
      operation: "polar-form",
      operands: [context.parse(groups["a"] as string)],
      variable: null,
    }),
    examples: [
      { ask: "polar form of 1+i", answer: "sqrt(2)*e^(i*pi/4)" },
      { ask: "把 -2i 化为极坐标形式", answer: "2*e^(-i*pi/2)" },
    ],
  },
  {
    name: "all roots of a number",
    frames: [
      "[find ][all ][the ][complex ]{n:root} roots of {a}",
      "{a} 的[所有]{n:count}次[单位]方根",
      "{a} 的所有(平方|立方)根",
    ],
    read: (groups, context) => allRoots({ ...groups, n: groups["n"] ?? "平方" }, context),
    examples: [
      { ask: "cube roots of unity", answer: "1, -1/2 + sqrt(3)*i/2, -1/2 - sqrt(3)*i/2" },
      { ask: "square roots of 3+4i", answer: "2 + i, -2 - i" },
    ],
  },
];
