import type { MistakeKind } from "../src/core/working-result.ts";
import { seededRandom } from "./fuzz-generator/random.ts";

/** A right solution, and the same solution with one slip in one line. */
export interface WorkingCase {
  readonly topic: string;
  readonly problem: string;
  readonly lines: readonly string[];
  readonly slips: readonly {
    readonly kind: MistakeKind;
    readonly at: number;
    readonly line: string;
  }[];
}

/** A seeded source of whole numbers. */
export function numbersFrom(seed: number): (from: number, to: number) => number {
  const { next } = seededRandom(seed);
  return (from, to) => from + ((next() * 2 ** 32) % (to - from + 1));
}

type Pick = ReturnType<typeof numbersFrom>;

const signed = (n: number): string => (n < 0 ? `- ${-n}` : `+ ${n}`);
const nonzero = (pick: Pick, from: number, to: number): number => pick(from, to) || to;

/** Each makes one case; together they allow for twelve kinds of slip. */
export const TOPICS: readonly ((pick: Pick) => WorkingCase)[] = [
  linear,
  bracket,
  quadratic,
  commonFactor,
  square,
  product,
  fraction,
  inequality,
  derivative,
  chainOfNumbers,
  radical,
  system,
];

function linear(pick: Pick): WorkingCase {
  const [a, b, x] = [pick(2, 9), nonzero(pick, -9, 9), nonzero(pick, -9, 9)];
  const c = a * x + b;
  return {
    topic: "linear equation",
    problem: `solve ${a}x ${signed(b)} = ${c}`,
    lines: [`${a}x = ${c} ${signed(-b)}`, `${a}x = ${c - b}`, `x = ${x}`],
    slips: [
      { kind: "sign", at: 0, line: `${a}x = ${c} ${signed(b)}` },
      { kind: "arithmetic", at: 1, line: `${a}x = ${c - b + 1}` },
      { kind: "misread-problem", at: 0, line: `${a + 1}x ${signed(b)} = ${c}` },
    ],
  };
}

function bracket(pick: Pick): WorkingCase {
  const [a, b, c, x] = [pick(2, 6), nonzero(pick, -6, 6), nonzero(pick, -6, 6), pick(1, 8)];
  const right = a * (x + b) + c;
  return {
    topic: "equation with a bracket",
    problem: `solve ${a}(x ${signed(b)}) ${signed(c)} = ${right}`,
    lines: [
      `${a}x ${signed(a * b)} ${signed(c)} = ${right}`,
      `${a}x ${signed(a * b + c)} = ${right}`,
      `${a}x = ${right - a * b - c}`,
      `x = ${x}`,
    ],
    slips: [
      { kind: "distribution", at: 0, line: `${a}x ${signed(b)} ${signed(c)} = ${right}` },
      { kind: "dropped-term", at: 1, line: `${a}x ${signed(a * b)} = ${right}` },
      { kind: "arithmetic", at: 3, line: `x = ${x + 1}` },
    ],
  };
}

function quadratic(pick: Pick): WorkingCase {
  const p = nonzero(pick, -7, 7);
  const q = p + pick(1, 5);
  const [b, c] = [-(p + q), p * q];
  const factor = (r: number): string => (r === 0 ? "x" : `(x ${signed(-r)})`);
  return {
    topic: "quadratic equation",
    problem: `solve x^2 ${signed(b)}x ${signed(c)} = 0`,
    lines: [`${factor(p)}*${factor(q)} = 0`, `x = ${p} or x = ${q}`],
    slips: [
      { kind: "lost-root", at: 1, line: `x = ${q}` },
      { kind: "sign", at: 0, line: `${factor(-p)}*${factor(q)} = 0` },
    ],
  };
}

function commonFactor(pick: Pick): WorkingCase {
  const a = nonzero(pick, -9, 9);
  return {
    topic: "common factor",
    problem: `solve x^2 = ${a}x`,
    lines: [`x^2 - (${a})x = 0`, `x(x - (${a})) = 0`, `x = 0 or x = ${a}`],
    slips: [
      { kind: "divided-by-zero", at: 0, line: `x = ${a}` },
      { kind: "lost-root", at: 2, line: `x = ${a}` },
    ],
  };
}

function square(pick: Pick): WorkingCase {
  const [a, b] = [pick(1, 5), nonzero(pick, -9, 9)];
  const head = a === 1 ? "x" : `${a}x`;
  return {
    topic: "square of a sum",
    problem: `expand (${head} ${signed(b)})^2`,
    lines: [
      `(${head} ${signed(b)})(${head} ${signed(b)})`,
      `${a * a}x^2 ${signed(2 * a * b)}x ${signed(b * b)}`,
    ],
    slips: [
      { kind: "power-of-a-sum", at: 0, line: `${a * a}x^2 ${signed(b * b)}` },
      { kind: "sign", at: 1, line: `${a * a}x^2 ${signed(-2 * a * b)}x ${signed(b * b)}` },
    ],
  };
}

function product(pick: Pick): WorkingCase {
  const [a, b] = [nonzero(pick, -8, 8), nonzero(pick, -8, 8)];
  const [sum, times] = [a + b, a * b];
  return {
    topic: "product of sums",
    problem: `expand (x ${signed(a)})(x ${signed(b)})`,
    lines: [
      `x^2 ${signed(b)}x ${signed(a)}x ${signed(times)}`,
      `x^2 ${signed(sum)}x ${signed(times)}`,
    ],
    slips: [
      { kind: "dropped-term", at: 0, line: `x^2 ${signed(b)}x ${signed(times)}` },
      { kind: "arithmetic", at: 1, line: `x^2 ${signed(sum)}x ${signed(times + 2)}` },
    ],
  };
}

function fraction(pick: Pick): WorkingCase {
  const a = pick(2, 9);
  return {
    topic: "fraction",
    problem: `simplify (x^2 + ${a}x)/x`,
    lines: [`x(x + ${a})/x`, `x + ${a}`],
    slips: [{ kind: "illegal-cancellation", at: 0, line: `x^2 + ${a}` }],
  };
}

function inequality(pick: Pick): WorkingCase {
  const [a, x, b] = [pick(2, 9), nonzero(pick, -9, 9), nonzero(pick, -9, 9)];
  return {
    topic: "inequality",
    problem: `solve ${b} - ${a}x < ${b - a * x}`,
    lines: [`-${a}x < ${-a * x}`, `x > ${x}`],
    slips: [
      { kind: "inequality-direction", at: 1, line: `x < ${x}` },
      { kind: "sign", at: 0, line: `${a}x < ${-a * x}` },
    ],
  };
}

function derivative(pick: Pick): WorkingCase {
  const [n, k] = [pick(2, 5), pick(2, 6)];
  return {
    topic: "derivative",
    problem: `derivative of x^${n} sin(${k}x)`,
    lines: [
      `${n}x^${n - 1} sin(${k}x) + ${k} x^${n} cos(${k}x)`,
      `x^${n - 1}(${n} sin(${k}x) + ${k} x cos(${k}x))`,
    ],
    slips: [
      { kind: "derivative-rule", at: 0, line: `${n}x^${n - 1} * ${k} cos(${k}x)` },
      { kind: "arithmetic", at: 0, line: `${n}x^${n - 1} sin(${k}x) + ${k + 1} x^${n} cos(${k}x)` },
    ],
  };
}

function chainOfNumbers(pick: Pick): WorkingCase {
  const [a, b, c] = [pick(12, 89), pick(3, 19), pick(11, 99)];
  return {
    topic: "arithmetic",
    problem: `${a} * ${b} + ${c}`,
    lines: [`${a * b} + ${c}`, `= ${a * b + c}`],
    slips: [
      { kind: "arithmetic", at: 0, line: `${a * b + 10} + ${c}` },
      { kind: "arithmetic", at: 1, line: `= ${a * b + c - 1}` },
    ],
  };
}

function radical(pick: Pick): WorkingCase {
  // sqrt(x + c) = x with the root r and the other root 1 - r, which squaring brings in.
  const r = pick(2, 9);
  const c = r * r - r;
  return {
    topic: "radical equation",
    problem: `solve sqrt(x + ${c}) = x`,
    lines: [`x + ${c} = x^2`, `x^2 - x - ${c} = 0`, `x = ${r}`],
    slips: [{ kind: "extra-root", at: 2, line: `x = ${r} or x = ${1 - r}` }],
  };
}

function system(pick: Pick): WorkingCase {
  const [x, y] = [nonzero(pick, -9, 9), nonzero(pick, -9, 9)];
  return {
    topic: "linear system",
    problem: `solve {x + y = ${x + y}, x - y = ${x - y}} for x, y`,
    lines: [`2x = ${2 * x}`, `x = ${x}`, `y = ${y}`],
    slips: [
      { kind: "arithmetic", at: 0, line: `2x = ${2 * x + 2}` },
      { kind: "sign", at: 2, line: `y = ${-y}` },
    ],
  };
}
