import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import { EXIT } from "../exit-status.ts";
import { openMathEngine } from "../math-engine.ts";
import { runJsonLines } from "../jsonl.ts";
import { print } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";

const lineSchema = z.strictObject({ a: z.string(), b: z.string() });

/** `ansatz equal A B`: are two answers mathematically the same? */
export async function equalCommand({ options, positionals }: Invocation): Promise<number> {
  const math = openMathEngine();
  try {
    if (options.jsonl === true) {
      await runJsonLines({
        input: process.stdin,
        write: (line) => process.stdout.write(line),
        schema: lineSchema,
        answer: ({ a, b }) => math.equal(a, b),
      });
      return EXIT.answered;
    }
    const [a, b] = positionals;
    if (a === undefined || b === undefined || positionals.length > 2)
      throw new AnsatzError(
        "invalid_request",
        "Two answers are compared. Usage: ansatz equal A B, each in quotes.",
      );
    const result = await math.equal(a, b);
    if (options.json === true) print(result);
    else
      process.stdout.write(
        `${result.verdict === "proved" ? "equal" : result.verdict === "refuted" ? "different" : "undecided"}: ${result.detail}\n`,
      );
    return result.verdict === "proved" ? EXIT.answered : EXIT.notAnswered;
  } finally {
    await math.close();
  }
}
