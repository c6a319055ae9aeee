import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { MathQuery } from "../read/math-query.ts";
import { parseExpression } from "../read/parse.ts";
import { furtherAnswer } from "./further-answer.ts";
import type { PodMaker } from "./pod-maker.ts";
import { type Property, propertyTable } from "./property-table.ts";
import { type FunctionOfOne, functionOfOne } from "./subject-expression.ts";

const FORMS: readonly {
  readonly name: Property["name"];
  readonly ask: (about: FunctionOfOne) => MathQuery;
}[] = [
  { name: ["Expanded", "展开"], ask: ({ expression }) => ({ kind: "expand", expression }) },
  { name: ["Factored", "因式分解"], ask: ({ expression }) => ({ kind: "factor", expression }) },
  {
    name: ["Partial fractions", "部分分式"],
    ask: ({ expression, variable }) => ({
      kind: "algebra",
      operation: "partial-fractions",
      operands: [expression],
      variable,
    }),
  },
  {
    name: ["Completed square", "配方"],
    ask: ({ expression, variable }) => ({ kind: "complete-square", expression, variable }),
  },
];

/** Other ways to write an expression: each proved equal to it, and none that is shown already. */
export const alternateFormsPod: PodMaker = {
  id: "alternate-forms",
  title: { en: "Alternate forms", zh: "其他形式" },
  speed: "slow",
  appliesTo: (subject) => functionOfOne(subject) !== null,
  make: async (subject, tools) => {
    const about = functionOfOne(subject);
    if (about === null) return null;
    const shown = new Set([subject.outcome.plain, printPlain(about.expression)]);
    const forms: Property[] = [];
    for (const { name, ask } of FORMS) {
      const answer = await furtherAnswer(tools, ask(about));
      if (answer === null || answer.value.kind !== "expression" || shown.has(answer.plain))
        continue;
      const form = parseExpression(answer.value.plain).expression;
      if (decideEqual(form, about.expression).verdict !== "proved") continue;
      shown.add(answer.plain);
      forms.push({ name, value: answer.plain, grade: "proved" });
    }
    return propertyTable(
      forms,
      ["Each form was proved equal to the expression.", "每种形式都已证明与原式相等。"],
      subject.isChinese,
    );
  },
};
