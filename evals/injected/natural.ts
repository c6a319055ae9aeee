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

/** The side before a result has unknowns in it, so that the equation may be a condition and no statement. */
function hasLetters(before: string): boolean {
  const side = /[^=\n$]*=\s*\$?$/.exec(before)?.[0] ?? "";
  const signs =
    /\\(?:times|div|cdot|[dt]?frac|left|right|sqrt|text|mathrm|text(?:backslash|tilde|asciitilde)|[lc]?dots|binom|quad)(?![a-z])|\\%/g;
  const words = /\{[a-zA-Z\s]{2,}\}|(?<!\\)\b[a-zA-Z]{2,}/g;
  return /[a-zA-Z\\]/.test(side.replace(signs, " ").replace(words, " "));
}

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
    const inNumbers: Injected[] = [];
    const inLetters: Injected[] = [];
    for (
      let tries = 0;
      inNumbers.length + inLetters.length < count && tries < 20 * count;
      tries++
    ) {
      const sound = textOf(JSON.parse(random.pick(lines)) as Record<string, unknown>);
      const results = [...sound.matchAll(RESULT)];
      if (results.length === 0) continue;
      const chosen = random.pick(results);
      const at = chosen.index + random.below(chosen[0].length);
      if (!/\d/.test(sound[at] ?? "")) continue;
      const digit = (Number(sound[at]) + 1 + random.below(8)) % 10;
      const faulty = `${sound.slice(0, at)}${digit}${sound.slice(at + 1)}`;
      (hasLetters(sound.slice(0, chosen.index)) ? inLetters : inNumbers).push({ sound, faulty });
    }
    return [
      { name: `${name}, numbers`, samples: inNumbers },
      { name: `${name}, letters`, samples: inLetters },
    ];
  });
}
