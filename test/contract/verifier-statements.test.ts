import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";

const math = createMathEngine();
const verifier = createVerifier(math);
// A cold engine may need longer than the time a statement gets.
beforeAll(async () => {
  for (const query of ["roots of x^2-7x+6=0", "integral of x^3 from 0 to 1"])
    await math.query({ query, timeoutMs: 20_000 });
}, 60_000);
afterAll(() => math.close());

const RIGHT = [
  "The roots of x^2-5x+6=0 are x=2 and x=3.",
  "The mean of 2, 4, 9 is 5.",
  "The determinant of [[1,2],[3,4]] is -2, and the limit of sin(x)/x as x approaches 0 is 1.",
  "The integral of $x^2$ from 0 to 1 is $\\frac{1}{3}$.",
  "97 is prime, while 91 is not prime.",
  "The area of a circle with radius 3 is about 28.27.",
  "100 increased by 20% is 120.",
  "The number of days from 3 March 2024 to 10 March 2024 is 7 days.",
  "Since 9 > 7, the rest follows.",
  "方程x^2-5x+6=0的解是x=2和x=3。2、4、9的平均数是5。91不是质数。",
];

test.each(RIGHT)("proved: %s", async (text) => {
  const { verdict, claims, coverage } = await verifier.verify({ text });
  expect({ verdict, coverage, count: claims.length > 0 }).toEqual({
    verdict: "proved",
    coverage: 1,
    count: true,
  });
});

const WRONG: readonly (readonly [string, string])[] = [
  ["The roots of x^2-5x+6=0 are x=2 and x=4.", "2, 3"],
  ["The mean of 2, 4, 9 is 6.", "5"],
  ["So the determinant of [[1,2],[3,4]] is 2.", "-2"],
  ["We find that the integral of $x^2$ from 0 to 1 is $\\frac{1}{2}$.", "1/3"],
  ["91 is prime.", "no"],
  ["100 decreased by 20% is 90.", "80"],
  ["方程x^2-5x+6=0的解是x=2和x=4。", "2, 3"],
  ["91是质数。", "no"],
];

test.each(WRONG)("refuted: %s", async (text, expected) => {
  const { verdict, claims } = await verifier.verify({ text });
  expect(verdict).toBe("refuted");
  const refuted = claims.filter((claim) => claim.verdict === "refuted");
  expect(refuted.map(({ evidence }) => evidence.expected)).toEqual([expected]);
  for (const { start, end, text: span } of claims) expect(text.slice(start, end)).toBe(span);
});

test.each(["(x+1)^2 = x^2 + 1 for all real x.", "对一切 x，(x+1)^2 = x^2 + 1 恒成立。"])(
  "stated for every value, so one counterexample refutes it: %s",
  async (text) => {
    expect((await verifier.verify({ text })).verdict).toBe("refuted");
  },
);

test("what there is, told before it is worked with, needs no proof of its own", async () => {
  const text = "There are 14 boxes with 6 pens each, so 14 * 6 = 84 pens.";
  expect((await verifier.verify({ text })).verdict).toBe("proved");
});

test("a claim's text is the text as it was written", async () => {
  const text =
    "The mean of −2, 4，and 7 is 3. 行列式 of [[1,2],[3,4]] is −2；2 和 4 的平均数是３。";
  for (const { start, end, text: span } of (await verifier.verify({ text })).claims)
    expect(text.slice(start, end)).toBe(span);
});

test("a number that was wrong is mended in place", async () => {
  const { corrected } = await verifier.verify({ text: "The mean of 2, 4, 9 is 6, I think." });
  expect(corrected ?? "").not.toContain("6, I think");
  const plain = await verifier.verify({ text: "The mean of 2, 4, 9 is 6." });
  expect(plain.corrected).toBe("The mean of 2, 4, 9 is 5.");
});

describe("not refuted", () => {
  const SPARED = [
    "The sum of x and 3 is 7.",
    "The area of a circle with radius 3 is 28.",
    "It is false that the mean of 2, 4, 9 is 6.",
    'Tom wrote: "the mean of 2, 4, 9 is 6".',
    "If the mean of 2, 4, 9 were 6, what would follow?",
    "Is the mean of 2, 4, 9 equal to 6?",
    "From 3 March 2024 to 10 March 2024 is 8 days.",
    "See http://example.org/?a=1+1=3 for the mean of it all.",
    "The mean of the data is 6. The price of 3 books is 12.",
    "The mean of 2, 4, 9 is not 6.",
    "The derivative of f is 2x when f is x^2.",
    "Since 75% is $60, then 1% is $60/75 = $0.80.",
    "The 90% is represented by $450, so 1% is equal to $450/90 = $5.",
    "The mean of 2, 4, 9 is written 6 below.",
  ];
  test.each(SPARED)("%s", async (text) => {
    expect((await verifier.verify({ text })).verdict).not.toBe("refuted");
  });
});

test.each(["D", "The answer is D.", "N/A"])(
  "%s is a choice whose content is not known, and no wrong number",
  async (text) => {
    const ask = async (answer: string): Promise<string> =>
      (await verifier.verify({ text: answer, question: "What is 3+4?" })).verdict;
    expect(await ask(text)).toBe("undecided");
    expect(await ask("The answer is 8.")).toBe("refuted");
  },
);

describe("what was not read keeps a text from being proved", () => {
  const OPEN = [
    "15% of 80 is 12, which is 3 more than 10.",
    "100 increased by 20% is 120, then shrunk by a fifth it is 100.",
    "The mean of 2, 4, 9 is 5 and the wobble of 3 is 8.",
    "2+2=4. The shop has 7 bicycles.",
  ];
  test.each(OPEN)("%s", async (text) => {
    const { verdict, coverage, claims } = await verifier.verify({ text });
    expect(claims.some((claim) => claim.verdict === "proved")).toBe(true);
    expect(verdict).toBe("undecided");
    expect(coverage).toBeLessThan(1);
  });

  test("numbers that the question gives are no statements of the text", async () => {
    const { verdict } = await verifier.verify({
      question: "What is 15% of 80?",
      text: "15% of 80 is 12. The answer is 12.",
    });
    expect(verdict).toBe("proved");
  });
});
