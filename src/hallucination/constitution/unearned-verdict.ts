import type { RuleFinding, RuleInput } from "./code-rule.ts";
import { isPlainlySaid } from "./plainly-said.ts";

/** Words by which a text vouches for itself. Proofs speak of what was proved, so "proved" alone is no such word. */
const VOUCHING: readonly RegExp[] = [
  /\b(?:this|that|it|(?:the|this|my|our) (?:final )?(?:answer|result|solution|calculation|value|reply))(?:'s| is| has been| was| are)\s+(?:now |fully |formally |independently |mathematically |officially )?(?:verified|certified|guaranteed|double-checked|proven correct|proved correct|100% (?:correct|right|accurate|certain))\b/gi,
  /\b(?:verified|certified|guaranteed|double-checked)\s+(?:final )?(?:answer|result|solution)\b/gi,
  /\b(?:I|we|I've|we've|I have|we have)\s+(?:just |fully |carefully |independently )?(?:verified|double-checked|certified|proven|proved)\s+(?:(?:this|that|it)(?=\s*(?:[.,;:!)]|$))|(?:the|this|my|our) (?:final )?(?:answer|result|solution|calculation)\b)/gim,
  /\bI guarantee\b|\b100% (?:sure|certain)\b|\b(?:is|are) (?:absolutely|definitely|certainly|undoubtedly|guaranteed to be) (?:correct|right|true)\b/gi,
  /(?:答案|结果|解答?|计算)(?:已经?|均已?|都已?)(?:验证|核实|证明正确|确认无误|检验无误)|经(?:过)?(?:验证|核实)[，,;]?(?:答案|结果)?(?:无误|正确)|(?:保证|绝对|百分之百|100%)(?:正确|无误|没错)/g,
];

const DETAIL = "Nothing of this turn certifies it.";

/** A text that was proved has its certificate and may say so. */
export function unearnedVerdict({ prose, verdict }: RuleInput): readonly RuleFinding[] {
  if (verdict === "proved") return [];
  return VOUCHING.flatMap((pattern) => [...prose.matchAll(pattern)])
    .filter((match) => isPlainlySaid(prose, match.index, match.index + match[0].length))
    .map((match) => ({ start: match.index, end: match.index + match[0].length, detail: DETAIL }));
}
