import { waitUntil } from "cloudflare:workers";
import type { NodeServer, NodeServerOptions } from "../../../src/server/node.ts";
import { createApp } from "../../../src/server/app.ts";
import { DEFAULT_LIMITS } from "../../../src/server/limits.ts";
import { silentLogger } from "../../../src/server/logger.ts";
import { RunHub } from "../../../src/server/run-hub.ts";
import { createSlackChannel } from "../../../src/server/slack.ts";
import { listen } from "./loopback.ts";

/** The service as a Worker composes it, where the suites ask for one on a port. */
export async function startNodeServer(options: NodeServerOptions): Promise<NodeServer> {
  const { slack: slackOptions, models: _models, drainMs = 10_000, ...parts } = options;
  const logger = parts.logger ?? silentLogger;
  const limits = { ...DEFAULT_LIMITS, ...parts.limits };
  const hub = new RunHub({ ...parts, limits, logger, keepAlive: waitUntil });
  const slack = slackOptions
    ? createSlackChannel(slackOptions, { ...parts, hub, limits, logger })
    : null;
  const app = createApp({ ...parts, hub, ...(slack === null ? {} : { slackChannel: slack }) });
  slack?.start();
  const { address, close } = listen((request) =>
    app.fetch(request, {}, { waitUntil, passThroughOnException: () => undefined, props: {} }),
  );
  return {
    address,
    close: async () => {
      close();
      await hub.drain(drainMs);
      await slack?.close();
      await parts.store.close();
    },
  };
}
