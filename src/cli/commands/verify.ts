import { MAX_VERIFY_CHARACTERS, verifyRequestSchema } from "../../core/verify-result.ts";
import { createVerifier } from "../../hallucination/verifier.ts";
import { EXIT } from "../exit-status.ts";
import { openMathEngine } from "../math-engine.ts";
import { runJsonLines } from "../jsonl.ts";
import { renderVerify } from "../render.ts";
import { print, readStandardInput, readTextFile } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";

/** `ansatz verify < text`: the detector, no reply. */
export async function verifyCommand({ options }: Invocation): Promise<number> {
  const math = openMathEngine();
  const verifier = createVerifier(math);
  try {
    if (options.jsonl === true) {
      await runJsonLines({
        input: process.stdin,
        write: (line) => process.stdout.write(line),
        schema: verifyRequestSchema,
        answer: (request) => verifier.verify(request),
      });
      return EXIT.answered;
    }
    const text = await readStandardInput(MAX_VERIFY_CHARACTERS);
    const context = options.context === undefined ? undefined : await readTextFile(options.context);
    const result = await verifier.verify({
      text,
      ...(options.question === undefined ? {} : { question: options.question }),
      ...(context === undefined ? {} : { context }),
    });
    if (options.json === true) print(result);
    else process.stdout.write(`${renderVerify(text, result)}\n`);
    return result.verdict === "proved" ? EXIT.answered : EXIT.notAnswered;
  } finally {
    await math.close();
  }
}
