import { Hono } from "hono";
import type { Service } from "../service.ts";

/** `/healthz`: the process answers. `/readyz`: the store can be read and the engine can add. */
export function healthRoutes(service: Service): Hono {
  const { store, math, logger } = service;
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
      holds("store", async () => (await store.getRun("readiness")) === null),
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
      const isReady = checks.store && checks.engine;
      return context.json({ status: isReady ? "ready" : "not ready", checks }, isReady ? 200 : 503);
    });
}
