import type { AgentPort } from "../core/agent-port.ts";
import { AnsatzError } from "../core/errors.ts";
import type { RunRecord, Store, StoredEvent } from "../core/store-port.ts";
import type { Clock, Ids } from "../core/system-port.ts";
import { FairQueue } from "./fair-queue.ts";
import { followStored } from "./follow-stored.ts";
import { KeyPlaces } from "./key-places.ts";
import type { ServerLimits } from "./limits.ts";
import { LiveRun } from "./live-run.ts";
import type { Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";
import { type Charge, CHOICE_OF, type RunOrder } from "./run-order.ts";
import { RunWork } from "./run-work.ts";
import { stopElsewhere } from "./stop-elsewhere.ts";
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
  readonly #work: RunWork;
  #isDraining = false;
  #isGraceOver = false;

  constructor(parts: RunHubParts) {
    this.#parts = parts;
    const { maxRuns, maxWaitingRuns } = parts.limits;
    this.#queue = new FairQueue({ places: maxRuns, waiting: maxWaitingRuns });
    this.#unsettled = new UnsettledRuns(parts);
    this.#keyPlaces = new KeyPlaces({ ...parts, limits: parts.store.limits });
    this.#work = new RunWork({
      ...parts,
      keyPlaces: this.#keyPlaces,
      unsettled: this.#unsettled,
    });
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
    const work = this.#work.see(run, turn, { charge, place }, () => this.#live.delete(run.id));
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
    const { store, limits } = this.#parts;
    const live = this.live(runId, owner);
    const own = this.#isRequestBound
      ? [live].filter((run) => run !== null)
      : this.#together(runId).filter((run) => run.owner === owner);
    for (const run of own) run.stop("caller");
    await Promise.all(own.map((run) => run.ended));
    if (live !== null) return live.isKept ? store.getRun(runId) : live.record();
    const find = () => this.find(runId, owner);
    return stopElsewhere(store, runId, limits.stopGraceMs, find);
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
}

const UNCHARGED: Charge = { keyId: null, limits: {} };
