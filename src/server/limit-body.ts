import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { isReadInLines } from "./json-lines.ts";

/**
 * Refuses bodies of more than `maxBytes`. Where the header says the length, the server's parser holds the
 * body to it and looking at the header is enough; to look at the body itself would build a whole request
 * with its stream for every call. A body that is read while it is written is held to it by its reader.
 */
export function limitBody(
  maxBytes: number,
  onError: (context: Context) => Response,
): MiddlewareHandler {
  const whileReading = bodyLimit({ maxSize: maxBytes, onError });
  return (context, next) => {
    if (isReadInLines(context)) return next();
    const length = context.req.header("content-length");
    const isStated =
      length !== undefined &&
      /^\d{1,15}$/.test(length) &&
      context.req.header("transfer-encoding") === undefined;
    return isStated && Number(length) <= maxBytes ? next() : whileReading(context, next);
  };
}
