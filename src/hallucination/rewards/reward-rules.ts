import type { CallOptions, MathPort } from "../../core/math-port.ts";
import type { Claim } from "../../core/verify-result.ts";
import { finalAnswer } from "./final-answer.ts";
import { unsourcedNumbers } from "./unsourced-numbers.ts";

export interface RewardItem {
  readonly completion: string;
  readonly question?: string | undefined;
  readonly context?: string | undefined;
}

/** 1 or 0, and why; `isDecided` is false where a check could not tell and the score is 0 for want of one. */
export interface Score {
  readonly score: 0 | 1;
  readonly isDecided: boolean;
  readonly detail: string;
}

export const pass = (detail: string): Score => ({ score: 1, isDecided: true, detail });
export const fail = (detail: string): Score => ({ score: 0, isDecided: true, detail });
export const open = (detail: string): Score => ({ score: 0, isDecided: false, detail });

/** The final answer is mathematically the reference. */
export async function correctness(
  { completion }: RewardItem,
  reference: string,
  math: MathPort,
  options: CallOptions,
): Promise<Score> {
  const answer = finalAnswer(completion);
  if (answer === null) return fail("There is no final answer in it.");
  const { verdict, detail } = await math.equal(answer, reference, options);
  if (verdict === "undecided") return open(detail);
  return verdict === "proved" ? pass(detail) : fail(detail);
}

/** Nothing that it states is refuted; `claims` are those of the completion. */
export function unrefuted(claims: readonly Claim[]): Score {
  const refuted = claims.filter(({ verdict }) => verdict === "refuted");
  if (refuted.length === 0) return pass("Nothing in it is refuted.");
  const words = refuted.slice(0, 5).map(({ text }) => `“${text.slice(0, 120)}”`);
  return fail(`Refuted: ${words.join(", ")}.`);
}

/** Every number is in the question or the context, or in a calculation that is right. */
export function sourced(item: RewardItem, claims: readonly Claim[]): Score {
  const numbers = unsourcedNumbers(item, claims);
  return numbers.length === 0
    ? pass("Every number has a source.")
    : fail(`Without a source: ${numbers.slice(0, 10).join(", ")}.`);
}

export const FORMATS = ["boxed", "answer-line", "think-answer", "json"] as const;
export type RewardFormat = (typeof FORMATS)[number];

/** The completion has the form that was asked for. */
export function formatted({ completion }: RewardItem, format: RewardFormat): Score {
  const text = completion.trim();
  if (hasFormat(text, format)) return pass(`It has the form ${format}.`);
  return fail(`It has not the form ${format}.`);
}

function hasFormat(text: string, format: RewardFormat): boolean {
  switch (format) {
    case "boxed":
      return text.split("\\boxed{").length === 2 && finalAnswer(text) !== null;
    case "answer-line":
      return text.split("\n").filter((line) => ANSWER_LINE.test(line)).length === 1;
    case "think-answer": {
      const tags = [...text.matchAll(/<\/?(?:think|answer)>/g)].map(([tag]) => tag);
      return (
        tags.join("") === "<think></think><answer></answer>" &&
        text.startsWith("<think>") &&
        text.endsWith("</answer>")
      );
    }
    default:
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
  }
}

const ANSWER_LINE = /^\s*(?:final answer|answer|答案|最终答案)\s*[:：=]\s*\S/i;

/** The prose is in one language; formulas belong to neither. */
export function inLanguage({ completion }: RewardItem, language: "en" | "zh"): Score {
  const prose = completion.replace(/\$\$[^$]*\$\$|\$[^$]*\$|\\[a-z]+|```[^`]*```/gi, " ");
  const han = prose.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = prose.match(/\p{Script=Latin}{3,}/gu)?.length ?? 0;
  const isIt = language === "zh" ? han > 0 && han >= words : han === 0 && words > 0;
  return isIt ? pass(`It is in ${language}.`) : fail(`It is not in ${language}.`);
}
