import type { Item } from "./responses-input.ts";

/** The items of an input as they are kept and listed: without ids, and without the pictures themselves. */
export function inputItems(input: string | readonly Item[]): readonly object[] {
  if (typeof input === "string")
    return [messageItem("user", [{ type: "input_text", text: input }])];
  return input.flatMap((item): object[] => {
    const { type = "message", role = "user" } = item;
    const status = "completed";
    if (type === "function_call") {
      const { call_id, name, arguments: text } = item;
      return [{ type, call_id, name, arguments: text, status }];
    }
    if (type === "function_call_output")
      return [{ type, call_id: item.call_id, output: item.output ?? "", status }];
    return type === "message" ? [messageItem(role, partsOf(item, role))] : [];
  });
}

function partsOf({ content }: Item, role: string): object[] {
  const ofText = (text: string) =>
    role === "assistant"
      ? { type: "output_text", text, annotations: [], logprobs: [] }
      : { type: "input_text", text };
  if (typeof content === "string") return [ofText(content)];
  return (content ?? []).map((part) =>
    part.type === "input_image"
      ? { type: "input_image", detail: part.detail ?? "auto", image_url: null, file_id: null }
      : ofText(part.text ?? ""),
  );
}

function messageItem(role: string, content: readonly object[]) {
  return { type: "message", role, content, status: "completed" };
}

const PREFIXES: Readonly<Record<string, string>> = {
  function_call: "fc",
  function_call_output: "fco",
};

export interface ItemPage {
  readonly order: "asc" | "desc";
  readonly limit: number;
  /** The id of the last item that was read. */
  readonly after?: string | undefined;
}

/** One page of a response's input, newest first unless told. */
export function listItems(items: readonly object[], runId: string, page: ItemPage) {
  const named = items.map((item, index) => {
    const prefix = PREFIXES[(item as { type?: string }).type ?? ""] ?? "msg";
    return { id: `${prefix}_in_${runId.replace(/^run_/, "")}_${index}`, ...item };
  });
  const ordered = page.order === "asc" ? named : named.toReversed();
  const from = page.after === undefined ? 0 : ordered.findIndex(({ id }) => id === page.after) + 1;
  const data = ordered.slice(from, from + page.limit);
  return {
    object: "list",
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: from + page.limit < ordered.length,
  };
}
