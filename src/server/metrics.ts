import type { AnswerCounts } from "../core/math-port.ts";
import type { RunEvent } from "../core/events.ts";
import type { RunState } from "../core/store-port.ts";

/** What the service counts of itself; a deployment decides who keeps the counts. */
export interface Metrics {
  requestEnded(request: {
    readonly method: string;
    /** The pattern of the address, never the address itself. */
    readonly route: string;
    readonly status: number;
    readonly ms: number;
  }): void;
  runEnded(run: { readonly state: RunState; readonly ms: number; readonly end: RunEvent }): void;
  /** Everything there is, as Prometheus reads it. */
  render(load: ServiceLoad): Promise<{ readonly body: string; readonly contentType: string }>;
}

export interface ServiceLoad {
  readonly activeRuns: number;
  readonly waitingRuns: number;
  readonly engineCalls: number;
  /** Null where the engine does not count. */
  readonly answers: AnswerCounts | null;
}
