import { Hono } from "hono";
import type { KnownModel, Service } from "../service.ts";

/** `/healthz`: the process answers. `/readyz`: the store can be read and written and the engine can add. */
export function healthRoutes(service: Service): Hono {
  const { store, math, logger, hub, clock } = service;
  let checking: Promise<{ store: boolean; engine: boolean }> | null = null;

  const check = async () => {
    const holds = async (name: string, probe: () => Promise<boolean>) => {
      try {
        return await probe();
      } catch (cause) {
        logger.error("not-ready", { part: name, cause });
        return false;
      }
    };
    const [isStoreReady, isEngineReady] = await Promise.all([
      holds("store", async () => {
        const nowMs = clock.nowMs();
        // Over with the next look, which writes it anew: a disk that is full can still be read.
        const record = { id: "look", value: 1, createdAtMs: nowMs, expiresAtMs: nowMs + 1 };
        await store.insertRecord("readiness", record);
        return (await store.getRun("readiness")) === null;
      }),
      holds("engine", async () => {
        const result = await math.query({ query: "2+3" }, { timeoutMs: 5_000 });
        return result.answer?.short === "5";
      }),
    ]);
    return { store: isStoreReady, engine: isEngineReady };
  };

  return new Hono()
    .get("/healthz", (context) => context.json({ status: "ok" }))
    .get("/readyz", async (context) => {
      // Probes that come at the same time share one look.
      checking ??= check().finally(() => {
        checking = null;
      });
      const checks = await checking;
      const isReady = checks.store && checks.engine && !hub.isDraining;
      const models = service.modelProfiles().map(summarize);
      return context.json(
        {
          status: isReady ? "ready" : "not ready",
          checks,
          ...(service.engineProfile === null ? {} : { engines: service.engineProfile }),
          ...(models.length === 0 ? {} : { models }),
        },
        isReady ? 200 : 503,
      );
    });
}

/** What is known of a model; the service is ready also with one that is away or was not measured. */
function summarize({ id, profile, standing }: KnownModel) {
  // The sentence names addresses, which are for the log and not for everybody.
  const server = standing ? { server: standing.state } : {};
  if (profile === null) return { id, ...server, measured: false };
  const answers = Object.entries(profile.items).map(([item, { answer }]) => [item, answer]);
  return {
    id,
    ...server,
    measured: true,
    strategy: profile.strategy,
    reasoning: profile.reasoning,
    contextTokens: profile.contextTokens,
    probedAt: new Date(profile.probedAtMs).toISOString(),
    items: Object.fromEntries(answers) as Record<string, string>,
  };
}
