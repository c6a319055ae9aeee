import type { AskResult } from "../../core/ask-result.ts";
import type { RunEvent } from "../../core/events.ts";
import type { QueryResult } from "../../core/query-result.ts";
import { make } from "./dom.ts";
import type { FetchPod, PodViewOptions } from "./pod-view.ts";
import type { RecheckOptions } from "./recheck-view.ts";
import { readingView, resultView } from "./result-view.ts";

export interface TurnViewOptions extends PodViewOptions {
  readonly number: number;
  readonly question: string;
  readonly ask: (question: string) => void;
  readonly fetchPod: (query: QueryResult) => FetchPod;
  readonly recheck: RecheckOptions["recheck"];
}

const MAX_PROGRESS_LINES = 200;

/** One question with the work on it and, in the end, its answer. */
export class TurnView {
  readonly element: HTMLElement;
  readonly #options: TurnViewOptions;
  readonly #reading = make("div");
  readonly #progress = make("ol", { class: "progress", "aria-live": "off" });
  readonly #now = make("p", { class: "now", role: "status" });
  readonly #outcome = make("div", { class: "outcome" });
  #partial = "";
  /** Inputs that work, as the engine offered them while it could not answer. */
  #suggestions: QueryResult["suggestions"] = [];

  constructor(options: TurnViewOptions) {
    this.#options = options;
    this.element = make(
      "article",
      { class: "turn", "aria-label": options.strings.turn(options.number), "aria-busy": "true" },
      make("h2", { class: "question" }, options.question),
      this.#reading,
      this.#progress,
      this.#now,
      this.#outcome,
    );
    this.say(options.strings.working);
  }

  /** Shows what the run is at. */
  say(text: string): void {
    this.#now.replaceChildren(make("span", { class: "pulse", "aria-hidden": "true" }), text);
  }

  show(event: RunEvent): void {
    const { strings } = this.#options;
    switch (event.type) {
      case "status":
        return this.say(event.text);
      case "reading":
        return this.#reading.replaceChildren(readingView(event.text, event.latex, strings));
      case "query-result":
        this.#suggestions = event.result.suggestions;
        return;
      case "step-end":
        return this.#addProgress(event.step.text);
      case "tool-start":
        return this.say(event.name);
      case "answer-delta":
        this.#partial += event.text;
        return this.#outcome.replaceChildren(make("p", { class: "partial" }, this.#partial));
      case "run-end":
        return this.finish(event.result);
      default:
    }
  }

  finish(result: AskResult): void {
    const reading = result.query?.reading;
    const { strings } = this.#options;
    if (reading) this.#reading.replaceChildren(readingView(reading.text, reading.latex, strings));
    const suggestions = result.query?.suggestions ?? (result.answer ? [] : this.#suggestions);
    this.#settle(resultView(result, { ...this.#options, suggestions }));
  }

  /** Ends the turn with a sentence and a way to go on. */
  fail(message: string, ...actions: readonly HTMLElement[]): void {
    const { strings, question, ask } = this.#options;
    const retry = make(
      "button",
      { type: "button", class: "chip", click: () => ask(question) },
      strings.retry,
    );
    this.#settle(
      make(
        "div",
        { class: "failure", role: "alert" },
        make("p", {}, message),
        ...(actions.length > 0 ? actions : [retry]),
      ),
    );
  }

  #settle(outcome: HTMLElement): void {
    this.#progress.remove();
    this.#now.remove();
    this.#outcome.replaceChildren(outcome);
    this.element.setAttribute("aria-busy", "false");
  }

  #addProgress(text: string): void {
    if (this.#progress.childElementCount < MAX_PROGRESS_LINES)
      this.#progress.append(make("li", {}, text));
  }
}
