import { createAgent } from "../agent/agent.ts";
import type { AgentPort } from "../core/agent-port.ts";
import type { ModelPort } from "../core/model-port.ts";
import { randomIds, systemClock } from "../core/system-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import { createVerifier } from "../hallucination/verifier.ts";
import type { FetchProgress } from "../model/fetch-model.ts";
import { parseModelSpec } from "../model/model-spec.ts";
import { resolveModel } from "../model/resolve-model.ts";
import type { MathEngine } from "../tools/math/engine.ts";
import { LazyModel } from "./lazy-model.ts";
import { openMathEngine } from "./math-engine.ts";

/** The parts of one process, composed. `close` ends them all. */
export interface Parts {
  readonly math: MathEngine;
  readonly verifier: VerifierPort;
  readonly model: ModelPort | null;
  readonly agent: AgentPort;
  close(): Promise<void>;
}

export interface PartOptions {
  readonly modelSpec: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress?: (progress: FetchProgress) => void;
}

/** What is known of a small embedded model before it is loaded. */
const SMALL_MODEL = {
  nativeTools: false,
  schema: true,
  canReason: false,
  contextTokens: 2_048,
} as const;

/** Throws `invalid_configuration` for a bad model spec; fetches nothing. */
export async function openModel(options: PartOptions): Promise<ModelPort | null> {
  const parsed = parseModelSpec(options.modelSpec);
  const resolve = (): Promise<ModelPort | null> =>
    resolveModel(options.modelSpec, {
      env: { ...options.environment },
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    });
  if (parsed.kind === "none") return null;
  if (parsed.kind === "embedded" || parsed.kind === "hub")
    return new LazyModel(options.modelSpec, SMALL_MODEL, resolve);
  return resolve();
}

export async function createParts(options: PartOptions): Promise<Parts> {
  const model = await openModel(options);
  const math = openMathEngine(options.environment);
  const verifier = createVerifier(math);
  const agent = createAgent({ math, verifier, model, clock: systemClock, ids: randomIds });
  return {
    math,
    verifier,
    model,
    agent,
    close: async () => {
      await Promise.all([math.close(), model?.close()]);
    },
  };
}
