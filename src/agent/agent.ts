import type { AgentPort, AgentRequest } from "../core/agent-port.ts";
import { MAX_ASK_CHARACTERS } from "../core/ask-result.ts";
import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import type { MathPort } from "../core/math-port.ts";
import type { ModelPort } from "../core/model-port.ts";
import type { PolicyName } from "../core/policy.ts";
import type { QueryResult } from "../core/query-result.ts";
import type { Clock, Ids } from "../core/system-port.ts";
import type { ToolSource } from "../core/tool-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import type { Constitution } from "../hallucination/constitution/constitution.ts";
import { type AgentBudget, DEFAULT_BUDGET } from "./budget.ts";
import type { CascadeRule } from "./cascade.ts";
import { directReply } from "./direct-reply.ts";
import { interruptible, stopIfAborted } from "../core/interrupt.ts";
import { formReply } from "./form/form-reply.ts";
import { ModelRoster } from "./model-roster.ts";
import { PHRASES } from "./phrases.ts";
import { policyInForce } from "./policy.ts";
import { answerFollowUp } from "./follow-ups/answer-follow-up.ts";
import { settle } from "./settle.ts";
import { type Reply, Turn } from "./turn.ts";
import { throwUnlessOver } from "./turn-deadline.ts";
import { undecidedReply, workWithModels } from "./work-with-models.ts";

export interface AgentParts {
  readonly math: MathPort;
  readonly verifier: VerifierPort;
  /** Null when there is no model: then only what the engine can read is answered. */
  readonly model: ModelPort | null;
  /** Asked in this order when the model fails. */
  readonly fallbacks?: readonly ModelPort[];
  /** The models stand from the cheapest to the strongest: what does not stand by the rule goes to the next. */
  readonly cascade?: CascadeRule | null;
  readonly clock: Clock;
  /** Names tool calls that a model wrote into its text. */
  readonly ids: Ids;
  readonly budget?: Partial<AgentBudget>;
  /** Tools of others that a model may call too. */
  readonly toolSource?: ToolSource;
  /** What is done with a draft that is refuted or undecided; balanced, and as requests ask, without. */
  readonly policy?: PolicyName;
  /** What replies are held to beside being true; the verifier's own. None without. */
  readonly constitution?: Constitution | null;
}

/** A step that needs something to go on from. */
const FOOTLESS =
  /^(?:[+*/×÷^]\s*\d|(?:(?:and|then|now) )?(?:plus|minus|times)\s+\d|再?(?:加上?|减去?|乘以?|除以?)\s*\d)/iu;

/** Longest time the engine may take to answer the question itself. */
const DIRECT_MS = 15_000;

/**
 * An agent over its parts. One turn is: read the question; answer it by the engine when it can; else let
 * a model that is fit to reason work with tools; check every draft before any of it is shown.
 */
export function createAgent(parts: AgentParts): AgentPort {
  const models = parts.model === null ? [] : [parts.model, ...(parts.fallbacks ?? [])];
  const roster = new ModelRoster(models, parts.clock);
  return { modelId: parts.model?.id ?? "none", run: (request) => run(parts, roster, request) };
}

async function* run(
  parts: AgentParts,
  roster: ModelRoster,
  request: AgentRequest,
): AsyncGenerator<RunEvent> {
  const { runId, conversationId } = request;
  yield { type: "run-start", runId, conversationId };
  const stop = new AbortController();
  try {
    const budget = { ...DEFAULT_BUDGET, ...parts.budget };
    const wallMs = Math.max(1, Math.min(request.timeoutMs ?? budget.wallMs, budget.wallMs));
    const signals = [stop.signal, AbortSignal.timeout(wallMs)];
    if (request.signal !== undefined) signals.push(request.signal);
    const policy = policyInForce(parts.policy, request.policy);
    const { maxTokens } = request;
    const limits = {
      ...budget,
      wallMs,
      ...(maxTokens === undefined ? {} : { completionTokens: maxTokens }),
    };
    const constitution = parts.constitution ?? null;
    const rules = { budget: limits, policy, constitution };
    const turn = new Turn(request, rules, parts.clock, AbortSignal.any(signals));
    refuseLong(request.question);
    const settled = settle(turn, yield* answer(parts, roster, turn));
    const reply = yield* formReply(parts, roster, turn, settled);
    // Whoever stopped it wants no answer any more, though it has come by now.
    stopIfAborted(request.signal);
    yield* turn.close(reply);
  } catch (error) {
    const failure = AnsatzError.from(error);
    yield { type: "run-error", code: failure.code, message: failure.message };
  } finally {
    stop.abort();
  }
}

function refuseLong(question: string): void {
  if (question.length > MAX_ASK_CHARACTERS)
    throw new AnsatzError(
      "too_large",
      `The question has ${question.length} characters; the limit is ${MAX_ASK_CHARACTERS}. Shorten it, or put the material into the context.`,
      { param: "question" },
    );
}

async function* answer(
  parts: AgentParts,
  roster: ModelRoster,
  turn: Turn,
): AsyncGenerator<RunEvent, Reply> {
  if (turn.request.toolChoice !== undefined) return yield* callOfCaller(parts, roster, turn);
  try {
    // What a picture shows is no part of the words that the engine would read.
    if (turn.request.pictures === undefined) yield* askEngine(parts, turn);
    if (turn.direct?.status === "answered" && turn.direct.answer !== null)
      return directReply(turn, turn.direct, turn.direct.answer);
    return yield* workWithModels(parts, roster, turn, parts.cascade);
  } catch (error) {
    // The caller's stop ends the run; the turn's own deadline still ends in an honest reply.
    throwUnlessOver(turn, error);
    return undecidedReply(turn, "exhausted");
  }
}

/** The caller wants a call and no answer, so there is nothing to say without one. */
async function* callOfCaller(
  parts: AgentParts,
  roster: ModelRoster,
  turn: Turn,
): AsyncGenerator<RunEvent, Reply> {
  const reply = yield* workWithModels(parts, roster, turn);
  if (reply.callerCalls !== undefined) return reply;
  throw new AnsatzError(
    "model_protocol",
    "No model called the tool that has to be called. Ask again, leave `tool_choice` to the model, or use another model.",
  );
}

async function* askEngine(parts: AgentParts, turn: Turn): AsyncGenerator<RunEvent> {
  const sinceMs = turn.nowMs();
  yield { type: "status", text: PHRASES[turn.language].statusReading };
  const result = await engineResult(parts.math, turn);
  turn.direct = result;
  if (result === null) {
    yield turn.step("engine", "no result", sinceMs);
    return;
  }
  if (result.reading !== null)
    yield { type: "reading", text: result.reading.text, latex: result.reading.latex };
  yield { type: "query-result", result };
  yield turn.step("engine", result.status, sinceMs);
}

/** A failure of the engine leaves the question to the model; only a stop is thrown. */
async function engineResult(math: MathPort, turn: Turn): Promise<QueryResult | null> {
  stopIfAborted(turn.signal);
  const timeoutMs = Math.min(DIRECT_MS, turn.budget.wallMs);
  const options = turn.calling(timeoutMs);
  const { question, history } = turn.request;
  try {
    // What was shown with an earlier question is no part of its words either.
    if (history.length > 0 && !history.some(({ pictures }) => pictures !== undefined)) {
      const followed = answerFollowUp(math, question, history, turn.language, options);
      const result = await interruptible(followed, turn.signal);
      if (result !== null) return result;
      // "+ 3" goes on from something; on its own it would be another question.
      if (FOOTLESS.test(question.trim())) return null;
    }
    return await interruptible(math.query({ query: question, timeoutMs }, options), turn.signal);
  } catch (error) {
    const failure = AnsatzError.from(error);
    if (failure.code === "stopped") throw failure;
    return null;
  }
}
