import type { AgentPort, AgentRequest } from "../core/agent-port.ts";
import { AnsatzError } from "../core/errors.ts";
import type { RunDetails, RunRecord, RunState, Store, StoredEvent } from "../core/store-port.ts";
import type { Clock, Ids } from "../core/system-port.ts";
import type { Caller } from "./caller.ts";
import { chargeTokens } from "./key-limits.ts";
import { KeyPlaces } from "./key-places.ts";
import { FairQueue, type Place } from "./fair-queue.ts";
import type { ServerLimits } from "./limits.ts";
import { followStored } from "./follow-stored.ts";
import { LiveRun } from "./live-run.ts";
import type { Logger } from "./logger.ts";
import { afterAbort, concluded, type EndEvent, fault, NOT_STORED } from "./run-ending.ts";
import type { Metrics } from "./metrics.ts";
import { RunRecorder, type RunSink } from "./run-recorder.ts";
import { UnsettledRuns } from "./unsettled-runs.ts";

export interface RunHubParts {
  readonly agent: AgentPort;
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly limits: ServerLimits;
  readonly logger: Logger;
  readonly metrics?: Metrics;
  /**
   * Set where work lives only as long as its request, as on Workers: keeps a run at work when its caller
   * leaves. Other requests then read its events from the store and stop it through the store.
   */
  readonly keepAlive?: (work: Promise<unknown>) => void;
}

export type RunOrder = Pick<
  AgentRequest,
  | "question"
  | "context"
  | "history"
  | "instructions"
  | "samples"
  | "policy"
  | "tools"
  | "toolRounds"
  | "toolChoice"
  | "parallelCalls"
  | "stop"
  | "maxTokens"
  | "temperature"
  | "topP"
  | "seed"
  | "variant"
  | "form"
  | "pictures"
> & {
  /** The id the run gets; a new one without. */
  readonly runId?: string;
  /** Continues this conversation; a new one is begun without it. */
  readonly conversationId?: string;
  /** The run of the conversation it is asked behind, null for its beginning; its newest one without. */
  readonly after?: string | null;
  /** Whose it is; empty on an open service. */
  readonly owner?: string;
  /** The key whose limits the run counts against. */
  readonly charge?: Pick<Caller, "keyId" | "limits">;
  readonly details?: RunDetails;
  /** False: nothing of the run is stored, and it is forgotten with its end. */
  readonly isKept?: boolean;
};

/**
 * Starts runs and sees them to their end, whoever listens or leaves. Every event is stored before a
 * reader sees it; the end of a run is stored in the same breath as its last event.
 */
export class RunHub {
  readonly #parts: RunHubParts;
  readonly #live = new Map<string, LiveRun>();
  readonly #starting = new Set<Promise<void>>();
  readonly #queue: FairQueue;
  readonly #keyPlaces: KeyPlaces;
  readonly #unsettled: UnsettledRuns;
  #isDraining = false;
  #isGraceOver = false;

  constructor(parts: RunHubParts) {
    this.#parts = parts;
    const { maxRuns, maxWaitingRuns } = parts.limits;
    this.#queue = new FairQueue({ places: maxRuns, waiting: maxWaitingRuns });
    this.#unsettled = new UnsettledRuns(parts);
    this.#keyPlaces = new KeyPlaces({ ...parts, limits: parts.store.limits });
    parts.store.onStop?.((runId) => {
      for (const run of this.#together(runId)) run.stop("caller");
    });
  }

  /** True once the service takes no new runs. */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** How many runs are at work here, and how many wait for their turn. */
  get load(): { active: number; waiting: number } {
    return { active: this.#queue.active, waiting: this.#queue.waiting };
  }

  /**
   * Resolves as soon as the run is stored and at work.
   *
   * A run beyond `maxRuns` waits for its owner's turn.
   *
   * @throws AnsatzError `overloaded` when there is no room to wait or the service is going down,
   * `rate_limit_exceeded` when the key has as many runs at work as it may.
   */
  async start(order: RunOrder): Promise<LiveRun> {
    const { store, clock, ids } = this.#parts;
    if (this.#isDraining)
      throw new AnsatzError("overloaded", "The service is going down. Try again in a moment.");
    const {
      conversationId = ids.next("conv_"),
      owner = "",
      details,
      after,
      isKept = true,
      charge = UNCHARGED,
      ...request
    } = order;
    const nowMs = clock.nowMs();
    if (this.#isRequestBound) this.#forgetDead(nowMs);
    // A question whose picture is gone must not be read as if it were whole.
    const question = order.pictures ? `${order.question}\n[picture]` : order.question;
    const identity = {
      id: order.runId ?? ids.next("run_"),
      conversationId,
      owner,
      question,
      nowMs,
    };
    const run = new LiveRun({ ...identity, isKept, details: details ?? null });
    const place = this.#queue.enter(owner);
    const begin = async () => {
      await this.#keyPlaces.take(run.id, charge);
      if (!isKept) return;
      await store.startRun({
        ...identity,
        ...(details === undefined ? {} : { details }),
        ...(after === undefined ? {} : { after }),
      });
    };
    const begun = begin();
    this.#starting.add(begun);
    try {
      await begun;
      this.#live.set(run.id, run);
    } catch (error) {
      place.leave();
      if (isKept && AnsatzError.from(error).code === "store_unavailable")
        void this.#unsettled.add(run.id);
      await this.#keyPlaces.release(run.id);
      throw error;
    } finally {
      this.#starting.delete(begun);
    }
    if (this.#isGraceOver) run.stop("shutdown");
    const turn = { ...request, runId: run.id, conversationId, tenant: owner };
    const work = this.#work(run, turn, { charge, place });
    this.#parts.keepAlive?.(work);
    return run;
  }

  get #isRequestBound(): boolean {
    return this.#parts.keepAlive !== undefined;
  }

  /** Runs that ended with their request, without a word. */
  #forgetDead(nowMs: number): void {
    const { runTimeoutMs, stopGraceMs } = this.#parts.limits;
    for (const [id, run] of this.#live)
      if (nowMs - run.startedAtMs > runTimeoutMs + stopGraceMs * 2) this.#live.delete(id);
  }

  /** The events after `afterSequence`, stored or live, to the run's end; null for an unknown run. */
  async follow(
    runId: string,
    afterSequence: number,
    reader: { readonly owner: string; readonly signal?: AbortSignal },
  ): Promise<AsyncIterable<StoredEvent> | null> {
    const live = this.#reachable(runId);
    if (live) return live.owner === reader.owner ? live.follow(afterSequence, reader.signal) : null;
    if ((await this.find(runId, reader.owner)) === null) return null;
    return followStored(this.#parts.store, runId, afterSequence, reader.signal);
  }

  /** The owner's run at work here. */
  live(runId: string, owner: string): LiveRun | null {
    const run = this.#reachable(runId);
    return run?.owner === owner ? run : null;
  }

  /** A run at work here that this request may wait for. */
  #reachable(runId: string): LiveRun | undefined {
    const run = this.#live.get(runId);
    return this.#isRequestBound && run?.isKept === true ? undefined : run;
  }

  /** The run, when it is the owner's; one that is not kept is known while it is at work. */
  async find(runId: string, owner: string): Promise<RunRecord | null> {
    const live = this.#live.get(runId);
    const run = live?.isKept === false ? live.record() : await this.#parts.store.getRun(runId);
    return run?.owner === owner ? run : null;
  }

  /** Stops a run and waits for its end; a run that has ended stays as it is. Null for an unknown one. */
  async stop(runId: string, owner: string): Promise<RunRecord | null> {
    const live = this.#reachable(runId);
    if (!this.#isRequestBound) {
      const own = this.#together(runId).filter((run) => run.owner === owner);
      for (const run of own) run.stop("caller");
      await Promise.all(own.map((run) => run.ended));
    }
    if (live?.owner !== owner) return this.#stopElsewhere(runId, owner);
    live.stop("caller");
    await live.ended;
    return live.isKept ? this.#parts.store.getRun(runId) : live.record();
  }

  /** Another instance may be at work on it; its end is waited for as long as a run may take to wind up. */
  async #stopElsewhere(runId: string, owner: string): Promise<RunRecord | null> {
    const { store, limits } = this.#parts;
    const run = await this.find(runId, owner);
    if (run?.state !== "running" || !store.announceStop) return run;
    const tries = Math.ceil((limits.stopGraceMs + 1_000) / ANNOUNCE_MS);
    for (let count = 0; count < tries; count += 1) {
      // Said again and again: an instance that is just finding back to the store does not hear it.
      await store.announceStop(runId);
      const patience = AbortSignal.timeout(ANNOUNCE_MS);
      for await (const { event } of followStored(store, runId, 0, patience))
        if (event.type === "run-end" || event.type === "run-error") return this.find(runId, owner);
    }
    return this.find(runId, owner);
  }

  /** A run at work here with the other choices of its request. */
  #together(runId: string): LiveRun[] {
    return [...this.#live.values()].filter(
      (run) => run.id === runId || run.record().details?.[CHOICE_OF] === runId,
    );
  }

  async stopConversation(conversationId: string, owner: string): Promise<void> {
    const runs = [...this.#live.values()].filter(
      (run) => run.conversationId === conversationId && run.owner === owner,
    );
    await Promise.all(runs.map((run) => this.stop(run.id, owner)));
  }

  /** Takes no new run, gives those at work or being started `graceMs` to finish, then records the rest as interrupted. */
  async drain(graceMs: number): Promise<void> {
    this.#isDraining = true;
    const timer = setTimeout(() => {
      this.#isGraceOver = true;
      for (const run of this.#live.values()) run.stop("shutdown");
    }, graceMs);
    while (this.#live.size + this.#starting.size > 0) {
      await Promise.allSettled(this.#starting);
      await Promise.all([...this.#live.values()].map((run) => run.ended));
    }
    clearTimeout(timer);
    await this.#unsettled.close();
  }

  async #work(
    run: LiveRun,
    request: AgentRequest,
    { charge, place }: { charge: NonNullable<RunOrder["charge"]>; place: Place },
  ): Promise<void> {
    const { limits, logger } = this.#parts;
    const recorder = new RunRecorder(run, run.isKept ? this.#parts.store : UNKEPT);
    const deadline = setTimeout(() => run.stop("deadline"), limits.runTimeoutMs);
    const startedMs = this.#parts.clock.nowMs();
    let end: EndEvent;
    try {
      if (place.ready !== null) await this.#wait(run, place.ready, request.question, recorder);
      const ended = run.signal.aborted ? STOPPED : await this.#perform(run, request, recorder);
      end = ended ?? fault("internal", "The run ended without an answer. Ask the question again.");
    } catch (cause) {
      const error = AnsatzError.from(cause);
      if (error.code === "internal") logger.error("run-fault", { runId: run.id, cause });
      end = fault(error.code, error.message);
    } finally {
      clearTimeout(deadline);
    }
    const { event, state } = concluded(end, run.stopReason, limits.runTimeoutMs);
    const isStored = await this.#store(run, recorder, event, state);
    this.#live.delete(run.id);
    place.leave();
    await Promise.all([this.#keyPlaces.release(run.id), this.#charge(charge, event)]);
    const shown = isStored ? event : NOT_STORED;
    run.close(shown, isStored ? state : "failed", this.#parts.clock.nowMs());
    const code = event.type === "run-error" ? event.code : null;
    const ms = this.#parts.clock.nowMs() - startedMs;
    this.#parts.metrics?.runEnded({ state, ms, end: event });
    logger.info("run-end", { runId: run.id, state, code, ms, events: run.eventCount });
  }

  /** Until the run's turn comes, or it is stopped. */
  async #wait(run: LiveRun, ready: Promise<void>, question: string, recorder: RunRecorder) {
    const isChinese = /\p{Script=Han}/u.test(question);
    await recorder.add({
      type: "status",
      text: isChinese ? "正在排队等待" : "Waiting for a free place",
    });
    const stopped = new Promise<void>((resolve) => {
      if (run.signal.aborted) resolve();
      else run.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await Promise.race([ready, stopped]);
  }

  /** A limit that cannot be counted must not hold an answer back. */
  async #charge(charge: NonNullable<RunOrder["charge"]>, event: EndEvent): Promise<void> {
    if (event.type !== "run-end") return;
    const { store, clock, logger } = this.#parts;
    const { promptTokens, completionTokens } = event.result.usage;
    try {
      await chargeTokens(store.limits, charge, promptTokens + completionTokens, clock.nowMs());
    } catch (cause) {
      logger.error("tokens-not-charged", { cause });
    }
  }

  async #store(
    run: LiveRun,
    recorder: RunRecorder,
    event: EndEvent,
    state: Exclude<RunState, "running">,
  ): Promise<boolean> {
    const { clock, logger } = this.#parts;
    const nowMs = clock.nowMs();
    try {
      await recorder.end(event, { state, nowMs });
      return true;
    } catch (cause) {
      logger.error("run-not-stored", { runId: run.id, cause });
    }
    await this.#unsettled.add(run.id);
    return false;
  }

  /** Reads the agent to its end event. A stopped agent that does not wind up is left behind. */
  async #perform(
    run: LiveRun,
    request: AgentRequest,
    recorder: RunRecorder,
  ): Promise<EndEvent | null> {
    const { agent, limits } = this.#parts;
    const timeoutMs = limits.runTimeoutMs;
    const events = agent.run({ ...request, signal: run.signal, timeoutMs })[Symbol.asyncIterator]();
    const overdue = afterAbort(run.signal, limits.stopGraceMs);
    try {
      for (let count = 1; ; count += 1) {
        const step = await Promise.race([events.next(), overdue.promise]);
        if (step === "overdue") return STOPPED;
        if (step.done) return null;
        if (step.value.type === "run-end" || step.value.type === "run-error") return step.value;
        if (count >= limits.maxRunEvents)
          return fault(
            "internal",
            `The run produced more than ${limits.maxRunEvents} events and was ended. Ask for less at once.`,
          );
        await recorder.add(step.value);
      }
    } finally {
      overdue.cancel();
      // Not awaited: an agent that hangs would hold the run's end back.
      void events.return?.().catch(() => undefined);
    }
  }
}

/** Beside a run that is a further choice: the run of the first choice. */
export const CHOICE_OF = "choiceOf";

const ANNOUNCE_MS = 500;

const STOPPED = fault(
  "stopped",
  "The run was stopped before it finished. Ask again to restart it.",
);

const UNCHARGED: NonNullable<RunOrder["charge"]> = { keyId: null, limits: {} };

const UNKEPT: RunSink = {
  appendEvents: async () => {},
  endRun: async () => {},
  getRun: async () => null,
};
