import { describe, expect, it } from "vitest";
import { ask, call, WORD_PROBLEM } from "../../test/contract/checked-turn.ts";
import { answered, queryResult } from "../../test/contract/math-stub.ts";
import type { Answer } from "../core/query-result.ts";
import { createScriptedModel } from "../model/scripted.ts";

describe("direct route", () => {
  it("answers by the engine alone, without a model", async () => {
    const result = await ask({
      question: "solve 2x + 3 = 7",
      answers: { "solve 2x + 3 = 7": answered("solve 2x + 3 = 7", "2") },
    });
    expect(result).toMatchObject({
      verdict: "proved",
      route: "direct",
      answer: "2",
      model: "none",
    });
    expect(result.reply).toContain("Understood as: solve 2x + 3 = 7");
    expect(result.reply).toContain("Proved: ");
  });

  it("never asks the model when the engine has answered", async () => {
    const model = createScriptedModel([]);
    await ask({ question: "2+2", answers: { "2+2": answered("2+2", "4") }, model });
    expect(model.requests).toHaveLength(0);
  });

  it.each([
    ["exact-check", "proved", "Checked exactly"],
    ["numeric-check", "undecided", "Checked numerically"],
    ["unchecked", "undecided", "Not checked"],
  ] as const)("says how far a %s goes", async (grade, verdict, words) => {
    const result = await ask({ question: "q", answers: { q: answered("q", "4", grade) } });
    expect(result.verdict).toBe(verdict);
    expect(result.reply).toContain(words);
  });

  it("does not call a list of solutions proved that may lack some", async () => {
    const partial = answered("q", "pi/6, 5*pi/6", "exact-check");
    const value = {
      kind: "solutions" as const,
      variables: ["x"],
      solutions: [{ x: "pi/6" }, { x: "5*pi/6" }],
      complete: false,
    };
    const result = await ask({
      question: "q",
      answers: { q: { ...partial, answer: { ...(partial.answer as Answer), value } } },
    });
    expect(result.verdict).toBe("undecided");
    expect(result.reply).toContain("pi/6");
  });

  it("answers a Chinese question in Chinese", async () => {
    const result = await ask({ question: "80的15%", answers: { "80的15%": answered("x", "12") } });
    expect(result.reply).toMatch(/理解为[\s\S]*答案：12[\s\S]*已证明/);
  });
});

describe("without a model that can reason", () => {
  it("says what works and how to add a model", async () => {
    const result = await ask({ question: WORD_PROBLEM });
    expect(result.verdict).toBe("undecided");
    expect(result.reply).toMatch(/--model[\s\S]*These inputs work/);
  });

  it("shows how the question was understood and offers the engine's own suggestions", async () => {
    const question = "integrate something odd";
    const unsupported = queryResult({
      status: "unsupported",
      reading: { text: "the integral of odd", plain: "", latex: "" },
      reason: { code: "x", message: "it has no closed form here." },
      suggestions: [{ text: "simpler", input: "integrate x" }],
    });
    const result = await ask({ question, answers: { [question]: unsupported } });
    expect(result.reply).toMatch(
      /the integral of odd, but: it has no closed form[\s\S]*- integrate x/,
    );
  });

  const tiny = { capabilities: { canReason: false, nativeTools: false } };

  it("does not let a tiny model reason", async () => {
    const model = createScriptedModel([], tiny);
    const result = await ask({ question: WORD_PROBLEM, model });
    expect(model.requests).toHaveLength(0);
    expect(result.verdict).toBe("undecided");
  });

  it("lets a tiny model greet and marks the words as its own", async () => {
    const result = await ask({
      question: "Hello!",
      model: createScriptedModel(["Hello, nice to meet you."], tiny),
    });
    expect(result.reply).toContain("Hello, nice to meet you.");
    expect(result.reply).toContain("not checked");
    expect(result.verdict).toBe("undecided");
    expect(result.claims[0]?.provenance).toBe("model-only");
  });

  it("does not pass on numbers from a tiny model's small talk", async () => {
    const result = await ask({
      question: "Hello!",
      model: createScriptedModel(["Hello, 2+2=5."], tiny),
    });
    expect(result.reply).not.toContain("2+2=5");
  });
});

describe("reasoning with tools", () => {
  it("calls tools, checks the draft and says that the set-up is unchecked", async () => {
    const model = createScriptedModel([
      call("3*4 - 1"),
      "There are 3 * 4 = 12 apples, and 12 - 1 = 11 are left.\nANSWER: 11",
    ]);
    const result = await ask({
      question: WORD_PROBLEM,
      model,
      answers: { "3*4 - 1": answered("3*4 - 1", "11") },
    });
    expect(result).toMatchObject({ verdict: "undecided", route: "loop", answer: "11" });
    expect(result.toolCalls).toEqual([
      {
        name: "math_query",
        input: { query: "3*4 - 1" },
        result: expect.objectContaining({ status: "answered", answer: "11", check: "proved" }),
      },
    ]);
    expect(result.reply).toContain("the arithmetic was checked; the set-up was not");
    expect(result.claims.map((claim) => claim.verdict)).toEqual(["proved", "proved", "undecided"]);
    model.assertDone();
  });

  it("is proved when a tool was asked the question itself", async () => {
    const result = await ask({
      question: "Hey, can you please calculate 12^2 - 7?",
      model: createScriptedModel([call("12^2 - 7"), "12^2 - 7 = 137\nANSWER: 137"]),
      answers: { "12^2 - 7": answered("12^2 - 7", "137") },
    });
    expect(result.verdict).toBe("proved");
    expect(result.query?.answer?.short).toBe("137");
  });

  it("is not proved when the tool was asked only a part", async () => {
    const result = await ask({
      question: "What is 12^2 - 7, and then 5 less?",
      model: createScriptedModel([call("12^2 - 7"), "12^2 - 7 = 137\nANSWER: 137"]),
      answers: { "12^2 - 7": answered("12^2 - 7", "137") },
    });
    expect(result.verdict).toBe("undecided");
  });

  it("refutes an answer that is not what the tool returned", async () => {
    const result = await ask({
      question: "please calculate 12^2 - 7",
      model: createScriptedModel([call("12^2 - 7"), "ANSWER: 147", "ANSWER: 147"]),
      answers: { "12^2 - 7": answered("12^2 - 7", "137") },
    });
    expect(result.reply).not.toContain("147");
    expect(result.reply).toContain("137");
  });

  it("gives the model history, context and instructions", async () => {
    const model = createScriptedModel(["I cannot tell."]);
    await ask({
      question: "and its derivative?",
      model,
      request: {
        history: [
          { role: "user", content: "integrate x^2" },
          { role: "assistant", content: "x^3/3" },
        ],
        context: "Some facts",
        instructions: "Be brief.",
      },
    });
    const messages = model.requests[0]?.messages ?? [];
    expect(messages.map((message) => message.role)).toEqual([
      "system",
      "user",
      "assistant",
      "user",
    ]);
    expect(messages[0]?.content).toContain("Be brief.");
    expect(messages.at(-1)?.content).toContain("Some facts");
  });

  it("works in Chinese", async () => {
    const model = createScriptedModel(["一共有 3 × 4 = 12 个。\n答案：12"]);
    const result = await ask({ question: "3袋苹果，每袋4个，一共多少个？", model });
    expect(model.requests[0]?.messages[0]?.content).toContain("用中文回答");
    expect(result.reply).toContain("算术已检验，列式未检验");
    expect(result.answer).toBe("12");
  });
});
