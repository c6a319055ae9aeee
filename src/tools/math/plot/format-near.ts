import { formatTick } from "./format-tick.ts";

/** A place in a window of this width, as finely as the window lets one see it. */
export function formatNear(value: number, width: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 1e6 || !(width > 0))
    return formatTick(value, digitsFor(magnitude, width / 1_000));
  const decimals = Math.min(20, Math.max(0, 3 - Math.floor(Math.log10(width))));
  const rounded = Number(value.toFixed(decimals));
  return formatTick(rounded, digitsFor(magnitude, 10 ** -decimals));
}

/** How many significant digits tell numbers of this size apart that lie one step from each other. */
export function digitsFor(largest: number, step: number): number {
  if (!(largest > 0) || !(step > 0)) return 4;
  return Math.min(15, Math.max(4, Math.ceil(Math.log10(largest / step) + 1)));
}
