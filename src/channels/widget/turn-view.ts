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
  /** Asks in the place of this question. */
  readonly askAnew: (question: string) => void;
  readonly fetchPod: (query: QueryResult) => FetchPod;
  readonly recheck: RecheckOptions["recheck"];
  readonly link: TurnActionsOptions["link"];
  readonly rate: Rate;
}

export interface Versions {
  /** From 1. */
  readonly position: number;
  readonly count: number;
  readonly choose: (step: -1 | 1) => void;
}

const MAX_PROGRESS_LINES = 200;
const MAX_REASONING = 100_000;

/** One question with the work on it and, in the end, its answer. */
export class TurnView {
  readonly element: HTMLElement;
  readonly #options: TurnViewOptions;
  readonly #versions = make("div", { class: "versions", role: "group", hidden: true });
  readonly #reading = make("div");
  readonly #progress = make("ol", { class: "progress", "aria-live": "off" });
  readonly #now = make("p", { class: "now", role: "status" });
  readonly #outcome = make("div", { class: "outcome" });
  readonly #reasoning = make("div");
  readonly #thoughts = make("p", { class: "thoughts", tabindex: "0" });
  readonly #picture = make("div", { class: "picture", hidden: true });
  #address: string | null = null;
  #partial = "";
  #version = "";
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
      this.#picture,
      make(
        "div",
        { class: "question-tools" },
        this.#versions,
        editor(strings.editQuestion, question, { strings, ask: options.askAnew }),
      ),
      this.#reading,
      this.#reasoning,
      this.#progress,
      this.#now,
      this.#outcome,
    );
    this.#versions.setAttribute("aria-label", strings.versions);
    this.say(strings.working);
  }

  get question(): string {
    return this.#options.question;
  }

  /** The picture of the question, as long as the page is open. */
  get picture(): string | null {
    return this.#address;
  }

  /** There was a picture, and it is not here any more: the service does not keep it. */
  get isPictureLost(): boolean {
    return !this.#picture.hidden && this.#address === null;
  }

  showPicture(address: string | null): void {
    const { strings } = this.#options;
    this.#address = address;
    this.#picture.hidden = false;
    this.#picture.replaceChildren(
      address === null
        ? make("span", { class: "detail" }, strings.pictureNotKept)
        : make("img", { src: address, alt: strings.pictureOfQuestion }),
    );
  }

  get versionText(): string {
    return this.#versions.querySelector(".hidden")?.textContent ?? "";
  }

  /** A question that was asked more than once says which version it is, and leads to the others. */
  showVersions({ position, count, choose }: Versions): void {
    const { strings } = this.#options;
    // Versions are only ever added, so the same numbers stand for the same ones.
    if (this.#version === `${position}/${count}`) return;
    this.#version = `${position}/${count}`;
    this.#versions.hidden = count < 2;
    if (count < 2) return;
    const button = (step: -1 | 1, sign: string, label: string) => {
      const isEnd = position + step < 1 || position + step > count;
      return make(
        "button",
        {
          type: "button",
          class: "quiet small",
          "aria-label": label,
          "aria-disabled": isEnd ? "true" : "false",
          click: () => isEnd || choose(step),
        },
        sign,
      );
    };
    this.#versions.replaceChildren(
      button(-1, "‹", strings.previousVersion),
      make("span", { "aria-hidden": "true" }, `${position}/${count}`),
      make("span", { class: "hidden" }, strings.version(position, count)),
      button(1, "›", strings.nextVersion),
    );
  }

  /** Puts the focus on the button that leads on, or back where there is nothing more. */
  focusVersions(step: number): void {
    const [back, on] = this.#versions.querySelectorAll("button");
    const [wanted, other] = step < 0 ? [back, on] : [on, back];
    (wanted?.getAttribute("aria-disabled") === "true" ? other : wanted)?.focus();
  }

  /** Empties the turn, so that its run can be shown from the beginning. */
  restart(): void {
    this.#partial = "";
    this.#thoughts.textContent = "";
    this.#reasoning.replaceChildren();
    this.#reading.replaceChildren();
    this.#progress.replaceChildren();
    this.#outcome.replaceChildren();
    this.#outcome.before(this.#progress, this.#now);
    this.element.setAttribute("aria-busy", "true");
    this.say(this.#options.strings.working);
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
    const { strings, askAnew } = this.#options;
    if (reading)
      this.#reading.replaceChildren(
        readingView(reading.text, reading.latex, strings),
        editor(strings.editReading, reading.plain, { strings, ask: askAnew }),
      );
    const suggestions = result.query?.suggestions ?? (result.answer ? [] : this.#suggestions);
    const view = resultView(result, { ...this.#options, suggestions });
    const { rate } = this.#options;
    view.append(turnActions(result, this.#options), feedbackView(result.runId, strings, rate));
    this.#settle(view);
  }

  /** Ends the turn with a sentence and a way to go on. */
  fail(message: string, ...actions: readonly HTMLElement[]): void {
    const { strings, question, askAnew } = this.#options;
    const retry = make(
      "button",
      { type: "button", class: "chip", click: () => askAnew(question) },
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
