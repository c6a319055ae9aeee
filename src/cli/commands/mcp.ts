import { once } from "node:events";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { createVerifier } from "../../hallucination/verifier.ts";
import { EngineGate } from "../../server/engine-gate.ts";
import { DEFAULT_LIMITS } from "../../server/limits.ts";
import { createMcpServer } from "../../server/mcp/mcp-server.ts";
import { EXIT } from "../exit-status.ts";
import { openMathEngine } from "../math-engine.ts";
import { openConstitution } from "../open-constitution.ts";
import type { Invocation } from "./invocation.ts";

const PLACES = 16;

/** `ansatz mcp`: the engine and the detector as tools for the program at the other end of the pipe. */
export async function mcpCommand({ configuration }: Invocation): Promise<number> {
  const constitution = await openConstitution(configuration.ANSATZ_CONSTITUTION);
  const math = openMathEngine();
  const verifier = createVerifier(math, [], constitution);
  const gate = new EngineGate(PLACES);
  const timeoutMs = DEFAULT_LIMITS.engineTimeoutMs;
  const handle = serveStdio(() => createMcpServer({ math, verifier, gate, timeoutMs }), {
    onerror: (error) => process.stderr.write(`ansatz mcp: ${error.message}\n`),
  });
  try {
    await Promise.race([
      once(process.stdin, "end"),
      once(process.stdin, "close"),
      once(process, "SIGTERM"),
      once(process, "SIGINT"),
    ]);
    return EXIT.answered;
  } finally {
    await handle.close();
    await math.close();
  }
}
