import { seededRandom } from "./fuzz-generator/random.ts";

function shuffled<Row>(rows: readonly Row[], random: () => number): Row[] {
  const result = [...rows];
  for (let index = result.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [result[index], result[other]] = [result[other] as Row, result[index] as Row];
  }
  return result;
}

/**
 * At most `limit` rows, drawn with the seed and spread over the areas as the whole set is: areas take
 * turns, each as often as its share. Without a limit all rows come back in their own order.
 */
export function stratifiedSample<Row>(
  rows: readonly Row[],
  areaOf: (row: Row) => string,
  limit: number | undefined,
  seed: number,
): Row[] {
  if (limit === undefined || limit >= rows.length) return [...rows];
  const random = seededRandom(seed).next;
  const areas = new Map<string, Row[]>();
  for (const row of rows) {
    const area = areas.get(areaOf(row));
    if (area === undefined) areas.set(areaOf(row), [row]);
    else area.push(row);
  }
  const placed: { readonly at: number; readonly row: Row }[] = [];
  for (const members of shuffled([...areas.values()], random)) {
    const offset = random();
    shuffled(members, random).forEach((row, index) => {
      placed.push({ at: (index + offset) / members.length, row });
    });
  }
  return placed
    .sort((a, b) => a.at - b.at)
    .slice(0, limit)
    .map(({ row }) => row);
}
