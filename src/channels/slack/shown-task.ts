import type { RunEvent } from "../../core/events.ts";
import type { Task } from "./answer-parts.ts";
import { shorten } from "./message-text.ts";
import { PHRASES, type SlackLanguage } from "./phrases.ts";

/** Says what a run's events look like among the steps of a message; null for those that are no step. */
export function taskWriter(
  language: SlackLanguage,
  writeUnicode: (plain: string) => string,
): (event: RunEvent) => Task | null {
  const phrases = PHRASES[language];
  const titles = new Map<string, string>();
  const read = (text: string | undefined): Task => ({
    id: "reading",
    title: phrases.reading,
    status: "complete",
    ...(text === undefined ? {} : { output: writeUnicode(text) }),
  });
  return (event) => {
    if (event.type === "reading") return read(event.text);
    if (event.type === "query-result") return read(event.result.reading?.text);
    if (event.type === "tool-start") {
      const title = titleOf(event.name, event.input, phrases);
      titles.set(event.id, title);
      return { id: event.id, title, status: "in_progress" };
    }
    if (event.type === "policy-applied")
      return {
        id: "policy",
        title: phrases.checking,
        status: "complete",
        ...(event.policy.outcome === "passed"
          ? {}
          : { output: phrases.policy[event.policy.outcome] }),
      };
    if (event.type !== "tool-end") return null;
    const title = titles.get(event.id) ?? titleOf(event.name, null, phrases);
    const output = writeUnicode(resultText(event.result));
    return { id: event.id, title, status: "complete", ...(output === "" ? {} : { output }) };
  };
}

function titleOf(
  name: string,
  input: unknown,
  { tool, otherTool }: (typeof PHRASES)[SlackLanguage],
): string {
  const title = Object.hasOwn(tool, name) ? (tool[name] ?? otherTool) : `${otherTool} (${name})`;
  const asked = fieldOf(input, ["query", "text", "a"]);
  return asked === "" ? title : `${title}: ${shorten(asked, 120)}`;
}

function resultText(result: unknown): string {
  if (typeof result === "string") return shorten(result, 200);
  return shorten(fieldOf(result, ["answer", "verdict", "status", "message"]), 200);
}

function fieldOf(value: unknown, names: readonly string[]): string {
  if (typeof value !== "object" || value === null) return "";
  const fields = value as Readonly<Record<string, unknown>>;
  const found = names.map((name) => fields[name]).find((field) => typeof field === "string");
  return typeof found === "string" ? found : "";
}
