import { AnsatzError } from "../core/errors.ts";
import type { MathPort } from "../core/math-port.ts";
import { interruptible } from "../core/interrupt.ts";
import type { Reply, Turn } from "./turn.ts";

const COMPARE_MS = 3_000;

/**
 * Groups replies by what they answer: 1/2, 0.5 and \frac12 are one. Those without an answer are in no
 * group.
 */
export async function groupAnswers(
  math: MathPort,
  turn: Turn,
  replies: readonly Reply[],
): Promise<readonly (readonly Reply[])[]> {
  const groups: { answer: string; replies: Reply[] }[] = [];
  for (const reply of replies) {
    if (reply.answer === undefined) continue;
    let home: (typeof groups)[number] | undefined;
    for (const group of groups)
      if (await isSame(math, turn, group.answer, reply.answer)) {
        home = group;
        break;
      }
    if (home === undefined) groups.push({ answer: reply.answer, replies: [reply] });
    else home.replies.push(reply);
  }
  return groups.map((group) => group.replies);
}

async function isSame(math: MathPort, turn: Turn, a: string, b: string): Promise<boolean> {
  if (a.trim() === b.trim()) return true;
  try {
    const options = turn.calling(COMPARE_MS);
    const { equal } = await interruptible(math.equal(a, b, options), turn.signal);
    return equal === true;
  } catch (error) {
    if (AnsatzError.from(error).code === "stopped") throw error;
    return false;
  }
}
