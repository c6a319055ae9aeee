import type { ReplyLanguage } from "../language.ts";
import { textFeatures } from "../text-features.ts";
import { WORKED_EXAMPLES, type WorkedExample } from "./worked-examples.ts";

/** Below this a problem resembles no example, and a far one would mislead. */
const LEAST_LIKENESS = 0.08;

/** The examples most like a question in its language, at most `count`; often fewer. */
export function similarExamples(
  question: string,
  language: ReplyLanguage,
  count: number,
): readonly WorkedExample[] {
  const asked = textFeatures(question);
  return WORKED_EXAMPLES.filter((example) => example.language === language)
    .map((example) => ({ example, likeness: likeness(asked, textFeatures(example.question)) }))
    .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, count)
    .map(({ example }) => example);
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((feature) => b.has(feature)).length;
  return shared === 0 ? 0 : shared / Math.sqrt(a.size * b.size);
}
