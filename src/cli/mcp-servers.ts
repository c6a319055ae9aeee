import { readFile, rename, writeFile } from "node:fs/promises";
import type { z } from "zod";
import { AnsatzError } from "../core/errors.ts";
import type { McpTools } from "../tools/mcp/mcp-tools.ts";
import {
  pinFileSchema,
  type Pins,
  serverFileSchema,
  type ServerSettings,
} from "../tools/mcp/server-settings.ts";
import { projectVersion } from "./commands/version.ts";

/** The pins stand in a file of their own beside the servers', so that they can be kept under review. */
export const pinFileOf = (path: string): string => `${path}.pins`;

/** @throws AnsatzError `invalid_configuration` for a file that is not there or not in the right form. */
export async function readServers(path: string): Promise<Readonly<Record<string, ServerSettings>>> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new AnsatzError(
      "invalid_configuration",
      `The file of tool servers ${path} cannot be read. Correct ANSATZ_MCP_SERVERS.`,
      { cause },
    );
  });
  return parse(path, text, serverFileSchema).mcpServers;
}

/** None where nothing was pinned yet. */
export async function readPins(path: string): Promise<Pins> {
  const text = await readFile(pinFileOf(path), "utf8").catch(() => "{}");
  return parse(pinFileOf(path), text, pinFileSchema);
}

export async function writePins(path: string, pins: Pins): Promise<void> {
  const file = pinFileOf(path);
  await writeFile(`${file}.new`, `${JSON.stringify(pins, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

/** The tools of the servers that a file names, with notices on standard error; null without a file. */
export async function openMcpTools(path: string | undefined): Promise<McpTools | null> {
  if (path === undefined) return null;
  const [servers, pins, version] = await Promise.all([
    readServers(path),
    readPins(path),
    projectVersion(),
  ]);
  const onNotice = (sentence: string) => process.stderr.write(`${sentence}\n`);
  const { McpTools } = await import("../tools/mcp/mcp-tools.ts");
  return new McpTools({ servers, pins, version, onNotice });
}

function parse<T>(path: string, text: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AnsatzError("invalid_configuration", `The file ${path} is not JSON. Correct it.`, {
      cause,
    });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AnsatzError(
    "invalid_configuration",
    `The file ${path} cannot be used at ${issue?.path.join(".") || "its top"}: ${issue?.message}. Correct it.`,
  );
}
