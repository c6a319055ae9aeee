import { seededRandom } from "./fuzz-generator/random.ts";

/** The value below which the given share of the numbers lies, by linear interpolation; null for none. */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? 0;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (position - below);
}

/** Wilson's 95% interval of a share. */
export function shareInterval(successes: number, total: number): readonly [number, number] {
  if (total === 0) return [0, 1];
  const z = 1.96;
  const share = successes / total;
  const denominator = 1 + (z * z) / total;
  const middle = (share + (z * z) / (2 * total)) / denominator;
  const spread =
    (z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total))) / denominator;
  return [Math.max(0, middle - spread), Math.min(1, middle + spread)];
}

export interface Scored {
  readonly score: number;
  readonly isPositive: boolean;
}

/**
 * The chance that a positive gets a higher score than a negative, ties counting half; null when one
 * of the two classes is empty.
 */
export function areaUnderCurve(items: readonly Scored[]): number | null {
  const sorted = [...items].sort((a, b) => a.score - b.score);
  const positives = sorted.filter((item) => item.isPositive).length;
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let rankSum = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]?.score === sorted[start]?.score) end += 1;
    const meanRank = (start + 1 + end) / 2;
    for (let index = start; index < end; index++)
      if (sorted[index]?.isPositive === true) rankSum += meanRank;
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanScore: number;
  readonly positiveShare: number;
}

/** Ten equal bins of the score, with the mean score and the share of positives in each that is not empty. */
export function calibration(items: readonly Scored[]): {
  readonly bins: CalibrationBin[];
  readonly expectedError: number;
} {
  const bins: CalibrationBin[] = [];
  for (let bin = 0; bin < 10; bin++) {
    const members = items.filter(({ score }) => Math.min(9, Math.floor(score * 10)) === bin);
    if (members.length === 0) continue;
    bins.push({
      from: bin / 10,
      to: (bin + 1) / 10,
      count: members.length,
      meanScore: members.reduce((sum, { score }) => sum + score, 0) / members.length,
      positiveShare: members.filter(({ isPositive }) => isPositive).length / members.length,
    });
  }
  const expectedError = bins.reduce(
    (sum, bin) => sum + (bin.count / items.length) * Math.abs(bin.meanScore - bin.positiveShare),
    0,
  );
  return { bins, expectedError };
}

/**
 * The 95% interval of a statistic by the bootstrap: the items of each group are drawn again with replacement,
 * 1,000 times. Percentiles, so that it need not be symmetrical.
 */
export function bootstrapInterval<Item>(
  groups: readonly (readonly Item[])[],
  statistic: (groups: readonly (readonly Item[])[]) => number,
  seed = 7,
): readonly [number, number] {
  const random = seededRandom(seed);
  const values = Array.from({ length: 1_000 }, () =>
    statistic(groups.map((items) => items.map(() => random.pick(items)))),
  );
  return [percentile(values, 0.025) ?? Number.NaN, percentile(values, 0.975) ?? Number.NaN];
}
