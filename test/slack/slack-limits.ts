/** Calls a minute, by the tiers of Slack's rate limit page; a special method has its own. */
export const CALLS_A_MINUTE: Readonly<Record<string, number>> = {
  "chat.startStream": 20,
  "chat.appendStream": 100,
  "chat.stopStream": 20,
  "chat.postMessage": 60,
  "chat.update": 50,
  "chat.delete": 50,
  "chat.postEphemeral": 100,
  "agents.sessions.setStatus": 50,
  "assistant.threads.setStatus": 100,
  "assistant.threads.setSuggestedPrompts": 100,
  "views.open": 100,
  "views.publish": 100,
  "users.info": 100,
  "auth.test": 100,
  "files.info": 100,
  "files.getUploadURLExternal": 100,
  "files.completeUploadExternal": 100,
  "conversations.replies": 50,
};

export const MESSAGE_CHARACTERS = 13_200;
export const TEXT_CHARACTERS = 12_000;

type Fields = Readonly<Record<string, unknown>>;

const BLOCK_TYPES = new Set([
  "section",
  "header",
  "context",
  "markdown",
  "image",
  "table",
  "actions",
  "context_actions",
  "divider",
]);

/** Null when Slack would take these blocks, else its error. */
export function blocksError(blocks: unknown, isReady: (fileId: string) => boolean): string | null {
  if (!Array.isArray(blocks) || blocks.length > 50) return "invalid_blocks";
  const list = blocks as Fields[];
  if (list.filter((block) => block["type"] === "table").length > 1) return "invalid_blocks";
  const markdown = list
    .filter((block) => block["type"] === "markdown")
    .reduce((sum, block) => sum + text(block["text"]).length, 0);
  if (markdown > TEXT_CHARACTERS) return "msg_blocks_too_long";
  return list.every((block) => isBlock(block, isReady)) ? null : "invalid_blocks";
}

function isBlock(block: Fields, isReady: (fileId: string) => boolean): boolean {
  const type = text(block["type"]);
  if (!BLOCK_TYPES.has(type)) return false;
  const inner = (block["text"] ?? {}) as Fields;
  const elements = (block["elements"] ?? []) as Fields[];
  if (type === "section") return isText(inner, 3_000);
  if (type === "header") return inner["type"] === "plain_text" && isText(inner, 150);
  if (type === "markdown") return text(block["text"]) !== "";
  if (type === "context")
    return (
      elements.length > 0 && elements.length <= 10 && elements.every((one) => isText(one, 3_000))
    );
  if (type === "image") {
    const id = text((block["slack_file"] as Fields | undefined)?.["id"]);
    return within(block["alt_text"], 2_000) && isReady(id);
  }
  if (type === "table") return isTable(block["rows"]);
  if (type === "actions")
    return elements.length > 0 && elements.length <= 25 && elements.every(isButton);
  if (type === "context_actions")
    return elements.length > 0 && elements.length <= 5 && elements.every(isFeedback);
  return true;
}

function isTable(rows: unknown): boolean {
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > 100) return false;
  const cells = (rows as Fields[][]).flat();
  return (
    (rows as unknown[][]).every((row) => row.length > 0 && row.length <= 20) &&
    cells.every((cell) => cell["type"] === "raw_text" && text(cell["text"]) !== "") &&
    cells.reduce((sum, cell) => sum + text(cell["text"]).length, 0) <= 10_000
  );
}

function isButton(element: Fields): boolean {
  const label = (element["text"] ?? {}) as Fields;
  return (
    element["type"] === "button" &&
    label["type"] === "plain_text" &&
    within(label["text"], 75) &&
    within(element["action_id"], 255) &&
    text(element["value"]).length <= 2_000
  );
}

function isFeedback(element: Fields): boolean {
  return (
    element["type"] === "feedback_buttons" &&
    within(element["action_id"], 255) &&
    [element["positive_button"], element["negative_button"]].every((button) => {
      const { text: label, value } = (button ?? {}) as Fields;
      return isText((label ?? {}) as Fields, 75) && within(value, 2_000);
    })
  );
}

const CHUNKS: Readonly<Record<string, (chunk: Fields) => boolean>> = {
  markdown_text: (chunk) => typeof chunk["text"] === "string",
  task_update: (chunk) =>
    within(chunk["id"], 255) &&
    within(chunk["title"], 256) &&
    ["pending", "in_progress", "complete", "error"].includes(text(chunk["status"])) &&
    text(chunk["output"]).length <= 256 &&
    text(chunk["details"]).length <= 256,
  plan_update: (chunk) => within(chunk["title"], 256),
  blocks: (chunk) => Array.isArray(chunk["blocks"]),
};

/** Null when Slack would take these chunks, else its error. */
export function chunksError(chunks: unknown, isReady: (fileId: string) => boolean): string | null {
  if (!Array.isArray(chunks)) return "invalid_chunks";
  let characters = 0;
  for (const chunk of chunks as Fields[]) {
    if (!CHUNKS[text(chunk["type"])]?.(chunk)) return "invalid_chunks";
    characters += chunk["type"] === "markdown_text" ? text(chunk["text"]).length : 0;
    if (chunk["type"] === "blocks") {
      const error = blocksError(chunk["blocks"], isReady);
      if (error) return error;
    }
  }
  return characters > TEXT_CHARACTERS ? "msg_too_long" : null;
}

function isText(value: Fields, limit: number): boolean {
  return ["plain_text", "mrkdwn"].includes(text(value["type"])) && within(value["text"], limit);
}

function within(value: unknown, limit: number): boolean {
  return typeof value === "string" && value.length > 0 && value.length <= limit;
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
