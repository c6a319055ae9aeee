import { join } from "node:path";
import { readRows, resolveDataDir } from "../../../evals/data-folder.ts";
import { comparePair, renderPair } from "../../../evals/model-pair.ts";
import { questionRowSchema } from "../../../evals/question-row.ts";
import { stratifiedSample } from "../../../evals/sampling.ts";
import { AnsatzError } from "../../core/errors.ts";
import type { ModelPort } from "../../core/model-port.ts";
import { createVerifier } from "../../hallucination/verifier.ts";
import { resolveModel } from "../../model/resolve-model.ts";
import { EXIT } from "../exit-status.ts";
import { openMathEngine } from "../math-engine.ts";
import { fetchProgressBar } from "../progress.ts";
import { wholeNumber } from "./arguments.ts";
import type { Invocation } from "./invocation.ts";

const USUAL_ROWS = 50;
const TIMEOUT_MS = 120_000;

/** `ansatz eval compare A B`: the same word problems with two models, one after the other on each question. */
export async function evalCompareCommand({
  options,
  positionals,
  configuration,
}: Invocation): Promise<number> {
  const [, first, second] = positionals;
  if (first === undefined || second === undefined)
    throw new AnsatzError(
      "invalid_request",
      "Name two models: ansatz eval compare A B, such as two addresses of the same model at different precision.",
    );
  const limit = wholeNumber(options.limit, "limit", 1, 1_000_000) ?? USUAL_ROWS;
  const seed = wholeNumber(options.seed, "seed", 0, 2_147_483_647) ?? 1;
  const folder = resolveDataDir(options.data, configuration.ANSATZ_DATA);
  const files =
    options.file === undefined
      ? ["gsm8k", "cmath"].map((name) => join(folder, name, "dev.jsonl"))
      : [options.file];
  const { rows } = await readRows(files, questionRowSchema);
  const sample = stratifiedSample(
    rows,
    ({ question }) => (/\p{Script=Han}/u.test(question) ? "zh" : "en"),
    limit,
    seed,
  );
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once("SIGINT", stop);
  const models: ModelPort[] = [];
  const math = openMathEngine();
  try {
    for (const spec of [first, second]) models.push(await openModel(spec));
    await math.warmUp();
    const report = await comparePair(
      models as [ModelPort, ModelPort],
      sample,
      { math, verifier: createVerifier(math) },
      {
        seed,
        timeoutMs: TIMEOUT_MS,
        signal: stopping.signal,
        progress: (text) => process.stderr.write(`${text}\n`),
      },
    );
    process.stdout.write(
      options.json === true ? `${JSON.stringify(report)}\n` : renderPair(report),
    );
  } finally {
    process.removeListener("SIGINT", stop);
    await Promise.all([math.close(), ...models.map((model) => model.close())]);
  }
  return EXIT.answered;
}

/** @throws AnsatzError `invalid_request` for "none". */
async function openModel(spec: string): Promise<ModelPort> {
  const model = await resolveModel(spec, { onProgress: fetchProgressBar() });
  if (model === null)
    throw new AnsatzError("invalid_request", `"${spec}" is no model. Name one to compare with.`);
  return model;
}
