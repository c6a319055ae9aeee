import { integer } from "../expression/expression.ts";
import { furtherAnswer } from "./further-answer.ts";
import type { PodMaker } from "./pod-maker.ts";
import { functionOfOne } from "./subject-expression.ts";

/** The real roots of a function. */
export const rootsPod: PodMaker = {
  id: "roots",
  title: { en: "Real roots", zh: "实数零点" },
  speed: "slow",
  appliesTo: (subject) => functionOfOne(subject) !== null,
  make: async (subject, tools) => {
    const about = functionOfOne(subject);
    if (about === null) return null;
    const { expression, variable } = about;
    const answer = await furtherAnswer(tools, {
      kind: "solve",
      equations: [["Equal", expression, integer(0)]],
      unknowns: [variable],
      domain: { isReal: true, interval: null },
    });
    if (answer === null) return null;
    if (answer.value.kind === "none" && answer.value.reason === "no-solution")
      return {
        plain: subject.isChinese ? "没有实数零点" : "no real roots",
        latex: `\\text{${subject.isChinese ? "没有实数零点" : "no real roots"}}`,
        certificate: answer.certificate,
      };
    return answer.value.kind === "solutions"
      ? { plain: answer.plain, latex: answer.latex, certificate: answer.certificate }
      : null;
  },
};
