import { describe, expect, it } from "vitest";
import { ask, call, events, start, WORD_PROBLEM } from "../../test/contract/checked-turn.ts";
import { answered, createStubMath } from "../../test/contract/math-stub.ts";
import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import type { MathPort } from "../core/math-port.ts";
import { createScriptedModel } from "../model/scripted.ts";

describe("models that fail", () => {
  it.each([
    new AnsatzError("model_unreachable", "down"),
    new AnsatzError("model_protocol", "HTML"),
    { text: "3 * 4 = 1", error: new AnsatzError("model_unreachable", "dropped") },
  ])("still end in an honest reply (%#)", async (step) => {
    const result = await ask({ question: WORD_PROBLEM, model: createScriptedModel([step]) });
    expect(result.verdict).toBe("undecided");
    expect(result.reply).toContain("could not be used");
    expect(result.reply).not.toContain("3 * 4");
  });

  it("are asked once more after an empty reply, and then not again", async () => {
    const model = createScriptedModel(["", ""]);
    const result = await ask({ question: WORD_PROBLEM, model });
    expect(model.requests).toHaveLength(2);
    expect(result.verdict).toBe("undecided");
  });

  it("do not stop an answer of the engine", async () => {
    const model = createScriptedModel([new AnsatzError("model_unreachable", "down")]);
    const result = await ask({ question: "2+2", answers: { "2+2": answered("2+2", "4") }, model });
    expect(result.verdict).toBe("proved");
  });
});

describe("budgets", () => {
  it("close the tools on the last call, so that a reply exists", async () => {
    let count = 0;
    const model = createScriptedModel((request) =>
      request.tools === undefined ? "I cannot tell." : call(`${++count}+1`),
    );
    const result = await ask({ question: WORD_PROBLEM, model, budget: { modelCalls: 3 } });
    expect(model.requests).toHaveLength(3);
    expect(model.requests[2]?.tools).toBeUndefined();
    expect(result.reply).toContain("I cannot tell.");
  });

  it("end in an honest reply even when the last call asks for tools again", async () => {
    const model = createScriptedModel(() => call("1+1"));
    const result = await ask({ question: WORD_PROBLEM, model, budget: { modelCalls: 2 } });
    expect(model.requests).toHaveLength(2);
    expect(result.reply).toContain("limits of this turn");
  });

  it("end a turn whose model never replies", async () => {
    const model = createScriptedModel([{ until: new Promise(() => undefined) }]);
    const result = await ask({ question: WORD_PROBLEM, model, request: { timeoutMs: 30 } });
    expect(result.verdict).toBe("undecided");
  });

  it("refuse a question that is too long", async () => {
    const seen = await events({ question: "a".repeat(20_001) });
    expect(seen.at(-1)).toMatchObject({ type: "run-error", code: "too_large" });
  });
});

describe("stopping", () => {
  it("ends at once with the code stopped, also when the model hangs", async () => {
    const controller = new AbortController();
    const model = createScriptedModel([{ until: new Promise(() => undefined) }]);
    const seen: RunEvent[] = [];
    for await (const event of start({
      question: WORD_PROBLEM,
      model,
      request: { signal: controller.signal },
    })) {
      seen.push(event);
      if (event.type === "status" && model.requests.length === 0 && seen.length > 4)
        queueMicrotask(() => controller.abort());
    }
    expect(seen.at(-1)).toMatchObject({ type: "run-error", code: "stopped" });
    expect(seen.some((event) => event.type === "answer-delta")).toBe(false);
  });

  it("stops an engine that does not listen", async () => {
    const controller = new AbortController();
    const math: MathPort = { ...createStubMath(), query: () => new Promise(() => undefined) };
    const seen: RunEvent[] = [];
    for await (const event of start({
      question: "1+1",
      math,
      request: { signal: controller.signal },
    })) {
      seen.push(event);
      if (event.type === "status") queueMicrotask(() => controller.abort());
    }
    expect(seen.at(-1)).toMatchObject({ type: "run-error", code: "stopped" });
  });

  it("closes the model's stream when the reader leaves", async () => {
    let signal: AbortSignal | undefined;
    const model = createScriptedModel([
      (request) => {
        signal = request.signal;
        return { reasoning: "thinking", until: Promise.resolve() };
      },
    ]);
    for await (const event of start({ question: WORD_PROBLEM, model }))
      if (event.type === "reasoning-delta") break;
    expect(signal?.aborted).toBe(true);
  });
});
