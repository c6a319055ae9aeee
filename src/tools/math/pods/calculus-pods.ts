import { AnsatzError } from "../../../core/errors.ts";
import type { MathQuery } from "../read/math-query.ts";
import type { PodMaker, PodSubject, PodTools } from "./pod-maker.ts";
import { functionOfOne, type FunctionOfOne } from "./subject-expression.ts";

/** A pod that holds the engine's proved answer to a further question about the same function. */
function furtherQuestion(
  id: string,
  title: PodMaker["title"],
  ask: (subject: FunctionOfOne) => MathQuery,
): PodMaker {
  return {
    id,
    title,
    speed: "slow",
    appliesTo: (subject: PodSubject) => functionOfOne(subject) !== null,
    make: async (subject: PodSubject, tools: PodTools) => {
      const about = functionOfOne(subject);
      if (about === null) return null;
      const outcome = await tools.answer(ask(about));
      if (outcome.kind === "open") {
        if (tools.context.remainingMs() > 0) return null;
        throw new AnsatzError("timed_out", "The pod was not done in time.");
      }
      const { plain, latex, certificate } = outcome;
      return { plain, latex, certificate };
    },
  };
}

export const derivativePod = furtherQuestion(
  "derivative",
  { en: "Derivative", zh: "导数" },
  ({ expression, variable }) => ({
    kind: "differentiate",
    expression,
    variable,
    order: 1,
    at: null,
  }),
);

export const antiderivativePod = furtherQuestion(
  "antiderivative",
  { en: "Indefinite integral", zh: "不定积分" },
  ({ expression, variable }) => ({ kind: "integrate", expression, variable, bounds: null }),
);
