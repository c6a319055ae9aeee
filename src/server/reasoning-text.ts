import type { RunEvent } from "../core/events.ts";

/** What an event says of the work behind an answer; empty for those that say nothing of it. */
export function reasoningText(event: RunEvent): string {
  switch (event.type) {
    case "reasoning-delta":
      return event.text;
    case "status":
      return `${event.text}\n`;
    case "reading":
      return `Read as: ${event.text}\n`;
    case "step-end":
      return `${event.step.text}\n`;
    default:
      return "";
  }
}
