import { Hono, type MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { SlackChannel } from "../channels/slack/slack-channel.ts";
import type { AgentPort } from "../core/agent-port.ts";
import { AnsatzError } from "../core/errors.ts";
import type { AnswerCounts, MathPort } from "../core/math-port.ts";
import type { Store } from "../core/store-port.ts";
import type { Clock, Ids } from "../core/system-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import { requireApiKey } from "./api-keys.ts";
import type { AssetSource } from "./assets.ts";
import { EngineGate } from "./engine-gate.ts";
import type { EngineProfile } from "./engine-profile.ts";
import { limitKeys } from "./key-limits.ts";
import { KeyStore } from "./keys/key-store.ts";
import { limitBody } from "./limit-body.ts";
import { DEFAULT_LIMITS, type ServerLimits } from "./limits.ts";
import type { Metrics } from "./metrics.ts";
import { silentLogger, type Logger } from "./logger.ts";
import { describeRequest } from "./request-log.ts";
import { refuseForeignOrigins } from "./foreign-origins.ts";
import { errorResponse } from "./respond.ts";
import { chatCompletionRoutes } from "./routes/chat-completions.ts";
import { conversationRoutes } from "./routes/conversations.ts";
import { engineRoutes } from "./routes/engine.ts";
import { feedbackRoutes } from "./routes/feedback.ts";
import { healthRoutes } from "./routes/health.ts";
import { metricsRoutes } from "./routes/metrics.ts";
import { mcpRoutes } from "./routes/mcp.ts";
import { modelRoutes } from "./routes/models.ts";
import { openApiRoutes } from "./routes/openapi.ts";
import { pageRoutes } from "./routes/page.ts";
import { storedCompletionRoutes } from "./routes/stored-completions.ts";
import { rewardRoutes } from "./routes/rewards.ts";
import { responseRoutes } from "./routes/responses.ts";
import { runRoutes } from "./routes/runs.ts";
import { slackRoutes } from "./routes/slack.ts";
import { RunHub } from "./run-hub.ts";
import { wolframRoutes } from "./routes/wolfram.ts";
import { verifyRoutes } from "./routes/verify.ts";
import { widgetTokenRoutes } from "./routes/widget-tokens.ts";
import type { Service } from "./service.ts";
import { WidgetTokens } from "./widget-tokens/widget-tokens.ts";

export interface AppParts {
  readonly agent: AgentPort;
  readonly math: MathPort;
  readonly verifier: VerifierPort;
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly modelId: string;
  /** The models behind the service with what was measured of them, for `/readyz`. */
  readonly modelProfiles?: Service["modelProfiles"];
  /** Which engines work here, for `/readyz`. */
  readonly engineProfile?: EngineProfile;
  /** Where the engine's answers came from, for `/metrics`. */
  readonly answerCounts?: () => AnswerCounts;
  readonly logger?: Logger;
  /** Keys of the settings; with one, or with any key in the store, `/v1` asks for a key. */
  readonly apiKeys?: readonly string[];
  readonly limits?: Partial<ServerLimits>;
  /** Origins whose pages may call `/v1` from the browser, beside the service's own. */
  readonly allowedOrigins?: readonly string[];
  /** The files of the page; without them the page's addresses are unknown. */
  readonly assets?: AssetSource;
  /** Sees every request first. */
  readonly watch?: MiddlewareHandler;
  /** Counts what happens; without it `/metrics` is unknown. */
  readonly metrics?: Metrics;
  /** Shares the runs with whoever drains them; the app makes its own without. */
  readonly hub?: RunHub;
  /** The Slack agent; without it its addresses say how to set it up. */
  readonly slackChannel?: SlackChannel;
}

const EXPOSED = ["x-request-id", "retry-after", "mcp-session-id", "mcp-protocol-version"];

/** The whole service as one fetch handler, on web standards only. */
export function createApp(parts: AppParts): Hono {
  const { agent, math, verifier, store, clock, ids, modelId } = parts;
  const logger = parts.logger ?? silentLogger;
  const limits = { ...DEFAULT_LIMITS, ...parts.limits };
  const hub =
    parts.hub ??
    new RunHub({
      agent,
      store,
      clock,
      ids,
      limits,
      logger,
      ...(parts.metrics === undefined ? {} : { metrics: parts.metrics }),
    });
  const assets = parts.assets ?? null;
  const metrics = parts.metrics ?? null;
  const modelProfiles = parts.modelProfiles ?? (() => []);
  const service: Service = {
    hub,
    math,
    verifier,
    store,
    clock,
    ids,
    logger,
    limits,
    gate: new EngineGate(limits.maxEngineCalls),
    modelId,
    modelProfiles,
    engineProfile: parts.engineProfile ?? null,
    answerCounts: parts.answerCounts ?? (() => null),
    assets,
    metrics,
  };

  const app = new Hono();
  if (parts.watch !== undefined) app.use(parts.watch);
  app.use(describeRequest({ clock, ids, logger, metrics }));
  for (const path of ["/mcp", "/v1/llm-api", "/v1/result", "/v1/spoken", "/v2/*"])
    app.use(path, refuseForeignOrigins(parts.allowedOrigins ?? []));
  if (parts.allowedOrigins && parts.allowedOrigins.length > 0)
    for (const path of ["/v1/*", "/v2/*", "/mcp"])
      app.use(path, cors({ origin: [...parts.allowedOrigins], exposeHeaders: EXPOSED }));
  const keys = new KeyStore(store, clock);
  const settings = parts.apiKeys ?? [];
  const tokens = new WidgetTokens({ store, clock, keys, settings });
  for (const path of ["/v1/*", "/v2/*", "/mcp", "/metrics"])
    app.use(path, requireApiKey(settings, keys, tokens), limitKeys(store.limits, clock));
  app.use(limitBody(limits.maxBodyBytes, () => tooLarge(limits)));

  for (const routes of [
    chatCompletionRoutes,
    storedCompletionRoutes,
    responseRoutes,
    modelRoutes,
    engineRoutes,
    verifyRoutes,
    runRoutes,
    conversationRoutes,
    feedbackRoutes,
    rewardRoutes,
    mcpRoutes,
    wolframRoutes,
    metricsRoutes,
    healthRoutes,
    pageRoutes,
  ])
    app.route("/", routes(service));
  app.route("/", widgetTokenRoutes(tokens, parts.allowedOrigins ?? []));
  app.route("/", openApiRoutes());
  app.route("/", slackRoutes(parts.slackChannel ?? null));

  app.notFound((context) =>
    errorResponse(
      context,
      new AnsatzError(
        "not_found",
        "There is nothing at this address with this method. GET /openapi.json lists what there is.",
      ),
    ),
  );
  app.onError((error, context) => errorResponse(context, AnsatzError.from(error)));
  return app;
}

function tooLarge(limits: ServerLimits): never {
  throw new AnsatzError(
    "too_large",
    `A body takes at most ${limits.maxBodyBytes} bytes. Send less at once.`,
  );
}
