import type { ConversationRecord, RunRecord } from "../../core/store-port.ts";
import type { PlotRequest, PlotResult } from "../../core/plot.ts";
import type { Pod } from "../../core/pod.ts";
import type { QueryResult } from "../../core/query-result.ts";
import type { ReadingResult } from "../../core/reading-result.ts";
import type { RecheckResult } from "../../core/recheck-result.ts";
import type { RunEvent } from "../../core/events.ts";
import { CallFailure, UNREACHABLE } from "./api-failure.ts";
import { readEvents } from "./event-reader.ts";
import type { TokenSource } from "./token-source.ts";

const MAX_RECONNECTS = 6;
const MAX_RESTARTS = 2;
const PLOT_TIMEOUT_MS = 8_000;

/** The calls the widget makes. */
export class ApiClient {
  readonly #base: URL;
  readonly #tokens: TokenSource | null;
  /** A key that a person typed in, on the service's own page. */
  apiKey: string | null;

  constructor(base: URL, apiKey: string | null, tokens: TokenSource | null = null) {
    this.#base = base;
    this.apiKey = apiKey;
    this.#tokens = tokens;
  }

  /**
   * Starts a run, in a conversation behind one of its runs. A call whose answer is lost on the way is made
   * again under the same key, so the question is asked once.
   */
  async startRun(
    question: string,
    conversation: { readonly id: string; readonly after: string | null } | null,
    picture: string | null = null,
  ): Promise<{ id: string; conversationId: string }> {
    const place =
      conversation === null ? {} : { conversationId: conversation.id, after: conversation.after };
    const init = {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": newKey() },
      body: JSON.stringify({
        question,
        ...place,
        ...(picture === null ? {} : { pictures: [picture] }),
      }),
    };
    for (let failures = 0; ; failures += 1)
      try {
        return await this.#json("v1/runs", init);
      } catch (error) {
        if (!isUnreachable(error) || failures >= MAX_RESTARTS) throw error;
        await pause(failures + 1);
      }
  }

  /** Whether a model is there that was found to see pictures. */
  async readsPictures(): Promise<boolean> {
    const { data } = await this.#json<{ data: { pictures?: boolean }[] }>("v1/models");
    return data.some(({ pictures }) => pictures === true);
  }

  /** Has the conversation gone on with, and opened, at the branch that ends with this run. */
  chooseBranch(id: string, currentRunId: string): Promise<unknown> {
    return this.#json(`v1/conversations/${encodeURIComponent(id)}`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ currentRunId }),
    });
  }

  /** One more pod of an answered query; null when there is nothing to show. */
  async pod(query: QueryResult, id: string): Promise<Pod | null> {
    const result = await this.#json<QueryResult>("v1/query", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: query.input, language: query.language, pods: [id] }),
    });
    if (result.timedOutPods?.some((name) => name.id === id) === true)
      throw new CallFailure("timed_out", "");
    return result.pods.find((pod) => pod.id === id) ?? null;
  }

  /** How a question is understood; nothing is asked with it. */
  read(query: string, signal: AbortSignal): Promise<ReadingResult> {
    return this.#json("v1/read", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
      signal,
    });
  }

  /** A plot in another window. */
  plot(request: PlotRequest): Promise<PlotResult> {
    return this.#json<PlotResult>("v1/plot", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(PLOT_TIMEOUT_MS),
    });
  }

  /** The check of an answer, run again. Pods take no part in it. */
  recheck(query: QueryResult): Promise<RecheckResult> {
    return this.#json("v1/recheck", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...query, pods: [] }),
    });
  }

  stopRun(id: string): Promise<RunRecord> {
    return this.#json(`v1/runs/${encodeURIComponent(id)}/stop`, { method: "POST" });
  }

  getRun(id: string): Promise<RunRecord & { readonly pictures?: number }> {
    return this.#json(`v1/runs/${encodeURIComponent(id)}`);
  }

  getConversation(id: string): Promise<ConversationRecord> {
    return this.#json(`v1/conversations/${encodeURIComponent(id)}`);
  }

  rate(id: string, rating: "good" | "bad", comment?: string): Promise<unknown> {
    const body = comment === undefined ? { id, rating } : { id, rating, comment };
    return this.#json("v1/feedback", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  /** The newest conversations, without their turns. */
  async listConversations(limit: number): Promise<readonly { readonly id: string }[]> {
    const list = await this.#json<{ data: { id: string }[] }>(`v1/conversations?limit=${limit}`);
    return list.data;
  }

  deleteConversation(id: string): Promise<unknown> {
    return this.#json(`v1/conversations/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  /**
   * A run's events to its end. A connection that breaks is taken up again behind the last event that
   * was read; `onReconnect` is told each time.
   */
  async *followRun(id: string, onReconnect: () => void): AsyncGenerator<RunEvent, void> {
    let last = 0;
    for (let failures = 0; ;) {
      try {
        const response = await this.#call(`v1/runs/${encodeURIComponent(id)}/events`, {
          headers: { "last-event-id": String(last) },
        });
        if (response.status === 204 || !response.body) return;
        for await (const { sequence, event } of readEvents(response.body)) {
          last = sequence;
          failures = 0;
          yield event;
          if (event.type === "run-end" || event.type === "run-error") return;
        }
        failures += 1;
      } catch (error) {
        if (error instanceof CallFailure && !isUnreachable(error)) throw error;
        failures += 1;
        if (failures > MAX_RECONNECTS) throw error;
      }
      if (failures > MAX_RECONNECTS) return;
      onReconnect();
      // Without a network no try can succeed, and none is counted.
      if (await online()) failures = 0;
      else await pause(failures);
    }
  }

  async #json<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await this.#call(path, init);
    return (await response.json()) as T;
  }

  async #call(path: string, init: RequestInit = {}): Promise<Response> {
    let response = await this.#send(path, init);
    if (response.status === 401 && this.#tokens) {
      // A token that has run out is replaced; nothing was done with the call yet.
      this.#tokens.forget();
      response = await this.#send(path, init);
    }
    if (response.ok) return response;
    const { code, message } = failureOf(await response.text());
    throw new CallFailure(code, message);
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const credential = this.#tokens ? await this.#tokens.token() : this.apiKey;
    if (credential !== null) headers.set("authorization", `Bearer ${credential}`);
    try {
      return await fetch(new URL(path, this.#base), { ...init, headers });
    } catch {
      throw new CallFailure(UNREACHABLE, "");
    }
  }
}

function isUnreachable(error: unknown): boolean {
  return error instanceof CallFailure && error.code === UNREACHABLE;
}

function pause(failures: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 250 * 2 ** failures));
}

/** True when the browser was offline and is online again; false at once when it is not offline. */
async function online(): Promise<boolean> {
  if (globalThis.navigator?.onLine !== false) return false;
  await new Promise((resolve) => addEventListener("online", resolve, { once: true }));
  return true;
}

/** Not `randomUUID`, which pages without TLS do not have. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What a proxy answers in place of the service may be no JSON at all. */
function failureOf(body: string): { code: string; message: string } {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown; message?: unknown } };
    if (typeof error?.message === "string")
      return { code: String(error.code), message: error.message };
    return { code: UNREACHABLE, message: "" };
  } catch {
    return { code: UNREACHABLE, message: "" };
  }
}
