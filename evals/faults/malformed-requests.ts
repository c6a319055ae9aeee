import { openApiDocument } from "../../src/server/openapi-document.ts";
import { type FaultReport, Findings } from "./fault-report.ts";
import { Malformer, type MalformedRequest } from "./malformer.ts";
import { ServiceProcess } from "./service-process.ts";

const AT_ONCE = 20;
const SEED = 20_261_127;

/** Requests made from the API's own description and broken in every way it allows to tell. */
export async function malformedRequests(options: { readonly count: number }): Promise<FaultReport> {
  const found = new Findings(`${options.count} malformed requests made from the description`);
  const service = await ServiceProcess.start({ store: "memory:" });
  try {
    const malformer = new Malformer(openApiDocument() as never, SEED);
    const work = Array.from({ length: options.count }, () => malformer.next());
    const statuses = new Map<number, number>();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let request = work.pop(); request; request = work.pop()) {
          const status = await service.statusOf(send(service, request));
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      }),
    );
    const counts = [...statuses].toSorted(([a], [b]) => a - b);
    const faults = counts.filter(([status]) => status === 0 || (status >= 500 && status !== 501));
    found.note(
      "no status of a fault inside, no connection lost",
      faults.length === 0,
      counts.map(([status, count]) => `${count} × ${status}`).join(", "),
    );
    const ready = (await service.get("/readyz")).status;
    found.note("the service is ready afterwards", ready === 200, ready);
    const status = await service.end();
    found.note("and ends cleanly", status === 0, `exit status ${status}`);
  } finally {
    await service.end("SIGKILL");
  }
  return found.report();
}

function send(service: ServiceProcess, request: MalformedRequest): Promise<Response> {
  const { method, path, headers, body } = request;
  return fetch(service.url + path, {
    method,
    headers,
    ...(body === null ? {} : { body }),
    signal: AbortSignal.timeout(60_000),
  });
}
