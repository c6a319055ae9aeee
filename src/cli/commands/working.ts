import {
  MAX_WORKING_LINES,
  workingRequestSchema,
  type WorkingResult,
} from "../../core/working-result.ts";
import { EXIT } from "../exit-status.ts";
import { runJsonLines } from "../jsonl.ts";
import { openMathEngine } from "../math-engine.ts";
import { print, readStandardInput } from "./arguments.ts";
import { AnsatzError } from "../../core/errors.ts";
import type { Invocation } from "./invocation.ts";

const MAX_CHARACTERS = 100_000;

/** `ansatz working`: finds the first line of a person's solution that does not follow. */
export async function workingCommand({ options }: Invocation): Promise<number> {
  const math = openMathEngine();
  try {
    if (options.jsonl === true) {
      await runJsonLines({
        input: process.stdin,
        write: (line) => process.stdout.write(line),
        schema: workingRequestSchema,
        answer: (request) => math.working(request),
      });
      return EXIT.answered;
    }
    const lines = (await readStandardInput(MAX_CHARACTERS))
      .split("\n")
      .filter((line) => line.trim() !== "");
    if (lines.length === 0 || lines.length > MAX_WORKING_LINES)
      throw new AnsatzError(
        "invalid_request",
        `Standard input must hold from 1 to ${MAX_WORKING_LINES} lines of working.`,
      );
    const result = await math.working({
      lines,
      ...(options.problem === undefined ? {} : { problem: options.problem }),
    });
    if (options.json === true) print(result);
    else process.stdout.write(`${renderWorking(result)}\n`);
    return result.verdict === "proved" ? EXIT.answered : EXIT.notAnswered;
  } finally {
    await math.close();
  }
}

const MARKS = { proved: "✓", refuted: "✗", undecided: "?" } as const;

function renderWorking({ problem, lines, verdict }: WorkingResult): string {
  return [
    ...(problem === null ? [] : [`Problem:  ${problem}`]),
    ...lines.flatMap(({ text, verdict: mark, detail, corrected }) => [
      `${MARKS[mark]} ${text.trim()}`,
      ...(mark === "proved" ? [] : [`    ${detail}`]),
      ...(corrected === undefined ? [] : [`    → ${corrected.plain}`]),
    ]),
    `Verdict:  ${verdict}`,
  ].join("\n");
}
