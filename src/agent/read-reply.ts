import type { ToolCall } from "../core/model-port.ts";
import type { Ids } from "../core/system-port.ts";
import { withoutBorrowedNotes } from "./borrowed-notes.ts";
import { readTextCalls } from "./text-protocol.ts";

/** What a model's reply amounts to. */
export interface ReadReply {
  /** All of it, as it was written. */
  readonly text: string;
  readonly calls: readonly ToolCall[];
  readonly draft: string;
  /** The draft is worth a check: not empty, not cut before its answer, no call that nobody can read. */
  readonly isUsable: boolean;
  readonly isCut: boolean;
  readonly broken: string | null;
}

/** Reads the replies of one go at a question; no two calls of it share an id. */
export class ReplyReader {
  private readonly names: readonly string[];
  private readonly mostCalls: number;
  private readonly ids: Ids;
  private readonly used = new Set<string>();

  constructor(names: readonly string[], mostCalls: number, ids: Ids) {
    this.names = names;
    this.mostCalls = mostCalls;
    this.ids = ids;
  }

  /** Calls in their own field come first; calls written into the text count for every model. */
  read(reply: {
    readonly text: string;
    readonly toolCalls: readonly ToolCall[];
    readonly isCut: boolean;
  }): ReadReply {
    const { text, toolCalls, isCut } = reply;
    const written = readTextCalls(text, this.names);
    const fromText = written.calls.map((call) => ({ id: this.ids.next("call_"), ...call }));
    const asked = toolCalls.length > 0 ? toolCalls : fromText;
    const draft = withoutBorrowedNotes(written.text);
    // What was cut off has no answer yet.
    const isWhole = !isCut || /ANSWER|答案|\\boxed/i.test(draft);
    return {
      text,
      calls: asked
        .slice(0, this.mostCalls)
        .map((call) => ({ ...call, id: this.distinct(call.id) })),
      draft,
      isUsable: draft !== "" && isWhole && written.broken === null,
      isCut,
      broken: written.broken,
    };
  }

  /** Results are told apart by the ids of their calls. */
  private distinct(id: string): string {
    const own = id === "" || this.used.has(id) ? this.ids.next("call_") : id;
    this.used.add(own);
    return own;
  }
}
