import type { ModelProfile } from "../core/model-profile.ts";
import type { ModelStanding } from "../core/model-standing.ts";
import type { ModelCapabilities, ModelPart, ModelPort, ModelRequest } from "../core/model-port.ts";
import { parametersFromName, REASONING_PARAMETERS } from "./parameter-count.ts";
import { probeModel, type ProbeOptions } from "./probe/probe-model.ts";
import type { ProbeTarget } from "./probe/probe-target.ts";
import type { ProfileStore } from "./probe/profile-store.ts";

/** How long one look at the server's fingerprint is trusted. */
const LOOK_MS = 10 * 60_000;
/** After a look that failed the next waits this long, so that a dead address delays few turns. */
const BLIND_MS = 30_000;
/** Longest wait for that look before a turn goes on with what is known. */
const DESCRIBE_MS = 5_000;

/** What was measured wins over what is assumed of a model. */
export function withProfile(
  assumed: ModelCapabilities,
  profile: ModelProfile | null,
): ModelCapabilities {
  if (profile === null) return assumed;
  const { items, strategy } = profile;
  return {
    ...assumed,
    nativeTools: items.nativeTools.answer === "yes",
    parallelTools: items.parallelTools.answer === "yes",
    schema: items.schema.answer === "yes",
    vision: items.vision.answer === "yes",
    canReason: strategy === "native" || strategy === "text",
    fillsSlots: strategy === "slot",
    thinks: profile.reasoning !== "none" && profile.reasoning !== "unknown",
    contextTokens: profile.contextTokens ?? assumed.contextTokens,
  };
}

/** A model with its measured profile, which is looked up when needed and measured when asked for. */
export class ProfiledModel implements ModelPort {
  readonly inner: ModelPort;
  private readonly target: ProbeTarget;
  private readonly store: ProfileStore;
  private readonly now: () => number;
  private found: ModelProfile | null = null;
  /** What the server said of the model at the last look. */
  private about: Awaited<ReturnType<ProbeTarget["describe"]>> | null = null;
  private lastStanding: ModelStanding | null = null;
  private tell: (standing: ModelStanding) => void = () => undefined;
  private nextLookMs = 0;
  private looking: Promise<void> | null = null;

  constructor(
    inner: ModelPort,
    target: ProbeTarget,
    store: ProfileStore,
    now: () => number = Date.now,
  ) {
    this.inner = inner;
    this.target = target;
    this.store = store;
    this.now = now;
  }

  get id(): string {
    return this.isServer ? (this.about?.model ?? this.inner.id) : this.inner.id;
  }

  private get isServer(): boolean {
    return this.target.server !== "embedded";
  }

  get server(): string {
    return this.target.server;
  }

  /** What the server says of the model now. Throws when it cannot be reached. */
  describe(signal: AbortSignal): ReturnType<ProbeTarget["describe"]> {
    return this.target.describe(signal);
  }

  /** Whether the model is there, as the last look showed; null before one and for embedded models. */
  get standing(): ModelStanding | null {
    return this.lastStanding;
  }

  /** Hears of the standing whenever it becomes another. */
  onStanding(tell: (standing: ModelStanding) => void): void {
    this.tell = tell;
  }

  /** Asks the server whether it has the model. Never throws; null for embedded models. */
  async check(signal: AbortSignal): Promise<ModelStanding | null> {
    const standing = (await this.target.check?.(signal)) ?? null;
    // Whoever asked and left has learnt nothing of the server.
    const isLeft = signal.aborted && (signal.reason as Error).name !== "TimeoutError";
    if (standing !== null && !isLeft) this.note(standing);
    return standing;
  }

  private note(standing: ModelStanding): void {
    const isNews = standing.state !== (this.lastStanding?.state ?? "there");
    this.lastStanding = standing;
    if (isNews) this.tell(standing);
  }

  get profile(): ModelProfile | null {
    return this.found;
  }

  get capabilities(): ModelCapabilities {
    return withProfile(this.assumed(), this.found);
  }

  /** What is assumed of the model, as far as its name and its server tell. */
  private assumed(): ModelCapabilities {
    const { inner, about } = this;
    if (about === null || !this.isServer) return inner.capabilities;
    const parameters = parametersFromName(about.model);
    return {
      ...inner.capabilities,
      ...(parameters === null ? {} : { canReason: parameters >= REASONING_PARAMETERS }),
      contextTokens: about.contextTokens ?? inner.capabilities.contextTokens,
    };
  }

  stream(request: ModelRequest): AsyncIterable<ModelPart> {
    return this.inner.stream(request);
  }

  /** Takes over the stored profile of the server as it is now; one look serves all who ask meanwhile. */
  async refresh(signal: AbortSignal): Promise<void> {
    if (this.now() < this.nextLookMs) return;
    this.looking ??= this.look(signal).finally(() => {
      this.looking = null;
    });
    await this.looking;
  }

  private async look(signal: AbortSignal): Promise<void> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(DESCRIBE_MS)]);
    try {
      if (this.lastStanding?.state !== "there") await this.check(limited);
      const about = await this.target.describe(limited);
      this.about = about;
      const key = { server: this.target.server, model: about.model };
      this.found = await this.store.read(key, this.now(), about.fingerprint);
      this.nextLookMs = this.now() + LOOK_MS;
    } catch {
      // A server that cannot be reached shows it when it is asked; nothing is known of it until then.
      if (this.lastStanding?.state === "there") await this.check(limited);
      this.found = null;
      this.nextLookMs = this.now() + BLIND_MS;
    }
  }

  /** Measures the model now and keeps the profile. Throws when the server cannot be reached. */
  async probe(options: Omit<ProbeOptions, "nowMs" | "canReason">): Promise<ModelProfile> {
    const about = await this.target.describe(AbortSignal.timeout(DESCRIBE_MS * 2));
    this.about = about;
    const profile = await probeModel(this.target, {
      ...options,
      nowMs: this.now(),
      canReason: this.assumed().canReason,
    });
    await this.store.write(profile);
    this.found = profile;
    this.nextLookMs = this.now() + LOOK_MS;
    return profile;
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
