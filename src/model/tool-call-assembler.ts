import type { ToolCall } from "../core/model-port.ts";

const MAX_TOOL_CALLS = 64;

/** A fragment as servers send it, after lenient parsing; every field may be missing. */
export interface ToolCallFragment {
  readonly index?: number | null | undefined;
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly argumentsPart?: unknown;
}

interface Draft {
  readonly index: number | null;
  id: string;
  name: string;
  argumentsText: string;
}

function isWholeJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function toText(part: unknown): string {
  if (part === undefined || part === null) return "";
  return typeof part === "string" ? part : JSON.stringify(part);
}

export interface ToolCallAssembler {
  add(fragment: ToolCallFragment): void;
  /**
   * The calls in the order they were begun. A call without a name is left out, and so is one whose
   * arguments are not whole JSON when the reply was `cutShort`.
   */
  finish(cutShort: boolean): ToolCall[];
}

/**
 * Puts streamed tool calls together and evens out what servers do differently: arguments as an object,
 * no id, no index, the name repeated in later fragments, every call under index 0.
 */
export function createToolCallAssembler(): ToolCallAssembler {
  const drafts: Draft[] = [];

  function startsNewCall(draft: Draft, fragment: ToolCallFragment): boolean {
    if (fragment.id && draft.id && fragment.id !== draft.id) return true;
    if (fragment.id && fragment.id === draft.id) return false;
    return (
      Boolean(fragment.name) &&
      draft.argumentsText !== "" &&
      toText(fragment.argumentsPart) !== "" &&
      isWholeJson(draft.argumentsText)
    );
  }

  function draftFor(fragment: ToolCallFragment): Draft | null {
    const index = fragment.index ?? null;
    const current =
      index === null
        ? drafts.at(-1)
        : drafts.findLast((draft) => draft.index === index || draft.index === null);
    if (current && !startsNewCall(current, fragment)) return current;
    if (drafts.length >= MAX_TOOL_CALLS) return null;
    const draft: Draft = { index, id: "", name: "", argumentsText: "" };
    drafts.push(draft);
    return draft;
  }

  return {
    add(fragment) {
      const draft = draftFor(fragment);
      if (draft === null) return;
      if (fragment.id && draft.id === "") draft.id = fragment.id;
      if (fragment.name && draft.name === "") draft.name = fragment.name;
      draft.argumentsText += toText(fragment.argumentsPart);
    },
    finish(cutShort) {
      return drafts
        .filter((draft) => draft.name !== "" && (!cutShort || isWholeJson(draft.argumentsText)))
        .map((draft) => ({
          id: draft.id || `call_${crypto.randomUUID().replaceAll("-", "")}`,
          name: draft.name,
          argumentsText: draft.argumentsText || "{}",
        }));
    },
  };
}
