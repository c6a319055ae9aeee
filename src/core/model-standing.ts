/** Whether a model is behind its setting, as far as asking has shown. */
export interface ModelStanding {
  /**
   * `unknown`: its server does not tell. `away`: it is not reached or not ready, which may pass. `refused`:
   * the server has no such model or takes no such key, which lasts until somebody mends it.
   */
  readonly state: "there" | "unknown" | "away" | "refused";
  /** What to do about it; empty for one that is there. */
  readonly message: string;
}
