/** Limits on what is read, so that hostile input costs a bounded amount of work. */
export const READ_LIMITS = {
  /** Longest expression text, in UTF-16 units. */
  characters: 10_000,
  tokens: 4_000,
  /** Longest number literal, in digits. */
  digits: 2_000,
  /** Deepest nesting of brackets, powers and functions. */
  depth: 120,
} as const;
