import { argv, env, stdout } from "node:process";
import { createVerifier } from "../src/hallucination/verifier.ts";
import type { MathPort } from "../src/core/math-port.ts";
import type { VerifyRequest } from "../src/core/verify-result.ts";
import { decideRelation } from "../src/tools/math/prove/decide-relation.ts";
import { type Injected, sampleOf, TEMPLATES } from "./injected/templates.ts";
import { resolveDataDir } from "./data-folder.ts";
import { naturalSamples } from "./injected/natural.ts";
import { seededRandom } from "./fuzz-generator/random.ts";

/**
 * Writes correct texts in English and Chinese, plants one error in each, and counts how many of the faulty
 * ones the detector refutes and how many of the untouched ones. The exact layer alone: no engine is asked.
 * Beside texts from templates it changes one result in solutions written by people, where the data is there.
 *
 * Usage: node evals/injected-errors.ts [--count N] [--seed N] [--show]
 */
const option = (name: string, fallback: number): number => {
  const at = argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(argv[at + 1]);
};
const count = option("count", 50);
const random = seededRandom(option("seed", 1));
const isShown = argv.includes("--show");

const math = {
  decideRelation,
  isExpression: () => false,
  recognise: () => "other",
  query: () => Promise.resolve({ status: "unsupported", certificate: null, answer: null }),
} as unknown as MathPort;
const verifier = createVerifier(math);

const verdictOf = async (text: string, { context }: Injected): Promise<string> => {
  const request: VerifyRequest = { text, ...(context === undefined ? {} : { context }) };
  return (await verifier.verify(request)).verdict;
};

interface Tally {
  texts: number;
  caught: number;
  falseAlarms: number;
  proved: number;
}

const tallies = new Map<string, Tally>();

async function judge(key: string, sample: Injected): Promise<void> {
  const tally = tallies.get(key) ?? { texts: 0, caught: 0, falseAlarms: 0, proved: 0 };
  tallies.set(key, tally);
  tally.texts += 1;
  const sound = await verdictOf(sample.sound, sample);
  const faulty = await verdictOf(sample.faulty, sample);
  if (faulty === "refuted") tally.caught += 1;
  else if (isShown) stdout.write(`missed [${key}] ${sample.faulty}\n`);
  if (sound === "refuted") {
    tally.falseAlarms += 1;
    if (isShown) stdout.write(`false alarm [${key}] ${sample.sound}\n`);
  }
  if (sound === "proved") tally.proved += 1;
}

for (const template of TEMPLATES)
  for (let index = 0; index < count; index++)
    await judge(`${template.kind} ${template.language}`, sampleOf(template, random));
const dataDir = resolveDataDir(undefined, env["ANSATZ_DATA"]);
for (const { name, samples } of naturalSamples(dataDir, 4 * count, random))
  for (const sample of samples) await judge(name, sample);

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)}%`;
for (const [key, { texts, caught, falseAlarms, proved }] of [...tallies].sort())
  stdout.write(
    `${key.padEnd(26)} ${String(texts).padStart(5)} texts   recall ${share(caught, texts).padStart(6)}   false alarms ${share(falseAlarms, texts).padStart(5)}   sound ones proved ${share(proved, texts).padStart(6)}\n`,
  );
