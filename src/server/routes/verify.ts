import { Hono } from "hono";
import { z } from "zod";
import { AnsatzError, toErrorBody } from "../../core/errors.ts";
import type { CallOptions } from "../../core/math-port.ts";
import type { VerifyEvent } from "../../core/verify-event.ts";
import { MAX_VERIFY_CHARACTERS, verifyRequestSchema } from "../../core/verify-result.ts";
import { verifyStream } from "../../hallucination/verify-stream.ts";
import { callerOf } from "../caller.ts";
import { eventStream } from "../event-stream.ts";
import { isReadInLines, jsonLines } from "../json-lines.ts";
import { readJson, validate } from "../read-body.ts";
import type { Service } from "../service.ts";
import { verifyBatch, verifyBatchSchema } from "../verify-batch.ts";

export const verifyBodySchema = verifyRequestSchema.extend({
  /** `true` for server-sent events: claims as they are decided, then the result. */
  stream: z.boolean().optional(),
});

/** The first line of a text that comes in lines; its text may be left out. */
const firstLineSchema = verifyRequestSchema.partial({ text: true });
const pieceSchema = z.strictObject({ text: z.string() });

async function* piecesOf(first: string, lines: AsyncIterable<unknown>): AsyncGenerator<string> {
  yield first;
  for await (const line of lines) yield validate(pieceSchema, line).text;
}

/**
 * `POST /v1/verify`: one text, whole or as events, or `items`; or, as JSON lines, a text that is still being
 * written. A caller that leaves ends the work.
 */
export function verifyRoutes({ verifier, limits, gate }: Service): Hono {
  async function* frames(events: AsyncIterable<VerifyEvent>) {
    try {
      for await (const event of events) yield `data: ${JSON.stringify(event)}\n\n`;
    } catch (thrown) {
      yield `data: ${JSON.stringify(toErrorBody(AnsatzError.from(thrown)))}\n\n`;
    } finally {
      gate.leave();
    }
  }
  const told = (
    pieces: AsyncIterable<string> | Iterable<string>,
    rest: Omit<z.infer<typeof verifyRequestSchema>, "text">,
    { reader, ...options }: CallOptions & { readonly reader: AbortController },
  ): Response =>
    eventStream(frames(verifyStream(verifier, pieces, rest, options)), {
      keepAliveMs: limits.keepAliveMs,
      onLeave: () => reader.abort(),
    });

  return new Hono().post("/v1/verify", async (context) => {
    const reader = new AbortController();
    const signal = AbortSignal.any([context.req.raw.signal, reader.signal]);
    const { tenant } = callerOf(context);
    const options = { signal, timeoutMs: limits.engineTimeoutMs, tenant };
    if (isReadInLines(context)) {
      const lines = jsonLines(context.req.raw.body, {
        maxBytes: limits.maxBodyBytes,
        withinMs: limits.requestTimeoutMs,
        signal,
      });
      try {
        const { value: line = {} } = await lines.next();
        const { text = "", ...rest } = validate(firstLineSchema, line);
        refuseLong({ ...rest, text });
        // Not before: who has sent nothing yet holds no place at the engine.
        gate.enter();
        return told(piecesOf(text, lines), rest, { ...options, reader });
      } catch (thrown) {
        await lines.return(undefined);
        throw thrown;
      }
    }
    const body = await readJson(context);
    if (typeof body === "object" && body !== null && "items" in body) {
      const { items } = validate(verifyBatchSchema, body);
      const data = await gate.run(() => verifyBatch(verifier, items, options));
      return context.json({ object: "list", data });
    }
    const { stream, ...request } = validate(verifyBodySchema, body);
    refuseLong(request);
    if (stream !== true)
      return context.json(await gate.run(() => verifier.verify(request, options)));
    const { text, ...rest } = request;
    gate.enter();
    return told([text], rest, { ...options, reader });
  });
}

function refuseLong(request: z.infer<typeof verifyRequestSchema>): void {
  for (const param of ["text", "question", "context"] as const)
    if ((request[param]?.length ?? 0) > MAX_VERIFY_CHARACTERS)
      throw new AnsatzError(
        "too_large",
        `\`${param}\` takes at most ${MAX_VERIFY_CHARACTERS} characters. Send it in pieces.`,
        { param },
      );
}
