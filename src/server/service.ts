import type { AnswerCounts, MathPort } from "../core/math-port.ts";
import type { ModelProfile } from "../core/model-profile.ts";
import type { ModelStanding } from "../core/model-standing.ts";
import type { Store } from "../core/store-port.ts";
import type { Clock, Ids } from "../core/system-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import type { AssetSource } from "./assets.ts";
import type { EngineGate } from "./engine-gate.ts";
import type { EngineProfile } from "./engine-profile.ts";
import type { ServerLimits } from "./limits.ts";
import type { Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";
import type { RunHub } from "./run-hub.ts";

export interface KnownModel {
  readonly id: string;
  /** Null while it was not measured. */
  readonly profile: ModelProfile | null;
  /** Whether it is behind its setting; left out where there is no server to ask. */
  readonly standing?: ModelStanding | null;
}

/** What the routes work with. */
export interface Service {
  readonly hub: RunHub;
  readonly math: MathPort;
  readonly verifier: VerifierPort;
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly limits: ServerLimits;
  readonly gate: EngineGate;
  /** The model's id, `none` without one. */
  readonly modelId: string;
  /** The models in order of preference. */
  readonly modelProfiles: () => readonly KnownModel[];
  readonly engineProfile: EngineProfile | null;
  /** Where the engine's answers came from; null where it does not count. */
  readonly answerCounts: () => AnswerCounts | null;
  readonly assets: AssetSource | null;
  readonly metrics: Metrics | null;
}
