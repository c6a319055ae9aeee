import { describe, expect, it } from "vitest";
import type { TokenLogprob } from "../../src/core/verify-result.ts";
import type { Check } from "../../src/hallucination/check.ts";
import { spanCheck, type ScoredSpan } from "../../src/hallucination/span-classifier.ts";
import { tokenDoubt } from "../../src/hallucination/token-doubt.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createScriptedModel } from "../../src/model/scripted.ts";
import { agentOver, turnResult } from "./agent-turn.ts";
import { createStubMath } from "./math-stub.ts";

const verifier = createVerifier(createStubMath());

/** A text as tokens of three characters, each with the probability told for it. */
function tokensOf(text: string, logprob: (token: string) => number): TokenLogprob[] {
  return (text.match(/[^]{1,3}/g) ?? []).map((token) => ({ token, logprob: logprob(token) }));
}
const sure = (text: string) => tokensOf(text, () => -0.001);
const unsure = (text: string) => tokensOf(text, (token) => (/\d/.test(token) ? -4 : -0.001));

const QUESTION = "Ann has 3 bags with 4 apples each. How many are there?";
const TEXT = "She has 3 * 4 = 12 apples. The answer is 12.";

describe("probabilities of tokens", () => {
  it("move the error score by the surprise of the numbers, and a little only", async () => {
    const scoreWith = async (logprobs?: TokenLogprob[]) =>
      verifier.verify({ text: TEXT, question: QUESTION, ...(logprobs ? { logprobs } : {}) });
    const [none, low, high] = [
      await scoreWith(),
      await scoreWith(sure(TEXT)),
      await scoreWith(unsure(TEXT)),
    ];
    expect(low.errorScore).toBeLessThan(none.errorScore);
    expect(high.errorScore).toBeGreaterThan(none.errorScore);
    expect(high.errorScore - low.errorScore).toBeLessThan(0.2);
    for (const { claims, verdict, coverage } of [low, high])
      expect({ claims, verdict, coverage }).toEqual({
        claims: none.claims,
        verdict: none.verdict,
        coverage: none.coverage,
      });
  });

  it.each([
    ["2 + 2 = 4", "proved", 0, 0.01],
    ["2 + 2 = 5", "refuted", 0.97, 1],
  ])("never outweigh what is decided: %s", async (text, verdict, least, most) => {
    for (const logprobs of [sure(text), unsure(text)]) {
      const result = await verifier.verify({ text, logprobs });
      expect(result.verdict).toBe(verdict);
      expect(result.errorScore).toBeGreaterThanOrEqual(least);
      expect(result.errorScore).toBeLessThanOrEqual(most);
    }
  });

  it("say nothing where they are not those of the text, or it has no number", () => {
    expect(tokenDoubt("It is 4.", sure("It is 5."))).toBeNull();
    expect(tokenDoubt("It is four.", unsure("It is four."))).toBeNull();
    expect(tokenDoubt("It is 4.", [])).toBeNull();
    expect(tokenDoubt("", sure("x"))).toBeNull();
  });

  it("are found where the text is a part of what was written", () => {
    const whole = tokensOf("<think>99</think> It is 4.", (token) =>
      token.includes("9") ? -9 : -0.01,
    );
    expect(tokenDoubt("It is 4.", whole)).toBe(-0.095);
  });

  it.each([Number.NEGATIVE_INFINITY, -9999, 5])(
    "of any value stay within bounds: %d",
    (logprob) => {
      const move = tokenDoubt(
        "It is 4.",
        tokensOf("It is 4.", () => logprob),
      );
      expect(Math.abs(move ?? 9)).toBeLessThanOrEqual(0.5);
    },
  );

  it("of a draft are those that its model was sure of", async () => {
    const scored = async (tokens?: TokenLogprob[]) => {
      const model = createScriptedModel([{ text: TEXT, ...(tokens ? { tokens } : {}) }]);
      return turnResult(agentOver({ models: [model] }), QUESTION, { samples: 1 });
    };
    const [none, high] = [await scored(), await scored(unsure(TEXT))];
    expect(none.errorScore).toBeGreaterThan(0);
    expect(high.errorScore).toBeGreaterThan(none.errorScore ?? 1);
    expect(high.reply).toBe(none.reply);
    expect(high.verdict).toBe(none.verdict);
  });
});

describe("a classifier of spans", () => {
  const CONTEXT = "The bridge was built in 1932 by the city.";
  const CLAIM = "The bridge was built by a company.";
  const saying = (...spans: ScoredSpan[]) =>
    createVerifier(createStubMath(), [spanCheck({ name: "own", classify: async () => spans })]);

  it("adds findings that stay undecided and moves the error score", async () => {
    const input = { text: CLAIM, context: CONTEXT };
    const plain = await verifier.verify(input);
    const result = await saying({ start: 21, end: 33, likelihood: 0.95 }).verify(input);
    expect(
      result.claims.filter(({ evidence }) => evidence.method === "classifier:own"),
    ).toMatchObject([{ start: 21, end: 33, text: "by a company", verdict: "undecided" }]);
    expect(result.verdict).toBe(plain.verdict);
    expect(result.errorScore).toBeGreaterThan(plain.errorScore);
    const calm = await saying().verify(input);
    expect(calm.errorScore).toBeLessThan(plain.errorScore);
    expect(calm.claims).toEqual(plain.claims);
  });

  it("refutes nothing that is proved", async () => {
    const text = "2 + 2 = 4";
    const result = await saying({ start: 0, end: 9, likelihood: 1 }).verify({ text });
    expect(result.claims.map(({ verdict }) => verdict).sort()).toEqual(["proved", "undecided"]);
    expect(result.verdict).not.toBe("refuted");
  });

  it("has a threshold, and spans that are not in the text are dropped", async () => {
    const result = await saying(
      { start: 0, end: 3, likelihood: 0.4 },
      { start: -1, end: 3, likelihood: 0.9 },
      { start: 3, end: 3, likelihood: 0.9 },
      { start: 0, end: 999, likelihood: 0.9 },
      { start: 0.5, end: 3, likelihood: 0.9 },
      { start: 0, end: 3, likelihood: Number.NaN },
    ).verify({ text: CLAIM });
    expect(result.claims).toEqual([]);
  });
});

describe("a check that fails", () => {
  const failing: Check = {
    name: "broken",
    check: () => Promise.reject(new TypeError("no weights")),
  };

  it("decides nothing, is told, and leaves the rest as it was", async () => {
    const broken = createVerifier(createStubMath(), [failing]);
    expect((await broken.verify({ text: "2 + 2 = 5" })).verdict).toBe("refuted");
    const result = await broken.verify({ text: "2 + 2 = 4" });
    expect(result.verdict).toBe("undecided");
    expect(result.claims.map(({ evidence }) => evidence.method)).toContain("check:broken");
  });
});
