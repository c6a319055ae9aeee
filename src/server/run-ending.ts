import type { RunEvent } from "../core/events.ts";
import type { RunState } from "../core/store-port.ts";
import type { LiveRun } from "./live-run.ts";

export type EndEvent = Extract<RunEvent, { type: "run-end" | "run-error" }>;

export const NOT_STORED = {
  type: "run-error",
  code: "internal",
  message: "The run could not be stored, so its answer is withheld. Ask the question again.",
} as const;

export function fault(code: string, message: string): EndEvent {
  return { type: "run-error", code, message };
}

export const STOPPED = fault(
  "stopped",
  "The run was stopped before it finished. Ask again to restart it.",
);

/** What is recorded of a run's end, given why it was asked to stop, if it was. */
export function concluded(
  end: EndEvent,
  reason: LiveRun["stopReason"],
  timeoutMs: number,
): { event: EndEvent; state: Exclude<RunState, "running"> } {
  if (end.type === "run-end") return { event: end, state: "completed" };
  if (reason === "shutdown")
    return {
      event: fault("interrupted", "The service went down while this run was working. Ask again."),
      state: "interrupted",
    };
  if (reason === "deadline")
    return {
      event: fault(
        "timed_out",
        `The run took longer than ${Math.round(timeoutMs / 1000)} seconds. Ask for less at once.`,
      ),
      state: "failed",
    };
  return { event: end, state: end.code === "stopped" ? "stopped" : "failed" };
}

/** Resolves a while after the signal aborts, unless it is cancelled before. */
export function afterAbort(signal: AbortSignal, graceMs: number) {
  const { promise, resolve } = Promise.withResolvers<"overdue">();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = () => {
    timer = setTimeout(() => resolve("overdue"), graceMs);
  };
  if (signal.aborted) begin();
  else signal.addEventListener("abort", begin, { once: true });
  const cancel = () => {
    clearTimeout(timer);
    signal.removeEventListener("abort", begin);
  };
  return { promise, cancel };
}
