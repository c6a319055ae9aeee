import type { ModelMessage } from "../core/model-port.ts";
import { messageTokens } from "./estimate-tokens.ts";

/**
 * A stretch of the conversation that stays or goes as a whole: a question with its answer, or a round of
 * tool calls with their results.
 */
interface Unit {
  readonly kind: "rules" | "history" | "question" | "tools" | "note";
  readonly messages: readonly ModelMessage[];
  readonly tokens: number;
}

/** The messages of one turn, in units. What does not fit is left out by units, never in the middle of one. */
export class ConversationLog {
  private readonly units: Unit[] = [];

  add(kind: Unit["kind"], ...messages: readonly ModelMessage[]): void {
    const tokens = messages.reduce((sum, message) => sum + messageTokens(message), 0);
    this.units.push({ kind, messages, tokens });
  }

  /**
   * The messages within a room of tokens. Left out are first the oldest tool rounds (never the last),
   * then the oldest history; rules, question and notes always stay.
   */
  messages(room: number): readonly ModelMessage[] {
    let used = this.units.reduce((sum, unit) => sum + unit.tokens, 0);
    const dropped = new Set<Unit>();
    for (const unit of this.dispensable()) {
      if (used <= room) break;
      dropped.add(unit);
      used -= unit.tokens;
    }
    return this.units.filter((unit) => !dropped.has(unit)).flatMap((unit) => unit.messages);
  }

  private dispensable(): readonly Unit[] {
    const rounds = this.units.filter((unit) => unit.kind === "tools").slice(0, -1);
    return [...rounds, ...this.units.filter((unit) => unit.kind === "history")];
  }
}
