import { Hono } from "hono";
import { callerOf } from "../caller.ts";
import type { Service } from "../service.ts";

/**
 * `/mcp`: the Model Context Protocol over HTTP, without sessions. Requests of the protocol of 2026 stand
 * alone; those of 2025 are each served by a fresh server, so any instance can answer any of them.
 */
export function mcpRoutes(service: Service): Hono {
  const { math, verifier, gate, limits, logger } = service;
  // The protocol's package is loaded by the first that asks for it, so that it delays no start.
  const open = async () => {
    const [{ createMcpHandler }, { createMcpServer }] = await Promise.all([
      import("@modelcontextprotocol/server"),
      import("../mcp/mcp-server.ts"),
    ]);
    return createMcpHandler(
      ({ authInfo }) =>
        createMcpServer({
          math,
          verifier,
          gate,
          timeoutMs: limits.engineTimeoutMs,
          tenant: authInfo?.clientId ?? "",
        }),
      {
        keepAliveMs: limits.keepAliveMs,
        maxRequestBodySize: limits.maxBodyBytes,
        maxSubscriptions: 100,
        onerror: (cause) => logger.error("mcp-fault", { cause: cause.name }),
      },
    );
  };
  let handler: ReturnType<typeof open> | undefined;
  return new Hono().all("/mcp", async (context) => {
    handler ??= open();
    // The key was looked at before; what is told here is only for whom it is asked.
    const authInfo = { token: "", clientId: callerOf(context).tenant, scopes: [] };
    return (await handler).fetch(context.req.raw, { authInfo });
  });
}
