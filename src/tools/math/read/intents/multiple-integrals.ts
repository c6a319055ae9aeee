import { AnsatzError } from "../../../../core/errors.ts";
import type { Expression } from "../../expression/expression.ts";
import type { MathQuery } from "../math-query.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import { innermostFirst, isProperRegion, readRegion } from "../region.ts";
import type { Intent } from "./intent.ts";

const COUNTS: Readonly<Record<string, number>> = { double: 2, triple: 3, 二: 2, 三: 3 };

/** An integral over a region is read as an iterated one, from the bounds that depend on others outwards. */
function overRegion(groups: Groups, context: ReadingContext): MathQuery | null {
  const ranges = readRegion(groups["region"] as string, context);
  if (ranges === null) return null;
  const wanted = COUNTS[groups["count"] ?? ""];
  if (wanted !== undefined && wanted !== ranges.length) return null;
  const order = innermostFirst(ranges);
  if (order === null)
    throw new AnsatzError(
      "unsupported",
      "The bounds depend on each other in a circle. Give the outermost variable bounds without the others.",
    );
  if (!isProperRegion(order))
    throw new AnsatzError(
      "unsupported",
      "A lower bound lies above its upper bound in part of the region. Write the bounds so that the lower one comes first.",
    );
  const outermost = order.at(-1);
  if (outermost === undefined) return null;
  const body = context.parse((groups["body"] as string).replace(/(?:\s*d\s*[A-Za-z])+\s*$/, ""));
  const inner = order
    .slice(0, -1)
    .reduce<Expression>(
      (expression, { variable, lower, upper }) => ["Integrate", expression, variable, lower, upper],
      body,
    );
  return {
    kind: "integrate",
    expression: inner,
    variable: outermost.variable,
    bounds: [outermost.lower, outermost.upper],
  };
}

export const MULTIPLE_INTEGRALS: readonly Intent[] = [
  {
    name: "integral over a region",
    frames: [
      /^(?:integrate|integral of|the integral of)\s+(?<body>.+?)\s+(?:over|for|on|with)\s+(?:the region\s+)?(?<region>.*(?:<|≤|\bto\b|\bin\b).*)$/i,
      /^(?:the\s+)?(?<count>double|triple) integral of\s+(?<body>.+?)\s+(?:over|for|on|with)\s+(?:the region\s+)?(?<region>.+)$/i,
      /^(?:求|计算)?\s*(?<count>二|三)重积分\s*(?<body>.+?)\s*[,，]\s*(?:其中|区域|积分区域)?\s*(?<region>.+)$/,
      /^(?:求|计算)?\s*(?<body>.+?)\s*在(?:区域)?\s*(?<region>.+?)\s*上?的(?<count>二|三)重积分$/,
    ],
    read: overRegion,
    examples: [
      { ask: "integrate x*y over 0<=x<=1, 0<=y<=x", answer: "1/8" },
      { ask: "double integral of x^2+y^2 for x from 0 to 1 and y from 0 to 2", answer: "10/3" },
      { ask: "x*y 在 0<=x<=1, 0<=y<=x 上的二重积分", answer: "1/8" },
      { ask: "二重积分 x^2*y, 0<=x<=2, 0<=y<=1", answer: "4/3" },
      {
        ask: "triple integral of x*y*z over 0<=x<=1, 0<=y<=1, 0<=z<=1",
        answer: "1/8",
      },
    ],
  },
];
