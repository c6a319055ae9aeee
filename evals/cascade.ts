import { parseArgs } from "node:util";
import { openMathEngine } from "../src/cli/math-engine.ts";
import { createVerifier } from "../src/hallucination/verifier.ts";
import { askPair, type PairOutcome, rememberingVerifier, type Setup } from "./cascade/ask-pair.ts";
import { recordedPair, scriptedPair } from "./cascade/pairs.ts";
import { renderMixtures, renderSets } from "./cascade/report.ts";
import {
  type CascadeRow,
  readRecorded,
  readSet,
  SYMBOLIC_SETS,
  WORDED_SETS,
} from "./cascade/rows.ts";
import { stepsOf } from "./cascade/written-steps.ts";
import { resolveDataDir } from "./data-folder.ts";

const text = (fallback: string) => ({ type: "string", default: fallback }) as const;

/**
 * `node evals/cascade.ts [--pair scripted|recorded] [--limit N] [--scores 0,0.4,…]`: what a cascade keeps of
 * the large model's right and proved answers, and what share of its tokens it takes, for several thresholds
 * of the error score. `recorded` says again what real models wrote of word problems (`--small` and `--large`
 * name them, drafts by commas); `scripted` supposes `--small-right`, `--large-right`, `--shared` and
 * `--same-wrong`. Prompts, checks, rule and verdicts are the real ones.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pair: text("scripted"),
      limit: text("60"),
      seed: text("7"),
      scores: text("0,0.4,0.5,0.6,0.7,0.8,1"),
      small: text("6b_verification,6b_finetuning"),
      large: text("175b_verification"),
      "small-right": text("0.6"),
      "large-right": text("0.9"),
      shared: text("0.6"),
      "same-wrong": text("0.11"),
    },
  });
  const [limit, seed] = [Number(values.limit), Number(values.seed)];
  const folder = resolveDataDir(undefined, process.env["ANSATZ_DATA"]);
  const isRecorded = values.pair === "recorded";
  const scripted = scriptedPair({
    right: { small: Number(values["small-right"]), large: Number(values["large-right"]) },
    shared: Number(values.shared),
    sameWrong: Number(values["same-wrong"]),
    seed,
  });
  const names = { small: values.small.split(","), large: values.large.split(",") };
  const pairFor = isRecorded ? recordedPair(names, scripted) : scripted;
  // A scripted model can only work out what some calculation is known for.
  const isFit = (row: CascadeRow): boolean =>
    SYMBOLIC_SETS.includes(row.set) || stepsOf(row).length > 0;
  const drawn = [...SYMBOLIC_SETS, ...(isRecorded ? [] : WORDED_SETS)];
  const rows: CascadeRow[] = (
    await Promise.all(drawn.map((set) => readSet(folder, set, limit, seed, isFit)))
  ).flat();
  if (isRecorded) rows.push(...(await readRecorded(folder, limit, seed)));

  const setups: Readonly<Record<string, Setup>> = {
    "large alone": { kind: "large-alone" },
    ...Object.fromEntries(
      values.scores
        .split(",")
        .map((score): [string, Setup] => [
          Number(score) === 0 ? "cascade, proved only" : `cascade, ${score}`,
          { kind: "cascade", maxErrorScore: Number(score) },
        ]),
    ),
  };
  const math = openMathEngine({});
  const verifier = rememberingVerifier(createVerifier(math));
  const outcomes: Record<string, PairOutcome[]> = {};
  try {
    for (const [index, row] of rows.entries()) {
      for (const [name, setup] of Object.entries(setups))
        (outcomes[name] ??= []).push(await askPair({ math, verifier }, pairFor, row, setup));
      if ((index + 1) % 50 === 0) process.stderr.write(`${index + 1} of ${rows.length}\n`);
    }
  } finally {
    await math.close();
  }
  const [alone, ...ways] = Object.entries(outcomes).map(([name, all]) => ({ name, outcomes: all }));
  if (alone === undefined) return;
  process.stdout.write(`${renderSets(alone, ways)}\n${renderMixtures(alone, ways)}`);
}

if (import.meta.main) await main();
