import { isDeadEnd, withDeadline } from "../exact/deadline.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { CandidateAnswer, ComputeContext } from "./outcome.ts";

/** A second opinion is worth no more waiting than this. */
const COMPARE_MS = 100;

/**
 * The answer, whose certificate says so when an engine that shares no code with the one that gave it came
 * to the same result. `checked` are the answers at hand: nobody is asked for this.
 */
export function withSecondOpinion(
  answer: CandidateAnswer,
  checked: readonly CandidateAnswer[],
  context: ComputeContext,
): CandidateAnswer {
  const family = familyOf(answer.engine, context);
  const second = checked.find(
    (other) =>
      other !== answer &&
      familyOf(other.engine, context) !== family &&
      context.proving(() => isSame(answer, other)),
  );
  if (second === undefined) return answer;
  const { certificate } = answer;
  return {
    ...answer,
    certificate: {
      ...certificate,
      detail: `${certificate.detail} A second engine (${second.engine}), independent of the first, gives the same.`,
      engines: [...new Set([...certificate.engines, second.engine])],
    },
  };
}

const familyOf = (name: string, { engines }: ComputeContext): string =>
  engines.find((member) => member.name === name)?.family ?? name;

function isSame(a: CandidateAnswer, b: CandidateAnswer): boolean {
  if (JSON.stringify(a.expression) === JSON.stringify(b.expression)) return true;
  try {
    return withDeadline(
      performance.now() + COMPARE_MS,
      () => decideEqual(a.expression, b.expression).verdict === "proved",
    );
  } catch (error) {
    // Without time or means to compare there is no second opinion; the answer stands by itself.
    if (isDeadEnd(error)) return false;
    throw error;
  }
}
