import type { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import type { MathPort } from "../core/math-port.ts";
import type { ModelPort, ToolCall } from "../core/model-port.ts";
import type { Ids } from "../core/system-port.ts";
import type { ToolSource } from "../core/tool-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import type { TokenLogprob } from "../core/verify-result.ts";
import { type AgentBudget, isSpent, type Spending } from "./budget.ts";
import { CallerCalls } from "./caller-calls.ts";
import { callModel } from "./call-model.ts";
import { conclude } from "./conclude.ts";
import { type CallReason, decide, type LoopEvent, type ReplyForm } from "./decide.ts";
import { DraftCheck } from "./draft-check.ts";
import { externalTool } from "./external-tools.ts";
import type { LoopResult } from "./loop-result.ts";
import { LoopTalk } from "./loop-talk.ts";
import { PHRASES } from "./phrases.ts";
import { POLICIES } from "./policy.ts";
import { type ReadReply, ReplyReader } from "./read-reply.ts";
import { replyRoom } from "./reply-room.ts";
import { runToolRound } from "./tool-round.ts";
import { ToolRunner } from "./tool-runner.ts";
import { callSchema, createToolBox } from "./tools.ts";
import type { Turn } from "./turn.ts";

export interface LoopParts {
  readonly math: MathPort;
  readonly verifier: VerifierPort;
  readonly ids: Ids;
  readonly toolSource?: ToolSource;
}

/** How one go at the question draws from the model. */
export interface Draw {
  readonly temperature: number;
  readonly topP?: number;
  readonly seed: number;
  /** The model is asked to work it out in another way than it would by itself. */
  readonly isOtherWay?: boolean;
}

/** Lets a model work on the question with tools, checks what it writes, and returns how that ended. */
export async function* reasoningLoop(
  parts: LoopParts,
  model: ModelPort,
  turn: Turn,
  draw: Draw,
): AsyncGenerator<RunEvent, LoopResult> {
  const loop = new ReasoningLoop(parts, model, turn, draw);
  return yield* loop.run();
}

/** Sequence only: what to do next is decided by `decide`. */
class ReasoningLoop {
  private readonly model: ModelPort;
  private readonly turn: Turn;
  private readonly draw: Draw;
  private readonly budget: AgentBudget;
  private readonly before: Spending;
  private readonly runner: ToolRunner;
  private readonly reader: ReplyReader;
  private readonly talk: LoopTalk;
  private readonly checked: DraftCheck;
  private readonly caller: CallerCalls;
  private last: LoopEvent = { kind: "start" };
  private draft = "";
  private tokens: readonly TokenLogprob[] = [];
  private calls: readonly ToolCall[] = [];
  /** What only the caller can run. */
  private callerCalls: readonly ToolCall[] = [];
  private reasoning = "";
  private unusable: Pick<ReadReply, "isCut" | "broken"> = { isCut: false, broken: null };
  private failure: AnsatzError | null = null;
  private repairs = 0;
  private nudges = 0;
  private retries = 0;
  private areToolsClosed = false;
  private hasRunTools = false;
  private canBeHeld: boolean;

  constructor(parts: LoopParts, model: ModelPort, turn: Turn, draw: Draw) {
    this.model = model;
    this.turn = turn;
    this.draw = draw;
    this.before = turn.spending();
    this.budget = turn.budget;
    const others = parts.toolSource?.tools() ?? [];
    const tools = createToolBox(parts.math, parts.verifier, others.map(externalTool));
    this.runner = new ToolRunner(tools);
    this.canBeHeld = model.capabilities.schema;
    this.caller = new CallerCalls(turn.request);
    const names = [...tools.names, ...this.caller.names];
    this.reader = new ReplyReader(names, this.budget.callsPerReply, parts.ids);
    this.checked = new DraftCheck(parts, turn);
    this.talk = new LoopTalk(model, turn, tools, this.caller, draw.isOtherWay === true);
  }

  async *run(): AsyncGenerator<RunEvent, LoopResult> {
    for (;;) {
      const decision = decide(
        {
          last: this.last,
          spending: this.spending(),
          repairs: this.repairs,
          nudges: this.nudges,
          retries: this.retries,
          areToolsClosed: this.areToolsClosed,
        },
        this.budget,
        POLICIES[this.turn.policy],
      );
      switch (decision.kind) {
        case "call-model":
          yield* this.ask(decision.tools, decision.reason);
          if (this.callerCalls.length > 0) return this.handOver();
          break;
        case "run-tools":
          yield* this.runTools();
          break;
        case "check-draft":
          yield* this.check();
          break;
        case "reply":
          return yield* this.end(decision.form);
      }
    }
  }

  /** Each go has the whole number of calls and tokens; wall and tool time are shared by the turn. */
  private spending(): Spending {
    const { modelCalls, tokens, completionTokens, elapsedMs, toolMs } = this.turn.spending();
    return {
      modelCalls: modelCalls - this.before.modelCalls,
      tokens: tokens - this.before.tokens,
      completionTokens,
      elapsedMs,
      toolMs,
    };
  }

  private async *ask(withTools: boolean, reason: CallReason): AsyncGenerator<RunEvent> {
    const { turn } = this;
    const { toolChoice } = turn.request;
    const phrases = PHRASES[turn.language];
    yield {
      type: "status",
      text: reason === "refuted" ? phrases.statusRepairing : phrases.statusThinking,
    };
    this.explain(reason);
    if (!withTools && reason !== "empty" && reason !== "again") this.talk.tellClosing();
    const sinceMs = turn.nowMs();
    // A model that wrote a call nobody can read is held to the form of one, where it can be.
    const isHeld = this.canBeHeld && this.unusable.broken !== null && withTools;
    const tools = withTools && !isHeld ? this.talk.ownFieldTools : [];
    const { capabilities } = this.model;
    const { contextTokens } = capabilities;
    const { temperature, topP, seed } = this.draw;
    const room = replyRoom(capabilities, this.budget, this.spending(), tools);
    const outcome = yield* callModel(turn, this.model, {
      messages: this.talk.messages(room.messageRoom),
      ...(tools.length > 0 ? { tools } : {}),
      ...(tools.length > 0 && toolChoice !== undefined ? { toolChoice } : {}),
      ...(isHeld ? { schema: callSchema(this.talk.shownTools) } : {}),
      maxTokens: room.maxTokens,
      temperature,
      ...(topP === undefined ? {} : { topP }),
      seed,
    });
    if (!outcome.ok) {
      this.failure = outcome.failure;
      // Some servers say that they can be held to a form, and refuse it.
      const refusesForm = isHeld && outcome.failure.code === "model_rejected";
      if (refusesForm) this.canBeHeld = false;
      // A server that refused for the length has now said how much it reads.
      const isSmaller = this.model.capabilities.contextTokens < contextTokens;
      this.last = {
        kind: "model-failed",
        isWorthAnother: isSmaller || refusesForm || (this.hasRunTools && outcome.failure.retryable),
      };
      yield turn.step("model", `${outcome.failure.code}: ${outcome.failure.message}`, sinceMs);
      return;
    }
    yield turn.step("model", `${reason}; prompt ${this.talk.promptLabel}`, sinceMs);
    this.reasoning += `\n${outcome.reasoning}`;
    this.tokens = outcome.tokens;
    this.take(this.reader.read(outcome), withTools);
  }

  /** The turn ends here, and another goes on with what the caller's tools returned. */
  private handOver(): LoopResult {
    const { parallelCalls = true } = this.turn.request;
    const reply = {
      text: "",
      verdict: "undecided",
      claims: [],
      route: "loop",
      callerCalls: parallelCalls ? this.callerCalls : this.callerCalls.slice(0, 1),
    } as const;
    return { reply, failure: null, isDoubtful: false };
  }

  private explain(reason: CallReason): void {
    if (reason === "again") this.retries += 1;
    if (reason === "empty") {
      this.nudges += 1;
      this.talk.tellUnusable(this.unusable);
    }
    if (reason === "refuted") {
      this.repairs += 1;
      this.talk.tellFindings(this.draft, this.checked.findings());
      this.reasoning = "";
    }
  }

  private take(reply: ReadReply, hadTools: boolean): void {
    const counted = this.caller.count(reply.calls, reply.text);
    this.calls = counted.calls;
    this.callerCalls = hadTools ? counted.ofCaller : [];
    this.draft = reply.draft;
    this.unusable = counted.fault === null ? reply : { ...reply, broken: counted.fault };
    this.last = {
      kind: "model-replied",
      toolCalls: this.calls.length,
      hasText: reply.isUsable && counted.fault === null,
      hadTools,
    };
  }

  private async *runTools(): AsyncGenerator<RunEvent> {
    const { records, isRepeating } = yield* runToolRound(this.turn, this.runner, this.calls);
    this.talk.addRound({ text: this.draft, calls: this.calls }, records);
    this.hasRunTools = true;
    if (isRepeating) this.areToolsClosed = true;
    this.last = { kind: "tools-ran", isRepeating };
  }

  private async *check(): AsyncGenerator<RunEvent> {
    const { draft, reasoning, tokens } = this;
    this.last = yield* this.checked.check({ draft, reasoning, tokens });
  }

  private async *end(form: ReplyForm): AsyncGenerator<RunEvent, LoopResult> {
    const { turn, checked, repairs } = this;
    const canGrade = form === "draft" && !isSpent(this.budget, this.spending());
    if (canGrade) yield* checked.grade(this.model);
    const judged = { ...checked.last(), repairs };
    const ended = await conclude(turn, form, judged, (text) => checked.judge(text));
    const isFailed = form === "failed" && judged.judgement === null;
    return { ...ended, failure: isFailed ? this.failure : null };
  }
}
