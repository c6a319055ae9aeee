import type { AskResult } from "../../core/ask-result.ts";
import type { RunEvent } from "../../core/events.ts";
import type { QueryResult } from "../../core/query-result.ts";
import { make } from "./dom.ts";
import { feedbackView, type Rate } from "./feedback-view.ts";
import type { FetchPod, PodViewOptions } from "./pod-view.ts";
import type { RecheckOptions } from "./recheck-view.ts";
import { richTextView } from "./rich-text-view.ts";
import { settledPart } from "./settled-part.ts";
import { editor, turnActions, type TurnActionsOptions } from "./turn-actions.ts";
import { readingView, resultView } from "./result-view.ts";

export interface TurnViewOptions extends PodViewOptions {
  readonly number: number;
  readonly question: string;
  readonly ask: (question: string) => void;
  readonly fetchPod: (query: QueryResult) => FetchPod;
  readonly recheck: RecheckOptions["recheck"];
  readonly link: TurnActionsOptions["link"];
  readonly rate: Rate;
}

const MAX_PROGRESS_LINES = 200;
const MAX_REASONING = 100_000;

/** One question with the work on it and, in the end, its answer. */
export class TurnView {
  readonly element: HTMLElement;
  readonly #options: TurnViewOptions;
  readonly #reading = make("div");
  readonly #progress = make("ol", { class: "progress", "aria-live": "off" });
  readonly #now = make("p", { class: "now", role: "status" });
  readonly #outcome = make("div", { class: "outcome" });
  readonly #reasoning = make("div");
  readonly #thoughts = make("p", { class: "thoughts", tabindex: "0" });
  #partial = "";
  #isDrawing = false;
  /** Inputs that work, as the engine offered them while it could not answer. */
  #suggestions: QueryResult["suggestions"] = [];

  constructor(options: TurnViewOptions) {
    this.#options = options;
    const { strings, question } = options;
    this.element = make(
      "article",
      { class: "turn", "aria-label": strings.turn(options.number), "aria-busy": "true" },
      make("h2", { class: "question" }, question),
      editor(strings.editQuestion, question, options),
      this.#reading,
      this.#reasoning,
      this.#progress,
      this.#now,
      this.#outcome,
    );
    this.say(strings.working);
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
      case "reasoning-delta":
        return this.#think(event.text);
      case "answer-delta":
        this.#partial += event.text;
        return this.#drawPartial();
      case "run-end":
        return this.finish(event.result);
      default:
    }
  }

  finish(result: AskResult): void {
    const reading = result.query?.reading;
    const { strings } = this.#options;
    if (reading)
      this.#reading.replaceChildren(
        readingView(reading.text, reading.latex, strings),
        editor(strings.editReading, reading.plain, this.#options),
      );
    const suggestions = result.query?.suggestions ?? (result.answer ? [] : this.#suggestions);
    const view = resultView(result, { ...this.#options, suggestions });
    const { rate } = this.#options;
    view.append(turnActions(result, this.#options), feedbackView(result.runId, strings, rate));
    this.#settle(view);
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

  /** What a model thinks is kept apart from its answer and folded: it was not checked. */
  #think(text: string): void {
    const said = this.#thoughts.textContent;
    if (said.length >= MAX_REASONING) return;
    const { strings } = this.#options;
    if (said === "")
      this.#reasoning.append(
        make(
          "details",
          { class: "reasoning" },
          make(
            "summary",
            {},
            strings.reasoning,
            make("span", { class: "summary-note" }, strings.notChecked),
          ),
          this.#thoughts,
        ),
      );
    this.#thoughts.append(text.slice(0, MAX_REASONING - said.length));
  }

  /** Once a frame at most, however small the pieces. */
  #drawPartial(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    requestAnimationFrame(() => {
      this.#isDrawing = false;
      if (this.element.getAttribute("aria-busy") === "true")
        this.#outcome.replaceChildren(richTextView(settledPart(this.#partial)));
    });
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
