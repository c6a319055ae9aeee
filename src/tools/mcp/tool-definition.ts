/** A tool as its server tells of it; only these parts reach a model. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

const MAX_SCHEMA_CHARACTERS = 20_000;
const MAX_DESCRIPTION_CHARACTERS = 1_000;

/** Letters that steer a terminal or a reader's eye, or are not seen at all. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text from outside as it may be shown: nothing hidden in it, and not longer than told. */
export function safeText(text: string, most: number): string {
  const seen = text.replace(UNSEEN, "").toWellFormed();
  return seen.length <= most
    ? seen
    : `${seen.slice(0, most)} … [${seen.length - most} characters left out]`;
}

/** The definition as it is used; null for one that cannot be. */
export function readDefinition(tool: {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema: unknown;
}): ToolDefinition | null {
  const schema = tool.inputSchema;
  if (typeof schema !== "object" || schema === null) return null;
  if (JSON.stringify(schema).length > MAX_SCHEMA_CHARACTERS) return null;
  return {
    name: tool.name,
    description: safeText(tool.description ?? "", MAX_DESCRIPTION_CHARACTERS),
    inputSchema: schema as Record<string, unknown>,
  };
}

/** SHA-256 of everything of a tool that a model is shown. The order of keys does not count. */
export async function hashOf(definition: ToolDefinition): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(sorted(definition)));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, part]) => [key, sorted(part)]);
}

/** A name that model servers take, with its server before it: it can never be one of our own. */
export function safeName(server: string, tool: string, hash: string): string {
  const plain = `${server}__${tool}`;
  if (/^[\w-]{1,64}$/.test(plain)) return plain;
  // What had to be changed gets a part of its hash, so that two do not become one.
  return `${plain.replaceAll(/[^\w-]/g, "_").slice(0, 55)}_${hash.slice(0, 8)}`;
}
