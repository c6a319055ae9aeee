import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import type { MathPort } from "../core/math-port.ts";
import type { ModelPort, ToolCall, ToolSpecification } from "../core/model-port.ts";
import type { Ids } from "../core/system-port.ts";
import type { ToolSource } from "../core/tool-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import type { Breach, TokenLogprob } from "../core/verify-result.ts";
import { type AgentBudget, isSpent, type Spending } from "./budget.ts";
import { CallerCalls } from "./caller-calls.ts";
import { callerRecords } from "./caller-tools.ts";
import { callModel } from "./call-model.ts";
import { conclude } from "./conclude.ts";
import { checkReasoning, type ReasoningCheck } from "./check-reasoning.ts";
import {
  type CallStyle,
  callStyleOf,
  closingNote,
  findingMessages,
  mustCallNote,
  nudgeNote,
  openConversation,
  otherWayNote,
  promptOf,
} from "./conversation.ts";
import type { ConversationLog } from "./conversation-log.ts";
import { type CallReason, decide, type LoopEvent, type ReplyForm } from "./decide.ts";
import { similarExamples } from "./examples/similar-examples.ts";
import { judgeDraft, type Judgement } from "./judge-draft.ts";
import { gradeBreaches } from "./grade-breaches.ts";
import type { LoopResult } from "./loop-result.ts";
import { neededTools } from "./needed-tools.ts";
import { PHRASES } from "./phrases.ts";
import { POLICIES } from "./policy.ts";
import { promptLabel } from "./prompts/prompt.ts";
import { type ReadReply, ReplyReader } from "./read-reply.ts";
import { replyRoom } from "./reply-room.ts";
import { toolResultMessages } from "./tool-messages.ts";
import { runToolRound } from "./tool-round.ts";
import { ToolRunner } from "./tool-runner.ts";
import { externalTool } from "./external-tools.ts";
import { callSchema, createToolBox, type ToolBox } from "./tools.ts";
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
  private readonly parts: LoopParts;
  private readonly model: ModelPort;
  private readonly turn: Turn;
  private readonly draw: Draw;
  private readonly budget: AgentBudget;
  private readonly before: Spending;
  private readonly tools: ToolBox;
  private readonly shownTools: readonly ToolSpecification[];
  private readonly runner: ToolRunner;
  private readonly reader: ReplyReader;
  private readonly style: CallStyle;
  private readonly log: ConversationLog;
  private last: LoopEvent = { kind: "start" };
  private draft = "";
  private tokens: readonly TokenLogprob[] = [];
  private calls: readonly ToolCall[] = [];
  private readonly caller: CallerCalls;
  /** What only the caller can run. */
  private callerCalls: readonly ToolCall[] = [];
  private reasoning = "";
  private unusable: Pick<ReadReply, "isCut" | "broken"> = { isCut: false, broken: null };
  private judgement: Judgement | null = null;
  /** What the judgement is of; the draft itself may have been replaced by a reply that was of no use. */
  private judged = "";
  private slips: ReasoningCheck = { statements: 0, refuted: 0, usedInDraft: [] };
  private failure: AnsatzError | null = null;
  private repairs = 0;
  private nudges = 0;
  private retries = 0;
  private areToolsClosed = false;
  private hasRunTools = false;
  private canBeHeld: boolean;

  constructor(parts: LoopParts, model: ModelPort, turn: Turn, draw: Draw) {
    this.parts = parts;
    this.model = model;
    this.turn = turn;
    this.draw = draw;
    this.before = turn.spending();
    this.budget = turn.budget;
    const others = parts.toolSource?.tools() ?? [];
    this.tools = createToolBox(parts.math, parts.verifier, others.map(externalTool));
    this.runner = new ToolRunner(this.tools);
    this.style = callStyleOf(model);
    this.canBeHeld = model.capabilities.schema;
    const { question } = turn.request;
    const { toolRounds = [] } = turn.request;
    this.caller = new CallerCalls(turn.request);
    const names = [...this.tools.names, ...this.caller.names];
    this.reader = new ReplyReader(names, this.budget.callsPerReply, parts.ids);
    const own = this.caller.isForced ? [] : neededTools(model, question, this.tools.specifications);
    this.shownTools = [...own, ...this.caller.tools];
    const examples = this.caller.isForced
      ? []
      : similarExamples(question, turn.language, this.style === "text" ? 2 : 1);
    const prompt = promptOf(this.style, turn.language);
    const note = draw.isOtherWay === true ? otherWayNote(turn.language) : null;
    this.log = openConversation(turn.request, model, prompt, this.shownTools, examples, note);
    for (const round of toolRounds)
      this.log.add(
        "tools",
        ...toolResultMessages(this.style, { text: "", calls: round.calls }, callerRecords(round)),
      );
    if (this.caller.isForced) this.log.add("note", mustCallNote(turn.language, this.caller.names));
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
    if (!withTools && reason !== "empty" && reason !== "again")
      this.log.add("note", closingNote(turn.language));
    const sinceMs = turn.nowMs();
    // A model that wrote a call nobody can read is held to the form of one, where it can be.
    const isHeld = this.canBeHeld && this.unusable.broken !== null && withTools;
    const tools = withTools && this.style === "native" && !isHeld ? this.shownTools : [];
    const { capabilities } = this.model;
    const { contextTokens } = capabilities;
    const { temperature, topP, seed } = this.draw;
    const room = replyRoom(capabilities, this.budget, this.spending(), tools);
    const outcome = yield* callModel(turn, this.model, {
      messages: this.log.messages(room.messageRoom),
      ...(tools.length > 0 ? { tools } : {}),
      ...(tools.length > 0 && toolChoice !== undefined ? { toolChoice } : {}),
      ...(isHeld ? { schema: callSchema(this.shownTools) } : {}),
      maxTokens: room.maxTokens,
      temperature,
      ...(topP === undefined ? {} : { topP }),
      seed,
    });
    const label = promptLabel(promptOf(this.style, turn.language));
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
    yield turn.step("model", `${reason}; prompt ${label}`, sinceMs);
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
    const { language } = this.turn;
    if (reason === "again") this.retries += 1;
    if (reason === "empty") {
      this.nudges += 1;
      const note = this.caller.isForced
        ? mustCallNote(language, this.caller.names)
        : nudgeNote(language, this.unusable);
      this.log.add("note", note);
    }
    if (reason === "refuted") {
      this.repairs += 1;
      const { verdict, claims = [], breaches = [] } = this.judgement ?? {};
      const isDraft = verdict === "refuted";
      const found = {
        draft: isDraft ? claims : [],
        reasoning: isDraft ? [] : this.slips.usedInDraft,
        breaches,
      };
      this.log.add("note", ...findingMessages(language, this.draft, found));
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
    const reply = { text: this.draft, calls: this.calls };
    this.log.add("tools", ...toolResultMessages(this.style, reply, records));
    this.hasRunTools = true;
    if (isRepeating) this.areToolsClosed = true;
    this.last = { kind: "tools-ran", isRepeating };
  }

  private async *check(): AsyncGenerator<RunEvent> {
    const { turn } = this;
    const sinceMs = turn.nowMs();
    yield { type: "status", text: PHRASES[turn.language].statusChecking };
    this.judged = this.draft;
    this.judgement = await this.judge(this.judged, this.tokens);
    this.slips = await this.judgeReasoning();
    const { verdict, claims, breaches } = this.judgement;
    const refuted = claims.filter((claim) => claim.verdict === "refuted").length;
    const said = this.slips.statements;
    const reasoned =
      said === 0 ? "" : `; reasoning: ${said} decided, ${this.slips.refuted} refuted`;
    yield turn.step(
      "check",
      `${verdict}; ${claims.length} claims, ${refuted} refuted${reasoned}${this.heldTo(breaches)}`,
      sinceMs,
    );
    this.last = {
      kind: "checked",
      verdict,
      restsOnSlip: this.slips.usedInDraft.length > 0,
      hasBreach: breaches.some(({ causes }) => causes === "repair"),
    };
  }

  private heldTo(breaches: readonly Breach[]): string {
    const { constitution } = this.turn;
    if (constitution === null) return "";
    const mark = `${constitution.version} (${constitution.hash.slice(0, 8)})`;
    return `; constitution ${mark}, ${breaches.length} breaches`;
  }

  /** A check that fails decides nothing; the reply then says that nothing was checked. */
  private async judge(draft: string, tokens?: readonly TokenLogprob[]): Promise<Judgement> {
    try {
      return await judgeDraft(this.parts.math, this.parts.verifier, this.turn, draft, tokens);
    } catch (error) {
      if (AnsatzError.from(error).code === "stopped") throw error;
      return {
        verdict: "undecided",
        claims: [],
        corrected: null,
        established: null,
        own: null,
        agreesWithOwn: "undecided",
        breaches: [],
        errorScore: null,
      };
    }
  }

  private async judgeReasoning(): Promise<ReasoningCheck> {
    try {
      return await checkReasoning(this.parts.verifier, this.turn, this.reasoning, this.draft);
    } catch (error) {
      if (AnsatzError.from(error).code === "stopped") throw error;
      return { statements: 0, refuted: 0, usedInDraft: [] };
    }
  }

  /** A model's opinion of the draft, where the constitution asks for it and there is something left to spend. */
  private async *grade(): AsyncGenerator<RunEvent> {
    const { turn, model, judged: draft, judgement } = this;
    if (judgement === null || isSpent(this.budget, this.spending())) return;
    const weak = yield* gradeBreaches(turn, model, draft);
    this.judgement = { ...judgement, breaches: [...judgement.breaches, ...weak] };
  }

  private async *end(form: ReplyForm): AsyncGenerator<RunEvent, LoopResult> {
    if (form === "draft") yield* this.grade();
    const { turn, judged: draft, judgement, slips, repairs } = this;
    const judge = (text: string): Promise<Judgement> => this.judge(text);
    const ended = await conclude(turn, form, { draft, judgement, slips, repairs }, judge);
    const isFailed = form === "failed" && judgement === null;
    return { ...ended, failure: isFailed ? this.failure : null };
  }
}
