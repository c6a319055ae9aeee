import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readTextCalls } from "../src/agent/text-protocol.ts";
import { callSchema, createToolBox } from "../src/agent/tools.ts";
import { openMathEngine } from "../src/cli/math-engine.ts";
import type { ModelRequest } from "../src/core/model-port.ts";
import { createVerifier } from "../src/hallucination/verifier.ts";
import { foldReply } from "../src/model/fold-reply.ts";
import { resolveModel } from "../src/model/resolve-model.ts";
import { readRows, resolveDataDir } from "./data-folder.ts";
import { shareInterval } from "./statistics.ts";

const rowSchema = z.union([
  z.object({ idx: z.number(), question: z.string() }),
  z
    .object({ idx: z.number(), input: z.string() })
    .transform(({ idx, input }) => ({ idx, question: input })),
]);

const PROMPT =
  'Write the tool call that computes the answer, and nothing else. Example: <tool_call>{"name": "math_query", "arguments": {"query": "3*4 - 1"}}</tool_call>';

/** Room for the longest call that the schema allows. */
const MAX_TOKENS = 320;

/** The arm without constraint is asked every so many rows: it writes to its limit each time. */
const FREE_EVERY = 20;

/**
 * `node evals/call-validity.ts [SPEC] [--limit N]`: how often a model's tool call has a valid form, with and
 * without constrained decoding, on word problems in English and Chinese. Says nothing of the content.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { limit: { type: "string", default: "50" } },
    allowPositionals: true,
  });
  const limit = Number(values.limit);
  const dataDir = resolveDataDir(undefined, process.env["ANSATZ_DATA"]);
  const model = await resolveModel(positionals[0] ?? "embedded");
  if (model === null) throw new TypeError("Name a model.");
  const math = openMathEngine();
  const tools = createToolBox(math, createVerifier(math));
  const schema = callSchema(tools.specifications.filter(({ name }) => name === "math_query"));
  const counts = { constrained: 0, rows: 0, free: 0, freeRows: 0 };
  try {
    for (const file of ["gsm8k/dev.jsonl", "cmath/dev.jsonl"]) {
      const { rows } = await readRows([join(dataDir, file)], rowSchema);
      for (const { question } of rows.slice(0, limit)) {
        const request: ModelRequest = {
          messages: [
            { role: "system", content: PROMPT },
            { role: "user", content: question },
          ],
          maxTokens: MAX_TOKENS,
          temperature: 0,
          seed: 7,
        };
        const isValid = async (more: Partial<ModelRequest>): Promise<number> => {
          const { text } = await foldReply(model.stream({ ...request, ...more }));
          const [call] = readTextCalls(text, tools.names).calls;
          return call !== undefined && tools.prepare(call.name, call.argumentsText).ok ? 1 : 0;
        };
        counts.constrained += await isValid({ schema });
        counts.rows += 1;
        if (counts.rows % FREE_EVERY === 0) {
          counts.free += await isValid({});
          counts.freeRows += 1;
        }
        process.stderr.write(`${JSON.stringify(counts)}\n`);
      }
    }
  } finally {
    await Promise.all([math.close(), model.close()]);
  }
  const share = (valid: number, rows: number) => ({
    valid,
    rows,
    interval: shareInterval(valid, rows),
  });
  const constrained = share(counts.constrained, counts.rows);
  const free = share(counts.free, counts.freeRows);
  process.stdout.write(`${JSON.stringify({ model: model.id, constrained, free })}\n`);
}

if (import.meta.main) await main();
