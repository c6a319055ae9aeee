import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";
import type { MathPort } from "../core/math-port.ts";
import type { ModelMessage, ModelPort, ToolCall } from "../core/model-port.ts";
import type { Ids } from "../core/system-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import { callModel } from "./call-model.ts";
import {
  closingNote,
  emptyNote,
  openConversation,
  promptOf,
  refutedMessages,
  type Strategy,
  strategyOf,
  toolResultMessages,
} from "./conversation.ts";
import { type CallReason, decide, type LoopEvent, type ReplyForm } from "./decide.ts";
import { judgeDraft, type Judgement } from "./judge-draft.ts";
import { PHRASES } from "./phrases.ts";
import { promptLabel } from "./prompts/prompt.ts";
import { readTextCalls } from "./text-protocol.ts";
import { isRepeating, ToolRunner } from "./tool-runner.ts";
import { createToolBox, type ToolBox } from "./tools.ts";
import type { Reply, Turn } from "./turn.ts";
import { wordCorrected, wordDraft, wordWithheld } from "./word-draft.ts";
import { wordUndecided } from "./word-undecided.ts";

const REASK_TOKENS_FLOOR = 64;

/** Lets a model work on the question with tools, checks what it writes, and returns the reply. */
export async function* reasoningLoop(
  math: MathPort,
  verifier: VerifierPort,
  model: ModelPort,
  ids: Ids,
  turn: Turn,
): AsyncGenerator<RunEvent, Reply> {
  const loop = new ReasoningLoop(math, verifier, model, ids, turn);
  return yield* loop.run();
}

/** Sequence only: what to do next is decided by `decide`. */
class ReasoningLoop {
  private readonly math: MathPort;
  private readonly verifier: VerifierPort;
  private readonly model: ModelPort;
  private readonly ids: Ids;
  private readonly turn: Turn;
  private readonly tools: ToolBox;
  private readonly runner: ToolRunner;
  private readonly strategy: Strategy;
  private readonly messages: ModelMessage[];
  private last: LoopEvent = { kind: "start" };
  private draft = "";
  private calls: readonly ToolCall[] = [];
  private judgement: Judgement | null = null;
  private repairs = 0;
  private nudges = 0;
  private areToolsClosed = false;

  constructor(math: MathPort, verifier: VerifierPort, model: ModelPort, ids: Ids, turn: Turn) {
    this.ids = ids;
    this.math = math;
    this.verifier = verifier;
    this.model = model;
    this.turn = turn;
    this.tools = createToolBox(math, verifier);
    this.runner = new ToolRunner(this.tools);
    this.strategy = strategyOf(model);
    const prompt = promptOf(this.strategy, turn.language);
    this.messages = openConversation(turn.request, model, prompt, this.tools);
  }

  async *run(): AsyncGenerator<RunEvent, Reply> {
    for (;;) {
      const decision = decide(
        {
          last: this.last,
          spending: this.turn.spending(),
          repairs: this.repairs,
          nudges: this.nudges,
          areToolsClosed: this.areToolsClosed,
        },
        this.turn.budget,
      );
      switch (decision.kind) {
        case "call-model":
          yield* this.ask(decision.tools, decision.reason);
          break;
        case "run-tools":
          yield* this.runTools();
          break;
        case "check-draft":
          yield* this.check();
          break;
        case "reply":
          return await this.reply(decision.form);
      }
    }
  }

  private async *ask(withTools: boolean, reason: CallReason): AsyncGenerator<RunEvent> {
    const { turn } = this;
    const phrases = PHRASES[turn.language];
    yield {
      type: "status",
      text: reason === "refuted" ? phrases.statusRepairing : phrases.statusThinking,
    };
    this.explain(reason);
    if (!withTools && reason !== "empty") this.messages.push(closingNote(turn.language));
    const sinceMs = turn.nowMs();
    const left = turn.budget.tokens - turn.spending().tokens;
    const offersTools = withTools && this.strategy === "native";
    const outcome = yield* callModel(turn, this.model, {
      messages: this.messages,
      ...(offersTools ? { tools: this.tools.specifications } : {}),
      maxTokens: Math.max(REASK_TOKENS_FLOOR, Math.min(turn.budget.replyTokens, left)),
      temperature: 0,
      seed: 7,
    });
    const label = promptLabel(promptOf(this.strategy, turn.language));
    if (!outcome.ok) {
      this.last = { kind: "model-failed" };
      yield turn.step("model", `${outcome.failure.code}: ${outcome.failure.message}`, sinceMs);
      return;
    }
    yield turn.step("model", `${reason}; prompt ${label}`, sinceMs);
    this.readReply(outcome.text, outcome.toolCalls, withTools);
  }

  private explain(reason: CallReason): void {
    const { language } = this.turn;
    if (reason === "empty") {
      this.nudges += 1;
      this.messages.push(emptyNote(language));
    }
    if (reason === "refuted") {
      this.repairs += 1;
      this.messages.push(...refutedMessages(language, this.draft, this.judgement?.claims ?? []));
    }
  }

  /** Calls in their own field come first; calls written into the text count for every model. */
  private readReply(text: string, native: readonly ToolCall[], hadTools: boolean): void {
    const written = readTextCalls(text, this.tools.names);
    const fromText = written.calls.map((call) => ({ id: this.ids.next("call_"), ...call }));
    this.calls = (native.length > 0 ? native : fromText).slice(0, this.turn.budget.callsPerReply);
    this.draft = written.text;
    this.last = {
      kind: "model-replied",
      toolCalls: this.calls.length,
      hasText: this.draft !== "",
      hadTools,
    };
  }

  private async *runTools(): AsyncGenerator<RunEvent> {
    const { turn } = this;
    const records = [];
    let repeating = false;
    for (const call of this.calls) {
      const sinceMs = turn.nowMs();
      yield { type: "tool-start", id: call.id, name: call.name, input: shownInput(call) };
      const timeoutMs = Math.max(100, turn.budget.toolMs - turn.spending().toolMs);
      const run = await this.runner.run(call.name, call.argumentsText, {
        signal: turn.signal,
        timeoutMs: Math.min(timeoutMs, 60_000),
      });
      turn.noteToolMs(sinceMs);
      turn.toolCalls.push(run.record);
      records.push(run.record);
      if (run.query !== null && run.times === 1)
        turn.toolQueries.push({ query: queryOf(run.record.input), result: run.query });
      repeating ||= isRepeating(run);
      yield { type: "tool-end", id: call.id, name: call.name, result: run.record.result };
      yield turn.step("tool", run.isInvalid ? `${call.name}: not valid` : call.name, sinceMs);
    }
    const reply = { text: this.draft, calls: this.calls };
    this.messages.push(...toolResultMessages(this.strategy, reply, records));
    if (repeating) this.areToolsClosed = true;
    this.last = { kind: "tools-ran", isRepeating: repeating };
  }

  private async *check(): AsyncGenerator<RunEvent> {
    const { turn } = this;
    const sinceMs = turn.nowMs();
    yield { type: "status", text: PHRASES[turn.language].statusChecking };
    this.judgement = await this.judge(this.draft);
    const { verdict, claims, corrected } = this.judgement;
    const refuted = claims.filter((claim) => claim.verdict === "refuted").length;
    yield turn.step("check", `${verdict}; ${claims.length} claims, ${refuted} refuted`, sinceMs);
    this.last = { kind: "checked", verdict, canCorrect: corrected !== null };
  }

  /** A check that fails decides nothing; the reply then says that nothing was checked. */
  private async judge(draft: string): Promise<Judgement> {
    try {
      return await judgeDraft(this.math, this.verifier, this.turn, draft);
    } catch (error) {
      if (AnsatzError.from(error).code === "stopped") throw error;
      return { verdict: "undecided", claims: [], corrected: null, established: null };
    }
  }

  private async reply(form: ReplyForm): Promise<Reply> {
    const { turn, judgement } = this;
    if (form === "draft" && judgement !== null) return wordDraft(turn, this.draft, judgement);
    if (form !== "withheld" && judgement?.corrected) {
      const mended = await this.judge(judgement.corrected);
      if (mended.verdict !== "refuted")
        return wordCorrected(turn, judgement.corrected, mended.claims);
    }
    if (judgement?.verdict === "refuted") return wordWithheld(turn, judgement.claims);
    const cause = form === "failed" ? "failed" : "exhausted";
    const text = wordUndecided(cause, turn.direct, turn.language);
    return { text, verdict: "undecided", claims: [], route: "loop" };
  }
}

function queryOf(input: unknown): string {
  const hasQuery = typeof input === "object" && input !== null && "query" in input;
  return hasQuery && typeof input.query === "string" ? input.query : "";
}

/** The arguments as an event shows them: parsed where they are JSON. */
function shownInput(call: ToolCall): unknown {
  try {
    return JSON.parse(call.argumentsText) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return call.argumentsText.slice(0, 2_000);
    throw error;
  }
}
