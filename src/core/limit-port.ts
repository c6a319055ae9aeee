export interface TokenBucket {
  /** Tokens the full bucket holds, and how many come back each second. */
  readonly capacity: number;
  readonly perSecond: number;
}

/** An amount to take from a bucket. */
export interface TokensTake {
  readonly kind: "tokens";
  readonly id: string;
  readonly bucket: TokenBucket;
  /** 0 only looks; a negative cost gives back. */
  readonly cost: number;
  /** What must be there; the cost unless said. */
  readonly least?: number;
  /** Taken in any case: the bucket may go below nothing. */
  readonly isOwing?: boolean;
}

/** One of a number of places, held by name until it is released or its time is over. */
export interface PlaceTake {
  readonly kind: "place";
  readonly id: string;
  readonly places: number;
  /** Whoever holds a place already has it for longer. */
  readonly holder: string;
  readonly forMs: number;
  /** Taken in any case, as by a holder whose time ran out while nobody could be told. */
  readonly isOwing?: boolean;
}

export type LimitTake = TokensTake | PlaceTake;

/** What is left of a limit; `retryAfterMs` says when what was refused might be there. */
export interface LimitState {
  readonly isAllowed: boolean;
  readonly remaining: number;
  readonly retryAfterMs: number;
}

/** Limits that hold for everyone who shares the store, however many ask at the same time. */
export interface LimitStore {
  /**
   * Takes all of them or, when one is not there, none; one state for each. `nowMs` is the asker's time; a
   * store with a clock that all its askers share goes by that one.
   */
  take(takes: readonly LimitTake[], nowMs: number): Promise<readonly LimitState[]>;
  /** Gives a place back; harmless when it is not held. */
  release(id: string, holder: string): Promise<void>;
}
