import { expect } from "vitest";
import { createAgent } from "../../src/agent/agent.ts";
import type { AgentBudget } from "../../src/agent/budget.ts";
import type { AgentRequest } from "../../src/core/agent-port.ts";
import type { AskResult } from "../../src/core/ask-result.ts";
import { AnsatzError } from "../../src/core/errors.ts";
import { type RunEvent, runEventSchema } from "../../src/core/events.ts";
import type { MathPort } from "../../src/core/math-port.ts";
import type { ModelPort } from "../../src/core/model-port.ts";
import type { QueryResult } from "../../src/core/query-result.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createStubMath } from "./math-stub.ts";

export interface Setup {
  readonly question: string;
  readonly model?: ModelPort | null;
  readonly answers?: Readonly<Record<string, QueryResult>>;
  readonly math?: MathPort;
  readonly request?: Partial<AgentRequest>;
  readonly budget?: Partial<AgentBudget>;
}

/** One turn of an agent over a stub engine. */
export function start(setup: Setup): AsyncIterable<RunEvent> {
  const math = setup.math ?? createStubMath(setup.answers ?? {});
  let time = 0;
  let count = 0;
  const agent = createAgent({
    math,
    verifier: createVerifier(math),
    model: setup.model ?? null,
    clock: { nowMs: () => time++ },
    ids: { next: (prefix) => `${prefix}${++count}` },
    ...(setup.budget === undefined ? {} : { budget: setup.budget }),
  });
  return agent.run({
    question: setup.question,
    history: [],
    runId: "run_1",
    conversationId: "conversation_1",
    ...setup.request,
  });
}

/** Every event of a turn, each after the schema, with one end that comes last. */
export async function events(setup: Setup): Promise<RunEvent[]> {
  const seen: RunEvent[] = [];
  for await (const event of start(setup)) seen.push(runEventSchema.parse(event));
  expect(seen[0]?.type).toBe("run-start");
  const ends = seen.filter((event) => event.type === "run-end" || event.type === "run-error");
  expect(ends).toHaveLength(1);
  expect(ends[0]).toBe(seen.at(-1));
  return seen;
}

/** The result of a turn, whose streamed text and claims are those of the reply. */
export async function ask(setup: Setup): Promise<AskResult> {
  const seen = await events(setup);
  const last = seen.at(-1);
  if (last?.type !== "run-end") throw new AnsatzError("internal", JSON.stringify(last));
  const deltas = seen.flatMap((event) => (event.type === "answer-delta" ? [event.text] : []));
  expect(deltas.join("")).toBe(last.result.reply);
  for (const claim of last.result.claims)
    expect(last.result.reply.slice(claim.start, claim.end)).toBe(claim.text);
  return last.result;
}

export const WORD_PROBLEM = "Ann has 3 bags with 4 apples each and eats one. How many are left?";
/** A model that calls the engine. */
export const call = (query: string) => ({
  toolCalls: [{ name: "math_query", arguments: { query } }],
});
