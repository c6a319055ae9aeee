import { afterAll, describe, expect, test } from "vitest";
import { createMathEngine } from "../src/tools/math/engine.ts";
import { createVerifier } from "../src/hallucination/verifier.ts";
import { createScriptedModel, type ScriptedModel } from "../src/model/scripted.ts";
import { AnsatzError } from "../src/core/errors.ts";
import { comparePair, renderPair, signTest } from "./model-pair.ts";

const math = createMathEngine();
afterAll(() => math.close());

const ROWS = [
  {
    question: "Ann walks her dog past some gates. Which number of gates does the sign name?",
    answer: "12",
  },
  { question: "Bob reads the plate on the old bridge. Which number is on the plate?", answer: "7" },
  { question: "Cleo looks at the label of a jar. Which number is on the label?", answer: "1,000" },
];

/** A model that says a number of its own for each question, whatever it is asked about it. */
function saying(
  id: string,
  numbers: Readonly<Record<string, string | AnsatzError>>,
): ScriptedModel {
  const reply = (asked: string): string | AnsatzError => {
    const name = Object.keys(numbers).find((key) => asked.includes(key)) ?? "";
    const number = numbers[name] ?? "0";
    return typeof number === "string" ? `The answer is ${number}.` : number;
  };
  return createScriptedModel(
    Array.from(
      { length: 60 },
      () =>
        ({ messages }) =>
          reply(messages.map(({ content }) => JSON.stringify(content)).join(" ")),
    ),
    { id, capabilities: { nativeTools: false, canReason: true } },
  );
}

describe("two models on the same questions", () => {
  test("right, flipped, different and failed ones are counted, with what they cost", async () => {
    const good = saying("good", { Ann: "12", Bob: "7", Cleo: "1000" });
    const poor = saying("poor", {
      Ann: "12",
      Bob: "8",
      Cleo: new AnsatzError("model_unavailable", "The model is away."),
    });
    const report = await comparePair(
      [good, poor],
      ROWS,
      { math, verifier: createVerifier(math) },
      { seed: 3, timeoutMs: 60_000, progress: () => {} },
    );
    expect(report).toMatchObject({
      rows: 3,
      seed: 3,
      models: [
        { model: "good", right: 3, wrong: 0, open: 0, failed: 0 },
        { model: "poor", right: 1, wrong: 1, open: 1, failed: 0 },
      ],
      onlyFirst: 2,
      onlySecond: 0,
      bothRight: 1,
      neither: 0,
      differ: 1,
      pValue: 0.5,
    });
    expect(report.tokensPerRight[0]).toBeLessThan(report.tokensPerRight[1] ?? 0);
    expect(renderPair(report)).toContain("right only with good: 2; only with poor: 0");
  });

  test("the sign test is that of the binomial distribution", () => {
    expect(signTest(0, 0)).toBe(1);
    expect(signTest(5, 5)).toBe(1);
    expect(signTest(9, 1)).toBeCloseTo(22 / 1024, 12);
    expect(signTest(1, 9)).toBeCloseTo(22 / 1024, 12);
    expect(signTest(300, 200)).toBeLessThan(1e-4);
  });
});
