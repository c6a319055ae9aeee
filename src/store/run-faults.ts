import { AnsatzError } from "../core/errors.ts";
import type { RunEvent } from "../core/events.ts";

/** The refusals every store answers alike, and the event that closes a run whose process died. */

export function unknownRun(runId: string): AnsatzError {
  return new AnsatzError("not_found", `There is no run ${runId}. Check the id.`);
}

export function duplicateRun(runId: string): AnsatzError {
  return new AnsatzError("conflict", `The run ${runId} exists already. Start it with a new id.`);
}

export function foreignConversation(id: string): AnsatzError {
  return new AnsatzError("not_found", `There is no conversation ${id}. Check the id.`);
}

export function endedRun(runId: string): AnsatzError {
  return new AnsatzError(
    "conflict",
    `The run ${runId} has ended and takes nothing more. Start a new run.`,
  );
}

export const INTERRUPTED = {
  code: "interrupted",
  message: "The service went down while this run was working. Ask the question again.",
} as const;

export const interruptedEvent: RunEvent = { type: "run-error", ...INTERRUPTED };
