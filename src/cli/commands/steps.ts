import { inputLanguageSchema } from "../../core/query-result.ts";
import { AnsatzError } from "../../core/errors.ts";
import { revealSteps, type StepsResult, stepsRequestSchema } from "../../core/steps-result.ts";
import { EXIT } from "../exit-status.ts";
import { runJsonLines } from "../jsonl.ts";
import { openMathEngine } from "../math-engine.ts";
import { print, textArgument, wholeNumber } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";

/** `ansatz steps`: the worked solution of a question, or its first steps and a hint. */
export async function stepsCommand({ options, positionals }: Invocation): Promise<number> {
  const math = openMathEngine();
  try {
    if (options.jsonl === true) {
      await runJsonLines({
        input: process.stdin,
        write: (line) => process.stdout.write(line),
        schema: stepsRequestSchema,
        answer: async ({ reveal, ...request }) =>
          revealSteps(await math.query({ ...request, pods: ["steps"] }), reveal),
      });
      return EXIT.answered;
    }
    const language =
      options.language === undefined ? undefined : inputLanguageSchema.safeParse(options.language);
    if (language?.success === false)
      throw new AnsatzError("invalid_request", "--language takes en, zh, latex or expression.");
    const result = await math.query({
      query: textArgument(positionals, 'ansatz steps "QUERY"'),
      pods: ["steps"],
      ...(language === undefined ? {} : { language: language.data }),
    });
    const steps = revealSteps(result, wholeNumber(options.reveal, "reveal", 0, 200));
    if (options.json === true) print(steps);
    else process.stdout.write(`${renderSteps(steps)}\n`);
    return steps.status === "worked" ? EXIT.answered : EXIT.notAnswered;
  } finally {
    await math.close();
  }
}

function renderSteps({ reading, steps, hint, answer, isComplete, reason }: StepsResult): string {
  return [
    ...(reading === null ? [] : [`Read as:  ${reading}`]),
    ...steps.flatMap(({ text, plain, depth }, index) => [
      `${"  ".repeat(depth)}${index + 1}. ${text}`,
      `${"  ".repeat(depth)}   ${plain}`,
    ]),
    ...(hint === null ? [] : [`Hint:     ${hint}`]),
    ...(answer === null ? [] : [`Answer:   ${answer}`]),
    ...(answer !== null && !isComplete
      ? ["The steps stop before the answer: what follows could not be proved step by step."]
      : []),
    ...(reason === undefined ? [] : [reason.message]),
  ].join("\n");
}
