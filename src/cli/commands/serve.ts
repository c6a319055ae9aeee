import { NodePictureMaker } from "../../channels/slack/node/picture-maker.ts";
import { startSocketMode } from "../../channels/slack/node/socket-mode.ts";
import { AnsatzError } from "../../core/errors.ts";
import { randomIds, systemClock } from "../../core/system-port.ts";
import type { Logger } from "../../server/logger.ts";
import { createPrometheusMetrics } from "../../server/prometheus.ts";
import { startNodeServer } from "../../server/node.ts";
import { sayStanding } from "../../server/say-standing.ts";
import type { SlackOptions } from "../../server/slack.ts";
import { openStore } from "../../store/open-store.ts";
import { storeAway } from "../../store/store-away.ts";
import { isTelemetryOn, type Telemetry } from "../../server/telemetry/telemetry.ts";
import { cascadeOf, type Configuration } from "../configuration.ts";
import { EXIT } from "../exit-status.ts";
import type { MathEngine } from "../../tools/math/engine.ts";
import type { ProfiledModel } from "../../model/profiled-model.ts";
import { LazyModel } from "../lazy-model.ts";
import { openMcpTools } from "../mcp-servers.ts";
import { createParts } from "../parts.ts";
import { createProcessLogger } from "../process-logger.ts";
import { fetchProgressBar } from "../progress.ts";
import { quietMoment } from "../quiet-moment.ts";
import { slackConfiguration, type SlackConfiguration } from "../../server/slack-settings.ts";
import { wholeNumber } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";
import { projectVersion } from "./version.ts";

const REFRESH_MS = 10_000;
/** A server that lists its models within this time is known at the start; another is asked again later. */
const LOOK_MS = 1_500;

/** `ansatz serve`: the service, until SIGINT or SIGTERM. */
export async function serveCommand({ options, configuration }: Invocation): Promise<number> {
  const slack = slackConfiguration(configuration);
  const logger = createProcessLogger(configuration.ANSATZ_LOG_LEVEL);
  const modelSpec = options.model ?? configuration.ANSATZ_MODEL;
  const storeUrl = options.store ?? configuration.ANSATZ_STORE;
  const store = openStore(storeUrl);
  const telemetry = await startTelemetry(configuration, logger);
  const tools = await openMcpTools(configuration.ANSATZ_MCP_SERVERS);
  const parts = await createParts({
    modelSpec,
    toolSource: tools,
    telemetry,
    environment: process.env,
    policy: configuration.ANSATZ_POLICY,
    cascade: cascadeOf(configuration),
    constitution: configuration.ANSATZ_CONSTITUTION,
    onProgress: fetchProgressBar(),
  });
  const end = () => Promise.allSettled([store.close(), parts.close(), telemetry?.close()]);
  try {
    await requireModels(parts.models, logger);
  } catch (error) {
    await end();
    throw error;
  }
  // Whoever starts the service may end it as soon as it says that it is ready.
  const stopped = stopSignal();
  const server = await startNodeServer({
    port: wholeNumber(options.port, "port", 0, 65_535) ?? configuration.ANSATZ_PORT,
    host: options.host ?? configuration.ANSATZ_HOST,
    agent: parts.agent,
    math: parts.math,
    verifier: parts.verifier,
    modelId: parts.agent.modelId,
    engineProfile: { name: "full", engines: parts.math.engineNames, overdue: "ended" },
    answerCounts: () => parts.math.answerCounts,
    modelProfiles: () =>
      parts.models.map(({ id, profile, standing }) => ({ id, profile, standing })),
    ...(parts.models.length === 0 ? {} : { models: parts.models }),
    store,
    clock: systemClock,
    ids: randomIds,
    logger,
    metrics: createPrometheusMetrics(),
    limits:
      configuration.ANSATZ_MAX_RUNS === undefined ? {} : { maxRuns: configuration.ANSATZ_MAX_RUNS },
    ...(telemetry === null ? {} : { watch: telemetry.requests }),
    apiKeys: configuration.ANSATZ_API_KEYS.map((key) => key.reveal()),
    allowedOrigins: configuration.ANSATZ_ALLOWED_ORIGINS,
    ...(slack === null ? {} : { slack: slackOptions(slack, logger) }),
  }).catch(async (error: unknown) => {
    // What stays open would keep the process from ending.
    await end();
    throw storeAway(error, storeUrl);
  });
  process.stdout.write(`Ansatz is ready: ${server.address}\n`);
  void tools?.start();
  const isProbing = configuration.ANSATZ_MODEL_PROBE === "start";
  const stopping = new AbortController();
  void warmUp(parts.math, parts.models, isProbing, stopping.signal);
  await stopped;
  stopping.abort();
  process.stderr.write("Stopping: letting runs finish. Press Ctrl-C again to stop at once.\n");
  process.once("SIGINT", () => process.exit(EXIT.fault));
  await server.close();
  await tools?.close();
  await telemetry?.close();
  return EXIT.answered;
}

/**
 * A server without the model of the setting, or that takes no such key, ends the start. One that is away may
 * come after us: that is said, and looked at again when a question needs it.
 */
async function requireModels(models: readonly ProfiledModel[], logger: Logger): Promise<void> {
  for (const model of models) sayStanding(model, logger);
  const looks = models.map((model) => model.check(AbortSignal.timeout(LOOK_MS)));
  const refused = (await Promise.all(looks)).find((standing) => standing?.state === "refused");
  if (refused) throw new AnsatzError("invalid_configuration", refused.message);
}

/** Spans and metrics for a collector, where one is named; else nothing of it is even loaded. */
async function startTelemetry(
  { ANSATZ_OTLP_ENDPOINT: endpoint, ANSATZ_OTLP_TEXT: text }: Configuration,
  logger: Logger,
): Promise<Telemetry | null> {
  if (!isTelemetryOn(endpoint, process.env)) return null;
  const { openTelemetry } = await import("../../server/telemetry/open-telemetry.ts");
  const onError = (cause: unknown) => logger.warn("telemetry-not-sent", { cause });
  return openTelemetry(
    await projectVersion(),
    { endpoint, isTextTold: text === "on", onError },
    process.env,
  );
}

function slackOptions(
  { settings, appToken, tenant }: SlackConfiguration,
  logger: Logger,
): SlackOptions {
  const { apiUrl } = settings;
  const onError = (cause: unknown) => logger.error("slack-socket", { cause });
  return {
    settings,
    ...(tenant === undefined ? {} : { tenant }),
    pictures: new NodePictureMaker(),
    ...(appToken === null
      ? {}
      : {
          connect: (channel) =>
            startSocketMode(channel, {
              appToken,
              onError,
              ...(apiUrl === undefined ? {} : { apiUrl }),
            }),
        }),
  };
}

/** Loads the engine and the models behind the first requests; the service answers meanwhile. */
async function warmUp(
  math: MathEngine,
  models: readonly ProfiledModel[],
  isMeasuring: boolean,
  stopping: AbortSignal,
): Promise<void> {
  // What a stop cuts short is no failure that anybody needs to hear of.
  const tell = (text: string): void => {
    if (!stopping.aborted) process.stderr.write(`${text}\n`);
  };
  try {
    // What is known of the models is needed by the first turn and costs one look each; one that was away a
    // moment ago is looked at by that turn.
    const looks = models
      .filter(({ standing }) => standing?.state !== "away")
      .map((model) => model.refresh(AbortSignal.timeout(REFRESH_MS)));
    await Promise.all([math.warmUp(), ...looks]);
    // A question that needs what is not loaded yet loads it; until then the processor is for those that are asked.
    await quietMoment({ signal: stopping });
    if (stopping.aborted) return;
    await math.warmUpDeep().catch((thrown: unknown) => {
      tell(AnsatzError.from(thrown).message);
    });
    for (const model of models) {
      if (model.inner instanceof LazyModel) await model.inner.prepare();
      if (isMeasuring && model.profile === null) await measure(math, model);
    }
  } catch (thrown) {
    const error = AnsatzError.from(thrown);
    tell(error.message);
    if (error.code.startsWith("model_"))
      tell("Ansatz goes on without a model: everything mathematical works.");
  }
}

async function measure(math: MathEngine, model: ProfiledModel): Promise<void> {
  const evaluate = async (expression: string): Promise<string | null> =>
    (await math.query({ query: expression })).answer?.short ?? null;
  const { strategy } = await model.probe({ evaluate });
  process.stderr.write(`${JSON.stringify({ event: "model-probed", model: model.id, strategy })}\n`);
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}
