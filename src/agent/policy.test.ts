import { describe, expect, it } from "vitest";
import {
  agentOver,
  type AgentSetup,
  turnEvents,
  turnResult,
} from "../../test/contract/agent-turn.ts";
import { answered } from "../../test/contract/math-stub.ts";
import type { AgentRequest } from "../core/agent-port.ts";
import type { AskResult } from "../core/ask-result.ts";
import type { PolicyName } from "../core/policy.ts";
import { createScriptedModel, type ScriptedStep } from "../model/scripted.ts";
import { policyInForce } from "./policy.ts";

const PROBLEM = "Ann has 3 bags with 4 apples each and eats one. How many are left?";
const LIE = "3 * 4 = 13 apples, and 13 - 1 = 12 are left.\nANSWER: 12";
const TRUTH = "3 * 4 = 12 apples, and 12 - 1 = 11 are left.\nANSWER: 11";
const SLIP = "As a side note, 3 * 4 = 13.";
const call = (query: string) => ({ toolCalls: [{ name: "math_query", arguments: { query } }] });

function ask(
  policy: PolicyName,
  steps: readonly ScriptedStep[],
  more: Partial<AgentRequest> & { readonly answers?: AgentSetup["answers"] } & {
    readonly question?: string;
  } = {},
): Promise<AskResult> {
  const { question = PROBLEM, answers, ...request } = more;
  const agent = agentOver({
    models: [createScriptedModel([...steps])],
    policy,
    ...(answers === undefined ? {} : { answers }),
  });
  return turnResult(agent, question, { samples: 1, ...request });
}

describe("a draft that is refuted", () => {
  it.each(["strict", "balanced"] as const)(
    "is sent back twice at most and checked anew each time (%s)",
    async (policy) => {
      const model = createScriptedModel([LIE, LIE, LIE, TRUTH]);
      const agent = agentOver({ models: [model], policy });
      const result = await turnResult(agent, PROBLEM, { samples: 1 });
      expect(model.requests).toHaveLength(3);
      for (const { messages } of model.requests.slice(1))
        expect(messages.at(-1)?.content).toContain('"3 * 4 = 13": the exact value is 12');
      expect(result.policy).toMatchObject({ name: policy, outcome: "withheld", rounds: 2 });
      expect(result.policy?.findings[0]).toMatchObject({
        kind: "refuted",
        text: "3 * 4 = 13",
        expected: "12",
      });
      expect(result.reply).not.toContain("= 13");
      expect(result.answer).toBeUndefined();
    },
  );

  it("leaves when the second round is right, and says that it was repaired", async () => {
    const result = await ask("balanced", [LIE, LIE, TRUTH]);
    expect(result.policy).toMatchObject({ outcome: "repaired", rounds: 2 });
    expect(result.answer).toBe("11");
    expect(result.verdict).toBe("undecided");
  });

  it("is mended in place by balanced and withheld by strict", async () => {
    const balanced = await ask("balanced", [SLIP, SLIP, SLIP]);
    expect(balanced.policy?.outcome).toBe("corrected");
    expect(balanced.reply).toContain("As a side note, 3 * 4 = 12.");
    const strict = await ask("strict", [SLIP, SLIP, SLIP]);
    expect(strict.policy?.outcome).toBe("withheld");
    expect(strict.reply).not.toContain("side note");
  });

  it.each(["strict", "balanced"] as const)(
    "gives way to the engine's own answer (%s)",
    async (policy) => {
      const lie = "ANSWER: 147";
      const result = await ask(policy, [call("12^2 - 7"), lie, lie, lie], {
        question: "please calculate 12^2 - 7",
        answers: { "12^2 - 7": answered("12^2 - 7", "137") },
      });
      expect(result.policy).toMatchObject({ outcome: "engine", rounds: 2 });
      expect(result).toMatchObject({ verdict: "proved", answer: "137" });
      expect(result.query?.certificate?.grade).toBe("proved");
      expect(result.reply).not.toContain("147");
      for (const claim of result.claims)
        expect(result.reply.slice(claim.start, claim.end)).toBe(claim.text);
    },
  );

  it("leaves under annotate as it was written, refuted, with every finding named", async () => {
    const model = createScriptedModel([LIE, TRUTH]);
    const agent = agentOver({ models: [model], policy: "annotate" });
    const result = await turnResult(agent, PROBLEM, { samples: 1 });
    expect(model.requests).toHaveLength(1);
    expect(result.policy).toMatchObject({ name: "annotate", outcome: "noted", rounds: 0 });
    expect(result.verdict).toBe("refuted");
    expect(result.answer).toBeUndefined();
    expect(result.reply.startsWith(LIE)).toBe(true);
    expect(result.reply).toContain("“3 * 4 = 13”: the exact value is 12");
    for (const claim of result.claims)
      expect(result.reply.slice(claim.start, claim.end)).toBe(claim.text);
  });

  it("is noted in the language of the question", async () => {
    const result = await ask("annotate", ["一共 3 × 4 = 13 个。\n答案：13"], {
      question: "3袋苹果，每袋4个，一共多少个？",
    });
    expect(result.reply).toContain("精确值为 12");
  });
});

describe("a draft that is undecided", () => {
  it.each(["balanced", "annotate"] as const)("leaves with its mark (%s)", async (policy) => {
    const result = await ask(policy, [TRUTH]);
    expect(result.policy).toMatchObject({ outcome: "passed", rounds: 0 });
    expect(result.policy?.findings.every(({ kind }) => kind === "undecided")).toBe(true);
    expect(result.reply).toContain("Not proved");
    expect(result.answer).toBe("11");
  });

  it("is withheld by strict, which says what is proved and what is not", async () => {
    const result = await ask("strict", [TRUTH]);
    expect(result.policy?.outcome).toBe("withheld");
    expect(result.answer).toBeUndefined();
    expect(result.reply).toMatch(/Undecided:\n- the answer[\s\S]*Proved:\n- 3 \* 4 = 12/);
    expect(result.claims).toEqual([]);
  });

  it("is withheld by strict also without a single claim in it", async () => {
    const result = await ask("strict", ["Ask your teacher about it."], {
      question: "How do I learn?",
    });
    expect(result.policy?.outcome).toBe("withheld");
    expect(result.reply).not.toContain("teacher");
  });

  it("leaves under strict when it is proved", async () => {
    const result = await ask("strict", [call("12^2 - 7"), "12^2 - 7 = 137\nANSWER: 137"], {
      question: "please calculate 12^2 - 7",
      answers: { "12^2 - 7": answered("12^2 - 7", "137") },
    });
    expect(result).toMatchObject({ verdict: "proved", answer: "137" });
    expect(result.policy?.outcome).toBe("passed");
  });
});

describe("the engine's own reply", () => {
  it.each([
    ["proved", "passed"],
    ["numeric-check", "passed"],
    ["unchecked", "withheld"],
  ] as const)("with the grade %s is %s under strict", async (grade, outcome) => {
    const result = await ask("strict", [], {
      question: "q",
      answers: { q: answered("q", "4711", grade) },
    });
    expect(result.policy?.outcome).toBe(outcome);
    expect(result.reply.includes("4711")).toBe(outcome === "passed");
  });
});

describe("where nothing is stated", () => {
  it("a greeting leaves under strict, and a word on why there is no answer has no policy", async () => {
    const tiny = { capabilities: { canReason: false, nativeTools: false } };
    const agent = agentOver({
      models: [createScriptedModel(["Hello there."], tiny)],
      policy: "strict",
    });
    expect((await turnResult(agent, "Hello!")).reply).toContain("Hello there.");
    const silent = agentOver({ models: [], policy: "strict" });
    const result = await turnResult(silent, PROBLEM);
    expect(result.policy).toBeUndefined();
    expect(result.reply).toContain("No language model is set up");
  });
});

describe("who chooses", () => {
  it("a deployment's policy can be tightened by a request and not loosened", async () => {
    const strict = await ask("balanced", [TRUTH], { policy: "strict" });
    expect(strict.policy).toMatchObject({ name: "strict", outcome: "withheld" });
    const agent = agentOver({ models: [createScriptedModel([LIE])], policy: "balanced" });
    const events = await turnEvents(agent, PROBLEM, { policy: "annotate" });
    expect(events.at(-1)).toMatchObject({ type: "run-error", code: "invalid_request" });
    expect(events.some(({ type }) => type === "answer-delta")).toBe(false);
  });

  it("where none is set a request chooses, and balanced is the rule", () => {
    expect(policyInForce(undefined, undefined)).toBe("balanced");
    expect(policyInForce(undefined, "annotate")).toBe("annotate");
    expect(policyInForce("annotate", undefined)).toBe("annotate");
    expect(() => policyInForce("strict", "balanced")).toThrow("looser");
  });

  it("what was done is told before the first word of the answer", async () => {
    const agent = agentOver({ models: [createScriptedModel([TRUTH])] });
    const types = (await turnEvents(agent, PROBLEM, { samples: 1 })).map(({ type }) => type);
    expect(types.indexOf("policy-applied")).toBeGreaterThan(0);
    expect(types.indexOf("policy-applied")).toBeLessThan(types.indexOf("answer-delta"));
  });
});
