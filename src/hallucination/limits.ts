/** Bounds on the work one text may cause. */
export const DETECTOR_LIMITS = {
  /** Relations in one text; a longer text is refused, so that no claim is silently skipped. */
  claims: 500,
  /** Relations with variables that are handed to the engine; the rest stay undecided. */
  symbolicClaims: 40,
  /** Time for all relations of one text; those that come after it stay undecided. */
  relationsMs: 1_500,
  /** Longest operand in UTF-16 units; longer ones are not read as mathematics. */
  operandCharacters: 400,
  /** Deepest nesting of brackets in an operand. */
  depth: 40,
  /** Time the engine may take to answer the question itself. */
  questionMs: 3_000,
} as const;
