import { AnsatzError } from "../../../core/errors.ts";
import { isDeadEnd } from "../exact/deadline.ts";
import { ALL_METHODS } from "../steps/all-methods.ts";
import { StepChain } from "../steps/step-chain.ts";
import type { PodContent, PodMaker, PodSubject, PodTools } from "./pod-maker.ts";

/** The worked solution by the first method that applies and proves at least one step. */
export const stepsPod: PodMaker = {
  id: "steps",
  title: { en: "Step-by-step solution", zh: "分步解答" },
  speed: "slow",
  appliesTo: (subject) => ALL_METHODS.some((method) => method.appliesTo(subject)),
  isThere: async (subject, tools) => (await firstChain(subject, tools, 1)) !== null,
  make: async (subject, tools): Promise<PodContent | null> => {
    const solution = (await firstChain(subject, tools))?.solution() ?? null;
    return solution === null
      ? null
      : { steps: [...solution.steps], isComplete: solution.isComplete };
  },
};

/**
 * The first chain with a proved step; null where there is none. A method that is beyond its limits makes
 * room for the next. Where only so many steps are looked for, the end of the time does not take back what was proved.
 */
async function firstChain(
  subject: PodSubject,
  tools: PodTools,
  mostSteps?: number,
): Promise<StepChain | null> {
  for (const method of ALL_METHODS) {
    if (!method.appliesTo(subject)) continue;
    const chain = new StepChain(
      subject.isChinese,
      mostSteps === undefined ? undefined : { mostSteps },
    );
    try {
      await method.work(subject, chain, tools);
    } catch (thrown) {
      const isLate = AnsatzError.isInstance(thrown) && thrown.code === "timed_out";
      if (!isDeadEnd(thrown) && !isLate) throw thrown;
      if (isLate && (mostSteps === undefined || chain.solution() === null)) throw thrown;
    }
    if (chain.solution() !== null) return chain;
  }
  return null;
}
