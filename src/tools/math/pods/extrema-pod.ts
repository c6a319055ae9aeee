import type { Expression } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import {
  derivativeOf,
  realZeros,
  firstDerivativeAt,
  isSmooth,
  valueAt,
} from "./places-of-interest.ts";
import type { PodMaker, PodTools } from "./pod-maker.ts";
import { type Property, propertyTable } from "./property-table.ts";
import { type FunctionOfOne, functionOfOne } from "./subject-expression.ts";
import { repeated } from "./repeated.ts";
import { provedPeriod } from "./symmetry-pod.ts";

/** Local maxima, local minima and inflections of a smooth function, each settled by its derivatives. */
export const extremaPod: PodMaker = {
  id: "extrema",
  title: { en: "Extrema and inflections", zh: "极值与拐点" },
  speed: "slow",
  appliesTo: (subject) => {
    const about = functionOfOne(subject);
    return about !== null && isSmooth(about.expression);
  },
  make: async (subject, tools) => {
    const about = functionOfOne(subject);
    if (about === null || !isSmooth(about.expression)) return null;
    const period = provedPeriod(about);
    const properties = [
      ...(await settledPlaces(about, 1, period, tools)),
      ...(await settledPlaces(about, 2, period, tools)),
    ];
    return propertyTable(
      properties,
      [
        "At each zero of the derivative the first derivative that is not zero, found exactly, decides. Where the check is not called proved there may be further places.",
        "在导数的每个零点，由第一个不为零的导数（精确求得）判定。凡未标明“已证明”的，可能还有其他的点。",
      ],
      subject.isChinese,
    );
  },
};

/** Extrema from the zeros of the first derivative, inflections from those of the second; none where one of them stays open. */
async function settledPlaces(
  about: FunctionOfOne,
  order: 1 | 2,
  period: Expression | null,
  tools: PodTools,
): Promise<Property[]> {
  const first = derivativeOf(about);
  const derived =
    order === 1 ? first : derivativeOf({ expression: first, variable: about.variable });
  const zeros = await realZeros({ expression: derived, variable: about.variable }, period, tools);
  const properties: Property[] = [];
  for (const place of zeros?.places ?? []) {
    const decided = firstDerivativeAt(about, place, order);
    const value = await valueAt(about, place, tools);
    if (decided === null || value === null) return [];
    if (decided.order % 2 !== order - 1) continue;
    properties.push({
      name:
        order === 2
          ? ["Inflection", "拐点"]
          : decided.isPositive
            ? ["Local minimum", "极小值"]
            : ["Local maximum", "极大值"],
      value: pointText(about, place, value, period),
      grade: zeros?.isComplete === true ? "proved" : "exact-check",
    });
  }
  return properties;
}

function pointText(
  { variable }: FunctionOfOne,
  place: Expression,
  value: Expression,
  period: Expression | null,
): string {
  return `${printPlain(value)} (${variable} = ${repeated(variable, place, period)})`;
}
