/** Which engines work here, and what ends a computation that takes too long. */
export interface EngineProfile {
  /** `light`: without worker threads, integration rules and SymPy. */
  readonly name: "full" | "light";
  /** The engines beside our own algorithms. */
  readonly engines: readonly string[];
  /** `ended`: its thread is ended. `asked`: it is asked to stop, and the place ends what does not. */
  readonly overdue: "ended" | "asked";
}
