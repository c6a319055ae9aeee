import type { ReplyLanguage } from "../language.ts";
import { WORKED_EXAMPLES, type WorkedExample } from "./worked-examples.ts";

/** Words that say nothing about how a problem is set up. */
const COMMON = new Set(
  "the a an of to in is are it its and or how many much what does do did has have with at for from each all by on be".split(
    " ",
  ),
);
/** Below this a problem resembles no example, and a far one would mislead. */
const LEAST_LIKENESS = 0.08;

/** The examples most like a question in its language, at most `count`; often fewer. */
export function similarExamples(
  question: string,
  language: ReplyLanguage,
  count: number,
): readonly WorkedExample[] {
  const asked = features(question);
  return WORKED_EXAMPLES.filter((example) => example.language === language)
    .map((example) => ({ example, likeness: likeness(asked, features(example.question)) }))
    .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, count)
    .map(({ example }) => example);
}

/** Stems of English words and pairs of Han characters; numbers count only as there being some. */
function features(text: string): ReadonlySet<string> {
  const words = (text.toLowerCase().match(/[a-z]{2,}/g) ?? [])
    .filter((word) => !COMMON.has(word))
    .map((word) => word.replace(/(?:ing|ed|es|s)$/, ""));
  const pairs = (text.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
    [...run].slice(1).map((character, index) => `${[...run][index]}${character}`),
  );
  const signs = text.match(/%|折|[=^]/g) ?? [];
  return new Set([...words, ...pairs, ...signs]);
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((feature) => b.has(feature)).length;
  return shared === 0 ? 0 : shared / Math.sqrt(a.size * b.size);
}
