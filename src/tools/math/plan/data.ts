import { Fraction } from "fraction.js";
import { choose } from "../exact/combinatorial-numbers.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import type { DataQuery } from "../read/data-query.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { listOutcome } from "./exact-outcomes.ts";
import { openOutcome, type Outcome } from "./outcome.ts";

type Of<Kind extends DataQuery["kind"]> = Extract<DataQuery, { kind: Kind }>;

/** Answers by ordering and counting, with exact numbers. */
export function dataQuery(query: DataQuery): Outcome {
  switch (query.kind) {
    case "data":
      return orderedData(query);
    case "binomial":
      return binomialQuery(query);
    case "dice-sum":
      return diceSum(query);
  }
}

function proved(value: Fraction, method: string, detail: string): Outcome {
  return expressionOutcome({
    expression: fractionExpression(value),
    engine: EXACT,
    certificate: { grade: "proved", method, detail, engines: [EXACT] },
  });
}

function orderedData({ operation, data }: Of<"data">): Outcome {
  const values = data.map(fractionOf);
  if (values.some((value) => value === null))
    return openOutcome("The data must be rational numbers.", "unsupported");
  const sorted = (values as Fraction[]).toSorted((a, b) => a.compare(b));
  const detail = "The data were ordered by exact comparison.";
  if (operation === "range")
    return proved(
      (sorted.at(-1) as Fraction).sub(sorted[0] as Fraction),
      "exact-comparison",
      detail,
    );
  if (operation === "mode") return modes(sorted);
  const quartiles = [1, 2, 3].map((k) => quantile(sorted, k));
  return operation === "median"
    ? proved(quartiles[1] as Fraction, "exact-comparison", detail)
    : listOutcome(
        quartiles.map((value) => printPlain(fractionExpression(value))),
        { grade: "proved", method: "exact-comparison", detail, engines: [EXACT] },
      );
}

/** The k-th quartile: the median, or the median of the lower or upper half without the middle value. */
function quantile(sorted: readonly Fraction[], k: number): Fraction {
  const half = Math.floor(sorted.length / 2);
  const part = k === 2 ? sorted : k === 1 ? sorted.slice(0, half) : sorted.slice(-half);
  const middle = Math.floor(part.length / 2);
  const upper = part[middle] as Fraction;
  return part.length % 2 === 1 ? upper : upper.add(part[middle - 1] as Fraction).div(2);
}

function modes(sorted: readonly Fraction[]): Outcome {
  const counts = new Map<string, number>();
  for (const value of sorted) {
    const key = printPlain(fractionExpression(value));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  if (most === 1 && sorted.length > 1)
    return openOutcome("Every value occurs once, so the data have no mode.");
  return listOutcome(
    [...counts].filter(([, count]) => count === most).map(([value]) => value),
    {
      grade: "proved",
      method: "counted",
      detail: `Every value was counted; the most frequent occurs ${most} times.`,
      engines: [EXACT],
    },
  );
}

/** Sums exact terms; the complement, summed apart, must bring the total to one. */
function binomialQuery({ trials, probability, from, to }: Of<"binomial">): Outcome {
  const p = fractionOf(probability);
  if (p === null || p.compare(0) < 0 || p.compare(1) > 0)
    return openOutcome("A probability lies between 0 and 1.", "unsupported");
  const size = Math.log2(Number(p.d)) * trials;
  if (size > 200_000)
    return openOutcome(
      "The exact probability has too many digits here.",
      "unsupported",
      "too_large",
    );
  const [over, under] = [p.n, p.d];
  const rest = under - over;
  let inside = 0n;
  let outside = 0n;
  let choices = 1n;
  for (let k = 0; k <= trials; k++) {
    const term = choices * over ** BigInt(k) * rest ** BigInt(trials - k);
    if (k >= from && k <= to) inside += term;
    else outside += term;
    choices = (choices * BigInt(trials - k)) / BigInt(k + 1);
  }
  const all = under ** BigInt(trials);
  if (inside + outside !== all) return openOutcome("The probabilities do not add up to one.");
  return proved(
    new Fraction(inside, all),
    "counted-twice",
    "The terms of the binomial distribution were summed exactly; with the terms left out they add up to one.",
  );
}

/** Ways to reach a total by convolution, checked against inclusion and exclusion. */
function diceSum({ dice, total }: Of<"dice-sum">): Outcome {
  let ways = new Map<number, bigint>([[0, 1n]]);
  for (let die = 0; die < dice; die++) {
    const next = new Map<number, bigint>();
    for (const [sum, count] of ways)
      for (let face = 1; face <= 6; face++)
        next.set(sum + face, (next.get(sum + face) ?? 0n) + count);
    ways = next;
  }
  const counted = ways.get(total) ?? 0n;
  let byFormula = 0n;
  for (let k = 0; k <= dice; k++) {
    const top = total - 6 * k - 1;
    if (top < dice - 1) break;
    const term = choose(dice, k) * choose(top, dice - 1);
    byFormula += k % 2 === 0 ? term : -term;
  }
  if (byFormula !== counted) return openOutcome("Two ways of counting disagree.");
  return proved(
    new Fraction(counted, 6n ** BigInt(dice)),
    "counted-twice",
    "The outcomes were counted die by die and again by inclusion and exclusion.",
  );
}
