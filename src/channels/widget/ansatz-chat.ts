import { ApiClient, CallFailure, UNREACHABLE } from "./api-client.ts";
import { composerView, type Composer } from "./composer-view.ts";
import { make } from "./dom.ts";
import { openHistory } from "./history-view.ts";
import { katexStyle } from "./math-view.ts";
import { memory } from "./memory.ts";
import { chip } from "./result-view.ts";
import { languageOf, STRINGS, type Language, type Strings } from "./strings.ts";
import { STYLES } from "./styles.ts";
import { TurnView } from "./turn-view.ts";

/**
 * `<ansatz-chat>`: the whole chat in one element. Attributes: `endpoint` (the service's address, by
 * default the one this script came from), `api-key`, `lang` (`en` or `zh`, by default the browser's).
 */
export class AnsatzChat extends HTMLElement {
  readonly #root = this.attachShadow({ mode: "open" });
  #language: Language = "en";
  #client = new ApiClient(new URL("../../", import.meta.url), null);
  #conversationId: string | null = null;
  #runId: string | null = null;
  #isStopping = false;
  #turns = make("div");
  #welcome = make("section");
  #composer: Composer | null = null;

  connectedCallback(): void {
    addEventListener("offline", this.#onConnection);
    addEventListener("online", this.#onConnection);
    if (this.#composer) return;
    const endpoint = this.getAttribute("endpoint");
    const base = endpoint
      ? new URL(endpoint.endsWith("/") ? endpoint : `${endpoint}/`, document.baseURI)
      : new URL("../../", import.meta.url);
    const apiKey = this.getAttribute("api-key") ?? memory.read("session", "key");
    this.#client = new ApiClient(base, apiKey);
    const chosen = this.getAttribute("lang") ?? memory.read("local", "language");
    this.#language = languageOf(chosen ?? navigator.language);
    this.#conversationId = this.#linked() ?? memory.read("session", "conversation");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    this.#root.adoptedStyleSheets = [sheet];
    this.#draw();
    void this.#restore();
  }

  disconnectedCallback(): void {
    removeEventListener("offline", this.#onConnection);
    removeEventListener("online", this.#onConnection);
  }

  readonly #onConnection = (): void =>
    this.#composer?.announce(navigator.onLine ? "" : this.#strings.offline);

  /** True on the service's own page, whose address and language are the widget's. */
  get #isPage(): boolean {
    return this === document.querySelector("body > ansatz-chat:only-of-type");
  }

  /** The address of this conversation; it opens for whoever may read the conversation. */
  #link(): string | null {
    if (!this.#isPage || this.#conversationId === null) return null;
    return new URL(`#conversation=${encodeURIComponent(this.#conversationId)}`, location.href).href;
  }

  #linked(): string | null {
    if (!this.#isPage) return null;
    const id = new URLSearchParams(location.hash.slice(1)).get("conversation");
    if (id !== null) history.replaceState(null, "", location.pathname + location.search);
    return id;
  }

  get #strings(): Strings {
    return STRINGS[this.#language];
  }

  #draw(): void {
    const strings = this.#strings;
    const draft = this.#composer?.field.value ?? "";
    this.#welcome = this.#welcomeView();
    this.#turns = make("div", { class: "turns", role: "log", "aria-label": strings.conversation });
    this.#composer = composerView(strings, {
      ask: (question) => void this.#ask(question),
      stop: () => void this.#stop(),
    });
    this.#composer.field.value = draft;
    const frame = make(
      "div",
      { class: "frame", lang: this.#language === "zh" ? "zh-Hans" : "en" },
      this.#headerView(),
      make("main", {}, this.#welcome, this.#turns),
      this.#composer.element,
    );
    this.#root.replaceChildren(katexStyle(), frame);
    if (this.#isPage) document.documentElement.lang = frame.lang;
  }

  #headerView(): HTMLElement {
    const strings = this.#strings;
    const button = (label: string, text: string, click: () => void) =>
      make("button", { type: "button", class: "quiet", "aria-label": label, click }, text);
    return make(
      "header",
      {},
      make("h1", { class: "mark" }, "Ansatz"),
      make(
        "nav",
        {},
        button(strings.history, strings.history, () => this.#openHistory()),
        button(strings.newConversation, strings.newConversation, () => this.#begin()),
        button(strings.otherLanguageLabel, strings.otherLanguage, () => this.#switchLanguage()),
      ),
    );
  }

  #welcomeView(): HTMLElement {
    const strings = this.#strings;
    return make(
      "section",
      { class: "welcome" },
      make("p", { class: "tagline" }, strings.tagline),
      make("p", { class: "promise" }, strings.promise),
      make("p", { class: "label" }, strings.tryOne),
      make(
        "div",
        { class: "examples" },
        ...strings.examples.map((text) => chip(text, text, (question) => void this.#ask(question))),
      ),
    );
  }

  #begin(): void {
    this.#remember(null);
    this.#draw();
    this.#composer?.field.focus();
  }

  #openHistory(): void {
    const frame = this.#root.querySelector<HTMLElement>(".frame");
    if (!frame) return;
    openHistory(frame, {
      strings: this.#strings,
      language: this.#language,
      client: this.#client,
      current: this.#conversationId,
      open: (id) => {
        if (this.#composer?.isBusy === true)
          return this.#composer.announce(this.#strings.stopFirst);
        this.#remember(id);
        this.#draw();
        void this.#restore();
      },
      onDeleted: (id) => {
        if (id !== this.#conversationId) return;
        this.#remember(null);
        this.#turns.replaceChildren();
        this.#welcome.hidden = false;
      },
    });
  }

  #switchLanguage(): void {
    if (this.#runId !== null) return;
    this.#language = this.#language === "en" ? "zh" : "en";
    memory.write("local", "language", this.#language);
    this.#draw();
    void this.#restore();
  }

  #remember(conversationId: string | null): void {
    this.#conversationId = conversationId;
    memory.write("session", "conversation", conversationId);
  }

  #addTurn(question: string): TurnView {
    this.#welcome.hidden = true;
    const turn = new TurnView({
      strings: this.#strings,
      language: this.#language,
      number: this.#turns.childElementCount + 1,
      question,
      ask: (again) => void this.#ask(again),
      fetchPod: (query) => (id) => this.#client.pod(query, id),
      link: () => this.#link(),
      rate: (runId, rating, comment) => this.#client.rate(runId, rating, comment),
      recheck: (query) => this.#client.recheck(query),
      redraw: (request) => this.#client.plot(request),
    });
    this.#turns.append(turn.element);
    return turn;
  }

  async #ask(question: string): Promise<void> {
    if (this.#composer?.isBusy) return;
    this.#isStopping = false;
    this.#composer?.setBusy(true);
    const turn = this.#addTurn(question);
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    turn.element.scrollIntoView({ block: "start", behavior: isCalm ? "auto" : "smooth" });
    try {
      const run = await this.#client.startRun(question, this.#conversationId);
      this.#remember(run.conversationId);
      await this.#resume(run.id, question, turn);
    } catch (error) {
      this.#fail(turn, question, error);
    } finally {
      this.#composer?.setBusy(false);
    }
  }

  async #follow(runId: string, turn: TurnView): Promise<void> {
    const strings = this.#strings;
    const events = this.#client.followRun(runId, () => turn.say(strings.reconnecting));
    for await (const event of events) {
      if (event.type === "run-error") throw new CallFailure(event.code, event.message);
      turn.show(event);
      if (event.type === "run-end") return;
    }
    throw new CallFailure(UNREACHABLE, "");
  }

  /** Shows a run in its turn, to its end or its failure. */
  async #play(runId: string, question: string, turn: TurnView): Promise<void> {
    try {
      await this.#follow(runId, turn);
    } catch (error) {
      this.#fail(turn, question, error);
    }
  }

  /** Stops the run at work; one that is only being started is stopped as soon as it has an id. */
  async #stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#runId === null) return;
    try {
      await this.#client.stopRun(this.#runId);
    } catch (error) {
      // The turn itself reports how the run ends; here only a lost service is worth a word.
      if (error instanceof CallFailure) this.#composer?.announce(this.#sentence(error));
    }
  }

  #fail(turn: TurnView, question: string, error: unknown): void {
    const failure = error instanceof CallFailure ? error : new CallFailure(UNREACHABLE, "");
    // A conversation that is gone would refuse every further question.
    if (failure.code === "not_found") this.#remember(null);
    if (failure.code === "invalid_api_key")
      turn.fail(this.#strings.keyNeeded, this.#keyForm(question));
    else turn.fail(this.#sentence(failure));
  }

  #sentence(failure: CallFailure): string {
    if (failure.code === "stopped") return this.#strings.stopped;
    return failure.message || this.#strings.unreachable;
  }

  #keyForm(question: string): HTMLElement {
    const strings = this.#strings;
    const field = make("input", { type: "password", autocomplete: "off", required: true });
    const submit = (event: Event) => {
      event.preventDefault();
      this.#client.apiKey = field.value.trim();
      memory.write("session", "key", this.#client.apiKey);
      void this.#ask(question);
    };
    return make(
      "form",
      { class: "key", submit },
      make("label", {}, strings.key, field),
      make("button", { class: "chip" }, strings.useKey),
    );
  }

  /** Brings back the conversation of this tab, and follows a run of it that is still at work. */
  async #restore(): Promise<void> {
    const id = this.#conversationId;
    if (id === null) return;
    try {
      const conversation = await this.#client.getConversation(id);
      const runIds = [...new Set(conversation.turns.map((turn) => turn.runId))];
      const runs = await Promise.all(runIds.slice(-50).map((run) => this.#client.getRun(run)));
      // Ended runs are played again from their events, so a turn looks as it did when it was live.
      const turns = runs.map((run) => ({ run, turn: this.#addTurn(run.question) }));
      const ended = turns.filter(({ run }) => run.state !== "running");
      await Promise.all(ended.map(({ run, turn }) => this.#play(run.id, run.question, turn)));
      for (const { run, turn } of turns)
        if (run.state === "running") await this.#resume(run.id, run.question, turn);
      this.#turns.lastElementChild?.scrollIntoView({ block: "start" });
    } catch (error) {
      if (error instanceof CallFailure && error.code === "not_found") this.#remember(null);
      else this.#composer?.announce(this.#strings.unreachable);
    }
  }

  /** Sees a run that is at work to its end, with the button to stop it. */
  async #resume(runId: string, question: string, turn: TurnView): Promise<void> {
    this.#composer?.setBusy(true);
    this.#runId = runId;
    if (this.#isStopping) await this.#stop();
    await this.#play(runId, question, turn);
    this.#runId = null;
    this.#isStopping = false;
    this.#composer?.setBusy(false);
  }
}

if (!customElements.get("ansatz-chat")) customElements.define("ansatz-chat", AnsatzChat);
