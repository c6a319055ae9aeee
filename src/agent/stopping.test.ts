import { describe, expect, test } from "vitest";
import { agentOver } from "../../test/contract/agent-turn.ts";
import { answered, createStubMath } from "../../test/contract/math-stub.ts";
import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import type { MathPort } from "../core/math-port.ts";
import type { ModelPort } from "../core/model-port.ts";
import { createScriptedModel, type ScriptedStep } from "../model/scripted.ts";

const PROBLEM = "Ann has 3 bags with 4 apples each and eats 1. How many are left?";
const GOOD = "3 * 4 = 12 apples, 12 - 1 = 11 are left.\nANSWER: 11";
const WRONG = "3 * 4 = 13 apples, 13 - 1 = 12 are left.\nANSWER: 12";
const CALLS = {
  reasoning: "Let me see.",
  toolCalls: [
    { name: "math_query", arguments: { query: "3*4" } },
    { name: "math_query", arguments: { query: "12-1" } },
  ],
};
const ANSWERS = { "3*4": answered("3*4", "12"), "12-1": answered("12-1", "11") };
const never = new Promise<never>(() => undefined);

interface Setup {
  readonly script: readonly ScriptedStep[];
  readonly math?: MathPort;
  readonly samples?: number;
  readonly timeoutMs?: number;
}

function start(setup: Setup, signal?: AbortSignal) {
  const model = createScriptedModel(setup.script, { pieceLength: 8 });
  const agent = agentOver({ models: [model], math: setup.math ?? createStubMath(ANSWERS) });
  const run = agent.run({
    question: PROBLEM,
    history: [],
    runId: "r",
    conversationId: "c",
    samples: setup.samples ?? 1,
    ...(setup.timeoutMs === undefined ? {} : { timeoutMs: setup.timeoutMs }),
    ...(signal === undefined ? {} : { signal }),
  });
  return { run, model };
}

/** A turn that is stopped at one of its events; what hangs is left within a moment. */
async function stoppedAt(setup: Setup, at: number): Promise<readonly RunEvent[]> {
  const controller = new AbortController();
  const { run, model } = start(setup, controller.signal);
  const seen: RunEvent[] = [];
  for await (const event of run) {
    seen.push(event);
    if (seen.length === at) controller.abort();
  }
  for (const { signal } of model.requests) expect(signal?.aborted).toBe(true);
  return seen;
}

const SCRIPT: readonly ScriptedStep[] = [CALLS, { reasoning: "So 12.", text: WRONG }, GOOD, GOOD];

test("a turn can be stopped at every one of its events", async () => {
  const setup = { script: SCRIPT, samples: 2 };
  const all: RunEvent[] = [];
  for await (const event of start(setup).run) all.push(event);
  const types = new Set(all.map(({ type }) => type));
  for (const type of [
    "status",
    "reasoning-delta",
    "tool-start",
    "tool-end",
    "step-end",
    "answer-delta",
  ])
    expect(types).toContain(type);
  const firstWord = all.findIndex(
    ({ type }) => type === "policy-applied" || type === "claim-checked",
  );
  for (let at = 1; at <= firstWord; at++) {
    const seen = await stoppedAt(setup, at);
    expect(seen.at(-1), `stopped at event ${at}, ${all[at - 1]?.type}`).toMatchObject({
      type: "run-error",
      code: "stopped",
    });
    expect(seen.filter(({ type }) => type === "run-error" || type === "run-end")).toHaveLength(1);
    expect(seen.some(({ type }) => type === "answer-delta")).toBe(false);
  }
});

test("a turn that is stopped before it starts asks nothing", async () => {
  const controller = new AbortController();
  controller.abort();
  const { run, model } = start({ script: [GOOD] }, controller.signal);
  const seen: RunEvent[] = [];
  for await (const event of run) seen.push(event);
  expect(seen.at(-1)).toMatchObject({ type: "run-error", code: "stopped" });
  expect(model.requests).toHaveLength(0);
});

describe("what hangs is left at once", () => {
  const hangingAt = (query: string): MathPort => {
    const stub = createStubMath(ANSWERS);
    return {
      ...stub,
      query: (request, options) => (request.query === query ? never : stub.query(request, options)),
    };
  };
  const slow: readonly (readonly [string, Setup])[] = [
    ["the engine", { script: [GOOD], math: hangingAt(PROBLEM) }],
    ["the model", { script: [{ until: never }] }],
    ["a tool", { script: [CALLS, GOOD], math: hangingAt("12-1") }],
    ["the model after a tool", { script: [CALLS, { until: never }] }],
    ["the model at its repair", { script: [WRONG, { until: never }] }],
    ["the second draft", { script: [GOOD, { until: never }], samples: 2 }],
    [
      "comparing two drafts",
      {
        script: [GOOD, GOOD.replace("ANSWER: 11", "ANSWER: 22/2")],
        samples: 2,
        math: { ...createStubMath(ANSWERS), equal: () => never },
      },
    ],
  ];
  test.each(slow)("%s, by a stop", async (_name, setup) => {
    const controller = new AbortController();
    const seen: RunEvent[] = [];
    setTimeout(() => controller.abort(), 60);
    const startedMs = performance.now();
    for await (const event of start(setup, controller.signal).run) seen.push(event);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
    expect(seen.at(-1)).toMatchObject({ type: "run-error", code: "stopped" });
  });

  test.each(slow)("%s, by the turn's own time, which ends in a reply", async (_name, setup) => {
    const seen: RunEvent[] = [];
    const startedMs = performance.now();
    for await (const event of start({ ...setup, timeoutMs: 80 }).run) seen.push(event);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
    expect(seen.at(-1)).toMatchObject({ type: "run-end" });
  });

  test("a draft that was done is not lost when the time ends in the next one", async () => {
    for (const [, setup] of slow.slice(-2)) {
      const seen: RunEvent[] = [];
      for await (const event of start({ ...setup, timeoutMs: 150 }).run) seen.push(event);
      expect(seen.at(-1)).toMatchObject({ type: "run-end", result: { answer: "11" } });
    }
  });
});

test("a failure of the model that comes with the stop does not hide it", async () => {
  const controller = new AbortController();
  const model: ModelPort = {
    ...createScriptedModel([]),
    stream() {
      controller.abort();
      throw new AnsatzError("model_unreachable", "The socket was closed.");
    },
  };
  const request = { question: PROBLEM, history: [], runId: "r", conversationId: "c" };
  const events: RunEvent[] = [];
  const agent = agentOver({ models: [model] });
  for await (const event of agent.run({ ...request, signal: controller.signal }))
    events.push(event);
  expect(events.at(-1)).toMatchObject({ type: "run-error", code: "stopped" });
});
