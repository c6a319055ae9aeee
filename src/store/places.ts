import type { LimitState, PlaceTake } from "../core/limit-port.ts";

/** A place frees when somebody's work ends, which nobody can foretell. */
export const PLACE_RETRY_MS = 1_000;

/** Whether the holder may have a place beside those that are held by others. */
export function placeState(
  { places, isOwing }: PlaceTake,
  held: { readonly byAll: number; readonly isOwn: boolean },
): LimitState {
  const isAllowed = held.isOwn || isOwing === true || held.byAll < places;
  const taken = held.byAll + (isAllowed && !held.isOwn ? 1 : 0);
  return { isAllowed, remaining: places - taken, retryAfterMs: isAllowed ? 0 : PLACE_RETRY_MS };
}
