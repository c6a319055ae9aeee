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
  const problem = request.problem === undefined ? null : readProblem(request.problem, isChinese);
  return checkWorking({
    goal: problem?.goal ?? null,
    problem: problem?.text ?? null,
    lines: request.lines,
    isChinese,
    ask: (query) => withDeadline(endsAt, () => answerQuery(query, context)),
  });
}

function readProblem(text: string, isChinese: boolean) {
  try {
    const { query } = readQuery(text);
    return { goal: goalOfQuery(query), text: describeQuery(query, isChinese) };
  } catch (error) {
    if (!AnsatzError.isInstance(error)) throw error;
    const statement = readLine(text);
    return statement?.kind === "relations"
      ? { goal: { kind: "relations" as const, relations: statement }, text }
      : null;
  }
}
