import type { BadgeKind } from "./badge.ts";

/** Shape tells the verdicts apart where colour does not. */
export const ICONS: Readonly<Record<BadgeKind, string>> = {
  proved: "∎",
  "checked-exactly": "✓",
  "checked-numerically": "≈",
  undecided: "?",
  refuted: "✗",
  "not-answered": "–",
};
