import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { AnsatzError } from "../core/errors.ts";
import type { ModelPort } from "../core/model-port.ts";
import { createApp, type AppParts } from "./app.ts";
import { createFileAssets } from "./file-assets.ts";
import { requireKnownHost } from "./known-host.ts";
import { KeyStore } from "./keys/key-store.ts";
import { DEFAULT_LIMITS, type ServerLimits } from "./limits.ts";
import { type Logger, silentLogger } from "./logger.ts";
import { RunHub } from "./run-hub.ts";
import { createSlackChannel, type SlackOptions } from "./slack.ts";

export interface NodeServerOptions extends Omit<AppParts, "hub" | "slackChannel"> {
  /** 0 takes any free port. */
  readonly port: number;
  /** Without it only this machine can reach the service. */
  readonly host?: string;
  /** Closed with the service, where given. */
  readonly models?: readonly ModelPort[];
  /** Sets up the Slack agent. */
  readonly slack?: SlackOptions;
  /** How long runs at work may go on after `close`. */
  readonly drainMs?: number;
}

export interface NodeServer {
  /** Where the service is reached, e.g. `http://127.0.0.1:8787`. */
  readonly address: string;
  /**
   * Takes no more requests, lets runs at work finish or records them as interrupted, then closes the
   * store, the engine and the model. A second call waits for the first.
   */
  close(): Promise<void>;
}

/**
 * Serves the app over Node's HTTP server and takes over what an earlier process left running.
 *
 * @throws AnsatzError `invalid_configuration` when the port cannot be had or Slack refuses its token.
 */
export async function startNodeServer(options: NodeServerOptions): Promise<NodeServer> {
  const {
    port,
    host = "127.0.0.1",
    models = [],
    drainMs = 10_000,
    slack: slackOptions,
    ...parts
  } = options;
  const logger = parts.logger ?? silentLogger;
  const limits = { ...DEFAULT_LIMITS, ...parts.limits };
  const hub = new RunHub({ ...parts, limits, logger });
  await requireKeysBeyondLoopback(host, parts);
  const slack = slackOptions
    ? createSlackChannel(slackOptions, { ...parts, hub, limits, logger })
    : null;
  const app = createApp({
    assets: createFileAssets(),
    ...parts,
    hub,
    ...(slack === null ? {} : { slackChannel: slack }),
  });
  const fetch = isLoopback(host) ? requireKnownHost(app.fetch) : app.fetch;
  const server = await listen(fetch, { port, host, limits });
  const begin = async () => {
    const interrupted = await parts.store.interruptOrphans(parts.clock.nowMs());
    if (interrupted > 0) logger.info("runs-interrupted", { count: interrupted });
    await slack?.requireToken();
    slack?.start();
    return slack && (await slackOptions?.connect?.(slack));
  };
  const socket = await begin().catch(async (error: unknown) => {
    server.close();
    server.closeAllConnections();
    await slack?.close();
    throw error;
  });

  const reaper = setInterval(() => void reap(parts, logger), REAP_MS);
  reaper.unref();

  let closing: Promise<void> | undefined;
  const close = async () => {
    clearInterval(reaper);
    await socket?.close();
    const isClosed = new Promise<void>((resolve) => server.close(() => resolve()));
    await hub.drain(drainMs);
    await slack?.close();
    await hangUp(server, isClosed);
    await Promise.all([
      parts.store.close(),
      parts.math.close(),
      ...models.map((model) => model.close()),
    ]);
  };
  return {
    address: addressOf(server.address() as AddressInfo),
    close: () => (closing ??= close()),
  };
}

function listen(
  fetch: Parameters<typeof serve>[0]["fetch"],
  { port, host, limits }: { port: number; host: string; limits: ServerLimits },
): Promise<Server> {
  const serverOptions = {
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    // Node looks for clients that are too slow every half minute unless it is told.
    connectionsCheckingInterval: 1_000,
  };
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host, serverOptions }, () =>
      resolve(server),
    ) as Server;
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(listenFailure(cause, port, host)),
    );
  });
}

/** Lets readers take the last of what was written, then closes what is still open. */
async function hangUp(server: Server, isClosed: Promise<void>): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  const cut = setTimeout(() => server.closeAllConnections(), 2_000);
  await isClosed;
  clearInterval(sweep);
  clearTimeout(cut);
}

const REAP_MS = 5_000;

/** Takes over what instances left running that died while this one goes on. */
async function reap({ store, clock }: Omit<AppParts, "hub">, logger: Logger): Promise<void> {
  try {
    const count = await store.interruptOrphans(clock.nowMs());
    if (count > 0) logger.info("runs-interrupted", { count });
  } catch (cause) {
    logger.error("runs-not-reaped", { cause });
  }
}

/** Whoever reaches an open service may use its model and read what is stored. */
async function requireKeysBeyondLoopback(
  host: string,
  { apiKeys = [], store, clock, logger = silentLogger }: Omit<AppParts, "hub">,
): Promise<void> {
  if (apiKeys.length > 0 || (await new KeyStore(store, clock).hasAny())) return;
  if (isLoopback(host)) {
    logger.warn("open-service", {
      message:
        "No API keys: every program on this machine may use this service. Make one with ansatz keys create.",
    });
    return;
  }
  throw new AnsatzError(
    "invalid_configuration",
    `On ${host} others can reach this service, and it has no API keys. Make one with ansatz keys create, set ANSATZ_API_KEYS, or listen on 127.0.0.1.`,
  );
}

function listenFailure(cause: NodeJS.ErrnoException, port: number, host: string): AnsatzError {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is in use. Stop the other program or choose another port with --port.`,
    EACCES: `Port ${port} on ${host} needs rights this user does not have. Choose a port above 1023 with --port.`,
    EADDRNOTAVAIL: `The address ${host} is not one of this machine. Use 127.0.0.1, or 0.0.0.0 for every network.`,
    ENOTFOUND: `The host ${host} has no address. Use 127.0.0.1, or 0.0.0.0 for every network.`,
  };
  return new AnsatzError(
    "invalid_configuration",
    reasons[cause.code ?? ""] ??
      `The service cannot listen on ${host} port ${port}. Choose another with --port.`,
    { cause },
  );
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

function addressOf({ address, family, port }: AddressInfo): string {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
