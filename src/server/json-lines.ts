import type { Context } from "hono";
import { AnsatzError } from "../core/errors.ts";
import { parseJson } from "./read-body.ts";

/** True for a text that is checked while it is still being sent. */
export const isReadInLines = ({ req }: Context): boolean =>
  req.path === "/v1/verify" &&
  /^application\/(?:x-ndjson|jsonl)\s*(?:;|$)/i.test(req.header("content-type") ?? "");

export interface JsonLinesOptions {
  readonly maxBytes: number;
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

/**
 * The values of a body of JSON lines, each as its line is complete. A body that has not come to its end
 * after `withinMs` is not waited for.
 *
 * @throws AnsatzError `invalid_request` for a line that is no JSON, `too_large` past the bytes and `timed_out`
 * past the time.
 */
export async function* jsonLines(
  body: ReadableStream<Uint8Array> | null,
  { maxBytes, withinMs, signal }: JsonLinesOptions,
): AsyncGenerator<unknown> {
  const reader = (body ?? new Blob([]).stream()).getReader();
  const decoder = new TextDecoder();
  const late = AbortSignal.timeout(withinMs);
  const ends = AbortSignal.any([late, signal]);
  const giveUp = () => void reader.cancel().catch(() => undefined);
  ends.addEventListener("abort", giveUp, { once: true });
  let rest = "";
  let bytes = 0;
  try {
    for (let isDone = false; !isDone;) {
      const { value, done } = await reader.read();
      isDone = done;
      if (late.aborted)
        throw new AnsatzError(
          "timed_out",
          `The text was not complete after ${withinMs / 1000} s. Send it in parts.`,
        );
      bytes += value?.length ?? 0;
      if (bytes > maxBytes)
        throw new AnsatzError(
          "too_large",
          `A body takes at most ${maxBytes} bytes. Send the text in parts.`,
        );
      const lines = (rest + decoder.decode(value, { stream: !done })).split("\n");
      rest = done ? "" : (lines.pop() ?? "");
      for (const line of lines) if (line.trim() !== "") yield parseJson(line);
    }
  } finally {
    ends.removeEventListener("abort", giveUp);
    giveUp();
  }
}
