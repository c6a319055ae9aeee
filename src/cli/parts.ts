import { createAgent } from "../agent/agent.ts";
import type { CascadeRule } from "../agent/cascade.ts";
import { AnsatzError } from "../core/errors.ts";
import type { AgentPort } from "../core/agent-port.ts";
import type { PolicyName } from "../core/policy.ts";
import type { ModelPort } from "../core/model-port.ts";
import { randomIds, systemClock } from "../core/system-port.ts";
import type { ToolSource } from "../core/tool-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import { createVerifier } from "../hallucination/verifier.ts";
import type { FetchProgress } from "../model/fetch-model.ts";
import type { ProfiledModel } from "../model/profiled-model.ts";
import type { MathEngine } from "../tools/math/engine.ts";
import type { Telemetry } from "../server/telemetry/telemetry.ts";
import { openMathEngine } from "./math-engine.ts";
import { openConstitution } from "./open-constitution.ts";
import { openModels } from "./open-models.ts";

/** The parts of one process, composed. `close` ends them all. */
export interface Parts {
  readonly math: MathEngine;
  readonly verifier: VerifierPort;
  /** The preferred model; null without one. */
  readonly model: ModelPort | null;
  /** All models in order of preference. */
  readonly models: readonly ProfiledModel[];
  readonly agent: AgentPort;
  close(): Promise<void>;
}

export interface PartOptions {
  readonly modelSpec: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What is done with what is refuted or undecided; a request may choose where it is left out. */
  readonly policy?: PolicyName | undefined;
  /** The models stand from the cheapest to the strongest, and what does not stand goes to the next. */
  readonly cascade?: CascadeRule | null;
  /** The file of the constitution; the project's own without, `none` for none. */
  readonly constitution?: string | undefined;
  readonly onProgress?: (progress: FetchProgress) => void;
  /** Tools of others that models may call; closed with the parts. */
  readonly toolSource?: ToolSource | null;
  /** Watches the models and the agent, where given. */
  readonly telemetry?: Telemetry | null;
}

/** Throws `invalid_configuration` for a bad model spec; fetches nothing. */
export async function createParts(options: PartOptions): Promise<Parts> {
  const models = await openModels(options);
  const { cascade = null } = options;
  if (cascade !== null && models.length === 1)
    throw new AnsatzError(
      "invalid_configuration",
      "ANSATZ_CASCADE=on needs two models or more. Name them in ANSATZ_MODEL, the cheapest first, separated by commas, or unset ANSATZ_CASCADE.",
    );
  const model = models[0] ?? null;
  const math = openMathEngine(options.environment);
  const constitution = await openConstitution(options.constitution);
  const verifier = createVerifier(math, [], constitution);
  const { telemetry = null, toolSource = null } = options;
  const watched = models.map((each) => telemetry?.model(each, each.server) ?? each);
  const agent = createAgent({
    math,
    verifier,
    model: watched[0] ?? null,
    fallbacks: watched.slice(1),
    cascade,
    clock: systemClock,
    ids: randomIds,
    constitution,
    ...(toolSource === null ? {} : { toolSource }),
    ...(options.policy === undefined ? {} : { policy: options.policy }),
  });
  return {
    math,
    verifier,
    model,
    models,
    agent: telemetry?.agent(agent) ?? agent,
    close: async () => {
      await Promise.all([math.close(), toolSource?.close(), ...models.map((each) => each.close())]);
    },
  };
}
