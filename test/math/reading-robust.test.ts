import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { printLatex } from "../../src/tools/math/expression/print-latex.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { decideEqual } from "../../src/tools/math/prove/decide-zero.ts";
import { OPERATION_INTENTS, QUESTION_INTENTS } from "../../src/tools/math/read/intents/all.ts";
import { queryExpression } from "../../src/tools/math/read/math-query.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import { recognise } from "../../src/tools/math/read/recognise.ts";
import { correct, corrections } from "../../src/tools/math/read/spelling.ts";

const engine = createMathEngine();
// A cold reader takes longer than suggestions may.
beforeAll(() => engine.warmUp());
afterAll(() => engine.close());

const ask = (query: string) => engine.query({ query });
const short = async (query: string): Promise<string> => {
  const { status, answer, reason } = await ask(query);
  return answer?.short ?? `${status}: ${reason?.message ?? ""}`;
};

const EXAMPLES = [...QUESTION_INTENTS, ...OPERATION_INTENTS].flatMap(({ examples }) =>
  examples.filter(({ isDeep }) => isDeep !== true),
);
const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

describe("the same question asked otherwise has the same answer", () => {
  test.each(EXAMPLES)("$ask, politely", async ({ ask: question, answer }) => {
    const polite = isChinese(question)
      ? [`请问${question}？`, `你好，${question}，谢谢！`]
      : [`Please ${question}`, `Hello, could you tell me ${question} Thanks!`];
    for (const text of polite) expect(await short(text), text).toBe(answer);
  });

  test.each(EXAMPLES)("$ask, with other spaces and widths", async ({ ask: question, answer }) => {
    expect(await short(`  ${question.replaceAll(" ", "  ")}  `)).toBe(answer);
    if (isChinese(question)) expect(await short(toFullWidth(question))).toBe(answer);
  });

  test.each(EXAMPLES.filter((example) => isChinese(example.ask)))(
    "$ask, with and without spaces between the scripts",
    async ({ ask: question, answer }) => {
      const spaced = question
        .replace(/(\p{Script=Han})(?=[^\p{Script=Han}\p{P}\s])/gu, "$1 ")
        .replace(/([^\p{Script=Han}\p{P}\s])(?=\p{Script=Han})/gu, "$1 ")
        .replace(/(\p{Script=Han})(?=[([{])/gu, "$1 ")
        .replace(/([)\]}])(?=\p{Script=Han})/gu, "$1 ");
      const close = question
        .replace(/(\p{Script=Han}) +/gu, "$1")
        .replace(/ +(?=\p{Script=Han})/gu, "");
      for (const text of [spaced, close]) expect(await short(text), text).toBe(answer);
    },
  );

  test.each([
    ["derivative of x^3 sin(x)", "x^3 sin(x) 的导数"],
    ["integrate x^2 from 0 to 3", "x^2 从 0 到 3 的定积分"],
    ["solve x^2 - 5x + 6 = 0", "解方程 x^2 - 5x + 6 = 0"],
    ["solve 2x + 1 > 5", "解不等式 2x + 1 > 5"],
    ["factor x^2 - 5x + 6", "x^2 - 5x + 6 因式分解"],
    ["limit of sin(x)/x as x -> 0", "当 x 趋于 0 时 sin(x)/x 的极限"],
    ["prime factors of 360", "360 的质因数"],
    ["gcd of 12 and 18", "12 和 18 的最大公约数"],
    ["area of a triangle with sides 3, 4, 5", "三角形三边 3,4,5 的面积"],
    ["15% of 80", "80 的 15%"],
    ["square root of 16", "根号 16"],
    ["three plus four", "三加四"],
  ])("%s = %s", async (english, chinese) => {
    expect(await short(chinese)).toBe(await short(english));
  });

  test.each([
    [
      "If a = 2 and b = 3, what is a*b + 1?",
      "What is a*b + 1 if a = 2 and b = 3?",
      "a*b + 1 where b = 3 and a = 2",
      "已知 a=2, b=3，求 a*b+1",
    ],
    [
      "integrate x^2 from 0 to 3",
      "int_0^3 x^2 dx",
      "\\int_0^3 x^2\\,dx",
      "Integrate[x^2, {x, 0, 3}]",
    ],
    ["sqrt(16)", "√16", "\\sqrt{16}", "Sqrt[16]", "16^(1/2)", "根号16"],
    [
      "derivative of sin(x)^2",
      "d/dx sin^2 x",
      "\\frac{d}{dx} \\sin^2 x",
      "D[Sin[x]^2, x]",
      "diff(sin(x)^2, x)",
    ],
    ["solve x^2 = 4", "Solve[x^2 == 4, x]", "x² = 4", "solve(x^2 = 4, x)"],
    [
      "limit of sin(x)/x as x -> 0",
      "\\lim_{x \\to 0} \\frac{\\sin x}{x}",
      "lim x->0 sin(x)/x",
      "Limit[Sin[x]/x, x -> 0]",
    ],
    ["sum of k^2 for k = 1 to 10", "\\sum_{k=1}^{10} k^2", "Sum[k^2, {k, 1, 10}]"],
  ])("%s in other notations and orders", async (first, ...others) => {
    const answer = await short(first);
    expect(answer).not.toContain(":");
    for (const other of others) expect(await short(other), other).toBe(answer);
  });

  test.each([
    "derivative of x^3 sin(x)",
    "integrate x exp(x)",
    "solve x^2 - 5x + 6 = 0",
    "factor x^4 - 1",
    "expand (x + 1)^3",
    "simplify (x^2 - 1)/(x - 1)",
    "partial derivative of x^2 with respect to x",
  ])("%s in another variable", async (question) => {
    const answer = await short(question);
    for (const name of ["t", "u", "w"]) {
      const renamed = (text: string) => text.replace(/(?<![A-Za-z])x(?![A-Za-z])/g, name);
      const got = parseExpression((await short(renamed(question))).split(", ")[0] as string);
      const meant = parseExpression(renamed(answer).split(", ")[0] as string);
      expect(decideEqual(got.expression, meant.expression).verdict).toBe("proved");
    }
  });
});

describe("what is printed reads back", () => {
  test.each(EXAMPLES)("the reading of $ask", ({ ask: question }) => {
    const { query } = readQuery(question);
    if (!EXPRESSION_KINDS.has(query.kind)) return;
    const expression = queryExpression(query);
    for (const printed of [printPlain(expression), printLatex(expression)]) {
      const again = parseExpression(printed).expression;
      if (printPlain(again) !== printPlain(expression))
        expect(decideEqual(again, expression).verdict, printed).toBe("proved");
    }
  });

  test.each(EXAMPLES)("the answer of $ask", async ({ ask: question }) => {
    const { answer } = await ask(question);
    if (answer?.value.kind !== "expression") return;
    const [plain, latex] = [answer.plain, answer.latex].map(
      (text) =>
        parseExpression(
          text
            .replace(/^\w+(?:\(\w\))? = /, "")
            .replace(/\s*\+\s*C$/, "")
            // Constants of a general solution are numbered, which LaTeX writes below the line.
            .replace(/\bc_\{(\d+)\}/g, "c$1"),
        ).expression,
    ) as [Expression, Expression];
    if (printPlain(plain) !== printPlain(latex))
      expect(decideEqual(plain, latex).verdict, answer.latex).toBe("proved");
  });

  const leaf = fc.oneof(
    fc.constantFrom("x", "y", "Pi", "ExponentialE"),
    fc.nat(99).map((n) => ({ num: String(n + 1) })),
  );
  const expressions = fc.letrec<{ node: Expression }>((tie) => ({
    node: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.tuple(fc.constantFrom("Add", "Multiply"), tie("node"), tie("node")),
      fc.tuple(fc.constantFrom("Divide", "Power"), tie("node"), tie("node")),
      fc.tuple(fc.constantFrom("Sin", "Ln", "Sqrt", "Negate", "Abs", "Exp"), tie("node")),
    ),
  })).node;

  test("any expression, in plain and in LaTeX", () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        for (const printed of [printPlain(expression), printLatex(expression)]) {
          const again = parseExpression(printed).expression;
          expect(decideEqual(again, expression).verdict, printed).not.toBe("refuted");
        }
      }),
      { numRuns: 500, seed: 11 },
    );
  }, 120_000);
});

/** Kinds whose reading is an expression of the plain notation; others are worded. */
const EXPRESSION_KINDS = new Set([
  "evaluate",
  "simplify",
  "factor",
  "expand",
  "truth",
  "differentiate",
]);

describe("slips of spelling", () => {
  test.each([
    ["derivitive of x^2", "derivitive", "derivative", "2*x"],
    ["sovle x^2 = 4", "sovle", "solve", "-2, 2"],
    ["determinent of [[1,2],[3,4]]", "determinent", "determinant", "-2"],
    ["convert 3 miels to km", "miels", "miles", "4.828032 km"],
  ])("%s is read, and the reading is shown", async (question, written, meant, answer) => {
    const result = await ask(question);
    expect(result.answer?.short).toBe(answer);
    expect(result.assumptions).toContainEqual({
      kind: "spelling",
      text: `"${written}" was read as "${meant}".`,
      alternatives: [],
    });
  });

  test("known words and words with two near neighbours stay", () => {
    expect(corrections("solve the roots of sine and cosine in miles")).toEqual([]);
    expect(corrections("the xylophone zebra")).toEqual([]);
    expect(correct("sovle sovles", [{ written: "sovle", meant: "solve" }])).toBe("solve sovles");
  });
});

describe("a question that is not understood", () => {
  test.each([
    ["my homework says to integrate x^2 dx by tomorrow", "integrate x^2 dx"],
    ["rank of mind", "rank of {{1,a},{a,1}}"],
    ["三角形的面积是怎么来的", "三角形三边 3,4,5 的面积"],
  ])("%s is answered with what can be asked", async (question, offered) => {
    const result = await ask(question);
    expect(result.answer).toBeNull();
    expect(result.suggestions.map(({ input }) => input)).toContain(offered);
    for (const { input } of result.suggestions) expect(() => readQuery(input)).not.toThrow();
  });

  test.each(["hi", "Oh", "so what", "x y z", "no", "a-b-c", "hello, world!", "thanks", ""])(
    "letters alone are no question: %s",
    async (text) => {
      expect((await ask(text)).answer).toBeNull();
    },
  );
});

describe("what was assumed has its alternative", () => {
  test.each([
    ["log(100)", "log10(100)", "2"],
    ["6e14", "6*e*14", "84*e"],
    ["expand (i + 1)^2", "expand (k + 1)^2", "k^2 + 2*k + 1"],
    ["2 1/2", "2*1/2", "1"],
    ["8/2y", "8/(2y)", "4/y"],
  ])("%s could be %s", async (question, input, answer) => {
    const { assumptions } = await ask(question);
    expect(
      assumptions.flatMap(({ alternatives }) => alternatives.map((item) => item.input)),
    ).toContain(input);
    expect(await short(input)).toBe(answer);
  });
});

describe("is this mathematics at all?", () => {
  test.each(["2+2", "solve x^2 = 4", "x^2 的导数", "convert 3 miles to km", "√2", "15% of 80"])(
    "%s can be read",
    (text) => {
      expect(recognise(text)).toBe("readable");
    },
  );

  test.each(["Solve the riddle of x^2 + 3 = 12 apples", "How many apples are 3 + 4 + some more?"])(
    "%s looks like it",
    (text) => {
      expect(recognise(text)).toBe("mathematical");
    },
  );

  test.each([
    "hello",
    "What is the capital of France?",
    "2026",
    "写一篇作文",
    "Tell me about cats",
  ])("%s does not", (text) => {
    expect(recognise(text)).toBe("other");
  });

  test("takes at most a millisecond on most texts", () => {
    const texts = EXAMPLES.map((example) => example.ask);
    for (const text of texts) recognise(text);
    const times = texts.map((text) => {
      const startedAt = performance.now();
      recognise(text);
      return performance.now() - startedAt;
    });
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
    expect(median).toBeLessThan(1);
  });
});

/** Digits, brackets and signs as Chinese input methods write them. */
function toFullWidth(text: string): string {
  return text.replace(/[0-9()+=]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) + 0xfee0),
  );
}

describe("what defines itself is a recurrence", () => {
  test.each([
    ["a(n) = a(n-1) + 3, a(0) = 1, find a(4)", "13"],
    ["Let f(n) = 2f(n-1), f(0) = 1. What is f(5)?", "32"],
    ["a_1 = 1, a_{n+1} = a_n/2, a_3", "1/4"],
  ])("%s → %s", async (question, answer) => {
    expect(await short(question)).toBe(answer);
  });

  test.each([
    "a(n) = 2a(n-1), a(0) = 3",
    "a(n) = a(n-1) + 2, a(0) = 1",
    "a(n) = a(n-1) + a(n-2), a(0) = 1, find a(5)",
    "a(n) = a(n-1) + 1, a(0) = 1, a(1) = 7, find a(5)",
  ])("%s is never a yes or no, nor a number", async (question) => {
    const { answer } = await ask(question);
    expect(answer?.value.kind ?? "none").toMatch(/^(?:none|expression)$/);
    expect(answer?.short ?? "n").toContain("n");
  });
});
