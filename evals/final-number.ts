const NUMBER = /-?\$?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s*\/\s*\d+)?%?/g;

/** A comma that does not part thousands: "2, 3" is a list. */
const LISTING_COMMA = /,(?!\d{3}(?!\d))/;

/** Reads `1,234.5`, `$12`, `3/4`; null for anything else. */
export function readNumber(text: string): number | null {
  if (LISTING_COMMA.test(text)) return null;
  const bare = text.replace(/[$,%\s]/g, "");
  const match = /^(-?\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(bare);
  if (match === null) return null;
  const value = Number(match[1]) / Number(match[2] ?? "1");
  return Number.isFinite(value) ? value : null;
}

/** The last number a text states, which is by convention its answer; null when it states none. */
export function lastNumber(text: string): number | null {
  const found = text.match(NUMBER);
  return found === null ? null : readNumber(found.at(-1) ?? "");
}

/** The one number of a short answer such as `42 pages`; null when there are several or none. */
export function onlyNumber(text: string): number | null {
  const found = text.match(NUMBER) ?? [];
  return found.length === 1 ? readNumber(found[0] ?? "") : null;
}

/** Equal up to rounding of the last of nine digits. */
export function sameNumber(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
}
