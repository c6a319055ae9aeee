import { cascadeOf } from "../configuration.ts";
import { AnsatzError } from "../../core/errors.ts";
import { runEvalCommand } from "../eval.ts";
import { EXIT } from "../exit-status.ts";
import { createParts, type Parts } from "../parts.ts";
import { fetchProgressBar } from "../progress.ts";
import { wholeNumber } from "./arguments.ts";
import { evalCompareCommand } from "./eval-compare.ts";
import type { Invocation } from "./invocation.ts";

/** `ansatz eval SUITE`, `ansatz eval list` and `ansatz eval compare A B`. */
export async function evalCommand(invocation: Invocation): Promise<number> {
  const { options, positionals, configuration } = invocation;
  const suite = positionals[0];
  if (suite === "compare") return evalCompareCommand(invocation);
  if (suite === undefined)
    throw new AnsatzError("invalid_request", "Name a suite. ansatz eval list shows them.");
  let parts: Parts | null = null;
  try {
    await runEvalCommand(
      {
        suite,
        limit: wholeNumber(options.limit, "limit", 1, 1_000_000),
        seed: wholeNumber(options.seed, "seed", 0, 2_147_483_647),
        json: options.json,
        dataDir: options.data,
        file: options.file,
      },
      {
        makeContext: async () => {
          parts = await createParts({
            modelSpec: options.model ?? configuration.ANSATZ_MODEL,
            environment: process.env,
            cascade: cascadeOf(configuration),
            onProgress: fetchProgressBar(),
          });
          await parts.math.warmUp();
          return parts;
        },
        write: (text) => process.stdout.write(text.endsWith("\n") ? text : `${text}\n`),
        progress: (text) => process.stderr.write(text.endsWith("\n") ? text : `${text}\n`),
        dataDirFromEnvironment: configuration.ANSATZ_DATA,
      },
    );
  } finally {
    await (parts as Parts | null)?.close();
  }
  return EXIT.answered;
}
