import { createMathEngine } from "../src/tools/math/engine.ts";
import { numbersFrom, TOPICS } from "./working-cases.ts";

/**
 * `node evals/working.ts [--count N] [--seed N]`: N generated right solutions for each topic, each alone and
 * once with every slip it allows for. Counts slips found at the right line and false alarms.
 */
function option(name: string, otherwise: number): number {
  const place = process.argv.indexOf(name);
  return place === -1 ? otherwise : Number(process.argv[place + 1]);
}

const count = option("--count", 20);
const seed = option("--seed", 1);
const pick = numbersFrom(seed);
const engine = createMathEngine();
const tally = {
  right: 0,
  falseAlarms: 0,
  confirmed: 0,
  slips: 0,
  located: 0,
  missed: 0,
  elsewhere: 0,
  named: 0,
};
const byKind: Record<string, { slips: number; located: number; named: number }> = {};
const examples: string[] = [];
const times: number[] = [];
try {
  await engine.warmUp();
  for (const topic of TOPICS)
    for (let index = 0; index < count; index++) {
      const { problem, lines, slips } = topic(pick);
      const startedAt = performance.now();
      const right = await engine.working({ problem, lines: [...lines], timeoutMs: 20_000 });
      times.push(performance.now() - startedAt);
      tally.right += 1;
      if (right.verdict === "proved") tally.confirmed += 1;
      if (right.firstMistake !== null) {
        tally.falseAlarms += 1;
        examples.push(`false alarm: ${problem}: ${lines.join(" ; ")}`);
      }
      for (const { kind, at, line } of slips) {
        const wrong = [...lines.slice(0, at), line];
        const result = await engine.working({ problem, lines: wrong, timeoutMs: 20_000 });
        const row = (byKind[kind] ??= { slips: 0, located: 0, named: 0 });
        row.slips += 1;
        tally.slips += 1;
        if (result.firstMistake === at) {
          tally.located += 1;
          row.located += 1;
          if (result.lines[at]?.mistake?.kind === kind) {
            tally.named += 1;
            row.named += 1;
          } else
            examples.push(
              `named ${result.lines[at]?.mistake?.kind} for ${kind}: ${problem}: ${wrong.join(" ; ")}`,
            );
        } else if (result.firstMistake === null) {
          tally.missed += 1;
          examples.push(
            `missed ${kind}: ${problem}: ${wrong.join(" ; ")} (${result.lines[at]?.detail})`,
          );
        } else {
          tally.elsewhere += 1;
          examples.push(`elsewhere ${kind}: ${problem}: ${wrong.join(" ; ")}`);
        }
      }
    }
} finally {
  await engine.close();
}
times.sort((a, b) => a - b);
const report = {
  count,
  seed,
  ...tally,
  p50Ms: Math.round(times[Math.floor(times.length / 2)] ?? 0),
  byKind,
  examples: examples.slice(0, 30),
};
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
