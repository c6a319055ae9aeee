import { furtherAnswer } from "./further-answer.ts";
import type { PodMaker } from "./pod-maker.ts";
import { functionOfOne } from "./subject-expression.ts";

/** Where a function has a real value. */
export const domainPod: PodMaker = {
  id: "domain",
  title: { en: "Domain", zh: "定义域" },
  speed: "slow",
  appliesTo: (subject) => functionOfOne(subject) !== null,
  make: async (subject, tools) => {
    const about = functionOfOne(subject);
    if (about === null) return null;
    const answer = await furtherAnswer(tools, { kind: "domain", ...about });
    return answer === null
      ? null
      : {
          plain: `${answer.short}: ${answer.plain}`,
          latex: answer.latex,
          certificate: answer.certificate,
        };
  },
};
