import { randomUUID } from "node:crypto";
import { systemClock } from "../../src/core/system-port.ts";
import { KeyStore } from "../../src/server/keys/key-store.ts";
import { openStore } from "../../src/store/open-store.ts";
import { type FollowedEvent, followAnywhere } from "./followed-run.ts";
import { ModelProcess } from "./model-process.ts";
import { RedisProcess } from "./redis-process.ts";
import { RoundRobinProxy } from "./round-robin-proxy.ts";
import { type ServiceOptions, ServiceProcess } from "./service-process.ts";

export interface StartedRun {
  readonly id: string;
  readonly conversationId: string;
}

/** Instances of the service that share a Redis and a model server, behind one proxy. */
export class InstanceCluster {
  readonly proxy: RoundRobinProxy;
  readonly services: ServiceProcess[];
  readonly #redis: RedisProcess;
  readonly #model: ModelProcess;
  readonly #options: ServiceOptions;

  private constructor(
    redis: RedisProcess,
    model: ModelProcess,
    options: ServiceOptions,
    services: ServiceProcess[],
    proxy: RoundRobinProxy,
  ) {
    this.#redis = redis;
    this.#model = model;
    this.#options = options;
    this.services = services;
    this.proxy = proxy;
  }

  /** A run that the model works on takes about `runMs`. */
  static async start(
    redisPath: string,
    runMs: number,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<InstanceCluster> {
    const redis = await RedisProcess.start(redisPath);
    const model = await ModelProcess.start(Math.round(runMs / 50), 50);
    const store = `${redis.url("cluster")}&silence=15`;
    const options = { store, model: model.spec, environment };
    const services = await Promise.all([1, 2, 3].map(() => ServiceProcess.start(options)));
    const proxy = await RoundRobinProxy.start(services);
    return new InstanceCluster(redis, model, options, services, proxy);
  }

  /** A key made in the shared store while the instances run. */
  async makeKey(
    requestsPerMinute?: number,
  ): Promise<{ readonly id: string; readonly text: string }> {
    return this.#withKeys(async (keys) => {
      const limits = requestsPerMinute === undefined ? {} : { requestsPerMinute };
      const scopes = ["chat", "engine"] as const;
      const made = await keys.create({
        name: "",
        scopes: [...scopes],
        models: null,
        limits,
        expiresAtMs: null,
      });
      return { id: made.key.id, text: made.text };
    });
  }

  async revokeKey(id: string): Promise<void> {
    await this.#withKeys((keys) => keys.revoke(id));
  }

  async add(): Promise<ServiceProcess> {
    const service = await ServiceProcess.start(this.#options);
    this.services.push(service);
    this.proxy.add(service);
    return service;
  }

  /** Started once, however often it has to be sent: by its key, through the proxy. */
  async startRun(key: string, body: object): Promise<StartedRun> {
    const headers = { ...bearer(key), "idempotency-key": randomUUID() };
    for (let left = 40; left > 0; left -= 1) {
      const response = await this.post("/v1/runs", body, headers).catch(() => null);
      if (response?.ok === true) return (await response.json()) as StartedRun;
      await response?.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    return { id: "none", conversationId: "none" };
  }

  /** Through the proxy, going on behind the last event wherever the stream breaks. */
  follow(key: string, runId: string): Promise<FollowedEvent[]> {
    return followAnywhere([this.proxy], runId, 60_000, { headers: bearer(key) });
  }

  post(path: string, body: object, headers: Readonly<Record<string, string>>): Promise<Response> {
    return fetch(this.proxy.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
  }

  async end(): Promise<void> {
    this.proxy.close();
    await Promise.all(this.services.map((service) => service.end("SIGKILL")));
    await Promise.all([this.#model.end("SIGKILL"), this.#redis.remove()]);
  }

  async #withKeys<T>(work: (keys: KeyStore) => Promise<T>): Promise<T> {
    const store = openStore(this.#options.store);
    try {
      return await work(new KeyStore(store, systemClock));
    } finally {
      await store.close();
    }
  }
}

export const bearer = (key: string): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${key}`,
});
