import type { MathPort } from "../core/math-port.ts";
import type { ModelProfile } from "../core/model-profile.ts";
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
  /** The models in order of preference; `profile` is null while one was not measured. */
  readonly modelProfiles: () => readonly {
    readonly id: string;
    readonly profile: ModelProfile | null;
  }[];
  readonly engineProfile: EngineProfile | null;
  readonly assets: AssetSource | null;
  readonly metrics: Metrics | null;
}
