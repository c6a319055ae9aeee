/** Time and identity, passed in so that runs can be made deterministic. */
export interface Clock {
  nowMs(): number;
}

export interface Ids {
  /** A new id with the given prefix, e.g. `run_`. */
  next(prefix: string): string;
}

export const systemClock: Clock = { nowMs: () => Date.now() };

export const randomIds: Ids = {
  next(prefix) {
    const id = crypto.randomUUID();
    return (
      prefix + id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24)
    );
  },
};
