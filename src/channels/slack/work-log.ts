import type { Clock } from "../../core/system-port.ts";
import type { SharedRecords, SlackLogger } from "./parts.ts";

/** What Slack asked for, as it came, with the door it came by. */
export interface Job {
  readonly kind: "event" | "interaction" | "command";
  readonly body: unknown;
}

/** How far the work on a job has come; written down so that another instance can go on from there. */
export interface Progress {
  readonly runId?: string;
  /** The messages that hold, or will hold, the answer. */
  readonly messages?: readonly string[];
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
  readonly logger: SlackLogger;
  readonly leaseMs: number;
}

/** Slack's last retry comes after some six minutes; a day is ample. */
const REMEMBERED_MS = 86_400_000;
const MAX_ATTEMPTS = 6;
/** One record a job: its claim, what is to be done, and in the end that it is done. */
const JOB = "slack-job";
/** The ids of jobs that are not done, so that they are found without a look at all. */
const PENDING = "slack-pending";
/** Who works on a job: one record an attempt, renewed while the work goes on. */
const LEASE = "slack-lease";
const STOP = "slack-stop";

interface StoredJob {
  readonly job: Job;
  readonly topic: string;
  readonly claimedMs: number;
  readonly progress: Progress;
}

/** What is left of a job that is done: enough to know it again. */
const DONE = { isDone: true } as const;

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
    const claimedMs = this.#parts.clock.nowMs();
    const stored: StoredJob = { job, topic, claimedMs, progress: {} };
    // Together, for one wait on the store; an entry too many among the pending does no harm.
    const [existing] = await Promise.all([
      this.#insert(JOB, id, stored),
      this.#insert(PENDING, id, null),
    ]);
    return existing === null ? this.#hold(id, 1, stored) : null;
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
    const { records, logger } = this.#parts;
    const stored = await this.#pendingJob(id);
    if (!stored) {
      await records.deleteRecord(PENDING, id);
      return null;
    }
    const attempt = await this.#nextAttempt(id, stored);
    if (attempt === null) return null;
    if (attempt > MAX_ATTEMPTS) {
      logger.error("slack-job-given-up", { id });
      await this.#finish(id);
      return null;
    }
    if ((await this.#insert(LEASE, leaseId(id, attempt), this.#lease())) !== null) return null;
    // Its holder may have come to an end while the lease was being taken.
    const current = await this.#pendingJob(id);
    return current ? this.#hold(id, attempt, current) : null;
  }

  /** Null while somebody is at work. The claim itself is the first lease until it is renewed. */
  async #nextAttempt(id: string, { claimedMs }: StoredJob): Promise<number | null> {
    const { records, clock, leaseMs } = this.#parts;
    const nowMs = clock.nowMs();
    let untilMs = claimedMs + leaseMs;
    for (let attempt = 1; ; attempt += 1) {
      const lease = await records.getRecord(LEASE, leaseId(id, attempt), nowMs);
      if (lease) untilMs = (lease.value as Lease).untilMs;
      else if (attempt > 1) return untilMs > nowMs ? null : attempt;
    }
  }

  async #pendingJob(id: string): Promise<StoredJob | null> {
    const { records, clock } = this.#parts;
    const record = await records.getRecord(JOB, id, clock.nowMs());
    const value = record?.value as StoredJob | typeof DONE | undefined;
    return value === undefined || "isDone" in value ? null : value;
  }

  async #finish(id: string): Promise<void> {
    const { records } = this.#parts;
    await Promise.all([records.updateRecord(JOB, id, DONE), records.deleteRecord(PENDING, id)]);
  }

  #lease(): Lease {
    return { untilMs: this.#parts.clock.nowMs() + this.#parts.leaseMs };
  }

  #hold(id: string, attempt: number, pending: StoredJob): Work {
    const { records, clock, leaseMs, logger } = this.#parts;
    const lease = leaseId(id, attempt);
    const controller = new AbortController();
    let progress = pending.progress;
    const beat = async () => {
      const nowMs = clock.nowMs();
      if (!(await records.updateRecord(LEASE, lease, this.#lease())))
        await this.#insert(LEASE, lease, this.#lease());
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
      note: async (more) => {
        progress = { ...progress, ...more };
        // Whoever took over has the say now, and what is done stays done.
        if (controller.signal.reason === "taken-over" || !(await this.#pendingJob(id))) return;
        await records.updateRecord(JOB, id, { ...pending, progress });
      },
      finish: async () => {
        release();
        await this.#finish(id);
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

interface Lease {
  readonly untilMs: number;
}

function leaseId(id: string, attempt: number): string {
  return `${id}#${attempt}`;
}
