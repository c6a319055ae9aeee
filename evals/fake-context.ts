import { AnsatzError } from "../src/core/errors.ts";
import type { AskResult } from "../src/core/ask-result.ts";
import type { MathPort } from "../src/core/math-port.ts";
import type { ModelPort } from "../src/core/model-port.ts";
import type { Answer, QueryResult } from "../src/core/query-result.ts";
import type { Grade } from "../src/core/truth.ts";
import type { VerifyResult } from "../src/core/verify-result.ts";
import type { EvalContext } from "./context.ts";
import { podlessEvents } from "./podless-events.ts";

/** A query's result around an answer, for tests of the runner; null for no answer. */
export function fakeQueryResult(answer: Answer | null, grade: Grade = "proved"): QueryResult {
  return {
    status: answer === null ? "unsupported" : "answered",
    input: "",
    language: "en",
    reading: null,
    assumptions: [],
    answer,
    certificate: answer === null ? null : { grade, method: "fake", detail: "", engines: ["fake"] },
    pods: [],
    suggestions: [],
    timing: { totalMs: 0, readMs: 0, computeMs: 0, proveMs: 0 },
    engine: "fake",
  };
}

export interface FakeParts {
  readonly query?: (query: string, signal: AbortSignal | undefined) => Promise<QueryResult>;
  readonly equal?: (a: string, b: string) => boolean | null;
  readonly verify?: (text: string) => VerifyResult;
  readonly ask?: (question: string) => Partial<AskResult>;
  readonly complete?: (prompt: string) => string;
}

/** Ports that answer from functions, so that the runner and the suites can be tested without an engine. */
export function fakeContext(parts: FakeParts): EvalContext {
  const query: MathPort["query"] = (request, options) =>
    parts.query?.(request.query, options?.signal) ?? Promise.resolve(fakeQueryResult(null));
  const math: MathPort = {
    query,
    async queryJson(request, options) {
      return new TextEncoder().encode(JSON.stringify(await this.query(request, options)));
    },
    queryEvents: (request, options) => podlessEvents(query(request, options)),
    equal(a, b) {
      const equal = parts.equal?.(a, b) ?? null;
      const verdict = equal === null ? "undecided" : equal ? "proved" : "refuted";
      return Promise.resolve({ verdict, equal, method: "fake", detail: "", a, b });
    },
    decideRelation: () => ({ verdict: "undecided", isNumeric: false, method: "fake", detail: "" }),
    recheck: () =>
      Promise.resolve({ verdict: "undecided", detail: "", certificate: null, answer: null }),
    working: () =>
      Promise.resolve({ verdict: "undecided", firstMistake: null, problem: null, lines: [] }),
    plot: () => Promise.reject(new AnsatzError("unsupported", "Nothing is drawn here.")),
    isExpression: () => false,
    recognise: () => "other",
    read: ({ query }) => ({
      input: query,
      language: "expression",
      reading: null,
      assumptions: [],
      timing: { totalMs: 0 },
    }),
    close: () => Promise.resolve(),
  };
  const undecided: VerifyResult = {
    verdict: "undecided",
    errorScore: 0.5,
    claims: [],
    coverage: 1,
  };
  return {
    math,
    verifier: { verify: ({ text }) => Promise.resolve(parts.verify?.(text) ?? undecided) },
    agent:
      parts.ask === undefined
        ? null
        : {
            modelId: "fake",
            async *run({ question, runId, conversationId }) {
              yield { type: "run-start", runId, conversationId };
              yield { type: "run-end", result: fakeAsk(runId, parts.ask?.(question) ?? {}) };
            },
          },
    model: parts.complete === undefined ? null : fakeModel(parts.complete),
  };
}

function fakeAsk(runId: string, result: Partial<AskResult>): AskResult {
  return {
    reply: "",
    verdict: "undecided",
    claims: [],
    route: "direct",
    steps: [],
    toolCalls: [],
    usage: { promptTokens: 0, completionTokens: 0 },
    timing: { totalMs: 0, modelMs: 0, toolMs: 0 },
    model: "fake",
    runId,
    conversationId: "conv",
    ...result,
  };
}

function fakeModel(complete: (prompt: string) => string): ModelPort {
  return {
    id: "fake-model",
    capabilities: { nativeTools: false, schema: false, canReason: true, contextTokens: 1_000 },
    async *stream({ messages }) {
      yield { type: "text-delta", text: complete(messages[0]?.content ?? "") };
      const usage = { promptTokens: 1, completionTokens: 1 };
      yield { type: "finish", reason: "stop", usage };
    },
    close: () => Promise.resolve(),
  };
}
