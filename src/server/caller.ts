import type { Context } from "hono";
import type { KeyLimits, Scope } from "./keys/key-record.ts";

/** Who asks, as far as the service can tell. */
export interface Caller {
  /** What is stored belongs to a tenant and is shown to no other; empty on an open service. */
  readonly tenant: string;
  /** The key that was shown; null where none is asked for and for those of the settings. */
  readonly keyId: string | null;
  /** Null for everything. */
  readonly scopes: readonly Scope[] | null;
  readonly models: readonly string[] | null;
  readonly limits: KeyLimits;
  /** The digest of the key of the settings that was shown. */
  readonly settingsDigest?: string;
  /** The visitor of a page, who came with a widget token in place of a key. */
  readonly visitor?: string;
}

/** Everyone on an open service, and whoever shows a key of the settings. */
export const OPERATOR: Caller = {
  tenant: "",
  keyId: null,
  scopes: null,
  models: null,
  limits: {},
};

const CALLER = "ansatz-caller";

export function setCaller(context: Context, caller: Caller): void {
  context.set(CALLER, caller);
}

export function callerOf(context: Context): Caller {
  return (context.get(CALLER) as Caller | undefined) ?? OPERATOR;
}
