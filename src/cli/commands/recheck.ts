import { AnsatzError } from "../../core/errors.ts";
import { queryResultSchema } from "../../core/query-result.ts";
import { EXIT } from "../exit-status.ts";
import { runJsonLines } from "../jsonl.ts";
import { openMathEngine } from "../math-engine.ts";
import { print, readStandardInput } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";

const MAX_RESULT_CHARACTERS = 1_000_000;

/** `ansatz recheck`: runs the checks of earlier `ansatz query --json` results again. */
export async function recheckCommand({ options }: Invocation): Promise<number> {
  const math = openMathEngine();
  try {
    if (options.jsonl === true) {
      await runJsonLines({
        input: process.stdin,
        write: (line) => process.stdout.write(line),
        schema: queryResultSchema,
        answer: (result) => math.recheck(result),
      });
      return EXIT.answered;
    }
    const text = await readStandardInput(MAX_RESULT_CHARACTERS);
    const read = queryResultSchema.safeParse(parseJson(text));
    if (!read.success)
      throw new AnsatzError(
        "invalid_request",
        "Standard input must hold one result as `ansatz query --json` prints it.",
      );
    const result = await math.recheck(read.data);
    if (options.json === true) print(result);
    else process.stdout.write(`${result.verdict}: ${result.detail}\n`);
    return result.verdict === "proved" ? EXIT.answered : EXIT.notAnswered;
  } finally {
    await math.close();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
