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
import { SILENCE_MS } from "./redis-address.ts";
import {
  fieldsOf,
  listOf,
  type RedisCommands,
  type RedisReply,
  runScript,
  textsOf,
} from "./redis-commands.ts";
import { type RedisLimitOptions, RedisLimits } from "./redis-limits.ts";
import { RedisRecords } from "./redis-records.ts";
import { APPEND_EVENTS, END_RUN, SET_CURRENT_RUN, START_RUN } from "./scripts.ts";
import { readServerInfo } from "./server-info.ts";
import { type LifeMaker, ProcessLife, type SignsOfLife } from "./signs-of-life.ts";

type Meta = Pick<
  RunRecord,
  "id" | "conversationId" | "owner" | "details" | "question" | "createdAtMs"
>;
type End = Pick<RunRecord, "endedAtMs" | "result" | "error">;

/** Looked up at the same time, few enough for places that count what is open. */
const LOOK_UPS = 50;
const STOP_MS = 60_000;

export interface RedisStoreOptions extends RedisLimitOptions {
  /** What every key begins with. */
  readonly prefix?: string;
  readonly silenceMs?: number;
  /** Who is seen to be alive: the process unless told. */
  readonly life?: LifeMaker;
}

/**
 * Conversations, runs as streams, records and limits in Redis, shared by any number of instances. What is
 * acknowledged is as safe as Redis is set to be: with `appendonly yes` it survives a crash.
 */
export class RedisStore extends RedisRecords implements Store {
  readonly #life: SignsOfLife;
  readonly limits: RedisLimits;

  readonly #silenceMs: number;

  constructor(redis: RedisCommands, options: RedisStoreOptions = {}) {
    super(redis, options.prefix ?? "ansatz");
    const { silenceMs = SILENCE_MS, life: Life = ProcessLife } = options;
    this.#silenceMs = silenceMs;
    this.limits = new RedisLimits(redis, (...parts) => this.key(...parts), options);
    const keys = {
      instance: (name: string) => this.key("instance", name),
      stop: (runId: string) => this.key("stop", runId),
    };
    this.#life = new Life(redis, keys, silenceMs);
  }

  async startRun(run: Parameters<Store["startRun"]>[0]): Promise<void> {
    const { id, conversationId, question, nowMs, owner = "", details = null } = run;
    const instance = await this.#life.begin(id);
    const meta: Meta = { id, conversationId, owner, details, question, createdAtMs: nowMs };
    const turn: TurnRecord = {
      role: "user",
      content: question,
      runId: id,
      createdAtMs: nowMs,
      ...(run.after === undefined ? {} : { after: run.after }),
    };
    const outcome = await runScript(
      this.redis,
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
        instance,
        conversationId,
        owner,
        String(nowMs),
        JSON.stringify(turn),
        id,
      ],
    ).catch((error: unknown) => {
      this.#life.end(id);
      throw error;
    });
    if (outcome !== "ok") this.#life.end(id);
    if (outcome === "duplicate") throw duplicateRun(id);
    if (outcome === "foreign") throw foreignConversation(conversationId);
  }

  async appendEvents(runId: string, events: readonly RunEvent[], after?: number): Promise<void> {
    const keys = [this.key("run", runId), this.key("events", runId)];
    const lines = events.map((event) => JSON.stringify(event));
    refuse(
      runId,
      await runScript(this.redis, APPEND_EVENTS, keys, [String(after ?? ""), ...lines]),
    );
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
    this.#life.end(runId);
    refuse(runId, await this.#end(runId, { state, record, nowMs, reply, ...event }));
  }

  async getRun(runId: string): Promise<RunRecord | null> {
    const run = fieldsOf(await this.redis.send("HGETALL", this.key("run", runId)));
    const { meta, state, end } = run;
    if (meta === undefined || state === undefined) return null;
    const ending: End =
      end === undefined ? { endedAtMs: null, result: null, error: null } : (JSON.parse(end) as End);
    return { ...(JSON.parse(meta) as Meta), state: state as RunState, ...ending };
  }

  async listEvents(runId: string, afterSequence: number): Promise<StoredEvent[]> {
    const entries = listOf(
      await this.redis.send("XRANGE", this.key("events", runId), `${afterSequence + 1}-0`, "+"),
    );
    return entries.map((entry) => {
      const [id = "", message = null] = listOf(entry);
      return {
        sequence: Number(String(id).split("-")[0]),
        event: JSON.parse(String(fieldsOf(message)["event"])) as RunEvent,
      };
    });
  }

  async getConversation(id: string): Promise<ConversationRecord | null> {
    const [head, turns] = await Promise.all([
      this.redis.send("HGETALL", this.key("conversation", id)).then(fieldsOf),
      this.redis.send("LRANGE", this.key("turns", id), "0", "-1").then(textsOf),
    ]);
    if (head["owner"] === undefined) return null;
    return {
      ...headOf(id, head),
      ...(head["current"] === undefined ? {} : { currentRunId: head["current"] }),
      turns: turns.map((turn) => JSON.parse(turn) as TurnRecord),
    };
  }

  async listConversations(limit: number, owner = "") {
    const list = this.key("conversations", owner);
    const ids = textsOf(await this.redis.send("ZRANGE", list, "0", String(limit - 1), "REV"));
    const heads = await Promise.all(
      ids.map(async (id) => ({
        id,
        head: fieldsOf(await this.redis.send("HGETALL", this.key("conversation", id))),
      })),
    );
    return heads.flatMap(({ id, head }) => (head["owner"] === undefined ? [] : [headOf(id, head)]));
  }

  async setCurrentRun(conversationId: string, runId: string): Promise<boolean> {
    const keys = [this.key("conversation", conversationId)];
    return (await runScript(this.redis, SET_CURRENT_RUN, keys, [runId])) === 1;
  }

  async deleteConversation(id: string): Promise<boolean> {
    const owner = await this.redis.send("HGET", this.key("conversation", id), "owner");
    const runs = textsOf(await this.redis.send("SMEMBERS", this.key("runs", id)));
    const keys = runs.flatMap((run) => [this.key("run", run), this.key("events", run)]);
    const heads = [this.key("conversation", id), this.key("turns", id), this.key("runs", id)];
    const commands = [["DEL", ...heads, ...keys]];
    if (typeof owner === "string") commands.push(["ZREM", this.key("conversations", owner), id]);
    if (runs.length > 0) commands.push(["SREM", this.key("running"), ...runs]);
    await this.redis.transact(commands);
    return typeof owner === "string";
  }

  /**
   * A run is an orphan when its instance was not heard of for a while; each is reaped by one instance.
   * Nobody is taken for dead while Redis itself was away for a part of that time.
   */
  async interruptOrphans(nowMs: number): Promise<number> {
    await this.#life.show();
    const { uptime_in_seconds: upSeconds } = await readServerInfo(this.redis);
    if (upSeconds !== undefined && Number(upSeconds) * 1_000 < this.#silenceMs) return 0;
    let count = 0;
    for (const id of await this.#orphans()) {
      const record: End = { endedAtMs: nowMs, result: null, error: INTERRUPTED };
      const event = JSON.stringify(interruptedEvent);
      const outcome = await this.#end(id, { state: "interrupted", record, nowMs, event });
      if (outcome === "ok") count += 1;
    }
    return count;
  }

  /** The runs at work whose instance gives no sign of life. */
  async #orphans(): Promise<string[]> {
    const ids = textsOf(await this.redis.send("SMEMBERS", this.key("running")));
    const isAlive = new Map<string, Promise<RedisReply>>();
    const isOrphan = async (id: string): Promise<boolean> => {
      const name = await this.redis.send("HGET", this.key("run", id), "instance");
      if (typeof name !== "string" || this.#life.isOwn(name)) return false;
      const sign = isAlive.get(name) ?? this.redis.send("EXISTS", this.key("instance", name));
      isAlive.set(name, sign);
      return Number(await sign) === 0;
    };
    const orphans: string[] = [];
    for (let start = 0; start < ids.length; start += LOOK_UPS) {
      const some = ids.slice(start, start + LOOK_UPS);
      const found = await Promise.all(some.map(isOrphan));
      orphans.push(...some.filter((_id, index) => found[index]));
    }
    return orphans;
  }

  /** Said where instances listen, and put where others look. */
  async announceStop(runId: string): Promise<void> {
    await this.redis.send("SET", this.key("stop", runId), "1", "PX", String(STOP_MS));
    await this.redis.send("PUBLISH", this.key("stops"), runId);
  }

  onStop(stop: (runId: string) => void): void {
    this.#life.onStop(stop);
    void this.redis.listen?.(this.key("stops"), stop).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#life.close();
    await this.redis.close();
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
    const text = await this.redis.send("HGET", this.key("run", runId), "meta");
    if (typeof text !== "string") return "unknown";
    const { conversationId, owner } = JSON.parse(text) as Meta;
    const turn: TurnRecord | null =
      end.reply === undefined
        ? null
        : { role: "assistant", content: end.reply, runId, createdAtMs: end.nowMs };
    return runScript(
      this.redis,
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
