import { shorten } from "./message-text.ts";

export type Block = Readonly<Record<string, unknown>> & { readonly type: string };

/** What Slack takes at most; longer input is refused as a whole. */
export const LIMITS = {
  blocks: 50,
  markdown: 12_000,
  sectionText: 3_000,
  contextText: 2_000,
  tableRows: 100,
  tableCells: 20,
  tableCharacters: 10_000,
  buttonText: 75,
  altText: 2_000,
} as const;

export const ACTIONS = {
  certificate: "ansatz_certificate",
  rating: "ansatz_rating",
  check: "ansatz_check",
} as const;

export function section(mrkdwn: string): Block {
  return { type: "section", text: { type: "mrkdwn", text: shorten(mrkdwn, LIMITS.sectionText) } };
}

export function header(text: string): Block {
  return { type: "header", text: { type: "plain_text", text: shorten(text, 150) } };
}

export function context(lines: readonly string[]): Block {
  return {
    type: "context",
    elements: lines
      .filter((line) => line !== "")
      .slice(0, 10)
      .map((line) => ({ type: "mrkdwn", text: shorten(line, LIMITS.contextText) })),
  };
}

export function markdown(text: string): Block {
  return { type: "markdown", text };
}

export function image(fileId: string, altText: string): Block {
  return {
    type: "image",
    slack_file: { id: fileId },
    alt_text: shorten(altText, LIMITS.altText),
  };
}

export function button(text: string, actionId: string, value: string): Block {
  return {
    type: "button",
    text: { type: "plain_text", text: shorten(text, LIMITS.buttonText) },
    action_id: actionId,
    value,
  };
}

/** Null for a table that Slack would not take. */
export function table(rows: readonly (readonly string[])[]): Block | null {
  const characters = rows.flat().reduce((sum, cell) => sum + cell.length, 0);
  if (rows.length === 0 || rows.length > LIMITS.tableRows) return null;
  if (rows.some((row) => row.length === 0 || row.length > LIMITS.tableCells)) return null;
  if (characters > LIMITS.tableCharacters) return null;
  return {
    type: "table",
    // A cell must not be empty.
    rows: rows.map((row) =>
      row.map((text) => ({ type: "raw_text", text: text === "" ? " " : text })),
    ),
  };
}
