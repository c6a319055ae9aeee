import { callerRecords } from "./caller-tools.ts";
import type { AgentRequest } from "../core/agent-port.ts";
import type { AskResult, Step, Usage } from "../core/ask-result.ts";
import type { DraftChoice } from "../core/draft-choice.ts";
import type { RunEvent } from "../core/events.ts";
import type { CallOptions } from "../core/math-port.ts";
import type { AppliedPolicy, PolicyName } from "../core/policy.ts";
import type { ToolCall } from "../core/model-port.ts";
import type { QueryResult } from "../core/query-result.ts";
import type { Clock } from "../core/system-port.ts";
import type { ToolCallRecord } from "../core/tool-call-record.ts";
import type { Verdict } from "../core/truth.ts";
import type { Breach, Claim } from "../core/verify-result.ts";
import type { Constitution } from "../hallucination/constitution/constitution.ts";
import type { AgentBudget, Spending } from "./budget.ts";
import { cutReply } from "./cut-reply.ts";
import { conversationLanguage, type ReplyLanguage } from "./language.ts";
import { findingsOf } from "./policy.ts";

/** What a turn ends with. */
export interface Reply {
  readonly text: string;
  readonly verdict: Verdict;
  readonly claims: readonly Claim[];
  readonly route: "direct" | "loop";
  readonly answer?: string;
  /** The engine's result that the answer rests on. */
  readonly query?: QueryResult;
  /** What was done with the draft; a reply without one that states something left as it was. */
  readonly policy?: Omit<AppliedPolicy, "name">;
  /** How likely the draft states something false. */
  readonly errorScore?: number;
  /** What in the text breaks the constitution. */
  readonly breaches?: readonly Breach[];
  /** The drafts that it was chosen from. */
  readonly drafts?: DraftChoice;
  /** Friendly words that state nothing. */
  readonly isSmallTalk?: boolean;
  readonly cut?: AskResult["cut"];
  /** The answer is not given, for it does not fit the form that was asked for; the text says so. */
  readonly isRefusal?: boolean;
  /** What the caller is asked to run; there is no text then. */
  readonly callerCalls?: readonly ToolCall[];
}

/** What a turn is held to. */
export interface TurnRules {
  readonly budget: AgentBudget;
  readonly policy: PolicyName;
  readonly constitution: Constitution | null;
}

type ModelUsage = NonNullable<Usage["models"]>[number];

const DELTA_CHARACTERS = 240;

/** The record of one turn: what was done, used and found, and how it is folded into the result. */
export class Turn {
  readonly request: AgentRequest;
  readonly language: ReplyLanguage;
  readonly signal: AbortSignal;
  readonly budget: AgentBudget;
  readonly policy: PolicyName;
  readonly constitution: Constitution | null;
  readonly toolCalls: ToolCallRecord[] = [];
  /** Engine results of the tool calls, with the query that the model wrote. */
  readonly toolQueries: { readonly query: string; readonly result: QueryResult }[] = [];
  /** What the engine made of the question itself. */
  direct: QueryResult | null = null;
  /** Drafts of the answer that models wrote, where they were counted. */
  samples = 0;
  private readonly clock: Clock;
  private readonly startedMs: number;
  private readonly steps: Step[] = [];
  private promptTokens = 0;
  private completionTokens = 0;
  private cachedTokens = 0;
  private reasoningTokens = 0;
  private modelMs = 0;
  private toolMs = 0;
  private modelCalls = 0;
  private modelId = "none";
  private readonly byModel = new Map<string, ModelUsage>();

  constructor(request: AgentRequest, rules: TurnRules, clock: Clock, signal: AbortSignal) {
    this.request = request;
    this.budget = rules.budget;
    this.policy = rules.policy;
    this.constitution = rules.constitution;
    this.clock = clock;
    this.signal = signal;
    this.language = conversationLanguage(request.question, request.history);
    this.startedMs = clock.nowMs();
    // Numbers of the reply are traced to what the caller's tools returned, too.
    for (const round of request.toolRounds ?? []) this.toolCalls.push(...callerRecords(round));
  }

  nowMs(): number {
    return this.clock.nowMs();
  }

  /** What a call of the engine, the detector or a tool is made with in this turn. */
  calling(timeoutMs?: number): CallOptions & { readonly signal: AbortSignal } {
    const { tenant } = this.request;
    return {
      signal: this.signal,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(tenant === undefined ? {} : { tenant }),
    };
  }

  spending(): Spending {
    return {
      modelCalls: this.modelCalls,
      tokens: this.promptTokens + this.completionTokens,
      completionTokens: this.completionTokens,
      elapsedMs: this.nowMs() - this.startedMs,
      toolMs: this.toolMs,
    };
  }

  noteModelCall(model: string, sinceMs: number, usage: Usage): void {
    this.modelId = model;
    this.modelCalls += 1;
    this.modelMs += this.nowMs() - sinceMs;
    this.promptTokens += usage.promptTokens;
    this.completionTokens += usage.completionTokens;
    this.cachedTokens += usage.cachedTokens ?? 0;
    this.reasoningTokens += usage.reasoningTokens ?? 0;
    const before = this.byModel.get(model);
    this.byModel.set(model, {
      model,
      promptTokens: (before?.promptTokens ?? 0) + usage.promptTokens,
      completionTokens: (before?.completionTokens ?? 0) + usage.completionTokens,
      modelCalls: (before?.modelCalls ?? 0) + 1,
    });
  }

  /** The reply that leaves is of this model, whichever was asked last. */
  creditTo(model: string): void {
    if (this.byModel.has(model)) this.modelId = model;
  }

  noteToolMs(sinceMs: number): void {
    this.toolMs += this.nowMs() - sinceMs;
  }

  step(kind: Step["kind"], text: string, sinceMs: number): RunEvent {
    const step = { kind, text, ms: this.nowMs() - sinceMs };
    this.steps.push(step);
    return { type: "step-end", step };
  }

  /** The closing events: the claims, the policy, the checked reply in pieces, the folded result. */
  *close(whole: Reply): Generator<RunEvent> {
    const sinceMs = this.nowMs();
    const reply = cutReply(whole, this.request);
    const policy = this.appliedTo(reply);
    if (policy !== null) yield { type: "policy-applied", policy };
    for (const claim of reply.claims) yield { type: "claim-checked", claim };
    const shown = reply.isRefusal === true ? "" : reply.text;
    for (let start = 0; start < shown.length; start += DELTA_CHARACTERS)
      yield { type: "answer-delta", text: shown.slice(start, start + DELTA_CHARACTERS) };
    yield this.step("reply", `${reply.route}: ${reply.verdict}`, sinceMs);
    yield { type: "run-end", result: this.fold(reply, policy) };
  }

  /** Null where there was no draft that a policy could be applied to. */
  private appliedTo({ policy, claims, answer }: Reply): AppliedPolicy | null {
    const states = claims.length > 0 || answer !== undefined;
    if (policy === undefined && !states) return null;
    const passed = { outcome: "passed" as const, rounds: 0, findings: findingsOf(claims) };
    return { name: this.policy, ...(policy ?? passed) };
  }

  /** A turn that used its tokens up ended by that, whatever it could still say. */
  private cutOf({ cut, callerCalls }: Reply): Pick<AskResult, "cut"> {
    if (cut !== undefined) return { cut };
    const { maxTokens = Infinity } = this.request;
    return this.completionTokens >= maxTokens && callerCalls === undefined ? { cut: "length" } : {};
  }

  private heldTo({ breaches = [] }: Reply): Pick<AskResult, "breaches" | "constitution"> {
    if (this.constitution === null) return {};
    const { version, hash } = this.constitution;
    return { breaches: [...breaches], constitution: { version, hash } };
  }

  private fold(reply: Reply, policy: AppliedPolicy | null): AskResult {
    return {
      reply: reply.text,
      ...(reply.answer === undefined ? {} : { answer: reply.answer }),
      verdict: reply.verdict,
      claims: [...reply.claims],
      route: reply.route,
      steps: this.steps,
      toolCalls: this.toolCalls,
      ...(reply.callerCalls === undefined
        ? {}
        : {
            callerToolCalls: reply.callerCalls.map(({ id, name, argumentsText }) => ({
              id,
              name,
              arguments: argumentsText,
            })),
          }),
      ...this.cutOf(reply),
      ...(reply.isRefusal === true ? { isRefusal: true } : {}),
      ...(reply.query === undefined ? {} : { query: reply.query }),
      ...(policy === null ? {} : { policy }),
      ...this.heldTo(reply),
      ...(reply.drafts === undefined ? {} : { drafts: reply.drafts }),
      ...(reply.errorScore === undefined ? {} : { errorScore: reply.errorScore }),
      usage: {
        promptTokens: this.promptTokens,
        completionTokens: this.completionTokens,
        ...(this.cachedTokens === 0 ? {} : { cachedTokens: this.cachedTokens }),
        ...(this.reasoningTokens === 0 ? {} : { reasoningTokens: this.reasoningTokens }),
        ...(this.modelCalls === 0
          ? {}
          : { modelCalls: this.modelCalls, samples: Math.max(1, this.samples) }),
        ...(this.byModel.size < 2 ? {} : { models: [...this.byModel.values()] }),
      },
      timing: {
        totalMs: this.nowMs() - this.startedMs,
        modelMs: this.modelMs,
        toolMs: this.toolMs,
      },
      model: this.modelId,
      runId: this.request.runId,
      conversationId: this.request.conversationId,
    };
  }
}
