import type { Block } from "./blocks.ts";
import type { DrawnPiece } from "./draw-pieces.ts";
import { shorten } from "./message-text.ts";
import { SlackRefusal } from "./slack-api.ts";

export interface Task {
  readonly id: string;
  readonly title: string;
  readonly status: "in_progress" | "complete" | "error";
  readonly output?: string;
}

export interface FinishedAnswer {
  readonly pieces: readonly DrawnPiece[];
  readonly closing: readonly Block[];
  readonly summary: string;
  readonly metadata?: { readonly runId: string; readonly verdict: string };
}

/** A step as Slack shows it in a stream. */
export function taskChunk(task: Task) {
  return {
    type: "task_update",
    id: task.id,
    title: shorten(task.title, 200),
    status: task.status,
    ...(task.output === undefined ? {} : { output: shorten(task.output, 250) }),
  };
}

/** What a message says of itself to programs. */
export function metadataOf({ runId, verdict }: { runId: string; verdict: string }) {
  return { event_type: "ansatz_answer", event_payload: { run_id: runId, verdict } };
}

/** Slack ends a stream by itself after some minutes, and when a user presses stop. */
export function isClosed(thrown: unknown): boolean {
  return thrown instanceof SlackRefusal && thrown.code === "message_not_in_streaming_state";
}

/** What chunks take of a message, as far as is known; nothing for none. */
export function sizeOf(chunks: readonly unknown[]): number {
  return chunks.length === 0 ? 0 : JSON.stringify(chunks).length;
}
