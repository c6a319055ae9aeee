/** How much one process takes on. Every number has a default that suits a small machine. */
export interface ServerLimits {
  /** Runs at work at once; more of them wait. */
  readonly maxRuns: number;
  /** Runs that may wait for a place; one more is answered with 429. */
  readonly maxWaitingRuns: number;
  /** Direct engine calls (query, verify, equal) at once. */
  readonly maxEngineCalls: number;
  readonly maxBodyBytes: number;
  readonly maxMessages: number;
  /** Answered turns of a stored conversation that a new run is told about. */
  readonly maxHistoryTurns: number;
  /** Events of one run; a run that says more is ended. */
  readonly maxRunEvents: number;
  /** Wall time of one run. */
  readonly runTimeoutMs: number;
  /** How long a stopped run may take to wind up before its end is recorded without it. */
  readonly stopGraceMs: number;
  /** Wall time of a direct verify or equal call; a query brings its own or has the engine's. */
  readonly engineTimeoutMs: number;
  /** What a client may take to send its headers, and to send a whole request. */
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  /** Silence on an event stream after which a comment line keeps proxies from closing it. */
  readonly keepAliveMs: number;
}

export const DEFAULT_LIMITS: ServerLimits = {
  maxRuns: 2_000,
  maxWaitingRuns: 1_000,
  maxEngineCalls: 256,
  maxBodyBytes: 1_048_576,
  maxMessages: 500,
  maxHistoryTurns: 40,
  maxRunEvents: 50_000,
  runTimeoutMs: 600_000,
  stopGraceMs: 5_000,
  engineTimeoutMs: 30_000,
  headersTimeoutMs: 20_000,
  requestTimeoutMs: 120_000,
  keepAliveMs: 15_000,
};
