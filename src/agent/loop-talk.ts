import type { ModelMessage, ModelPort, ToolCall, ToolSpecification } from "../core/model-port.ts";
import type { ToolCallRecord } from "../core/tool-call-record.ts";
import type { CallerCalls } from "./caller-calls.ts";
import { callerRecords } from "./caller-tools.ts";
import {
  type CallStyle,
  callStyleOf,
  closingNote,
  type DraftFindings,
  findingMessages,
  mustCallNote,
  nudgeNote,
  openConversation,
  otherWayNote,
  promptOf,
} from "./conversation.ts";
import type { ConversationLog } from "./conversation-log.ts";
import { similarExamples } from "./examples/similar-examples.ts";
import type { ReplyLanguage } from "./language.ts";
import { neededTools } from "./needed-tools.ts";
import { promptLabel } from "./prompts/prompt.ts";
import type { ReadReply } from "./read-reply.ts";
import { toolResultMessages } from "./tool-messages.ts";
import type { ToolBox } from "./tools.ts";
import type { Turn } from "./turn.ts";

/** What one go of a model at a question is told, from the rules to the last note. */
export class LoopTalk {
  /** Names the prompt in the trace. */
  readonly promptLabel: string;
  /** The tools that the model is told of. */
  readonly shownTools: readonly ToolSpecification[];
  private readonly style: CallStyle;
  private readonly language: ReplyLanguage;
  private readonly caller: CallerCalls;
  private readonly log: ConversationLog;

  constructor(
    model: ModelPort,
    turn: Turn,
    tools: ToolBox,
    caller: CallerCalls,
    isOtherWay: boolean,
  ) {
    this.style = callStyleOf(model);
    this.language = turn.language;
    this.caller = caller;
    const { question, toolRounds = [] } = turn.request;
    const own = caller.isForced ? [] : neededTools(model, question, tools.specifications);
    this.shownTools = [...own, ...caller.tools];
    const examples = caller.isForced
      ? []
      : similarExamples(question, turn.language, this.style === "text" ? 2 : 1);
    const prompt = promptOf(this.style, turn.language);
    this.promptLabel = promptLabel(prompt);
    const note = isOtherWay ? otherWayNote(turn.language) : null;
    this.log = openConversation(turn.request, model, prompt, this.shownTools, examples, note);
    for (const round of toolRounds)
      this.addRound({ text: "", calls: round.calls }, callerRecords(round));
    if (caller.isForced) this.log.add("note", mustCallNote(turn.language, caller.names));
  }

  /** The tools as a request carries them; none for a model that reads of them in its rules. */
  get ownFieldTools(): readonly ToolSpecification[] {
    return this.style === "native" ? this.shownTools : [];
  }

  messages(room: number): readonly ModelMessage[] {
    return this.log.messages(room);
  }

  addRound(
    reply: { readonly text: string; readonly calls: readonly ToolCall[] },
    records: readonly ToolCallRecord[],
  ): void {
    this.log.add("tools", ...toolResultMessages(this.style, reply, records));
  }

  tellClosing(): void {
    this.log.add("note", closingNote(this.language));
  }

  /** After a reply that was of no use. */
  tellUnusable(why: Pick<ReadReply, "isCut" | "broken">): void {
    const note = this.caller.isForced
      ? mustCallNote(this.language, this.caller.names)
      : nudgeNote(this.language, why);
    this.log.add("note", note);
  }

  tellFindings(draft: string, found: DraftFindings): void {
    this.log.add("note", ...findingMessages(this.language, draft, found));
  }
}
