const PING = Symbol("ping");

/**
 * Sends text frames as server-sent events. Frames are drawn as the reader takes them; a silence is
 * bridged with comment lines. `onLeave` is told when the reader is gone before the end; the frames are then
 * ended too, so that what they hold is given back.
 */
export function eventStream(
  frames: AsyncIterable<string>,
  options: { keepAliveMs: number; onLeave: () => void },
): Response {
  const iterator = frames[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let pending: Promise<IteratorResult<string>> | null = null;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        pending ??= iterator.next();
        const step = await orPing(pending, options.keepAliveMs);
        if (step === PING) {
          controller.enqueue(encoder.encode(": ping\n\n"));
          return;
        }
        pending = null;
        if (step.done) controller.close();
        else controller.enqueue(encoder.encode(step.value));
      },
      cancel() {
        options.onLeave();
        // A frame that is being made may take its time, and may fail for the leaving.
        iterator.return?.().catch(() => undefined);
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

async function orPing<T>(promise: Promise<T>, ms: number): Promise<T | typeof PING> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<typeof PING>((resolve) => {
    timer = setTimeout(() => resolve(PING), ms);
  });
  try {
    return await Promise.race([promise, silence]);
  } finally {
    clearTimeout(timer);
  }
}
