import { ApiClient } from "./api-client.ts";
import { composerView, type Composer } from "./composer-view.ts";
import { Conversation } from "./conversation.ts";
import { make } from "./dom.ts";
import { openHistory } from "./history-view.ts";
import { katexStyle } from "./math-view.ts";
import { memory } from "./memory.ts";
import { chip } from "./result-view.ts";
import { languageOf, STRINGS, type Language, type Strings } from "./strings.ts";
import { serviceAddress } from "./service-address.ts";
import { STYLES } from "./styles.ts";
import { TokenSource } from "./token-source.ts";

/**
 * `<ansatz-chat>`: the whole chat in one element. Attributes: `endpoint` (the service's address, by
 * default the one this script came from), `token-url` (where the page's own server gives out
 * widget tokens), `lang` (`en` or `zh`, by default the browser's).
 */
export class AnsatzChat extends HTMLElement {
  readonly #root = this.attachShadow({ mode: "open" });
  #language: Language = "en";
  #client = new ApiClient(serviceAddress(import.meta.url), null);
  /** A key is typed into the service's own pages only: every other page could read it. */
  #isKeyAsked = false;
  #conversationId: string | null = null;
  #welcome = make("section");
  #composer: Composer | null = null;
  #conversation: Conversation | null = null;

  connectedCallback(): void {
    addEventListener("offline", this.#onConnection);
    addEventListener("online", this.#onConnection);
    if (this.#composer) return;
    const endpoint = this.getAttribute("endpoint");
    const base = endpoint
      ? new URL(endpoint.endsWith("/") ? endpoint : `${endpoint}/`, document.baseURI)
      : serviceAddress(import.meta.url);
    const tokenUrl = this.getAttribute("token-url");
    const tokens = tokenUrl === null ? null : new TokenSource(new URL(tokenUrl, document.baseURI));
    this.#isKeyAsked = tokens === null && base.origin === location.origin;
    const apiKey = this.#isKeyAsked ? memory.read("session", "key") : null;
    this.#client = new ApiClient(base, apiKey, tokens);
    const chosen = this.getAttribute("lang") ?? memory.read("local", "language");
    this.#language = languageOf(chosen ?? navigator.language);
    this.#conversationId = this.#linked() ?? memory.read("session", "conversation");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    this.#root.adoptedStyleSheets = [sheet];
    this.#draw();
  }

  disconnectedCallback(): void {
    removeEventListener("offline", this.#onConnection);
    removeEventListener("online", this.#onConnection);
  }

  readonly #onConnection = (): void => {
    this.#composer?.announce(navigator.onLine ? "" : this.#strings.offline);
    if (navigator.onLine) void this.#conversation?.reconnect();
  };

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

  /** Draws everything anew, with the conversation that is remembered. */
  #draw(): void {
    const strings = this.#strings;
    const draft = this.#composer?.field.value ?? "";
    this.#welcome = this.#welcomeView();
    const composer = composerView(strings, {
      ask: (question, picture) => void this.#conversation?.ask(question, { picture }),
      canSee: () => this.#client.readsPictures(),
      stop: () => void this.#conversation?.stop(),
      read: (question, signal) => this.#client.read(question, signal),
    });
    composer.field.value = draft;
    this.#composer = composer;
    const conversation: Conversation = new Conversation({
      strings,
      language: this.#language,
      client: this.#client,
      composer,
      id: this.#conversationId,
      // One that is left may still hear of its run.
      remember: (id) => conversation === this.#conversation && this.#remember(id),
      link: () => this.#link(),
      onShown: () => {
        this.#welcome.hidden = true;
      },
      keyForm: (again) => (this.#isKeyAsked ? this.#keyForm(again) : null),
    });
    this.#conversation = conversation;
    const frame = make(
      "div",
      { class: "frame", lang: this.#language === "zh" ? "zh-Hans" : "en" },
      this.#headerView(),
      make("main", {}, this.#welcome, conversation.element),
      composer.element,
    );
    this.#root.replaceChildren(katexStyle(), frame);
    if (this.#isPage) document.documentElement.lang = frame.lang;
    void conversation.restore();
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
        ...strings.examples.map((text) =>
          chip(text, text, (question) => void this.#conversation?.ask(question)),
        ),
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
      },
      onDeleted: (id) => {
        if (id !== this.#conversationId) return;
        this.#conversation?.clear();
        this.#welcome.hidden = false;
      },
    });
  }

  #switchLanguage(): void {
    if (this.#composer?.isBusy === true) return;
    this.#language = this.#language === "en" ? "zh" : "en";
    memory.write("local", "language", this.#language);
    this.#draw();
  }

  #remember(conversationId: string | null): void {
    this.#conversationId = conversationId;
    memory.write("session", "conversation", conversationId);
  }

  #keyForm(again: () => void): HTMLElement {
    const strings = this.#strings;
    const field = make("input", { type: "password", autocomplete: "off", required: true });
    const submit = (event: Event) => {
      event.preventDefault();
      this.#client.apiKey = field.value.trim();
      memory.write("session", "key", this.#client.apiKey);
      again();
    };
    return make(
      "form",
      { class: "key", submit },
      make("label", {}, strings.key, field),
      make("button", { class: "chip" }, strings.useKey),
    );
  }
}

if (!customElements.get("ansatz-chat")) customElements.define("ansatz-chat", AnsatzChat);
