import type { RunEvent } from "../../core/events.ts";

export interface NumberedEvent {
  readonly sequence: number;
  readonly event: RunEvent;
}

/** Reads a run's server-sent events from a response body, however its bytes are cut. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<NumberedEvent, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const frames = text.split("\n\n");
      text = frames.pop() ?? "";
      for (const frame of frames) {
        const sequence = /^id: (\d+)$/m.exec(frame)?.[1];
        const data = /^data: (.*)$/m.exec(frame)?.[1];
        if (sequence !== undefined && data !== undefined)
          yield { sequence: Number(sequence), event: JSON.parse(data) as RunEvent };
      }
    }
  } finally {
    await reader.cancel();
  }
}
