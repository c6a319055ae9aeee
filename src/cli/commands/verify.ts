import type { Verdict } from "../../core/truth.ts";
import { MAX_VERIFY_CHARACTERS, verifyRequestSchema } from "../../core/verify-result.ts";
import { verifyStream } from "../../hallucination/verify-stream.ts";
import { createVerifier } from "../../hallucination/verifier.ts";
import { EXIT } from "../exit-status.ts";
import { openMathEngine } from "../math-engine.ts";
import { openConstitution } from "../open-constitution.ts";
import { runJsonLines } from "../jsonl.ts";
import { renderVerify } from "../render.ts";
import { openFile, print, readStandardInput, readTextFile } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";

/** `ansatz verify < text`: the detector, no reply. With `--stream` the text is checked as it comes in. */
export async function verifyCommand({ options, configuration }: Invocation): Promise<number> {
  const constitution = await openConstitution(configuration.ANSATZ_CONSTITUTION);
  const math = openMathEngine();
  const verifier = createVerifier(math, [], constitution);
  try {
    if (options.jsonl === true || options.batch !== undefined) {
      await runJsonLines({
        input: options.batch === undefined ? process.stdin : await openFile(options.batch),
        write: (line) => process.stdout.write(line),
        schema: verifyRequestSchema,
        answer: (request) => verifier.verify(request),
      });
      return EXIT.answered;
    }
    const context = options.context === undefined ? undefined : await readTextFile(options.context);
    const beside = {
      ...(options.question === undefined ? {} : { question: options.question }),
      ...(context === undefined ? {} : { context }),
    };
    if (options.stream === true) {
      let verdict: Verdict = "undecided";
      const pieces = process.stdin.setEncoding("utf8") as AsyncIterable<string>;
      for await (const event of verifyStream(verifier, pieces, beside)) {
        print(event);
        if (event.type === "verify-end") verdict = event.result.verdict;
      }
      return verdict === "proved" ? EXIT.answered : EXIT.notAnswered;
    }
    const text = await readStandardInput(MAX_VERIFY_CHARACTERS);
    const result = await verifier.verify({ text, ...beside });
    if (options.json === true) print(result);
    else process.stdout.write(`${renderVerify(text, result)}\n`);
    return result.verdict === "proved" ? EXIT.answered : EXIT.notAnswered;
  } finally {
    await math.close();
  }
}
