import type { MathPort } from "../../core/math-port.ts";
import type { VerifierPort } from "../../core/verifier-port.ts";
import { finalAnswer } from "./final-answer.ts";
import { unsourcedNumbers } from "./unsourced-numbers.ts";

export interface RewardItem {
  readonly completion: string;
  readonly question?: string | undefined;
  readonly context?: string | undefined;
  readonly reference?: string | undefined;
}

/** 1 or 0, and why; `isDecided` is false where a check could not tell and the score is 0 for want of one. */
export interface Score {
  readonly score: 0 | 1;
  readonly isDecided: boolean;
  readonly detail: string;
}

export interface RewardParts {
  readonly math: MathPort;
  readonly verifier: VerifierPort;
  readonly signal?: AbortSignal;
  readonly timeoutMs: number;
}

const pass = (detail: string): Score => ({ score: 1, isDecided: true, detail });
const fail = (detail: string): Score => ({ score: 0, isDecided: true, detail });

/** The final answer is mathematically the reference. */
export async function correctness(item: RewardItem, parts: RewardParts): Promise<Score> {
  const answer = finalAnswer(item.completion);
  if (answer === null) return fail("There is no final answer in it.");
  const { verdict, detail } = await parts.math.equal(answer, item.reference ?? "", parts);
  if (verdict === "undecided") return { score: 0, isDecided: false, detail };
  return verdict === "proved" ? pass(detail) : fail(detail);
}

/** Every number is in the question or the context, or in a calculation that is right. */
export async function sourced(item: RewardItem, parts: RewardParts): Promise<Score> {
  const { completion, question, context } = item;
  const { claims } = await parts.verifier.verify(
    {
      text: completion,
      ...(question === undefined ? {} : { question }),
      ...(context === undefined ? {} : { context }),
    },
    parts,
  );
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
