import { type Expression, integer } from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import type { Mass } from "../plot/distribution-plot.ts";
import type { Distribution } from "../read/distribution.ts";

const value = (expression: Expression): number =>
  evaluateReal(expression)?.toNumber() ?? Number.NaN;

/** The density where X can lie, in x; null for distributions of whole numbers. */
export function densityOf(distribution: Distribution): Expression | null {
  switch (distribution.kind) {
    case "normal": {
      const { mean, deviation } = distribution;
      const z: Expression = ["Divide", ["Add", "x", ["Negate", mean]], deviation];
      return tidySigns([
        "Divide",
        ["Power", "ExponentialE", ["Negate", ["Divide", ["Power", z, integer(2)], integer(2)]]],
        ["Multiply", deviation, ["Sqrt", ["Multiply", integer(2), "Pi"]]],
      ]);
    }
    case "uniform":
      return ["Divide", integer(1), ["Add", distribution.high, ["Negate", distribution.low]]];
    case "exponential":
      return [
        "Multiply",
        distribution.rate,
        ["Power", "ExponentialE", ["Negate", ["Multiply", distribution.rate, "x"]]],
      ];
    default:
      return null;
  }
}

/** Where nearly all of the chance lies. */
export function rangeOf(distribution: Distribution): readonly [number, number] {
  switch (distribution.kind) {
    case "normal": {
      const [mean, deviation] = [value(distribution.mean), value(distribution.deviation)];
      return [mean - 4 * deviation, mean + 4 * deviation];
    }
    case "uniform":
      return [value(distribution.low), value(distribution.high)];
    case "exponential":
      return [0, 6 / value(distribution.rate)];
    case "poisson": {
      const rate = value(distribution.rate);
      return around(rate, Math.sqrt(rate), Number.POSITIVE_INFINITY);
    }
    case "binomial": {
      const p = value(distribution.probability);
      const n = distribution.trials;
      return around(n * p, Math.sqrt(n * p * (1 - p)), n);
    }
  }
}

function around(mean: number, deviation: number, most: number): readonly [number, number] {
  const reach = 4 * deviation + 2;
  return [Math.max(0, Math.floor(mean - reach)), Math.min(most, Math.ceil(mean + reach))];
}

const MOST_BARS = 120;

/** The chances of whole numbers in a range, for drawing. */
export function chancesOf(
  distribution: Distribution,
  [from, to]: readonly [number, number],
): Mass[] {
  if (to - from > MOST_BARS) return [];
  const masses = Array.from({ length: to - from + 1 }, (_, index): Mass => {
    const k = from + index;
    return { k, mass: value(massAt(distribution, k)) };
  });
  return masses.some(({ mass }) => Number.isNaN(mass)) ? [] : masses;
}

function massAt(distribution: Distribution, k: number): Expression {
  if (distribution.kind === "poisson")
    return [
      "Divide",
      [
        "Multiply",
        ["Power", "ExponentialE", ["Negate", distribution.rate]],
        ["Power", distribution.rate, integer(k)],
      ],
      ["Factorial", integer(k)],
    ];
  if (distribution.kind !== "binomial") return integer(0);
  const { trials, probability } = distribution;
  return [
    "Multiply",
    ["Binomial", integer(trials), integer(k)],
    ["Power", probability, integer(k)],
    ["Power", ["Add", integer(1), ["Negate", probability]], integer(trials - k)],
  ];
}
