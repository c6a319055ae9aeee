import { type Expression, integer } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { asUnivariate } from "../plan/univariate-input.ts";
import { furtherAnswer } from "./further-answer.ts";
import { realZeros } from "./places-of-interest.ts";
import type { PodMaker } from "./pod-maker.ts";
import { type Property, propertyTable } from "./property-table.ts";
import { functionOfOne } from "./subject-expression.ts";

const MOST_PIECES = 3;
const MINUS_INFINITY: Expression = ["Negate", "PositiveInfinity"];

/** Integrals worth knowing: between neighbouring zeros, on the half line and on the whole line; each proved. */
export const integralsPod: PodMaker = {
  id: "integrals",
  title: { en: "Definite integrals of note", zh: "值得注意的定积分" },
  speed: "slow",
  appliesTo: (subject) => functionOfOne(subject) !== null,
  make: async (subject, tools) => {
    const about = functionOfOne(subject);
    if (about === null) return null;
    const { expression, variable } = about;
    const zeros = await realZeros(about, null, tools);
    const places = zeros?.places ?? [];
    const ranges: (readonly [Expression, Expression])[] = places
      .slice(1, MOST_PIECES + 1)
      .map((place, index) => [places[index] as Expression, place] as const);
    // A polynomial has no integral on a range without end.
    if (asUnivariate(expression) === null)
      ranges.push([integer(0), "PositiveInfinity"], [MINUS_INFINITY, "PositiveInfinity"]);
    const properties: Property[] = [];
    for (const bounds of ranges) {
      const answer = await furtherAnswer(tools, {
        kind: "integrate",
        expression,
        variable,
        bounds: [bounds[0], bounds[1]],
      });
      if (answer === null || answer.value.kind !== "expression") continue;
      if (answer.certificate.grade !== "proved" || answer.certificate.conditions !== undefined)
        continue;
      const [from, to] = bounds.map((bound) => printPlain(bound));
      const numeric = answer.numeric === undefined ? "" : ` ≈ ${answer.numeric}`;
      properties.push({
        name: [`From ${from} to ${to}`, `从 ${from} 到 ${to}`],
        value: `${answer.plain}${numeric}`,
        grade: "proved",
      });
    }
    return propertyTable(
      properties,
      [
        "Each integral was proved by its antiderivative; those that diverge are left out.",
        "每个积分都由原函数证明；发散的不列出。",
      ],
      subject.isChinese,
    );
  },
};
