import {
  type BranchTurn,
  currentRunOf,
  newestBehind,
  parentsOf,
  pathTo,
  versionsBehind,
} from "../../core/branches.ts";
import type { ApiClient } from "./api-client.ts";
import { CallFailure, UNREACHABLE } from "./api-failure.ts";
import type { Composer } from "./composer-view.ts";
import { make } from "./dom.ts";
import type { Language, Strings } from "./strings.ts";
import { TOKEN_UNAVAILABLE } from "./token-source.ts";
import { TurnView } from "./turn-view.ts";

export interface ConversationOptions {
  readonly strings: Strings;
  readonly language: Language;
  readonly client: ApiClient;
  readonly composer: Composer;
  /** The stored conversation that is gone on with; null begins one. */
  readonly id: string | null;
  /** Told which conversation this is, as soon as that is known or it turns out to be gone. */
  readonly remember: (id: string | null) => void;
  readonly link: () => string | null;
  /** Told when there is something to see. */
  readonly onShown: () => void;
  /** What stands under a failure for want of a key; `again` asks the question once more. */
  readonly keyForm: (again: () => void) => HTMLElement | null;
}

type AskedTurn = BranchTurn & { readonly content: string };

/** Written behind a stored question that came with a picture. */
const PICTURE_NOTE = /\n\[picture\]$/;

/** A longer branch is shown from its end. */
const MAX_SHOWN = 50;

/**
 * The turns of one conversation: asks questions, follows their runs, and shows one branch of them at a
 * time. What is asked anew stands beside what was asked before, and either can be shown.
 */
export class Conversation {
  readonly element: HTMLElement;
  readonly #options: ConversationOptions;
  readonly #views = new Map<string, TurnView>();
  #id: string | null;
  #asked: AskedTurn[] = [];
  /** The runs of the branch that is shown, from the first question. */
  #path: string[] = [];
  /** The turn whose run could not be started; it gives way to what comes next. */
  #unstarted: TurnView | null = null;
  /** Runs whose connection was lost for good, with what takes them up again. */
  readonly #lost = new Map<string, () => Promise<void>>();
  #runId: string | null = null;
  #isStopping = false;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#id = options.id;
    const label = options.strings.conversation;
    this.element = make("div", { class: "turns", role: "log", "aria-label": label });
  }

  get id(): string | null {
    return this.#id;
  }

  /** Asks behind the last question that is shown, or in the place of another one. */
  async ask(
    question: string,
    {
      inPlaceOf = null,
      picture = null,
    }: { inPlaceOf?: TurnView | null; picture?: string | null } = {},
  ): Promise<void> {
    const { client, composer, strings } = this.#options;
    if (composer.isBusy)
      return inPlaceOf === null ? undefined : composer.announce(strings.stopFirst);
    this.#isStopping = false;
    composer.setBusy(true);
    const after = inPlaceOf === null ? (this.#path.at(-1) ?? null) : this.#before(inPlaceOf);
    this.#path = pathTo(this.#asked, after);
    this.#showPath();
    const turn = this.#addTurn(question, picture);
    this.#unstarted = turn;
    const others = versionsBehind(this.#asked).get(after) ?? [];
    this.#labelVersions(turn, others, others.length);
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    turn.element.scrollIntoView({ block: "start", behavior: isCalm ? "auto" : "smooth" });
    try {
      const run = await client.startRun(
        question,
        this.#id === null ? null : { id: this.#id, after },
        picture,
      );
      this.#unstarted = null;
      this.#remember(run.conversationId);
      this.#asked.push({ role: "user", runId: run.id, after, content: question });
      this.#views.set(run.id, turn);
      this.#path.push(run.id);
      this.#labelPath();
      await this.#resume(run.id, turn);
    } catch (error) {
      this.#fail(turn, error);
    } finally {
      composer.setBusy(false);
    }
  }

  /** With the picture of the turn, which must still be there. */
  #askAnew(question: string, turn: TurnView): void {
    const { picture, isPictureLost } = turn;
    if (isPictureLost) this.#options.composer.announce(this.#options.strings.pictureLost);
    else void this.ask(question, { inPlaceOf: turn, picture });
  }

  /** Stops the run at work; one that is only being started is stopped as soon as it has an id. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#runId === null) return;
    try {
      await this.#options.client.stopRun(this.#runId);
    } catch (error) {
      // The turn itself reports how the run ends; here only a lost service is worth a word.
      if (error instanceof CallFailure) this.#options.composer.announce(this.#sentence(error));
    }
  }

  /** Brings back the stored conversation, and follows a run of it that is still at work. */
  async restore(): Promise<void> {
    const { client, composer, strings } = this.#options;
    if (this.#id === null) return;
    try {
      const conversation = await client.getConversation(this.#id);
      this.#asked = [...conversation.turns];
      await this.#show(pathTo(this.#asked, currentRunOf(conversation)));
      this.element.lastElementChild?.scrollIntoView({ block: "start" });
    } catch (error) {
      if (error instanceof CallFailure && error.code === "not_found") this.#remember(null);
      else composer.announce(strings.unreachable);
    }
  }

  /** Forgets everything that is shown. */
  clear(): void {
    this.#remember(null);
    this.#asked = [];
    this.#views.clear();
    this.#lost.clear();
    this.#path = [];
    this.#showPath();
  }

  /** Takes up again what was lost, now that there is a connection. */
  async reconnect(): Promise<void> {
    const lost = Array.from(this.#lost.values());
    for (const again of lost) await again();
  }

  /** Shows the branch through another version of a question, as it was when it was left. */
  async #choose(runId: string, step: number): Promise<void> {
    const { client, composer, strings } = this.#options;
    if (composer.isBusy) return composer.announce(strings.stopFirst);
    const end = newestBehind(this.#asked, runId);
    const isShown = this.#show(pathTo(this.#asked, end));
    const view = this.#views.get(runId);
    view?.focusVersions(step);
    if (view) composer.announce(view.versionText);
    try {
      if (this.#id !== null) await client.chooseBranch(this.#id, end);
    } catch (error) {
      if (error instanceof CallFailure) composer.announce(this.#sentence(error));
    }
    await isShown;
  }

  async #show(path: string[]): Promise<void> {
    this.#path = path;
    // Ended runs are played again from their events, so a turn looks as it did when it was live.
    const missing = path.slice(-MAX_SHOWN).filter((runId) => !this.#views.has(runId));
    for (const runId of missing) {
      const stored = this.#asked.find((turn) => turn.runId === runId)?.content ?? "";
      const question = stored.replace(PICTURE_NOTE, "");
      this.#views.set(runId, this.#makeTurn(question, path.indexOf(runId) + 1));
    }
    this.#showPath();
    const runs = await Promise.all(missing.map((runId) => this.#options.client.getRun(runId)));
    const turns = runs.flatMap(({ id, state, pictures = 0 }) => {
      const view = this.#views.get(id);
      if (pictures > 0) view?.showPicture(null);
      return view ? [{ id, view, isLive: state === "running" }] : [];
    });
    const ended = turns.filter(({ isLive }) => !isLive);
    await Promise.all(ended.map(({ id, view }) => this.#play(id, view)));
    for (const { id, view, isLive } of turns) if (isLive) await this.#resume(id, view);
  }

  /** Puts the turns of the branch in their places; those that stay are not touched. */
  #showPath(): void {
    this.#unstarted?.element.remove();
    this.#unstarted = null;
    const wanted = this.#path.flatMap((runId) => this.#views.get(runId)?.element ?? []);
    const kept = wanted.findIndex((element, index) => this.element.children[index] !== element);
    const from = kept === -1 ? wanted.length : kept;
    for (const element of [...this.element.children].slice(from)) element.remove();
    this.element.append(...wanted.slice(from));
    if (wanted.length > 0) this.#options.onShown();
    this.#labelPath();
  }

  #labelPath(): void {
    const parents = parentsOf(this.#asked);
    const versions = versionsBehind(this.#asked);
    for (const runId of this.#path) {
      const others = versions.get(parents.get(runId) ?? null) ?? [];
      const view = this.#views.get(runId);
      if (view) this.#labelVersions(view, others, others.indexOf(runId));
    }
  }

  /** Says which version of a question this is; one that has no run yet comes behind all others. */
  #labelVersions(view: TurnView, versions: readonly string[], at: number): void {
    view.showVersions({
      position: at + 1,
      count: Math.max(versions.length, at + 1),
      choose: (step) => {
        const other = versions[at + step];
        if (other !== undefined) void this.#choose(other, step);
      },
    });
  }

  /** The run that a turn's question was asked behind. */
  #before(turn: TurnView): string | null {
    const runId = this.#path.find((id) => this.#views.get(id) === turn);
    if (runId === undefined) return this.#path.at(-1) ?? null;
    return parentsOf(this.#asked).get(runId) ?? null;
  }

  #addTurn(question: string, picture: string | null): TurnView {
    const turn = this.#makeTurn(question, this.#path.length + 1);
    if (picture !== null) turn.showPicture(picture);
    this.element.append(turn.element);
    this.#options.onShown();
    return turn;
  }

  #makeTurn(question: string, number: number): TurnView {
    const { strings, language, client, link } = this.#options;
    const turn: TurnView = new TurnView({
      strings,
      language,
      number,
      question,
      ask: (other) => void this.ask(other),
      askAnew: (other) => this.#askAnew(other, turn),
      fetchPod: (query) => (id) => client.pod(query, id),
      link,
      rate: (runId, rating, comment) => client.rate(runId, rating, comment),
      recheck: (query) => client.recheck(query),
      redraw: (request) => client.plot(request),
    });
    return turn;
  }

  async #follow(runId: string, turn: TurnView): Promise<void> {
    const { client, strings } = this.#options;
    for await (const event of client.followRun(runId, () => turn.say(strings.reconnecting))) {
      if (event.type === "run-error") throw new CallFailure(event.code, event.message);
      turn.show(event);
      if (event.type === "run-end") return;
    }
    throw new CallFailure(UNREACHABLE, "");
  }

  /** Shows a run in its turn, to its end or its failure. */
  async #play(runId: string, turn: TurnView): Promise<void> {
    try {
      await this.#follow(runId, turn);
    } catch (error) {
      const isLost = error instanceof CallFailure && error.code === UNREACHABLE;
      this.#fail(turn, error, isLost ? runId : null);
    }
  }

  /** Sees a run that is at work to its end, with the button to stop it. */
  async #resume(runId: string, turn: TurnView): Promise<void> {
    const { composer } = this.#options;
    composer.setBusy(true);
    this.#runId = runId;
    if (this.#isStopping) await this.stop();
    await this.#play(runId, turn);
    this.#runId = null;
    this.#isStopping = false;
    composer.setBusy(false);
  }

  #fail(turn: TurnView, error: unknown, lostRunId: string | null = null): void {
    const { strings, keyForm, composer } = this.#options;
    const failure = error instanceof CallFailure ? error : new CallFailure(UNREACHABLE, "");
    // A conversation that is gone would refuse every further question.
    if (failure.code === "not_found") this.#remember(null);
    if (lostRunId !== null) {
      const again = async () => {
        if (composer.isBusy || !this.#lost.delete(lostRunId)) return;
        turn.restart();
        await this.#resume(lostRunId, turn);
      };
      this.#lost.set(lostRunId, again);
      const button = { type: "button", class: "chip", click: () => void again() } as const;
      return turn.fail(strings.lost, make("button", button, strings.takeUp));
    }
    const again = () => this.#askAnew(turn.question, turn);
    const isRefused = failure.code === "invalid_api_key";
    const form = isRefused ? keyForm(again) : null;
    if (form) turn.fail(strings.keyNeeded, form);
    else turn.fail(isRefused ? strings.tokenNeeded : this.#sentence(failure));
  }

  #sentence(failure: CallFailure): string {
    const { strings } = this.#options;
    if (failure.code === "stopped") return strings.stopped;
    if (failure.code === TOKEN_UNAVAILABLE) return strings.tokenUnavailable;
    return failure.message || strings.unreachable;
  }

  #remember(id: string | null): void {
    this.#id = id;
    this.#options.remember(id);
  }
}
