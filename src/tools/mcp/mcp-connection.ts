import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { getDefaultEnvironment, StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { AnsatzError } from "../../core/errors.ts";
import type { CallOptions } from "../../core/math-port.ts";
import type { ServerSettings } from "./server-settings.ts";
import { readDefinition, safeText, type ToolDefinition } from "./tool-definition.ts";

const CONNECT_MS = 15_000;
const MAX_TOOLS = 64;
const MAX_RESULT_CHARACTERS = 20_000;
const MAX_MESSAGE_BYTES = 1_048_576;

/** One server of the protocol, connected when it is first needed and again when it was lost. */
export class McpConnection {
  readonly name: string;
  readonly settings: ServerSettings;
  readonly #version: string;
  #client: Promise<Client> | null = null;
  #isClosed = false;

  constructor(name: string, settings: ServerSettings, version: string) {
    this.name = name;
    this.settings = settings;
    this.#version = version;
  }

  /** Every tool it has that can be used. Throws `tool_failed` when it cannot be reached. */
  async definitions(): Promise<readonly ToolDefinition[]> {
    const { tools } = await this.#use((client) =>
      client.listTools(undefined, { timeout: CONNECT_MS }),
    );
    return tools
      .slice(0, MAX_TOOLS)
      .map(readDefinition)
      .filter((definition) => definition !== null);
  }

  /** The text of a result. Throws `tool_failed`, `timed_out`, or `stopped`. */
  async call(
    tool: string,
    input: Readonly<Record<string, unknown>>,
    { signal, timeoutMs }: CallOptions,
  ): Promise<string> {
    const limitMs = Math.min(this.settings.timeoutMs, timeoutMs ?? this.settings.timeoutMs);
    const late = AbortSignal.timeout(limitMs);
    const stop = signal === undefined ? late : AbortSignal.any([signal, late]);
    try {
      const result = await this.#use((client) =>
        client.callTool(
          { name: tool, arguments: { ...input } },
          { signal: stop, timeout: limitMs, maxTotalTimeout: limitMs, allowInputRequired: false },
        ),
      );
      const text = safeText(textOf(result), MAX_RESULT_CHARACTERS);
      if (result.isError === true)
        throw this.#failure(
          `The tool ${tool} of ${this.name} says that it failed: ${safeText(text, 500)}`,
        );
      return text;
    } catch (cause) {
      if (signal?.aborted === true)
        throw new AnsatzError("stopped", "The call of the tool was stopped.", { cause });
      if (late.aborted)
        throw new AnsatzError(
          "timed_out",
          `The tool ${tool} of ${this.name} did not answer within ${limitMs} ms. Go on without it.`,
          { cause },
        );
      throw cause;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const client = await this.#client?.catch(() => null);
    await client?.close().catch(() => undefined);
  }

  async #use<T>(work: (client: Client) => Promise<T>): Promise<T> {
    try {
      this.#client ??= this.#connect();
      return await work(await this.#client);
    } catch (cause) {
      if (AnsatzError.isInstance(cause)) throw cause;
      throw this.#failure(
        `The tool server ${this.name} could not be used. Go on without it.`,
        cause,
      );
    }
  }

  async #connect(): Promise<Client> {
    if (this.#isClosed) throw this.#failure(`The tool server ${this.name} is closed.`);
    const client = new Client(
      { name: "ansatz", version: this.#version },
      { versionNegotiation: { mode: "auto" } },
    );
    // The next call connects anew.
    const forget = () => {
      this.#client = null;
    };
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it has no such method
    client.onclose = forget;
    try {
      await client.connect(this.#transport(), { timeout: CONNECT_MS });
      return client;
    } catch (cause) {
      forget();
      await client.close().catch(() => undefined);
      throw cause;
    }
  }

  #transport() {
    const { settings } = this;
    if ("url" in settings)
      return new StreamableHTTPClientTransport(new URL(settings.url), {
        // A redirect would send the headers, and a key among them, to somebody else.
        requestInit: { headers: settings.headers, redirect: "error" },
      });
    return new StdioClientTransport({
      command: settings.command,
      args: settings.args,
      // Nothing of our own environment but what a program needs to run.
      env: { ...getDefaultEnvironment(), ...settings.env },
      stderr: "ignore",
      maxBufferSize: MAX_MESSAGE_BYTES,
    });
  }

  #failure(message: string, cause?: unknown): AnsatzError {
    return new AnsatzError("tool_failed", message, { cause });
  }
}

interface Result {
  readonly content: readonly { readonly type: string; readonly text?: unknown }[];
  readonly structuredContent?: unknown;
}

/** Text as it is, structured content as JSON where there is no text; anything else is only named. */
function textOf({ content, structuredContent }: Result): string {
  const parts = content.map(({ type, text }) =>
    type === "text" && typeof text === "string" ? text : `[${safeText(type, 20)} left out]`,
  );
  if (parts.length === 0 && structuredContent !== undefined)
    return JSON.stringify(structuredContent);
  return parts.join("\n");
}
