import { fakeContext } from "../../evals/fake-context.ts";
import type { AgentPort, AgentRequest } from "../../src/core/agent-port.ts";
import type { AskResult } from "../../src/core/ask-result.ts";
import type { RunEvent } from "../../src/core/events.ts";
import type { MathPort } from "../../src/core/math-port.ts";
import type { QueryResult } from "../../src/core/query-result.ts";
import type { Ids } from "../../src/core/system-port.ts";
import type { VerifierPort } from "../../src/core/verifier-port.ts";
import { createApp, type AppParts } from "../../src/server/app.ts";
import { MemoryStore } from "../../src/store/memory.ts";

/** Yields what the test wants said; `run-start` comes first by itself. */
export type Script = (request: AgentRequest) => AsyncIterable<RunEvent> | Iterable<RunEvent>;

/** An agent that follows a script and keeps the requests it was given. */
export class ScriptedAgent implements AgentPort {
  readonly modelId = "none";
  readonly requests: AgentRequest[] = [];
  script: Script;

  constructor(script: Script = answerWith("The answer is 4.")) {
    this.script = script;
  }

  async *run(request: AgentRequest): AsyncGenerator<RunEvent> {
    this.requests.push(request);
    const { runId, conversationId } = request;
    yield { type: "run-start", runId, conversationId };
    yield* this.script(request);
  }
}

export function answerWith(reply: string, extra: Partial<AskResult> = {}): Script {
  return function* (request) {
    yield { type: "status", text: "Working" };
    yield { type: "reading", text: "the sum of 2 and 2", latex: "2+2" };
    yield { type: "step-end", step: { kind: "engine", text: "2 + 2 = 4", ms: 1 } };
    for (const text of reply.match(/.{1,6}/gsu) ?? []) yield { type: "answer-delta", text };
    yield { type: "run-end", result: { ...askResult(request, reply), ...extra } };
  };
}

export function askResult(request: AgentRequest, reply: string): AskResult {
  return {
    reply,
    verdict: "proved",
    claims: [],
    route: "direct",
    steps: [{ kind: "engine", text: "2 + 2 = 4", ms: 1 }],
    toolCalls: [],
    usage: { promptTokens: 3, completionTokens: 5 },
    timing: { totalMs: 2, modelMs: 0, toolMs: 1 },
    model: "none",
    runId: request.runId,
    conversationId: request.conversationId,
  };
}

/** A script that says one thing and then waits for its signal, or for `release`. */
export function waitingScript() {
  const released = Promise.withResolvers<void>();
  const script: Script = async function* (request) {
    yield { type: "status", text: "waiting" };
    await new Promise<void>((resolve) => {
      request.signal?.addEventListener("abort", () => resolve(), { once: true });
      void released.promise.then(resolve);
    });
    if (request.signal?.aborted)
      yield { type: "run-error", code: "stopped", message: "The run was stopped." };
    else yield* answerWith("Done waiting.")(request);
  };
  return { script, release: () => released.resolve() };
}

export const answered: QueryResult = {
  status: "answered",
  input: "2+3",
  language: "expression",
  reading: { text: "2 + 3", plain: "2+3", latex: "2+3" },
  assumptions: [],
  answer: { short: "5", plain: "5", latex: "5", value: { kind: "expression", plain: "5" } },
  certificate: { grade: "proved", method: "exact-arithmetic", detail: "2+3=5", engines: ["exact"] },
  pods: [],
  suggestions: [],
  timing: { totalMs: 1, readMs: 0, computeMs: 1, proveMs: 0 },
  engine: "exact",
};

export const scriptedMath: MathPort = {
  ...fakeContext({ query: async (input) => ({ ...answered, input }) }).math,
  equal: async (a, b) => ({
    verdict: a === b ? "proved" : "undecided",
    equal: a === b ? true : null,
    method: "text",
    detail: "compared as text",
    a,
    b,
  }),
};

export const scriptedVerifier: VerifierPort = {
  verify: async () => ({ verdict: "undecided", errorScore: 0.5, claims: [], coverage: 1 }),
};

/** Ids that count, so that a test can name them. */
export function countingIds(): Ids {
  let count = 0;
  return { next: (prefix) => `${prefix}${(count += 1)}` };
}

export function scriptedParts(agent: AgentPort = new ScriptedAgent()): AppParts {
  let nowMs = 1_700_000_000_000;
  return {
    agent,
    math: scriptedMath,
    verifier: scriptedVerifier,
    store: new MemoryStore(),
    clock: { nowMs: () => (nowMs += 1) },
    ids: countingIds(),
    modelId: agent.modelId,
  };
}

export function scriptedApp(script?: Script, extra: Partial<AppParts> = {}) {
  const agent = new ScriptedAgent(script);
  const parts = { ...scriptedParts(agent), ...extra };
  return { app: createApp(parts), agent, parts };
}

export function post(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
}

export function chat(content: unknown, extra: object = {}): RequestInit {
  return post({ model: "ansatz", messages: [{ role: "user", content }], ...extra });
}

/** The JSON of every `data:` line of a stream, `[DONE]` as text. */
export async function readData(response: Response): Promise<unknown[]> {
  return (await response.text())
    .split("\n")
    .filter((line) => line.startsWith("data: "))
    .map((line) => (line === "data: [DONE]" ? "[DONE]" : JSON.parse(line.slice(6))));
}
