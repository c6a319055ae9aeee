import pino from "pino";
import type { LogLevel } from "../server/log-levels.ts";
import type { Logger } from "../server/logger.ts";

/**
 * One JSON line an event, on standard error. Of an error only its kind and the places it came through are
 * written: its message may hold what a person wrote.
 */
export function createProcessLogger(level: LogLevel, stream?: NodeJS.WritableStream): Logger {
  const logger = pino(
    {
      level,
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { cause: describeCause },
    },
    stream ?? pino.destination({ dest: 2, sync: true }),
  );
  return {
    // A line a request is for whoever looks closely; a line a run is not.
    info: (event, fields) => logger[event === "request" ? "debug" : "info"]({ event, ...fields }),
    warn: (event, fields) => logger.warn({ event, ...fields }),
    error: (event, fields) => logger.error({ event, ...fields }),
  };
}

function describeCause(cause: unknown): object {
  if (!(cause instanceof Error)) return { kind: typeof cause };
  const { code } = cause as { code?: unknown };
  const frames = (cause.stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line));
  return {
    kind: cause.name,
    ...(typeof code === "string" ? { code } : {}),
    stack: frames.map((line) => line.trim()),
    ...(cause.cause === undefined ? {} : { cause: describeCause(cause.cause) }),
  };
}
