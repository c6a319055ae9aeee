import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fetchSympy } from "../src/downloads/fetch-sympy.ts";
import { createMathEngine } from "../src/tools/math/engine.ts";
import { latexFaults } from "./latex-faults.ts";

/**
 * `node evals/latex.ts --data DIR [--limit N]`: asks every question of the computer-algebra, natural-language
 * and generated sets, with all pods, and counts LaTeX that KaTeX does not render.
 */
const FILES = [
  ["cas/dev.jsonl", "query"],
  ["nl-queries/dev.jsonl", "query"],
  ["nl-queries/wild.dev.jsonl", "query"],
  ["deepmind-math/dev.jsonl", "question"],
] as const;

function option(name: string): string | undefined {
  const place = process.argv.indexOf(name);
  return place === -1 ? undefined : process.argv[place + 1];
}

const folder = option("--data") ?? process.env["ANSATZ_DATA"] ?? "../shared/data";
const limit = Number(option("--limit") ?? Number.POSITIVE_INFINITY);
const engine = createMathEngine({ sympyPackages: () => fetchSympy(process.env) });
const faults: string[] = [];
let questions = 0;
let pieces = 0;
try {
  for (const [file, field] of FILES) {
    const lines = readFileSync(join(folder, file), "utf8").trim().split("\n").slice(0, limit);
    for (const line of lines) {
      const row = JSON.parse(line) as Record<string, unknown>;
      const result = await engine.query({ query: String(row[field]), pods: ["all"] });
      questions += 1;
      pieces += result.pods.length;
      for (const fault of latexFaults(result))
        faults.push(`${file}: ${String(row[field])}: ${fault}`);
    }
  }
} finally {
  await engine.close();
}
process.stdout.write(
  `${JSON.stringify({ questions, pods: pieces, faults: faults.length, examples: faults.slice(0, 20) }, null, 2)}\n`,
);
