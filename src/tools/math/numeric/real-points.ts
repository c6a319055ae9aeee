/**
 * Fixed real values for a variable of integration: both signs, several on (-1, 1) where roots and inverse
 * functions are real, and some farther out, so that an identity which fails on one stretch of the line is
 * seen to fail. Deterministic, so that a certificate can be re-run.
 */
export const LINE_VALUES: readonly number[] = [
  0.1373, 0.2911, 0.4337, 0.6173, 0.7919, 0.9537, 1.1237, 1.2831, 1.4717, 1.9133, 2.3779, 3.1739,
  4.6411, 6.3127, 11.2713, -0.1171, -0.3119, -0.5527, -0.8123, -0.9371, -1.2953, -1.7321, -2.5417,
  -3.9173, -7.1239,
];

const SYMBOL_VALUES: readonly number[] = [
  1.7123, 0.6179, 1.3271, 0.8117, 2.2391, 0.4373, 1.1279, 3.1337, 0.2719, 1.9211, 0.7433,
];

/** Values of the symbols beside the variable at the point of an index: positive, or of both signs. */
export function symbolValues(
  symbols: readonly string[],
  index: number,
  isPositive: boolean,
): Record<string, number> {
  const values: Record<string, number> = {};
  symbols.forEach((symbol, position) => {
    const size = SYMBOL_VALUES[(index + position * 4) % SYMBOL_VALUES.length] as number;
    const isMinus = !isPositive && (index + position * (index >> 1)) % 3 === 2;
    values[symbol] = (isMinus ? -1 : 1) * (size + 0.0131 * position);
  });
  return values;
}
