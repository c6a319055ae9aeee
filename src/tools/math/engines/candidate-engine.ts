import type { Expression } from "../expression/expression.ts";

/**
 * What engines are asked, with the arguments in this order:
 * evaluate, simplify, expand, expand-trig: the expression ·
 * factor, apart: the expression, then numbers allowed in the coefficients · differentiate: body, order ·
 * integrate: body, or body, lower, upper · limit: body, point, perhaps `FromLeft` or `FromRight` ·
 * sum, product: body, lower, upper · solve: an equation · solve-system: equations ·
 * dsolve, dsolve-implicit: equation, list of conditions [order, point, value] · rsolve: zero expression, list of [term, value] ·
 * laplace, inverse_laplace: expression, with both variables · matrix-exponential: the matrix.
 */
export const OPERATIONS = [
  "evaluate",
  "simplify",
  "expand",
  "factor",
  "apart",
  "expand-trig",
  "differentiate",
  "integrate",
  "limit",
  "sum",
  "product",
  "solve",
  "solve-system",
  "dsolve",
  "dsolve-implicit",
  "rsolve",
  "laplace",
  "inverse_laplace",
  "matrix-exponential",
] as const;

export type EngineOperation = (typeof OPERATIONS)[number];

/** A numeric integration that counts as evidence; only witnesses are asked: body, lower, upper, frequencies. */
export type WitnessOperation = "quadrature";

export interface EngineRequest<Operation = EngineOperation> {
  readonly operation: Operation;
  readonly arguments: readonly Expression[];
  readonly variables: readonly string[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** An engine that proposes answers. Nothing that it says is shown before it is proved by other code. */
export interface CandidateEngine {
  /**
   * Candidate answers, the likeliest first; empty when the engine is not there or left the request
   * unevaluated. Each solution of a system is a list of tuples of name and value. Throws `timed_out` at
   * the deadline, `stopped` when the signal aborts, `engine_failed` when it could not work with the request.
   */
  run(request: EngineRequest<EngineOperation | WitnessOperation>): Promise<Expression[]>;
  /** False while it would have to be loaded first, for seconds; left out where loading is quick. */
  readonly isLoaded?: boolean;
  warmUp(): Promise<void>;
  close(): Promise<void>;
}
