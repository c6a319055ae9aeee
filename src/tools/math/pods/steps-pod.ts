import { ALL_METHODS } from "../steps/all-methods.ts";
import { StepChain } from "../steps/step-chain.ts";
import type { PodContent, PodMaker, PodSubject, PodTools } from "./pod-maker.ts";

/** The worked solution by the first method that applies and proves at least one step. */
export const stepsPod: PodMaker = {
  id: "steps",
  title: { en: "Step-by-step solution", zh: "分步解答" },
  speed: "slow",
  appliesTo: (subject) => ALL_METHODS.some((method) => method.appliesTo(subject)),
  make: async (subject: PodSubject, tools: PodTools): Promise<PodContent | null> => {
    for (const method of ALL_METHODS) {
      if (!method.appliesTo(subject)) continue;
      const chain = new StepChain(subject.isChinese);
      await method.work(subject, chain, tools);
      const solution = chain.solution();
      if (solution !== null) return { steps: [...solution.steps], isComplete: solution.isComplete };
    }
    return null;
  },
};
