/**
 * Fixed sample values for numeric checks: irrational-looking, spread over both signs and sizes, so that
 * an identity that only holds on part of the line is seen to fail. Deterministic, so that a certificate
 * can be re-run.
 */
const VALUES = [
  0.7391, 1.3179, 2.2361, 0.2718, 3.1623, 5.4773, -0.5772, -1.6449, -2.6651, 0.9159, -0.1337,
  7.3891,
];

/** One assignment of values to the variables per index; variables get different values. */
export function samplePoint(variables: readonly string[], index: number): Record<string, number> {
  const point: Record<string, number> = {};
  variables.forEach((variable, position) => {
    const value = VALUES[(index + position * 5) % VALUES.length] as number;
    point[variable] = value + position * 0.0417 * (index + 1);
  });
  return point;
}

export const SAMPLE_COUNT = VALUES.length;
