import type { AgentPort, AgentRequest } from "../core/agent-port.ts";
import { AnsatzError } from "../core/errors.ts";
import type { RunState, Store } from "../core/store-port.ts";
import type { Clock } from "../core/system-port.ts";
import type { Place } from "./fair-queue.ts";
import { chargeTokens } from "./key-limits.ts";
import type { KeyPlaces } from "./key-places.ts";
import type { ServerLimits } from "./limits.ts";
import type { LiveRun } from "./live-run.ts";
import type { Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";
import { performRun } from "./perform-run.ts";
import { concluded, type EndEvent, fault, NOT_STORED, STOPPED } from "./run-ending.ts";
import type { Charge } from "./run-order.ts";
import { RunRecorder, type RunSink } from "./run-recorder.ts";
import type { UnsettledRuns } from "./unsettled-runs.ts";

export interface RunWorkParts {
  readonly agent: AgentPort;
  readonly store: Store;
  readonly clock: Clock;
  readonly limits: ServerLimits;
  readonly logger: Logger;
  readonly metrics?: Metrics;
  readonly keyPlaces: KeyPlaces;
  readonly unsettled: UnsettledRuns;
}

/** Sees a run from its place in the queue to its stored end, whatever becomes of it. */
export class RunWork {
  readonly #parts: RunWorkParts;

  constructor(parts: RunWorkParts) {
    this.#parts = parts;
  }

  /** Resolves when the run has ended; `onSettled` is told when its end is stored or left to be stored later, before a reader sees it. */
  async see(
    run: LiveRun,
    request: AgentRequest,
    { charge, place }: { readonly charge: Charge; readonly place: Place },
    onSettled: () => void,
  ): Promise<void> {
    const { agent, limits, logger } = this.#parts;
    const recorder = new RunRecorder(run, run.isKept ? this.#parts.store : UNKEPT);
    const deadline = setTimeout(() => run.stop("deadline"), limits.runTimeoutMs);
    const startedMs = this.#parts.clock.nowMs();
    let end: EndEvent;
    try {
      if (place.ready !== null) await this.#wait(run, place.ready, request.question, recorder);
      const ended = run.signal.aborted
        ? STOPPED
        : await performRun(agent, limits, run, request, recorder);
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
    onSettled();
    place.leave();
    await Promise.all([this.#parts.keyPlaces.release(run.id), this.#charge(charge, event)]);
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
  async #charge(charge: Charge, event: EndEvent): Promise<void> {
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
    await this.#parts.unsettled.add(run.id);
    return false;
  }
}

const UNKEPT: RunSink = {
  appendEvents: async () => {},
  endRun: async () => {},
  getRun: async () => null,
};
