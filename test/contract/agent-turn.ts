import { createAgent } from "../../src/agent/agent.ts";
import type { CascadeRule } from "../../src/agent/cascade.ts";
import type { AgentBudget } from "../../src/agent/budget.ts";
import type { AgentPort, AgentRequest } from "../../src/core/agent-port.ts";
import type { AskResult } from "../../src/core/ask-result.ts";
import { AnsatzError } from "../../src/core/errors.ts";
import type { RunEvent } from "../../src/core/events.ts";
import type { MathPort } from "../../src/core/math-port.ts";
import type { ModelPort } from "../../src/core/model-port.ts";
import type { PolicyName } from "../../src/core/policy.ts";
import type { ToolSource } from "../../src/core/tool-port.ts";
import type { QueryResult } from "../../src/core/query-result.ts";
import type { Constitution } from "../../src/hallucination/constitution/constitution.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createStubMath } from "./math-stub.ts";

export interface AgentSetup {
  readonly models: readonly ModelPort[];
  readonly answers?: Readonly<Record<string, QueryResult>>;
  readonly math?: MathPort;
  readonly policy?: PolicyName;
  readonly cascade?: CascadeRule;
  readonly constitution?: Constitution;
  readonly budget?: Partial<AgentBudget>;
  readonly toolSource?: ToolSource;
  /** The time in ms; by one later at every look, unless told. */
  readonly now?: () => number;
}

export function agentOver(setup: AgentSetup): AgentPort {
  const math = setup.math ?? createStubMath(setup.answers ?? {});
  let time = 0;
  let count = 0;
  return createAgent({
    math,
    verifier: createVerifier(math, [], setup.constitution ?? null),
    constitution: setup.constitution ?? null,
    model: setup.models[0] ?? null,
    fallbacks: setup.models.slice(1),
    ...(setup.cascade === undefined ? {} : { cascade: setup.cascade }),
    clock: { nowMs: setup.now ?? (() => time++) },
    ids: { next: (prefix) => `${prefix}${++count}` },
    ...(setup.policy === undefined ? {} : { policy: setup.policy }),
    ...(setup.budget === undefined ? {} : { budget: setup.budget }),
    ...(setup.toolSource === undefined ? {} : { toolSource: setup.toolSource }),
  });
}

/** Every event of one turn. */
export async function turnEvents(
  agent: AgentPort,
  question: string,
  more: Partial<AgentRequest> = {},
): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const request = { question, history: [], runId: "run_1", conversationId: "conv_1", ...more };
  for await (const event of agent.run(request)) events.push(event);
  return events;
}

export async function turnResult(
  agent: AgentPort,
  question: string,
  more: Partial<AgentRequest> = {},
): Promise<AskResult> {
  const last = (await turnEvents(agent, question, more)).at(-1);
  if (last?.type !== "run-end") throw new AnsatzError("internal", JSON.stringify(last));
  return last.result;
}
