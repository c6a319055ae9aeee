import { LOG_LEVELS, type LogLevel } from "../log-levels.ts";
import type { Logger } from "../logger.ts";

/** One JSON line an event in the Worker's logs. Of an error only its kind and where it came through. */
export function createWorkerLogger(least: LogLevel): Logger {
  const write = (
    level: Exclude<LogLevel, "silent">,
    event: string,
    fields: Readonly<Record<string, unknown>>,
  ) => {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(least)) return;
    const { cause, ...rest } = fields;
    const described = cause === undefined ? {} : { cause: describeCause(cause) };
    console[level](JSON.stringify({ level, event, ...rest, ...described }));
  };
  return {
    info: (event, fields) => write(event === "request" ? "debug" : "info", event, fields),
    warn: (event, fields) => write("warn", event, fields),
    error: (event, fields) => write("error", event, fields),
  };
}

function describeCause(cause: unknown): object {
  if (!(cause instanceof Error)) return { kind: typeof cause };
  const frames = (cause.stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line));
  return {
    kind: cause.name,
    stack: frames.map((line) => line.trim()),
    ...(cause.cause === undefined ? {} : { cause: describeCause(cause.cause) }),
  };
}
