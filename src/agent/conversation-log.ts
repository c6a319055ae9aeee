import type { ModelMessage } from "../core/model-port.ts";
import { withoutBorrowedNotes } from "./borrowed-notes.ts";
import { messageTokens, textTokens } from "./estimate-tokens.ts";
import { summariseExchange } from "./summarise-exchange.ts";

interface Stretch {
  readonly messages: readonly ModelMessage[];
  readonly tokens: number;
}
/** An earlier question with its answer, and the line that may stand for it. */
interface Exchange extends Stretch {
  readonly kind: "exchange";
  readonly line: string;
}
/** Rules, the question, a note, or a round of tool calls with their results. */
interface Piece extends Stretch {
  readonly kind: "rules" | "question" | "tools" | "note";
}
/** A stretch of the conversation that stays or goes as a whole. */
type Unit = Exchange | Piece;

/** Longest tool output that an old round keeps. */
const SHORT_OUTPUT = 80;
const OPENING = "Earlier in this conversation, in short:";
const LINE_TOKENS = 8;

/**
 * The messages of one turn, in units. What does not fit is made shorter and then left out by units, never
 * in the middle of one.
 */
export class ConversationLog {
  private readonly units: Unit[] = [];
  /** Exchanges of which only a line is left from the start. */
  private readonly earlier: string[] = [];

  add(kind: Piece["kind"], ...messages: readonly ModelMessage[]): void {
    this.units.push({ kind, messages, tokens: tokensOf(messages) });
  }

  /**
   * An exchange as it was. A model is shown it without the notes on what was checked, which are this
   * service's; the line that may stand for it keeps whether the answer was proved.
   */
  addExchange(exchange: readonly ModelMessage[]): void {
    const messages = exchange.map((message) =>
      message.role === "assistant"
        ? { ...message, content: withoutBorrowedNotes(message.content) }
        : message,
    );
    const line = summariseExchange(exchange);
    this.units.push({ kind: "exchange", messages, tokens: tokensOf(messages), line });
  }

  /** An exchange that comes before all others and is only told in short. */
  addInShort(exchange: readonly ModelMessage[]): void {
    this.earlier.push(summariseExchange(exchange));
  }

  /**
   * The messages within a room of tokens. What gives way, in this order: the output of old tool rounds
   * (never of the last), old exchanges, of which a line stays in front of the question, old tool rounds as
   * a whole, and at last those lines, the oldest first. Rules, question and notes always stay.
   */
  messages(room: number): readonly ModelMessage[] {
    const state = { units: [...this.units], lines: [...this.earlier] };
    const isFit = (): boolean => tokensOfAll(state) <= room;
    const rounds = this.units.filter((unit) => unit.kind === "tools").slice(0, -1);
    const shortened = new Map<Unit, Unit>();
    for (const round of rounds) {
      if (isFit()) break;
      const short = shortRound(round);
      shortened.set(round, short);
      replace(state.units, round, short);
    }
    for (const exchange of this.units.filter((unit) => unit.kind === "exchange")) {
      if (isFit()) break;
      replace(state.units, exchange);
      state.lines.push(exchange.line);
    }
    for (const round of rounds) {
      if (isFit()) break;
      replace(state.units, shortened.get(round) ?? round);
    }
    while (state.lines.length > 0 && !isFit()) state.lines.shift();
    return state.units.flatMap((unit) =>
      unit.kind === "question" ? withSummary(unit.messages, state.lines) : unit.messages,
    );
  }
}

function tokensOf(messages: readonly ModelMessage[]): number {
  return messages.reduce((sum, message) => sum + messageTokens(message), 0);
}

function tokensOfAll(state: {
  readonly units: readonly Unit[];
  readonly lines: readonly string[];
}) {
  const opening = state.lines.length === 0 ? 0 : textTokens(OPENING) + LINE_TOKENS;
  const summary = state.lines.reduce((sum, line) => sum + textTokens(line) + 1, opening);
  return state.units.reduce((sum, unit) => sum + unit.tokens, summary);
}

function replace(units: Unit[], old: Unit, fresh?: Unit): void {
  const at = units.indexOf(old);
  if (at >= 0) units.splice(at, 1, ...(fresh === undefined ? [] : [fresh]));
}

/** The calls of a round with the beginnings of their results. */
function shortRound(round: Unit): Unit {
  const messages = round.messages.map((message, index): ModelMessage => {
    const isOutput = message.role === "tool" || (message.role === "user" && index > 0);
    return isOutput && message.content.length > SHORT_OUTPUT
      ? { ...message, content: shortOutput(message.content) }
      : message;
  });
  return { ...round, messages, tokens: tokensOf(messages) };
}

/** The answer in an output, where it has one that is short; else a word that it was left out. */
function shortOutput(content: string): string {
  const answers = [...content.matchAll(/"answer":"((?:[^"\\]|\\.){1,60})"/g)].map(
    ([, answer]) => `{"answer":"${answer}"}`,
  );
  return answers.length === 0 || answers.length > 4
    ? '{"leftOut":"the output is left out for want of room"}'
    : answers.join("\n");
}

function withSummary(
  messages: readonly ModelMessage[],
  lines: readonly string[],
): readonly ModelMessage[] {
  const [first, ...rest] = messages;
  if (lines.length === 0 || first === undefined) return messages;
  const summary = `<earlier>\n${OPENING}\n${lines.join("\n")}\n</earlier>\n\n`;
  return [{ ...first, content: `${summary}${first.content}` }, ...rest];
}
