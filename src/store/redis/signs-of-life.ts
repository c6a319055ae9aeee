import type { RedisCommands } from "./redis-commands.ts";

/** Signs of life in the time after which silence is death: one comes every five seconds of 25. */
const BEATS = 5;
const STOP_LOOK_MS = 1_000;

export interface LifeKeys {
  instance(name: string): string;
  stop(runId: string): string;
}

/** How others see that a run is still worked on, and how they reach it to stop it. */
export interface SignsOfLife {
  /** Before a run is stored: the name of whoever works on it, which others can see to be alive. */
  begin(runId: string): Promise<string>;
  end(runId: string): void;
  /** Before others are judged: shows that this one lives. */
  show(): Promise<void>;
  /** Whether a name is this one's own, which is never an orphan. */
  isOwn(name: string): boolean;
  /** Hears of stops, where they do not come over a channel. */
  onStop(stop: (runId: string) => void): void;
  close(): void;
}

export type LifeMaker = new (
  redis: RedisCommands,
  keys: LifeKeys,
  silenceMs: number,
) => SignsOfLife;

/** One sign for the whole process, again and again until it is closed. */
export class ProcessLife implements SignsOfLife {
  readonly #redis: RedisCommands;
  readonly #keys: LifeKeys;
  readonly #silenceMs: number;
  readonly #name = crypto.randomUUID();
  #beat: ReturnType<typeof setInterval> | null = null;

  constructor(redis: RedisCommands, keys: LifeKeys, silenceMs: number) {
    this.#redis = redis;
    this.#keys = keys;
    this.#silenceMs = silenceMs;
  }

  async begin(): Promise<string> {
    await this.show();
    return this.#name;
  }

  end(): void {}

  async show(): Promise<void> {
    if (this.#beat) return;
    const show = () => this.#say(this.#name);
    this.#beat = setInterval(() => void show().catch(() => undefined), this.#silenceMs / BEATS);
    this.#beat.unref?.();
    try {
      await show();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  isOwn(name: string): boolean {
    return name === this.#name;
  }

  onStop(): void {}

  close(): void {
    if (this.#beat) clearInterval(this.#beat);
    this.#beat = null;
  }

  async #say(name: string): Promise<void> {
    await this.#redis.send("SET", this.#keys.instance(name), "1", "PX", String(this.#silenceMs));
  }
}

/**
 * One sign for each run, from the request that works on it: for places like Cloudflare Workers, where
 * work and its timers end with their request and nothing listens in between. A stop is looked for.
 */
export class RunLife implements SignsOfLife {
  readonly #redis: RedisCommands;
  readonly #keys: LifeKeys;
  readonly #silenceMs: number;
  readonly #runs = new Map<string, ReturnType<typeof setTimeout>>();
  #stop: (runId: string) => void = () => undefined;

  constructor(redis: RedisCommands, keys: LifeKeys, silenceMs: number) {
    this.#redis = redis;
    this.#keys = keys;
    this.#silenceMs = silenceMs;
  }

  async begin(runId: string): Promise<string> {
    await this.#say(runId);
    this.#watch(runId, Date.now() + this.#silenceMs / BEATS);
    return runId;
  }

  end(runId: string): void {
    clearTimeout(this.#runs.get(runId));
    this.#runs.delete(runId);
  }

  async show(): Promise<void> {}

  isOwn(): boolean {
    return false;
  }

  onStop(stop: (runId: string) => void): void {
    this.#stop = stop;
  }

  close(): void {
    for (const runId of this.#runs.keys()) this.end(runId);
  }

  #watch(runId: string, beatAtMs: number): void {
    const look = async () => {
      const isDue = Date.now() >= beatAtMs;
      // A look that fails is made up for by the next one.
      try {
        if (isDue) await this.#say(runId);
        if ((await this.#redis.send("GET", this.#keys.stop(runId))) !== null) this.#stop(runId);
      } catch {
        if (!this.#runs.has(runId)) return;
      }
      if (this.#runs.has(runId))
        this.#watch(runId, isDue ? Date.now() + this.#silenceMs / BEATS : beatAtMs);
    };
    this.#runs.set(
      runId,
      setTimeout(() => void look(), Math.min(STOP_LOOK_MS, this.#silenceMs / BEATS)),
    );
  }

  async #say(name: string): Promise<void> {
    await this.#redis.send("SET", this.#keys.instance(name), "1", "PX", String(this.#silenceMs));
  }
}
