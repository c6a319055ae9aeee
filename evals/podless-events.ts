import type { QueryEvent } from "../src/core/query-event.ts";
import type { QueryResult } from "../src/core/query-result.ts";

/** The events of a result without further pods, for scripted engines. */
export async function* podlessEvents(result: Promise<QueryResult>): AsyncGenerator<QueryEvent> {
  yield { type: "result-ready", result: await result };
  yield { type: "pods-end", timedOutPods: [] };
}
