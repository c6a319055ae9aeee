import type { AnsatzError } from "../core/errors.ts";
import type { ModelPort } from "../core/model-port.ts";
import type { Clock } from "../core/system-port.ts";

const FIRST_REST_MS = 15_000;
const LONGEST_REST_MS = 300_000;

interface Standing {
  readonly model: ModelPort;
  failures: number;
  restsUntilMs: number;
}

/**
 * The models in order of preference. One that failed rests, longer each time it fails again and at least
 * as long as it asked for; meanwhile the others come first. A model that rests is still tried when
 * nothing else is left, so that one model alone is never given up.
 */
export class ModelRoster {
  private readonly standings: readonly Standing[];
  private readonly clock: Clock;

  constructor(models: readonly ModelPort[], clock: Clock) {
    this.standings = models.map((model) => ({ model, failures: 0, restsUntilMs: 0 }));
    this.clock = clock;
  }

  /** All models, those that rest last. */
  candidates(): readonly ModelPort[] {
    const nowMs = this.clock.nowMs();
    const resting = (standing: Standing): boolean => standing.restsUntilMs > nowMs;
    return [
      ...this.standings.filter((standing) => !resting(standing)),
      ...this.standings.filter(resting),
    ].map((standing) => standing.model);
  }

  noteSuccess(model: ModelPort): void {
    const standing = this.find(model);
    if (standing === undefined) return;
    standing.failures = 0;
    standing.restsUntilMs = 0;
  }

  /** A request the model refused says nothing about the next one; any other failure does. */
  noteFailure(model: ModelPort, failure: AnsatzError): void {
    const standing = this.find(model);
    if (standing === undefined || failure.code === "model_rejected" || failure.code === "stopped")
      return;
    standing.failures += 1;
    const restMs = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (standing.failures - 1));
    standing.restsUntilMs = this.clock.nowMs() + Math.max(restMs, failure.retryAfterMs ?? 0);
  }

  /** Whether a model stands behind another in the order they were named in. */
  isBehind(model: ModelPort, other: ModelPort | null): boolean {
    const position = (of: ModelPort | null): number =>
      this.standings.findIndex((standing) => standing.model === of);
    return position(model) > position(other);
  }

  private find(model: ModelPort): Standing | undefined {
    return this.standings.find((standing) => standing.model === model);
  }
}
