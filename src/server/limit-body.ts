import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

/**
 * Refuses bodies of more than `maxBytes`. Where the header says the length, the server's parser holds the
 * body to it and looking at the header is enough; to look at the body itself would build a whole request
 * with its stream for every call.
 */
export function limitBody(
  maxBytes: number,
  onError: (context: Context) => Response,
): MiddlewareHandler {
  const whileReading = bodyLimit({ maxSize: maxBytes, onError });
  return (context, next) => {
    const length = context.req.header("content-length");
    const isStated =
      length !== undefined &&
      /^\d{1,15}$/.test(length) &&
      context.req.header("transfer-encoding") === undefined;
    return isStated && Number(length) <= maxBytes ? next() : whileReading(context, next);
  };
}
