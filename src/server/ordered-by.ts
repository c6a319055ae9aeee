import type { Caller } from "./caller.ts";
import type { RunOrder } from "./run-order.ts";

/** Whose a run is and what it is held to, as part of its order. */
export function orderedBy({ tenant, keyId, limits }: Caller): Pick<RunOrder, "owner" | "charge"> {
  return { owner: tenant, charge: { keyId, limits } };
}
