import type { Logger } from "../logger.ts";
import type { WorkerSettings } from "./settings.ts";

type Level = "debug" | "info" | "warn" | "error";
const LEVELS: readonly string[] = ["debug", "info", "warn", "error", "silent"];

/** One JSON line an event in the Worker's logs. Of an error only its kind and where it came through. */
export function createWorkerLogger(least: WorkerSettings["logLevel"]): Logger {
  const write = (level: Level, event: string, fields: Readonly<Record<string, unknown>>) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return;
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
