import { Hono } from "hono";
import { AnsatzError } from "../../core/errors.ts";
import type { Service } from "../service.ts";

/** `GET /metrics`, where the deployment counts. */
export function metricsRoutes(service: Service): Hono {
  const { hub, gate, metrics } = service;
  return new Hono().get("/metrics", async (context) => {
    if (metrics === null)
      throw new AnsatzError("not_found", "This service keeps no counts. Start it with metrics.");
    const { active, waiting } = hub.load;
    const { body, contentType } = await metrics.render({
      activeRuns: active,
      waitingRuns: waiting,
      engineCalls: gate.active,
      answers: service.answerCounts(),
    });
    return context.body(body, 200, { "content-type": contentType });
  });
}
