import { waitUntil } from "cloudflare:workers";
import { AnsatzError, FAILURES, toErrorBody } from "../core/errors.ts";
import { inRequest, keepInRequest } from "../store/redis/request-redis.ts";
import { openWorker, type WorkerService } from "./worker/open-worker.ts";
import type { Bindings } from "./worker/settings.ts";
import { createWorkerLogger } from "./worker/worker-logger.ts";

let opening: Promise<WorkerService> | null = null;

/** The service of this isolate, opened by its first request. What refused to open is tried again by the next. */
async function opened(bindings: Bindings): Promise<WorkerService> {
  opening ??= openWorker(bindings, waitUntil);
  try {
    return await opening;
  } catch (error) {
    opening = null;
    throw error;
  }
}

/** Ansatz on Cloudflare Workers. */
export default {
  fetch(request: Request, bindings: Bindings, context: object): Promise<Response> {
    return inRequest(() => answer(request, bindings, context));
  },

  async scheduled(_event: unknown, bindings: Bindings): Promise<void> {
    await inRequest(async () => (await opened(bindings)).tick());
  },
};

async function answer(request: Request, bindings: Bindings, context: object): Promise<Response> {
  try {
    const service = await opened(bindings);
    const response = Promise.resolve(service.fetch(request, bindings, context));
    // What several requests wait for is not dropped when the one that began it is left.
    waitUntil(response.catch(() => undefined));
    return keepInRequest(await response);
  } catch (thrown) {
    const error = AnsatzError.from(thrown);
    createWorkerLogger("error").error("not-opened", { code: error.code, message: error.message });
    return Response.json(toErrorBody(error), { status: FAILURES[error.code].status });
  }
}
