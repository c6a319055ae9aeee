import type { AgentPort } from "../src/core/agent-port.ts";
import type { AskResult } from "../src/core/ask-result.ts";
import { AnsatzError, FAILURES } from "../src/core/errors.ts";
import type { FailureCode } from "../src/core/errors.ts";
import type { CallOptions } from "../src/core/math-port.ts";
import type { ModelPort } from "../src/core/model-port.ts";

/** The result of one agent turn; throws the run's own error. */
export async function askOnce(
  agent: AgentPort,
  question: string,
  id: string,
  options: CallOptions,
): Promise<AskResult> {
  return (await askTold(agent, question, id, options)).result;
}

export interface ToldResult {
  readonly result: AskResult;
  /** Why the engine itself had no answer, in its own words; empty where it had one. */
  readonly reason: string;
}

/** The same, with what the engine said of the question before a model took part. */
export async function askTold(
  agent: AgentPort,
  question: string,
  id: string,
  options: CallOptions,
): Promise<ToldResult> {
  let reason = "";
  const run = agent.run({
    question,
    history: [],
    runId: `run_eval_${id}`,
    conversationId: `conv_eval_${id}`,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  });
  for await (const event of run) {
    if (event.type === "query-result") reason = event.result.reason?.message ?? "";
    if (event.type === "run-end") return { result: event.result, reason };
    if (event.type === "run-error") throw new AnsatzError(failureCode(event.code), event.message);
  }
  throw new AnsatzError("internal", "The run ended without a result; run it again with logs on.");
}

const failureCode = (code: string): FailureCode =>
  Object.hasOwn(FAILURES, code) ? (code as FailureCode) : "internal";

/** The plain model's text for one prompt, without tools or checks. */
export async function completeOnce(
  model: ModelPort,
  prompt: string,
  maxTokens: number,
  seed: number,
  options: CallOptions,
): Promise<string> {
  let text = "";
  const parts = model.stream({
    messages: [{ role: "user", content: prompt }],
    maxTokens,
    temperature: 0,
    seed,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  for await (const part of parts) if (part.type === "text-delta") text += part.text;
  return text;
}
