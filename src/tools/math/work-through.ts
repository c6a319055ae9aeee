import { AnsatzError } from "../../core/errors.ts";
import type { CallOptions } from "../../core/math-port.ts";
import type { WorkingRequest, WorkingResult } from "../../core/working-result.ts";
import type { OpenedMember } from "./engines/portfolio-member.ts";
import { withDeadline } from "./exact/deadline.ts";
import { answerQuery } from "./plan/answer-query.ts";
import { describeQuery } from "./read/describe-query.ts";
import { readQuery } from "./read/read-query.ts";
import { checkWorking } from "./working/check-working.ts";
import { goalOfQuery } from "./working/goal.ts";
import { readLine } from "./working/read-line.ts";
import { computeContext } from "./work-query.ts";

/** Judges a person's working. A problem that cannot be read leaves the first line as given. */
export async function workThrough(
  engines: readonly OpenedMember[],
  request: WorkingRequest,
  { signal, timeoutMs = request.timeoutMs ?? 10_000 }: CallOptions,
): Promise<WorkingResult> {
  const endsAt = performance.now() + timeoutMs;
  const isChinese =
    request.language === "zh" ||
    (request.language === undefined &&
      /\p{Script=Han}/u.test([request.problem ?? "", ...request.lines].join(" ")));
  const context = computeContext({ engines, signal, isChinese, endsAt });
  const check = (): Promise<WorkingResult> => {
    const problem = request.problem === undefined ? null : readProblem(request.problem, isChinese);
    return checkWorking({
      goal: problem?.goal ?? null,
      problem: problem?.text ?? null,
      lines: request.lines,
      isChinese,
      ask: (query) => answerQuery(query, context),
    });
  };
  try {
    return await withDeadline(endsAt, check);
  } catch (error) {
    if (!AnsatzError.isInstance(error) || error.code !== "timed_out") throw error;
    return unreadInTime(request.lines, isChinese);
  }
}

/** Lines that could not all be read in time are not judged at all: each is judged by those before it. */
function unreadInTime(lines: readonly string[], isChinese: boolean): WorkingResult {
  const detail = isChinese
    ? "在规定的时间内没有读完。请允许更长的时间，或只提交一部分。"
    : "The lines could not be read in the time allowed. Allow more time, or send a part of them.";
  return {
    verdict: "undecided",
    firstMistake: null,
    problem: null,
    lines: lines.map((text, index) => ({
      index,
      text,
      reading: null,
      verdict: "undecided",
      detail,
      check: null,
    })),
  };
}

function readProblem(text: string, isChinese: boolean) {
  try {
    const { query } = readQuery(text);
    return { goal: goalOfQuery(query), text: describeQuery(query, isChinese) };
  } catch (error) {
    if (!AnsatzError.isInstance(error)) throw error;
    if (error.code === "timed_out") throw error;
    const statement = readLine(text);
    return statement?.kind === "relations"
      ? { goal: { kind: "relations" as const, relations: statement }, text }
      : null;
  }
}
