import type { Context } from "hono";

/** Who asks, as far as the service can tell. */
export interface Caller {
  /** What is stored belongs to a tenant and is shown to no other; empty on an open service. */
  readonly tenant: string;
}

export const LOCAL_CALLER: Caller = { tenant: "" };

const CALLER = "ansatz-caller";

export function setCaller(context: Context, caller: Caller): void {
  context.set(CALLER, caller);
}

export function callerOf(context: Context): Caller {
  return (context.get(CALLER) as Caller | undefined) ?? LOCAL_CALLER;
}
