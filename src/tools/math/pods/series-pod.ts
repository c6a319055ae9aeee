import { integer } from "../expression/expression.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import { furtherAnswer } from "./further-answer.ts";
import type { PodMaker } from "./pod-maker.ts";
import { functionOfOne } from "./subject-expression.ts";

const HIGHEST_POWER = 6;

/** The beginning of the power series at zero; nothing where the function is a polynomial already. */
export const seriesPod: PodMaker = {
  id: "series",
  title: { en: "Series at 0", zh: "在 0 处的级数展开" },
  speed: "slow",
  appliesTo: (subject) => functionOfOne(subject) !== null,
  make: async (subject, tools) => {
    const about = functionOfOne(subject);
    if (about === null) return null;
    const { expression, variable } = about;
    const answer = await furtherAnswer(tools, {
      kind: "algebra",
      operation: "series",
      operands: [expression, integer(0), integer(HIGHEST_POWER)],
      variable,
    });
    if (answer === null || answer.value.kind !== "expression") return null;
    const series = parseExpression(answer.value.plain).expression;
    if (decideEqual(series, expression).verdict === "proved") return null;
    const order = `O(${variable}^${HIGHEST_POWER + 1})`;
    return {
      plain: `${answer.plain} + ${order}`,
      latex: `${answer.latex}+O\\left(${variable}^{${HIGHEST_POWER + 1}}\\right)`,
      certificate: answer.certificate,
    };
  },
};
