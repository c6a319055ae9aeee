import { createHash } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { createAgent } from "../src/agent/agent.ts";
import { DEFAULT_CASCADE } from "../src/agent/cascade.ts";
import { openMathEngine } from "../src/cli/math-engine.ts";
import type { AskResult } from "../src/core/ask-result.ts";
import { AnsatzError } from "../src/core/errors.ts";
import type { MathPort } from "../src/core/math-port.ts";
import type { ModelPort } from "../src/core/model-port.ts";
import { randomIds, systemClock } from "../src/core/system-port.ts";
import { createVerifier } from "../src/hallucination/verifier.ts";
import { createScriptedModel } from "../src/model/scripted.ts";
import { readRows, resolveDataDir } from "./data-folder.ts";
import { onlyNumber, readNumber } from "./final-number.ts";
import { stratifiedSample } from "./sampling.ts";

const text = z.string();
const rowSchema = z.union([
  z.object({ question: text, answer: text }),
  z.object({ query: text, answer: text }).transform((row) => ({ ...row, question: row.query })),
  z
    .object({ input: text, golden: text })
    .transform((row) => ({ question: row.input, answer: row.golden })),
  // Rows without an answer in words; they are left out below.
  z.object({}).transform(() => ({ question: "", answer: "" })),
]);

interface Row {
  readonly set: string;
  readonly question: string;
  readonly expected: number;
}

const SETS = ["nl-queries", "deepmind-math", "gsm8k", "cmath"];

/** How a row is worked on: with the engine asked first or not, and by which models. */
const SETUPS = {
  "large, asked everything": { rules: false, models: ["large"] },
  "rules, large": { rules: true, models: ["large"] },
  "small, large": { rules: false, models: ["small", "large"] },
  "rules, small, large": { rules: true, models: ["small", "large"] },
} as const;

interface Tally {
  right: number;
  /** Questions whose reply was proved and right. */
  readonly verified: Set<string>;
  verifiedWrong: number;
  largeTokens: number;
  smallTokens: number;
}

/**
 * `node evals/cascade.ts [--limit N] [--small 0.6] [--large 0.9] [--seed 7]`: what a cascade keeps of the
 * large model's verified answers, and what share of its tokens it takes. The models are scripted: each is
 * right on the share of rows that is set, drawn by the seed; then it puts the question to the engine before it
 * answers, else it names a wrong number. Prompts, checks and verdicts are the real ones.
 */
async function main(): Promise<void> {
  const number = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      limit: { ...number, default: "40" },
      small: { ...number, default: "0.6" },
      large: { ...number, default: "0.9" },
      seed: { ...number, default: "7" },
    },
  });
  const shares = { small: Number(values.small), large: Number(values.large) };
  const rows = await readSets(Number(values.limit), Number(values.seed));
  const math = openMathEngine({});
  const table: Record<string, Record<string, Tally>> = {};
  try {
    for (const [index, row] of rows.entries()) {
      const isRight = (model: "small" | "large") =>
        draw(`${values.seed} ${model} ${row.question}`) < shares[model];
      for (const [name, setup] of Object.entries(SETUPS)) {
        const models = setup.models.map((id) => scripted(id, row, isRight(id)));
        const result = await ask(setup.rules ? math : withoutRules(math), models, row, index);
        for (const set of [row.set, "all"])
          note(((table[set] ??= {})[name] ??= none()), row, result);
      }
      if ((index + 1) % 20 === 0) process.stderr.write(`${index + 1} of ${rows.length}\n`);
    }
  } finally {
    await math.close();
  }
  process.stdout.write(render(rows, table));
}

async function readSets(limit: number, seed: number): Promise<Row[]> {
  const folder = resolveDataDir(undefined, process.env["ANSATZ_DATA"]);
  const sets = SETS.map(async (set) => {
    const { rows } = await readRows([join(folder, set, "dev.jsonl")], rowSchema);
    const read = rows.flatMap(({ question, answer }): Row[] => {
      const expected = readNumber(answer);
      return expected === null || question === "" ? [] : [{ set, question, expected }];
    });
    return stratifiedSample(read, () => set, limit, seed);
  });
  return (await Promise.all(sets)).flat();
}

/** A number from 0 to 1, the same for the same words. */
function draw(words: string): number {
  return createHash("sha256").update(words).digest().readUInt32BE(0) / 2 ** 32;
}

function scripted(id: string, { question, expected }: Row, isRight: boolean): ModelPort {
  if (!isRight)
    return createScriptedModel(() => `I worked it out in my head.\nANSWER: ${expected + 1}`, {
      id,
    });
  return createScriptedModel(
    ({ messages }) =>
      messages.some(({ role }) => role === "tool")
        ? `ANSWER: ${expected}`
        : { toolCalls: [{ name: "math_query", arguments: { query: question } }] },
    { id },
  );
}

/** The engine is a tool and a judge as always; only the question itself is not put to it first. */
function withoutRules(math: MathPort): MathPort {
  let asked = 0;
  return {
    ...bound(math),
    query: async (request, options) => {
      const result = await math.query(request, options);
      asked += 1;
      if (asked > 1) return result;
      const { input, language, timing } = result;
      const empty = { reading: null, assumptions: [], answer: null, certificate: null };
      const open = { pods: [], suggestions: [], engine: "" };
      return { status: "not-understood", input, language, timing, ...empty, ...open };
    },
  };
}

function bound(math: MathPort): MathPort {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(math) as object);
  const methods = names.map((name) => {
    const member: unknown = Reflect.get(math, name);
    return [name, typeof member === "function" ? member.bind(math) : member];
  });
  return { ...math, ...(Object.fromEntries(methods) as Partial<MathPort>) };
}

async function ask(
  math: MathPort,
  models: readonly ModelPort[],
  row: Row,
  index: number,
): Promise<AskResult> {
  const agent = createAgent({
    math,
    verifier: createVerifier(math),
    model: models[0] ?? null,
    fallbacks: models.slice(1),
    cascade: models.length > 1 ? DEFAULT_CASCADE : null,
    clock: systemClock,
    ids: randomIds,
  });
  const ids = { runId: `run_${index}`, conversationId: `conv_${index}` };
  // One draft each: further drafts of a script would be the same again.
  for await (const event of agent.run({ question: row.question, history: [], samples: 1, ...ids }))
    if (event.type === "run-end") return event.result;
    else if (event.type === "run-error") throw new AnsatzError("internal", event.message);
  throw new AnsatzError("internal", "The run ended without a result; run it again with logs on.");
}

const none = (): Tally => ({
  right: 0,
  verified: new Set(),
  verifiedWrong: 0,
  largeTokens: 0,
  smallTokens: 0,
});

function note(tally: Tally, row: Row, { answer, verdict, usage, model }: AskResult): void {
  const got = answer === undefined ? null : valueOf(answer);
  const isRight = got !== null && isSame(got, row.expected);
  if (isRight) tally.right += 1;
  if (verdict === "proved" && isRight) tally.verified.add(row.question);
  if (verdict === "proved" && !isRight) tally.verifiedWrong += 1;
  for (const used of usage.models ?? [{ ...usage, model }]) {
    const tokens = used.promptTokens + used.completionTokens;
    if (used.model === "large") tally.largeTokens += tokens;
    if (used.model === "small") tally.smallTokens += tokens;
  }
}

function render(
  rows: readonly Row[],
  table: Readonly<Record<string, Record<string, Tally>>>,
): string {
  const lines = [...SETS, "all"].flatMap((set) => {
    const tallies = table[set] ?? {};
    const alone = tallies["large, asked everything"] ?? none();
    const count = set === "all" ? rows.length : rows.filter((row) => row.set === set).length;
    return Object.entries(tallies).map(([name, tally]) => {
      const both = [...alone.verified].filter((question) => tally.verified.has(question)).length;
      const kept = alone.verified.size === 0 ? "–" : percent(both / alone.verified.size);
      const share = percent(tally.largeTokens / alone.largeTokens);
      return `| ${set} (${count}) | ${name} | ${tally.right} | ${tally.verified.size} | ${tally.verifiedWrong} | ${kept} | ${tally.largeTokens} | ${share} | ${tally.smallTokens} |`;
    });
  });
  const head =
    "| rows | asked in this order | right | proved and right | proved, another number | kept of the large one's | tokens of the large one | share | tokens of the small one |";
  return `${head}\n|---|---|---|---|---|---|---|---|---|\n${lines.join("\n")}\n`;
}

/** The number before a unit, where there is one: 64 of "64 cm^3". */
const valueOf = (answer: string): number | null =>
  readNumber(answer) ?? onlyNumber(answer) ?? readNumber(answer.split(" ")[0] ?? "");

/** Equal up to the rounding of an amount of money. */
const isSame = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b));

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

if (import.meta.main) await main();
