import { afterAll, describe, expect, test } from "vitest";
import { latexFaults } from "../../evals/latex-faults.ts";
import { fetchSympy } from "../../src/downloads/fetch-sympy.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import { OPERATION_INTENTS, QUESTION_INTENTS } from "../../src/tools/math/read/intents/all.ts";
import { compileFrame } from "../../src/tools/math/read/intents/frame.ts";
import { framesOf } from "../../src/tools/math/read/intents/intent.ts";
import { readOrdinal, readWholeNumber } from "../../src/tools/math/read/number-words.ts";

const INTENTS = [...QUESTION_INTENTS, ...OPERATION_INTENTS];
const packages = await fetchSympy(process.env).catch(() => null);
const engine = createMathEngine({ sympyPackages: () => fetchSympy(process.env) });
afterAll(() => engine.close());

const ask = async (query: string): Promise<string> => {
  const result = await engine.query({ query });
  expect(latexFaults(result), "LaTeX that KaTeX does not render").toEqual([]);
  return result.answer?.short ?? `${result.status}: ${result.reason?.message ?? ""}`;
};

describe("every intent", () => {
  const examples = INTENTS.flatMap(({ name, examples: list }) =>
    list.map(({ ask: question, answer, isDeep }) => ({ name, question, answer, isDeep })),
  );

  test.for(examples)(
    "$name: $question → $answer",
    async ({ question, answer, isDeep }, { skip }) => {
      if (isDeep === true && packages === null) skip("the deep engine is not installed");
      expect(await ask(question)).toBe(answer);
    },
  );

  test("has a name of its own, frames that compile and an example", () => {
    expect(new Set(INTENTS.map(({ name }) => name)).size).toBe(INTENTS.length);
    for (const intent of INTENTS) {
      expect(framesOf(intent).length, intent.name).toBe(intent.frames.length);
      expect(intent.examples.length, intent.name).toBeGreaterThan(0);
    }
  });
});

describe("frames", () => {
  test.each([
    ["[the ]remainder of {a} by {b}", "remainder of 17 by 5", { a: "17", b: "5" }],
    ["{a} 的 {b:count} 倍", "x的三倍", { a: "x", b: "三" }],
    ["(sort|order) {items}", "ORDER 3, 1", { items: "3, 1" }],
    ["{a:digits} \\(base {b:digits}\\)", "11 (base 2)", { a: "11", b: "2" }],
  ])("%s matches %s", (frame, text, slots) => {
    expect({ ...compileFrame(frame).pattern.exec(text)?.groups }).toEqual(slots);
  });

  test("the keyword is in every text that the frame matches", () => {
    const frame = compileFrame("[the ](gcd|hcf) of all {items} together");
    expect(frame.keyword).toBe("together");
    expect(frame.pattern.test("the hcf of all 3 and 4 together")).toBe(true);
  });

  test("an unknown kind of slot is refused", () => {
    expect(() => compileFrame("{a:nonsense}")).toThrow(/slot/);
  });
});

describe("numbers in words", () => {
  test.each([
    ["twenty-one", 21n],
    ["three hundred and five", 305n],
    ["two million one hundred thousand", 2_100_000n],
    ["八千零五", 8005n],
    ["一百二十三万四千五百六十七", 1_234_567n],
    ["十二", 12n],
    ["二〇二六", 2026n],
    ["两万亿", 2_000_000_000_000n],
    ["apple", null],
    ["and five", null],
    ["", null],
  ])("%s", (text, value) => {
    expect(readWholeNumber(text)).toBe(value);
  });

  test.each([
    ["third", 3],
    ["22nd", 22],
    ["第三", 3],
    ["x", null],
  ])("%s as an ordinal", (text, value) => {
    expect(readOrdinal(text)).toBe(value);
  });
});

describe("texts that define before they ask", () => {
  test.each([
    ["Let f(x) = 2x + 1. What is f(f(3))?", "15"],
    ["已知f(x)=2x+1，求f(f(3))", "15"],
    ["If f(x) = x^2 - 1, what is f(4)?", "15"],
    ["Let g(t) be the second derivative of t^4. What is g(2)?", "48"],
    [
      "Suppose 2*a + b = 7, a - b = 2. Let c = a*b. What is the remainder when c + 9 is divided by 4?",
      "0",
    ],
    ["Suppose y = 3*x + 1. Suppose x = 2. What is y?", "7"],
    ["Let 2*v^2 - 8 = 0. What is v?", "-2, 2"],
    ["Let f(x) = x - 1. Let g(x) = f(x)^2. Give g(f(y)).", "y^2 - 4*y + 4"],
    ["x^2 + y where x = 3 and y = 4", "13"],
    ["Let e(i) = 2*i. Let i = 4. What is e(i)?", "8"],
    ["Let n = 12. What is the highest common factor of n and 18?", "6"],
    ["若x+y=5，xy=6，求x²+y²", "13"],
    ["suppose x^2=4; let y=x+1; what is (y-1)^2", "4"],
    ["suppose x^2=4; let f(t)=t+x^2; what is f(1)", "5"],
    ["if x + 1/x = 1 find x^3 + 1/x^3", "-2"],
    ["已知 a+b=3, ab=1, 求 a^3+b^3", "18"],
  ])("%s → %s", async (question, answer) => {
    expect(await ask(question)).toBe(answer);
  });

  test.each([
    "Suppose a + b = 3. What is a*b?",
    "if x^2 = 4, what is x + 1",
    "suppose x^2=1/100; what is erf(x)/x",
    "if x^3 = 8, what is x^2",
    "Let f(x) = g(x) + 1. What is f(2)?",
    "Let x be the colour of the sky. What is x?",
  ])("%s is left open", async (question) => {
    const result = await engine.query({ query: question });
    expect(result.answer).toBeNull();
  });

  test("a name never keeps its value for the next question", async () => {
    expect(await ask("Let a = 5. What is a + 1?")).toBe("6");
    expect(await ask("a + 1 + 1")).toBe("a + 2");
  });

  test("a defined name inside a bound variable is not replaced", async () => {
    expect(await ask("Let x = 3. Solve 2*x = 8 for x.")).toBe("4");
  });
});

describe("what a reading must not do", () => {
  test("a spoken fraction is the whole exponent", async () => {
    expect(await ask("16 to the power of 1/2")).toBe("4");
  });

  test("unequal is not equal", async () => {
    expect(await ask("Are 15 and 16 unequal?")).toBe("yes");
  });

  test("a tie for the nearest is said, not settled", async () => {
    const result = await engine.query({ query: "What is the nearest to 0 in 1, -1, 5?" });
    expect(result.status).toBe("undecided");
  });

  test("a sequence without a term to test its rule is not presented as checked", async () => {
    const result = await engine.query({ query: "What comes next: 1, 5, 2, 7?" });
    expect(result.certificate?.grade ?? "unchecked").toBe("unchecked");
  });
});
