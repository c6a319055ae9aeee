import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Attributes,
  type Context,
  type Meter,
  ROOT_CONTEXT,
  type Tracer,
} from "@opentelemetry/api";
import { METRICS } from "./names.ts";

/** The longest text told of one message, argument or result. */
const MAX_TEXT = 8_000;

/** A tracer, the histograms, and the context that work goes on in. */
export class Instruments {
  readonly tracer: Tracer;
  readonly isTextTold: boolean;
  readonly #histograms: Readonly<
    Record<keyof typeof METRICS, ReturnType<Meter["createHistogram"]>>
  >;
  readonly #storage = new AsyncLocalStorage<Context>();

  constructor(tracer: Tracer, meter: Meter, isTextTold: boolean) {
    this.tracer = tracer;
    this.isTextTold = isTextTold;
    const histogram = (metric: keyof typeof METRICS) => {
      const { name, unit, buckets } = METRICS[metric];
      return meter.createHistogram(name, {
        unit,
        advice: { explicitBucketBoundaries: [...buckets] },
      });
    };
    this.#histograms = {
      operationSeconds: histogram("operationSeconds"),
      tokens: histogram("tokens"),
      firstChunkSeconds: histogram("firstChunkSeconds"),
      requestSeconds: histogram("requestSeconds"),
    };
  }

  /** Where the work that is going on just now hangs. */
  get context(): Context {
    return this.#storage.getStore() ?? ROOT_CONTEXT;
  }

  within<T>(context: Context, work: () => T): T {
    return this.#storage.run(context, work);
  }

  record(metric: keyof typeof METRICS, value: number, attributes: Attributes): void {
    this.#histograms[metric].record(value, attributes);
  }
}

/** JSON of a bounded length. */
export function told(value: unknown): string {
  return (JSON.stringify(value) ?? "").slice(0, MAX_TEXT);
}
