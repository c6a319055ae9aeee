import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../fuzz-generator/random.ts";
import type { Injected } from "./templates.ts";

interface Source {
  readonly name: string;
  readonly file: string;
  readonly textOf: (row: Record<string, unknown>) => string;
}

const SOURCES: readonly Source[] = [
  {
    name: "gsm8k solutions",
    file: "gsm8k/dev.jsonl",
    textOf: ({ solution }) => String(solution).replace(/<<[^<>]*>>/g, ""),
  },
  {
    name: "tal en analyses",
    file: "tal-scq5k/dev.en.jsonl",
    textOf: ({ analysis }) => String(analysis),
  },
  {
    name: "tal zh analyses",
    file: "tal-scq5k/dev.zh.jsonl",
    textOf: ({ analysis }) => String(analysis),
  },
];

/** A result in an equation: the number behind an equals sign that stands after arithmetic. */
const RESULT =
  /(?<=\d[^=\n]{0,40}[-+*/×÷x][^=\n]{0,40}\d[^=\n]{0,12}=\s*\$?)\d+(?:\.\d+)?(?![\d\\{^/])/g;

/** Worked solutions written by people, with the result of one equation changed; from the shared data. */
export function naturalSamples(
  dataDir: string,
  count: number,
  random: Random,
): readonly { readonly name: string; readonly samples: readonly Injected[] }[] {
  return SOURCES.flatMap(({ name, file, textOf }) => {
    const path = join(dataDir, file);
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, "utf8").trim().split("\n");
    const samples: Injected[] = [];
    for (let tries = 0; samples.length < count && tries < 20 * count; tries++) {
      const sound = textOf(JSON.parse(random.pick(lines)) as Record<string, unknown>);
      const results = [...sound.matchAll(RESULT)];
      if (results.length === 0) continue;
      const chosen = random.pick(results);
      const at = chosen.index + random.below(chosen[0].length);
      if (!/\d/.test(sound[at] ?? "")) continue;
      const digit = (Number(sound[at]) + 1 + random.below(8)) % 10;
      samples.push({ sound, faulty: `${sound.slice(0, at)}${digit}${sound.slice(at + 1)}` });
    }
    return [{ name, samples }];
  });
}
