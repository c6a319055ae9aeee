import type { AskResult } from "../core/ask-result.ts";
import type { RunEvent } from "../core/events.ts";
import { reasoningText } from "./reasoning-text.ts";
import {
  responseId,
  type ResponseFrame,
  responseObject,
  type ResponseState,
  type ResponseStatus,
} from "./response-frame.ts";

type CallerCall = NonNullable<AskResult["callerToolCalls"]>[number];

export type ResponseEvent = { readonly type: string; readonly sequence_number: number } & Readonly<
  Record<string, unknown>
>;

/**
 * Turns a run's events into those of OpenAI's Responses, and folds them into the response object. The
 * same run gives the same events with the same numbers, live and when it is read again.
 */
export class ResponseFold {
  readonly #frame: ResponseFrame;
  readonly #output: object[] = [];
  #sequence = 0;
  #reasoning = "";
  #text = "";
  #open: "none" | "reasoning" | "message" = "none";
  #state: ResponseState = { status: "in_progress", output: [] };

  constructor(frame: ResponseFrame) {
    this.#frame = frame;
  }

  /** The response as far as it has come. */
  get response() {
    return responseObject(this.#frame, this.#state);
  }

  opening(): ResponseEvent[] {
    const { response } = this;
    return [
      this.#event("response.created", { response }),
      this.#event("response.in_progress", { response }),
    ];
  }

  take(event: RunEvent): ResponseEvent[] {
    if (event.type === "answer-delta") return this.#addText(event.text);
    if (event.type === "run-end") {
      const { callerToolCalls = [], reply } = event.result;
      const closing =
        callerToolCalls.length > 0
          ? [...this.#closeReasoning(), ...callerToolCalls.flatMap((call) => this.#addCall(call))]
          : event.result.isRefusal === true
            ? this.#refuse(reply)
            : [...this.#beginMessage(), ...this.#closeMessage(reply, event.result.cut)];
      const status = event.result.cut === "length" ? "incomplete" : "completed";
      this.#state = { status, output: this.#output, result: event.result };
      return [...closing, this.#event(`response.${status}`, { response: this.response })];
    }
    if (event.type === "run-error") return this.#fail(event.code, event.message);
    const reasoning = reasoningText(event);
    return reasoning === "" ? [] : this.#addReasoning(reasoning);
  }

  #addReasoning(text: string): ResponseEvent[] {
    // Work that goes on behind an answer that is being shown is no part of the reply.
    if (this.#open === "message") return [];
    const events: ResponseEvent[] = [];
    if (this.#open === "none") {
      this.#open = "reasoning";
      events.push(this.#item("added", { ...this.#reasoningItem(), status: "in_progress" }));
    }
    this.#reasoning += text;
    events.push(this.#part("response.reasoning_text.delta", "rs_", { delta: text }));
    return events;
  }

  #addText(text: string): ResponseEvent[] {
    const events = this.#beginMessage();
    this.#text += text;
    events.push(this.#part("response.output_text.delta", "msg_", { delta: text, logprobs: [] }));
    return events;
  }

  #beginMessage(): ResponseEvent[] {
    if (this.#open === "message") return [];
    const events = this.#closeReasoning();
    this.#open = "message";
    events.push(this.#item("added", this.#messageItem([], "in_progress")));
    events.push(this.#part("response.content_part.added", "msg_", { part: textPart("") }));
    return events;
  }

  #closeReasoning(): ResponseEvent[] {
    if (this.#open !== "reasoning") return [];
    const text = this.#reasoning;
    const done = this.#part("response.reasoning_text.done", "rs_", { text });
    const item = { ...this.#reasoningItem(), status: "completed" };
    const closed = this.#item("done", item);
    this.#output.push(item);
    this.#open = "none";
    return [done, closed];
  }

  /** A message that says why there is no answer in the form that was asked for. */
  #refuse(refusal: string): ResponseEvent[] {
    const part = { type: "refusal", refusal };
    const item = this.#messageItem([part], "completed");
    const events = [
      ...this.#closeReasoning(),
      this.#item("added", this.#messageItem([], "in_progress")),
      this.#part("response.content_part.added", "msg_", { part: { ...part, refusal: "" } }),
      this.#part("response.refusal.delta", "msg_", { delta: refusal }),
      this.#part("response.refusal.done", "msg_", { refusal }),
      this.#part("response.content_part.done", "msg_", { part }),
      this.#item("done", item),
    ];
    this.#output.push(item);
    return events;
  }

  #closeMessage(reply: string, cut: AskResult["cut"]): ResponseEvent[] {
    const events: ResponseEvent[] = [];
    // What was shown is what was stored; a reply that was not streamed is sent as one piece.
    if (this.#text === "" && reply !== "") events.push(...this.#addText(reply));
    const text = this.#text;
    const status = cut === "length" ? "incomplete" : "completed";
    const item = this.#messageItem([textPart(text)], status);
    events.push(
      this.#part("response.output_text.done", "msg_", { text, logprobs: [] }),
      this.#part("response.content_part.done", "msg_", { part: textPart(text) }),
      this.#item("done", item),
    );
    this.#output.push(item);
    return events;
  }

  #addCall({ id, name, arguments: text }: CallerCall): ResponseEvent[] {
    const item = {
      id: this.#itemId("fc_") + (this.#output.length > 0 ? `_${this.#output.length}` : ""),
      type: "function_call",
      call_id: id,
      name,
      arguments: "",
      status: "in_progress",
    };
    const place = { item_id: item.id, output_index: this.#output.length };
    const done = { ...item, arguments: text, status: "completed" };
    const events = [
      this.#item("added", item),
      this.#event("response.function_call_arguments.delta", { ...place, delta: text }),
      this.#event("response.function_call_arguments.done", { ...place, name, arguments: text }),
      this.#item("done", done),
    ];
    this.#output.push(done);
    return events;
  }

  #fail(code: string, message: string): ResponseEvent[] {
    const status: ResponseStatus = code === "stopped" ? "cancelled" : "failed";
    const isOverloaded = code === "overloaded";
    this.#state = {
      status,
      output: this.#output,
      ...(status === "failed"
        ? { error: { code: isOverloaded ? "rate_limit_exceeded" : "server_error", message } }
        : {}),
    };
    const { response } = this;
    const type = status === "cancelled" ? "response.incomplete" : "response.failed";
    return [this.#event(type, { response })];
  }

  #reasoningItem() {
    const content = [{ type: "reasoning_text", text: this.#reasoning }];
    return { id: this.#itemId("rs_"), type: "reasoning", summary: [], content };
  }

  #messageItem(content: readonly object[], status: "in_progress" | "completed" | "incomplete") {
    return { id: this.#itemId("msg_"), type: "message", role: "assistant", status, content };
  }

  #itemId(prefix: string): string {
    return prefix + responseId(this.#frame.runId).replace(/^resp_/, "");
  }

  #item(change: "added" | "done", item: object): ResponseEvent {
    return this.#event(`response.output_item.${change}`, {
      output_index: this.#output.length,
      item,
    });
  }

  #part(type: string, prefix: string, fields: object): ResponseEvent {
    return this.#event(type, {
      item_id: this.#itemId(prefix),
      output_index: this.#output.length,
      content_index: 0,
      ...fields,
    });
  }

  #event(type: string, fields: object): ResponseEvent {
    const sequence = this.#sequence;
    this.#sequence += 1;
    return { type, sequence_number: sequence, ...fields };
  }
}

function textPart(text: string) {
  return { type: "output_text", text, annotations: [], logprobs: [] };
}
