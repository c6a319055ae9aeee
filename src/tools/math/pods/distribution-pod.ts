import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { fractionExpression } from "../exact/to-expression.ts";
import { type Expression, integer } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { massPlot } from "../plot/distribution-plot.ts";
import { functionPlot } from "../plot/function-plot.ts";
import { renderSvg } from "../plot/render-svg.ts";
import type { Plot } from "../../../core/plot.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { Distribution, DistributionQuestion } from "../read/distribution.ts";
import type { MathQuery } from "../read/math-query.ts";
import { furtherAnswer } from "./further-answer.ts";
import type { PodMaker, PodSubject, PodTools } from "./pod-maker.ts";
import { type Property, propertyTable } from "./property-table.ts";
import { chancesOf, densityOf, rangeOf } from "./distribution-shape.ts";
import { parseExpression } from "../read/parse.ts";

/** The distribution a chance belongs to: its picture with the asked part, mean, variance, deviation. */
export const distributionPod: PodMaker = {
  id: "distribution",
  title: { en: "Distribution", zh: "分布" },
  speed: "slow",
  appliesTo: (subject) => questionOf(subject) !== null,
  make: async (subject, tools) => {
    const question = questionOf(subject);
    if (question === null) return null;
    const { isChinese } = subject;
    const table = propertyTable(
      await momentsOf(question.distribution, tools),
      [
        "Each was worked out from the density or the single chances and proved by itself; those of the normal distribution are its parameters.",
        "由密度或各点概率分别求出并证明；正态分布的均值与标准差即其参数。",
      ],
      isChinese,
    );
    const plot = plotOf(question, isChinese);
    if (table === null || plot === null) return null;
    return { ...table, svg: renderSvg(plot), plot, description: plot.description };
  },
};

function questionOf({ query }: PodSubject): DistributionQuestion | null {
  if (query.kind === "evaluate" || query.kind === "decimal") return query.distributed ?? null;
  if (query.kind !== "binomial") return null;
  const { trials, probability } = query;
  return {
    distribution: { kind: "binomial", trials, probability },
    from: integer(query.from),
    to: integer(query.to),
  };
}

const NAMES = {
  mean: ["Mean", "均值"],
  variance: ["Variance", "方差"],
  deviation: ["Standard deviation", "标准差"],
} as const;

const simple = (value: Expression): Expression => {
  const exact = fractionOf(value);
  return exact === null ? (exactForm(value) ?? value) : fractionExpression(exact);
};

async function momentsOf(distribution: Distribution, tools: PodTools): Promise<Property[]> {
  const moments =
    distribution.kind === "normal"
      ? {
          mean: distribution.mean,
          variance: ["Power", distribution.deviation, integer(2)] as Expression,
        }
      : await workedOut(distribution, tools);
  if (moments === null) return [];
  const { mean, variance } = moments;
  return [
    { name: NAMES.mean, value: printPlain(simple(mean)), grade: "proved" },
    { name: NAMES.variance, value: printPlain(simple(variance)), grade: "proved" },
    { name: NAMES.deviation, value: rootOf(simple(variance)), grade: "proved" },
  ];
}

/** A rational root, or the root with its first digits. */
function rootOf(variance: Expression): string {
  const root: Expression = ["Sqrt", variance];
  const exact = fractionOf(simple(root));
  if (exact !== null) return printPlain(fractionExpression(exact));
  const about = evaluateReal(root)?.toSignificantDigits(7).toString();
  return `${printPlain(root)}${about === undefined ? "" : ` ≈ ${about}`}`;
}

interface Moments {
  readonly mean: Expression;
  readonly variance: Expression;
}

/** From the known formula, taken only where the sum or integral that defines it comes to the same. */
async function workedOut(distribution: Distribution, tools: PodTools): Promise<Moments | null> {
  const known = formulas(distribution);
  if (known === null) return null;
  const square: Expression = ["Add", known.variance, ["Power", known.mean, integer(2)]];
  const first = await isMoment(distribution, 1, known.mean, tools);
  const second = first && (await isMoment(distribution, 2, square, tools));
  return second ? known : null;
}

function formulas(distribution: Distribution): Moments | null {
  switch (distribution.kind) {
    case "uniform": {
      const { low, high } = distribution;
      const width: Expression = ["Add", high, ["Negate", low]];
      return {
        mean: ["Divide", ["Add", low, high], integer(2)],
        variance: ["Divide", ["Power", width, integer(2)], integer(12)],
      };
    }
    case "exponential":
      return {
        mean: ["Divide", integer(1), distribution.rate],
        variance: ["Divide", integer(1), ["Power", distribution.rate, integer(2)]],
      };
    case "poisson":
      return { mean: distribution.rate, variance: distribution.rate };
    case "binomial": {
      const { trials, probability } = distribution;
      const mean: Expression = ["Multiply", integer(trials), probability];
      return {
        mean,
        variance: ["Multiply", mean, ["Add", integer(1), ["Negate", probability]]],
      };
    }
    case "normal":
      return null;
  }
}

const MOST_TRIALS = 200;

/** Whether the expectation of X^order is this value: by the integral, the series, or the sum of all chances. */
async function isMoment(
  distribution: Distribution,
  order: 1 | 2,
  value: Expression,
  tools: PodTools,
): Promise<boolean> {
  const power = (letter: string): Expression =>
    order === 1 ? letter : ["Power", letter, integer(2)];
  if (distribution.kind === "binomial") {
    const { trials, probability } = distribution;
    if (trials > MOST_TRIALS) return false;
    const terms = Array.from({ length: trials + 1 }, (_, k): Expression => [
      "Multiply",
      integer(k ** order),
      ["Binomial", integer(trials), integer(k)],
      ["Power", probability, integer(k)],
      ["Power", ["Add", integer(1), ["Negate", probability]], integer(trials - k)],
    ]);
    const sum = terms.map((term) => fractionOf(term));
    const goal = fractionOf(value);
    if (goal === null || sum.includes(null)) return false;
    return (
      sum
        .reduce((all, term) => (all === null || term === null ? null : all.add(term)))
        ?.equals(goal) === true
    );
  }
  const question: MathQuery =
    distribution.kind === "poisson"
      ? {
          kind: "sum",
          expression: [
            "Divide",
            [
              "Multiply",
              power("k"),
              ["Power", distribution.rate, "k"],
              ["Power", "ExponentialE", ["Negate", distribution.rate]],
            ],
            ["Factorial", "k"],
          ],
          variable: "k",
          lower: integer(0),
          upper: "PositiveInfinity",
        }
      : {
          kind: "integrate",
          expression: ["Multiply", power("x"), densityOf(distribution) as Expression],
          variable: "x",
          bounds:
            distribution.kind === "uniform"
              ? [distribution.low, distribution.high]
              : [integer(0), "PositiveInfinity"],
        };
  const answer = await furtherAnswer(tools, question);
  return (
    answer?.value.kind === "expression" &&
    answer.certificate.grade === "proved" &&
    decideEqual(parseExpression(answer.value.plain).expression, value).verdict === "proved"
  );
}

const numberOf = (value: Expression | null, open: number): number =>
  value === null ? open : (evaluateReal(value)?.toNumber() ?? Number.NaN);

function plotOf({ distribution, from, to }: DistributionQuestion, isChinese: boolean): Plot | null {
  const [low, high] = [
    numberOf(from, Number.NEGATIVE_INFINITY),
    numberOf(to, Number.POSITIVE_INFINITY),
  ];
  if (Number.isNaN(low) || Number.isNaN(high)) return null;
  const range = rangeOf(distribution);
  const density = densityOf(distribution);
  if (density === null) {
    const masses = chancesOf(distribution, range);
    return masses.length === 0 ? null : massPlot(masses, (k) => k >= low && k <= high, isChinese);
  }
  // Beyond the ends of the range there is no density, or too little to see.
  const shaded: [number, number] = [Math.max(low, range[0]), Math.min(high, range[1])];
  return functionPlot({
    functions: [density],
    variable: "x",
    range: [range[0], range[1]],
    ...(shaded[0] < shaded[1] ? { shaded } : {}),
    isChinese,
  });
}
