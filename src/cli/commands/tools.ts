import { AnsatzError } from "../../core/errors.ts";
import { McpConnection } from "../../tools/mcp/mcp-connection.ts";
import { hashOf, safeName } from "../../tools/mcp/tool-definition.ts";
import { EXIT } from "../exit-status.ts";
import { readPins, readServers, writePins } from "../mcp-servers.ts";
import { print } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";
import { projectVersion } from "./version.ts";

/**
 * `ansatz tools list`: the tools of the servers in ANSATZ_MCP_SERVERS, each with what its pin says of it.
 * `ansatz tools pin SERVER`: takes the tools of a server as they are now.
 */
export async function toolsCommand({
  positionals,
  options,
  configuration,
}: Invocation): Promise<number> {
  const [action, only] = positionals;
  const path = configuration.ANSATZ_MCP_SERVERS;
  if (path === undefined)
    throw new AnsatzError(
      "invalid_configuration",
      "No tool servers are named. Set ANSATZ_MCP_SERVERS to a file that names them.",
    );
  const [servers, pins, version] = await Promise.all([
    readServers(path),
    readPins(path),
    projectVersion(),
  ]);
  if ((action !== "list" && action !== "pin") || (action === "pin" && only === undefined))
    throw new AnsatzError(
      "invalid_request",
      "Run ansatz tools list, or ansatz tools pin SERVER to take its tools as they are now.",
    );
  if (only !== undefined && servers[only] === undefined)
    throw new AnsatzError(
      "invalid_request",
      `There is no tool server ${only}. There are: ${Object.keys(servers).join(", ") || "none"}.`,
    );
  const shown: object[] = [];
  for (const [server, settings] of Object.entries(servers)) {
    if (only !== undefined && server !== only) continue;
    const connection = new McpConnection(server, settings, version);
    try {
      const found: Record<string, string> = {};
      for (const definition of await connection.definitions()) {
        const hash = await hashOf(definition);
        const pin = pins[server]?.[definition.name];
        found[definition.name] = hash;
        const state = pin === undefined ? "not pinned" : pin === hash ? "pinned" : "changed";
        const name = safeName(server, definition.name, hash);
        shown.push({ server, ...definition, name, state: action === "pin" ? "pinned" : state });
        if (options.json !== true)
          process.stdout.write(
            `${name}  (${action === "pin" ? "pinned" : state})\n  ${definition.description}\n  ${JSON.stringify(definition.inputSchema)}\n`,
          );
      }
      if (action === "pin") pins[server] = found;
    } finally {
      await connection.close();
    }
  }
  if (action === "pin") await writePins(path, pins);
  if (options.json === true) print({ tools: shown });
  return EXIT.answered;
}
