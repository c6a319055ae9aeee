import { AnsatzError } from "../core/errors.ts";
import type { MathPort } from "../core/math-port.ts";
import { interruptible } from "../core/interrupt.ts";
import type { Reply, Turn } from "./turn.ts";

const COMPARE_MS = 3_000;

/** Replies whose answers are mathematically the same. */
export interface AnswerGroup {
  readonly answer: string;
  readonly replies: readonly Reply[];
  readonly isVerified: boolean;
}

/**
 * Groups replies by what they answer: 1/2, 0.5 and \frac12 are one. Those without an answer are in no
 * group. The first group is the one to believe: verified before not, larger before smaller, earlier
 * before later.
 */
export async function groupAnswers(
  math: MathPort,
  turn: Turn,
  replies: readonly Reply[],
): Promise<readonly AnswerGroup[]> {
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
  return groups
    .map((group) => ({
      ...group,
      // The verified draft speaks for its group.
      replies: group.replies.toSorted((a, b) => Number(isProved(b)) - Number(isProved(a))),
      isVerified: group.replies.some(isProved),
    }))
    .toSorted(
      (a, b) => Number(b.isVerified) - Number(a.isVerified) || b.replies.length - a.replies.length,
    );
}

/** True when drafts that are still to come cannot overtake the leading group. */
export function isDecisive(groups: readonly AnswerGroup[], left: number): boolean {
  const [leading, ...others] = groups;
  if (leading === undefined) return false;
  const second = Math.max(0, ...others.map((group) => group.replies.length));
  return leading.replies.length > 1 && leading.replies.length - second > left;
}

function isProved(reply: Reply): boolean {
  return reply.verdict === "proved";
}

async function isSame(math: MathPort, turn: Turn, a: string, b: string): Promise<boolean> {
  if (a.trim() === b.trim()) return true;
  try {
    const options = { signal: turn.signal, timeoutMs: COMPARE_MS };
    const { equal } = await interruptible(math.equal(a, b, options), turn.signal);
    return equal === true;
  } catch (error) {
    if (AnsatzError.from(error).code === "stopped") throw error;
    return false;
  }
}
