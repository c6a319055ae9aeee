import type { RunEvent } from "../../core/events.ts";
import type {
  ConversationRecord,
  RunRecord,
  RunState,
  Store,
  StoredEvent,
  TurnRecord,
} from "../../core/store-port.ts";
import {
  duplicateRun,
  endedRun,
  foreignConversation,
  INTERRUPTED,
  interruptedEvent,
  unknownRun,
} from "../run-faults.ts";
import { type RedisLimitOptions, RedisLimits } from "./redis-limits.ts";
import { RedisRecords } from "./redis-records.ts";
import { APPEND_EVENTS, END_RUN, SET_CURRENT_RUN, START_RUN } from "./scripts.ts";

type Meta = Pick<
  RunRecord,
  "id" | "conversationId" | "owner" | "details" | "question" | "createdAtMs"
>;
type End = Pick<RunRecord, "endedAtMs" | "result" | "error">;

/** An instance is taken for dead when it was not heard of for this long. */
const SILENCE_MS = 30_000;
/** Signs of life in that time. */
const BEATS = 3;

export interface RedisStoreOptions extends RedisLimitOptions {
  /** What every key begins with. */
  readonly prefix?: string;
  readonly silenceMs?: number;
}

/**
 * Conversations, runs as streams, records and limits in Redis, shared by any number of instances. What is
 * acknowledged is as safe as Redis is set to be: with `appendonly yes` it survives a crash.
 */
export class RedisStore extends RedisRecords implements Store {
  readonly #instance = crypto.randomUUID();
  #beat: ReturnType<typeof setInterval> | null = null;
  readonly limits: RedisLimits;

  readonly #silenceMs: number;

  constructor(url: string, options: RedisStoreOptions = {}) {
    super(url, options.prefix ?? "ansatz");
    this.#silenceMs = options.silenceMs ?? SILENCE_MS;
    this.limits = new RedisLimits(this.connection, (...parts) => this.key(...parts), options);
  }

  async startRun(run: Parameters<Store["startRun"]>[0]): Promise<void> {
    await this.#showAlive();
    const { id, conversationId, question, nowMs, owner = "", details = null } = run;
    const meta: Meta = { id, conversationId, owner, details, question, createdAtMs: nowMs };
    const turn: TurnRecord = {
      role: "user",
      content: question,
      runId: id,
      createdAtMs: nowMs,
      ...(run.after === undefined ? {} : { after: run.after }),
    };
    const outcome = await this.#script(
      START_RUN,
      [
        this.key("run", id),
        this.key("conversation", conversationId),
        this.key("turns", conversationId),
        this.key("conversations", owner),
        this.key("running"),
        this.key("runs", conversationId),
      ],
      [
        JSON.stringify(meta),
        this.#instance,
        conversationId,
        owner,
        String(nowMs),
        JSON.stringify(turn),
        id,
      ],
    );
    if (outcome === "duplicate") throw duplicateRun(id);
    if (outcome === "foreign") throw foreignConversation(conversationId);
  }

  async appendEvents(runId: string, events: readonly RunEvent[], after?: number): Promise<void> {
    const keys = [this.key("run", runId), this.key("events", runId)];
    const lines = events.map((event) => JSON.stringify(event));
    refuse(runId, await this.#script(APPEND_EVENTS, keys, [String(after ?? ""), ...lines]));
  }

  async endRun(runId: string, end: Parameters<Store["endRun"]>[1]): Promise<void> {
    const record: End = {
      endedAtMs: end.nowMs,
      result: end.result ?? null,
      error: end.error ?? null,
    };
    const reply = end.state === "completed" ? end.result?.reply : undefined;
    const event = end.event === undefined ? {} : { event: JSON.stringify(end.event) };
    const { state, nowMs } = end;
    refuse(runId, await this.#end(runId, { state, record, nowMs, reply, ...event }));
  }

  async getRun(runId: string): Promise<RunRecord | null> {
    const run = await this.connection.use((client) => client.hGetAll(this.key("run", runId)));
    const { meta, state, end } = run;
    if (meta === undefined || state === undefined) return null;
    const ending: End =
      end === undefined ? { endedAtMs: null, result: null, error: null } : (JSON.parse(end) as End);
    return { ...(JSON.parse(meta) as Meta), state: state as RunState, ...ending };
  }

  async listEvents(runId: string, afterSequence: number): Promise<StoredEvent[]> {
    const entries = await this.connection.use((client) =>
      client.xRange(this.key("events", runId), `${afterSequence + 1}-0`, "+"),
    );
    return (entries ?? []).map(({ id, message }) => ({
      sequence: Number(id.split("-")[0]),
      event: JSON.parse(String(message["event"])) as RunEvent,
    }));
  }

  async getConversation(id: string): Promise<ConversationRecord | null> {
    const [head, turns] = await this.connection.use((client) =>
      Promise.all([
        client.hGetAll(this.key("conversation", id)),
        client.lRange(this.key("turns", id), 0, -1),
      ]),
    );
    if (head["owner"] === undefined) return null;
    return {
      ...headOf(id, head),
      ...(head["current"] === undefined ? {} : { currentRunId: head["current"] }),
      turns: turns.map((turn) => JSON.parse(turn) as TurnRecord),
    };
  }

  async listConversations(limit: number, owner = "") {
    return this.connection.use(async (client) => {
      const list = this.key("conversations", owner);
      const ids = await client.zRange(list, 0, limit - 1, { REV: true });
      const heads = await Promise.all(
        ids.map(async (id) => ({ id, head: await client.hGetAll(this.key("conversation", id)) })),
      );
      return heads.flatMap(({ id, head }) =>
        head["owner"] === undefined ? [] : [headOf(id, head)],
      );
    });
  }

  async setCurrentRun(conversationId: string, runId: string): Promise<boolean> {
    const keys = [this.key("conversation", conversationId)];
    return (await this.#script(SET_CURRENT_RUN, keys, [runId])) === 1;
  }

  async deleteConversation(id: string): Promise<boolean> {
    return this.connection.use(async (client) => {
      const owner = await client.hGet(this.key("conversation", id), "owner");
      const runs = await client.sMembers(this.key("runs", id));
      const keys = runs.flatMap((run) => [this.key("run", run), this.key("events", run)]);
      const heads = [this.key("conversation", id), this.key("turns", id), this.key("runs", id)];
      const many = client.multi().del([...heads, ...keys]);
      if (typeof owner === "string") many.zRem(this.key("conversations", owner), id);
      if (runs.length > 0) many.sRem(this.key("running"), runs);
      await many.exec();
      return typeof owner === "string";
    });
  }

  /**
   * A run is an orphan when its instance was not heard of for a while; each is reaped by one instance.
   * Nobody is taken for dead while Redis itself was away for a part of that time.
   */
  async interruptOrphans(nowMs: number): Promise<number> {
    await this.#showAlive();
    const server = await this.connection.use((client) => client.info("server"));
    const upSeconds = Number(/^uptime_in_seconds:(\d+)/m.exec(server)?.[1] ?? 0);
    if (upSeconds * 1_000 < this.#silenceMs) return 0;
    const ids = await this.connection.use((client) => client.sMembers(this.key("running")));
    let count = 0;
    for (const id of ids) {
      const isOrphan = await this.connection.use(async (client) => {
        const instance = await client.hGet(this.key("run", id), "instance");
        if (typeof instance !== "string" || instance === this.#instance) return false;
        return Number(await client.exists(this.key("instance", instance))) === 0;
      });
      if (!isOrphan) continue;
      const record: End = { endedAtMs: nowMs, result: null, error: INTERRUPTED };
      const event = JSON.stringify(interruptedEvent);
      const outcome = await this.#end(id, { state: "interrupted", record, nowMs, event });
      if (outcome === "ok") count += 1;
    }
    return count;
  }

  async announceStop(runId: string): Promise<void> {
    await this.connection.use((client) => client.publish(this.key("stops"), runId));
  }

  onStop(stop: (runId: string) => void): void {
    void this.connection.listen(this.key("stops"), stop).catch(() => undefined);
  }

  async close(): Promise<void> {
    if (this.#beat) clearInterval(this.#beat);
    await this.connection.close();
  }

  /** Says at once that this instance lives, and again and again until it is closed. */
  async #showAlive(): Promise<void> {
    if (this.#beat) return;
    const show = () =>
      this.connection.use((client) =>
        client.set(this.key("instance", this.#instance), "1", {
          expiration: { type: "PX", value: this.#silenceMs },
        }),
      );
    this.#beat = setInterval(() => void show().catch(() => undefined), this.#silenceMs / BEATS);
    this.#beat.unref();
    try {
      await show();
    } catch (error) {
      clearInterval(this.#beat);
      this.#beat = null;
      throw error;
    }
  }

  async #end(
    runId: string,
    end: {
      state: RunState;
      record: End;
      nowMs: number;
      reply?: string | undefined;
      event?: string;
    },
  ): Promise<unknown> {
    const text = await this.connection.use((client) => client.hGet(this.key("run", runId), "meta"));
    if (typeof text !== "string") return "unknown";
    const { conversationId, owner } = JSON.parse(text) as Meta;
    const turn: TurnRecord | null =
      end.reply === undefined
        ? null
        : { role: "assistant", content: end.reply, runId, createdAtMs: end.nowMs };
    return this.#script(
      END_RUN,
      [
        this.key("run", runId),
        this.key("events", runId),
        this.key("conversation", conversationId),
        this.key("turns", conversationId),
        this.key("conversations", owner),
        this.key("running"),
      ],
      [
        end.event ?? "",
        end.state,
        JSON.stringify(end.record),
        String(end.nowMs),
        conversationId,
        runId,
        turn === null ? "" : JSON.stringify(turn),
      ],
    );
  }

  #script(script: string, keys: string[], values: string[]): Promise<unknown> {
    return this.connection.use((client) => client.eval(script, { keys, arguments: values }));
  }
}

function headOf(id: string, head: Readonly<Record<string, string>>) {
  return {
    id,
    owner: String(head["owner"]),
    createdAtMs: Number(head["created"]),
    updatedAtMs: Number(head["updated"]),
  };
}

function refuse(runId: string, outcome: unknown): void {
  if (outcome === "unknown") throw unknownRun(runId);
  if (outcome === "ended") throw endedRun(runId);
}
