/**
 * Signals that make an error likelier or less likely and decide nothing. They move the log-odds of an error,
 * each within a bound, so that all together they cannot outweigh what was compared.
 */
const MOST_MOVE = 1;

/** The likelihood once the signals are taken in; null entries are signals that are not there. */
export function withWeakSignals(likely: number, moves: readonly (number | null)[]): number {
  const sum = moves.reduce<number>((total, move) => total + (move ?? 0), 0);
  const bounded = Math.max(-MOST_MOVE, Math.min(MOST_MOVE, sum));
  if (bounded === 0) return likely;
  const kept = Math.min(0.999, Math.max(0.001, likely));
  return 1 / (1 + Math.exp(-(Math.log(kept / (1 - kept)) + bounded)));
}
