import type { Context } from "hono";
import type { CallOptions } from "../core/math-port.ts";
import { callerOf } from "./caller.ts";

/**
 * What a request asks the engine with: its tenant, and the signal of a caller that leaves. To ask for the
 * signal builds a whole request object, so an answer from memory never asks.
 */
export class EngineCall implements CallOptions {
  readonly tenant: string;
  readonly #context: Context;

  constructor(context: Context) {
    this.tenant = callerOf(context).tenant;
    this.#context = context;
  }

  get signal(): AbortSignal {
    return this.#context.req.raw.signal;
  }
}
