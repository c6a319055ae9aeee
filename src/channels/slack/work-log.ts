import type { Clock, Ids } from "../../core/system-port.ts";
import type { SharedRecords, SlackLogger } from "./parts.ts";

/** What Slack asked for, as it came, with the door it came by. */
export interface Job {
  readonly kind: "event" | "interaction" | "command";
  readonly body: unknown;
}

/** How far the work on a job has come; written down so that another instance can go on from there. */
export interface Progress {
  readonly runId?: string;
  /** The message that holds, or will hold, the answer. */
  readonly ts?: string;
}

export interface Work {
  readonly id: string;
  readonly job: Job;
  /** 1 for the instance that acknowledged; more after a crash. */
  readonly attempt: number;
  readonly progress: Progress;
  /** Aborted when another instance has taken the work over, or somebody pressed stop. */
  readonly signal: AbortSignal;
  note(progress: Progress): Promise<void>;
  /** The job is done; it will not be taken up again. */
  finish(): Promise<void>;
  /** Leaves the job as it is, for another instance to take up. */
  release(): void;
}

export interface WorkLogParts {
  readonly records: SharedRecords;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: SlackLogger;
  readonly leaseMs: number;
}

/** Slack's last retry comes after some six minutes; a day is ample. */
const REMEMBERED_MS = 86_400_000;
const MAX_ATTEMPTS = 6;
const SEEN = "slack-seen";
const PENDING = "slack-pending";
const LEASE = "slack-lease";
const STOP = "slack-stop";

interface Pending {
  readonly token: string;
  readonly job: Job;
  readonly topic: string;
  readonly claimedMs: number;
  readonly progress: Progress;
}

/**
 * Which jobs are claimed, pending and done, shared by all instances. A job is claimed before it is
 * acknowledged and stays on record until it is finished, so a process killed in between leaves it for
 * another. Who works on it renews a lease; a lease that runs out is taken over by exactly one.
 */
export class WorkLog {
  readonly #parts: WorkLogParts;
  /** The work held here, by topic, so that a stop that arrives here takes effect at once. */
  readonly #held = new Map<string, Set<AbortController>>();

  constructor(parts: WorkLogParts) {
    this.#parts = parts;
  }

  /** The work, for the first caller with this id; null for everyone after. `topic` is what stop names. */
  async claim(id: string, topic: string, job: Job): Promise<Work | null> {
    const { records, ids, clock } = this.#parts;
    const claimedMs = clock.nowMs();
    const pending: Pending = { token: ids.next("claim_"), job, topic, claimedMs, progress: {} };
    // Pending first: a crash after it leaves work to be done, a crash before it leaves nothing.
    if (await this.#insert(PENDING, id, pending)) return null;
    const seen = await this.#insert(SEEN, id, pending.token);
    if (seen) {
      await records.deleteRecord(PENDING, id);
      return null;
    }
    return this.#take(id, 1, pending);
  }

  /** Work whose holder has gone silent, now held by the caller. */
  async takeOver(): Promise<Work[]> {
    const { records, clock } = this.#parts;
    const taken: Work[] = [];
    let afterId: string | undefined;
    while (true) {
      const nowMs = clock.nowMs();
      const page = await records.listRecords(PENDING, {
        limit: 100,
        nowMs,
        ...(afterId === undefined ? {} : { afterId }),
      });
      for (const { id } of page) {
        const work = await this.#takeIfSilent(id);
        if (work) taken.push(work);
      }
      afterId = page.at(-1)?.id;
      if (page.length < 100) return taken;
    }
  }

  /** Asks whoever works on this topic, on any instance, to stop what was begun before now. */
  async requestStop(topic: string): Promise<void> {
    const { records, clock } = this.#parts;
    const value = { atMs: clock.nowMs() };
    for (const controller of this.#held.get(topic) ?? []) controller.abort("stopped");
    if (await this.#insert(STOP, topic, value)) await records.updateRecord(STOP, topic, value);
  }

  async #takeIfSilent(id: string): Promise<Work | null> {
    const { records, clock } = this.#parts;
    const nowMs = clock.nowMs();
    let attempt = 1;
    for (; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const lease = await records.getRecord(LEASE, leaseId(id, attempt), nowMs);
      if (!lease) break;
      if ((lease.value as { untilMs: number }).untilMs > nowMs) return null;
    }
    if (attempt > MAX_ATTEMPTS) {
      this.#parts.logger.error("slack-job-given-up", { id });
      await records.deleteRecord(PENDING, id);
      return null;
    }
    const pending = (await records.getRecord(PENDING, id, nowMs))?.value as Pending | undefined;
    if (!pending) return null;
    const work = await this.#take(id, attempt, pending);
    if (!work) return null;
    // The lease may have been free because the job was finished meanwhile; then it is not pending.
    const still = (await records.getRecord(PENDING, id, nowMs))?.value as Pending | undefined;
    const seen = await this.#insert(SEEN, id, pending.token);
    if (!still || (seen !== null && seen !== pending.token)) {
      await records.deleteRecord(PENDING, id);
      work.release();
      return null;
    }
    return work;
  }

  async #take(id: string, attempt: number, pending: Pending): Promise<Work | null> {
    const { records, clock, leaseMs, logger } = this.#parts;
    const lease = leaseId(id, attempt);
    const untilMs = clock.nowMs() + leaseMs;
    if (await this.#insert(LEASE, lease, { untilMs })) return null;
    const controller = new AbortController();
    let progress = pending.progress;
    const beat = async () => {
      const nowMs = clock.nowMs();
      await records.updateRecord(LEASE, lease, { untilMs: nowMs + leaseMs });
      const next = await records.getRecord(LEASE, leaseId(id, attempt + 1), nowMs);
      if (next) controller.abort("taken-over");
      const stop = await records.getRecord(STOP, pending.topic, nowMs);
      // Also one that came while nobody held the work.
      if (stop && (stop.value as { atMs: number }).atMs >= pending.claimedMs)
        controller.abort("stopped");
    };
    const timer = setInterval(
      () => void beat().catch((cause: unknown) => logger.error("slack-lease", { id, cause })),
      Math.max(20, Math.min(2_000, leaseMs / 4)),
    );
    const held = this.#held.get(pending.topic) ?? new Set();
    this.#held.set(pending.topic, held.add(controller));
    const release = () => {
      clearInterval(timer);
      held.delete(controller);
      if (held.size === 0) this.#held.delete(pending.topic);
    };
    return {
      id,
      job: pending.job,
      attempt,
      get progress() {
        return progress;
      },
      signal: controller.signal,
      async note(more) {
        progress = { ...progress, ...more };
        // Whoever took over has the say now.
        if (controller.signal.reason === "taken-over") return;
        await records.updateRecord(PENDING, id, { ...pending, progress });
      },
      async finish() {
        release();
        await records.deleteRecord(PENDING, id);
      },
      release,
    };
  }

  /** Null when it was put in; the value that stands there otherwise. */
  async #insert(kind: string, id: string, value: unknown): Promise<unknown> {
    const { records, clock } = this.#parts;
    const nowMs = clock.nowMs();
    const record = { id, value, createdAtMs: nowMs, expiresAtMs: nowMs + REMEMBERED_MS };
    const existing = await records.insertRecord(kind, record);
    return existing === null ? null : existing.value;
  }
}

function leaseId(id: string, attempt: number): string {
  return `${id}#${attempt}`;
}
