import type { ExternalTool, ToolSource } from "../../core/tool-port.ts";
import { AnsatzError } from "../../core/errors.ts";
import { McpConnection } from "./mcp-connection.ts";
import type { Pins, ServerSettings } from "./server-settings.ts";
import { hashOf, safeName, type ToolDefinition } from "./tool-definition.ts";

const LOOK_MS = 60_000;

export interface McpToolsParts {
  readonly servers: Readonly<Record<string, ServerSettings>>;
  readonly pins: Pins;
  readonly version: string;
  /** Told once of each thing that keeps a tool away, with what to do. */
  readonly onNotice: (sentence: string) => void;
}

/**
 * The pinned tools of the servers in the settings. A tool whose definition is not the pinned one is not
 * offered and not called: a server that changes what a tool says of itself has to be looked at again.
 */
export class McpTools implements ToolSource {
  readonly #parts: McpToolsParts;
  readonly #connections: readonly McpConnection[];
  readonly #offered = new Map<string, readonly ExternalTool[]>();
  readonly #told = new Set<string>();
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(parts: McpToolsParts) {
    this.#parts = parts;
    this.#connections = Object.entries(parts.servers).map(
      ([name, settings]) => new McpConnection(name, settings, parts.version),
    );
  }

  tools(): readonly ExternalTool[] {
    return [...this.#offered.values()].flat();
  }

  /** Looks at every server now and once a minute; never throws. */
  async start(): Promise<void> {
    this.#timer ??= setInterval(() => void this.#lookAtAll(), LOOK_MS).unref();
    await this.#lookAtAll();
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await Promise.all(this.#connections.map((connection) => connection.close()));
  }

  async #lookAtAll(): Promise<void> {
    await Promise.all(this.#connections.map((connection) => this.#look(connection)));
  }

  async #look(connection: McpConnection): Promise<void> {
    const { name, settings } = connection;
    try {
      const usable: ExternalTool[] = [];
      for (const definition of await connection.definitions()) {
        if (settings.tools !== undefined && !settings.tools.includes(definition.name)) continue;
        const hash = await hashOf(definition);
        if (this.#isPinned(name, definition, hash))
          usable.push(this.#toolOf(connection, definition, hash));
      }
      this.#offered.set(name, usable);
    } catch (thrown) {
      this.#offered.delete(name);
      this.#tell(AnsatzError.from(thrown).message);
    }
  }

  #isPinned(server: string, { name }: ToolDefinition, hash: string): boolean {
    const pin = this.#parts.pins[server]?.[name];
    if (pin === hash) return true;
    this.#tell(
      pin === undefined
        ? `The tool ${name} of ${server} is not used: it is not pinned. Look at it with ansatz tools list, then run ansatz tools pin ${server}.`
        : `The tool ${name} of ${server} is refused: its definition is not the one that was pinned. Look at it with ansatz tools list, then run ansatz tools pin ${server} to take it as it is now.`,
    );
    return false;
  }

  #toolOf(connection: McpConnection, definition: ToolDefinition, hash: string): ExternalTool {
    const { name, description, inputSchema } = definition;
    return {
      specification: {
        name: safeName(connection.name, name, hash),
        description,
        parameters: { ...inputSchema },
      },
      call: (input, options) => connection.call(name, input, options),
    };
  }

  #tell(sentence: string): void {
    if (this.#told.has(sentence)) return;
    this.#told.add(sentence);
    this.#parts.onNotice(sentence);
  }
}
