import { createAgent } from "../../agent/agent.ts";
import { AnsatzError } from "../../core/errors.ts";
import type { Store } from "../../core/store-port.ts";
import { randomIds, systemClock } from "../../core/system-port.ts";
import {
  type Constitution,
  readConstitution,
} from "../../hallucination/constitution/constitution.ts";
import { createVerifier } from "../../hallucination/verifier.ts";
import { createOpenAICompatibleModel } from "../../model/openai-compatible.ts";
import { ProfiledModel } from "../../model/profiled-model.ts";
import { createServerTarget } from "../../model/probe/server-target.ts";
import { IsolateStore } from "../../store/isolate-store.ts";
import { openHttpRedis } from "../../store/redis/open-http-redis.ts";
import { openRequestRedis } from "../../store/redis/request-redis.ts";
import { composeMathEngine } from "../../tools/math/compose-engine.ts";
import { countTime } from "../../tools/math/counted-clock.ts";
import { inlineComputeEngineMember } from "../../tools/math/engines/inline-compute-engine.ts";
import { createApp } from "../app.ts";
import type { AssetSource } from "../assets.ts";
import { KeyStore } from "../keys/key-store.ts";
import { DEFAULT_LIMITS } from "../limits.ts";
import { RunHub } from "../run-hub.ts";
import { sayStanding } from "../say-standing.ts";
import { createSlackChannel } from "../slack.ts";
import { type AssetBinding, createBindingAssets } from "./binding-assets.ts";
import { sayingProfile } from "./say-profile.ts";
import { type Bindings, readWorkerSettings, type WorkerSettings } from "./settings.ts";
import { createWorkerLogger } from "./worker-logger.ts";

export interface WorkerService {
  fetch(request: Request, bindings: Bindings, context: object): Response | Promise<Response>;
  /** What Node does from time to time: takes over what was left running and what Slack still waits for. */
  tick(): Promise<void>;
}

/** A thread works on one request at a time, and the platform adds instances: nothing waits for a place. */
const LIMITS = {
  ...DEFAULT_LIMITS,
  maxRuns: Number.MAX_SAFE_INTEGER,
  maxEngineCalls: Number.MAX_SAFE_INTEGER,
};

/** Few enough for an isolate's 128 MB. */
const CACHE_ENTRIES = 200;

/**
 * The service of one isolate, on web standards. `keepAlive` keeps the request at hand alive for work that
 * goes on behind its response.
 *
 * @throws AnsatzError `invalid_configuration` with the sentence that mends it; `store_unavailable`.
 */
export async function openWorker(
  bindings: Bindings,
  keepAlive: (work: Promise<unknown>) => void,
): Promise<WorkerService> {
  const settings = readWorkerSettings(bindings);
  const logger = createWorkerLogger(settings.logLevel);
  const clock = systemClock;
  const ids = randomIds;
  countTime();
  const store = storeOf(settings);
  await requireKeys(settings, new KeyStore(store, clock));
  if (settings.store === "memory:")
    logger.warn("memory-store", {
      message:
        "Conversations, runs and limits live in this isolate alone: other isolates see none of them, and all are lost when it goes. Set ANSATZ_STORE to a Redis.",
    });
  const engine = composeMathEngine([inlineComputeEngineMember], { cacheEntries: CACHE_ENTRIES });
  const math = sayingProfile(engine);
  const assets = createBindingAssets(assetsOf(bindings));
  const constitution = settings.hasConstitution ? await ownConstitution(assets) : null;
  const verifier = createVerifier(math, [], constitution);
  const model = modelOf(settings);
  const policy = settings.policy === undefined ? {} : { policy: settings.policy };
  const agent = createAgent({ math, verifier, model, clock, ids, constitution, ...policy });
  const parts = { agent, math, verifier, store, clock, ids, logger, modelId: agent.modelId };
  // Not waited for at the start, which each isolate has: the first question that needs it looks.
  if (model !== null) sayStanding(model, logger);
  const modelProfiles = () => (model === null ? [] : [model]);
  const hub = new RunHub({ ...parts, limits: LIMITS, keepAlive });
  const slack =
    settings.slack === null
      ? null
      : createSlackChannel(settings.slack, { ...parts, hub, limits: LIMITS, modelProfiles });
  // Beside the first request, which is not to wait for Slack.
  if (slack !== null)
    keepAlive(
      slack
        .requireToken()
        .catch((error: unknown) =>
          logger.error("slack-refused", { message: AnsatzError.from(error).message }),
        ),
    );
  const app = createApp({
    ...parts,
    hub,
    limits: LIMITS,
    assets,
    engineProfile: { name: "light", engines: engine.engineNames, overdue: "asked" },
    modelProfiles,
    apiKeys: settings.apiKeys.map((key) => key.reveal()),
    allowedOrigins: settings.allowedOrigins,
    ...(slack === null ? {} : { slackChannel: slack }),
  });
  return {
    fetch: (request, env, context) => app.fetch(request, env, context as never),
    tick: async () => {
      const count = await store.interruptOrphans(clock.nowMs());
      if (count > 0) logger.info("runs-interrupted", { count });
      await slack?.takeUp(keepAlive);
    },
  };
}

function storeOf({ store, storeToken }: WorkerSettings): Store {
  if (store === "memory:") return new IsolateStore();
  return store.startsWith("http") ? openHttpRedis(store, storeToken) : openRequestRedis(store);
}

/** Whoever knows a Worker's address reaches it. */
async function requireKeys({ apiKeys }: WorkerSettings, keys: KeyStore): Promise<void> {
  // The store is asked in any case, so that a wrong token shows at the start.
  if ((await keys.hasAny()) || apiKeys.length > 0) return;
  throw new AnsatzError(
    "invalid_configuration",
    "Everybody can reach a Worker, and this one has no API keys. Set them with wrangler secret put ANSATZ_API_KEYS, or for wrangler dev in .dev.vars. docs/workers.md shows the way.",
  );
}

function modelOf({ model, modelApiKey }: WorkerSettings): ProfiledModel | null {
  if (model === null) return null;
  const { baseUrl, name } = model;
  const key = modelApiKey === null ? {} : { apiKey: modelApiKey.reveal() };
  const inner = createOpenAICompatibleModel({
    baseUrl,
    ...(name === null ? {} : { model: name }),
    ...key,
  });
  const target = createServerTarget({ baseUrl, model: name, ...key });
  // Nothing is measured here; what the server says of the model is all that is known.
  return new ProfiledModel(inner, target, {
    read: () => Promise.resolve(null),
    write: () => Promise.resolve(),
  });
}

/** The rules that replies are held to, which the build puts beside the page's files. */
async function ownConstitution(assets: AssetSource): Promise<Constitution> {
  const asset = await assets("constitution.md");
  if (asset === null) throw withoutFiles();
  const { body } = asset;
  return readConstitution(typeof body === "string" ? body : new TextDecoder().decode(body));
}

function assetsOf(bindings: Bindings): AssetBinding {
  const binding = bindings["ASSETS"];
  if (typeof binding === "object" && binding !== null && "fetch" in binding)
    return binding as AssetBinding;
  throw withoutFiles();
}

function withoutFiles(): AnsatzError {
  return new AnsatzError(
    "invalid_configuration",
    "The page's files are missing. Keep [assets] with the binding ASSETS and [build] in wrangler.toml. docs/workers.md shows the way.",
  );
}
