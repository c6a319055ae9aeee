import { AnsatzError } from "../core/errors.ts";

/** Watches one exchange with a model server: the caller's stop, silence and size. */
export interface StreamGuard {
  /** Aborts on stop, on silence and on `close`. */
  readonly signal: AbortSignal;
  /** Awaits `work`, which may take at most the guard's silence limit. */
  within<T>(work: Promise<T>): Promise<T>;
  /** `fetch` whose bodies count towards the byte limit. */
  readonly fetch: typeof fetch;
  /** The guard's own verdict when it is the cause of a failure, else null. */
  verdict(): AnsatzError | null;
  close(): void;
}

export function createStreamGuard(limits: {
  readonly silenceMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}): StreamGuard {
  const controller = new AbortController();
  let failure: AnsatzError | null = null;

  function fail(error: AnsatzError): void {
    failure ??= error;
    controller.abort();
  }
  function onStop(): void {
    fail(new AnsatzError("stopped", "The request was stopped before it finished."));
  }
  if (limits.signal?.aborted) onStop();
  limits.signal?.addEventListener("abort", onStop, { once: true });

  function onSilence(): void {
    fail(
      new AnsatzError(
        "model_timeout",
        "The model server went silent. Try again, or raise the time limit for slow hardware.",
      ),
    );
  }

  function countBytes(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    let received = 0;
    return body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(bytes, stream) {
          received += bytes.byteLength;
          if (received <= limits.maxBytes) {
            stream.enqueue(bytes);
            return;
          }
          fail(
            new AnsatzError(
              "model_timeout",
              "The model server's reply does not end. Restart the server or use another model.",
            ),
          );
          stream.terminate();
        },
      }),
    );
  }

  return {
    signal: controller.signal,
    async within(work) {
      const timer = setTimeout(onSilence, limits.silenceMs);
      try {
        return await work;
      } finally {
        clearTimeout(timer);
      }
    },
    async fetch(input, init) {
      const response = await fetch(input, init);
      return response.body === null
        ? response
        : new Response(countBytes(response.body), {
            status: response.status,
            statusText: response.statusText,
            headers: response.headers,
          });
    },
    verdict: () => failure,
    close() {
      limits.signal?.removeEventListener("abort", onStop);
      controller.abort();
    },
  };
}
