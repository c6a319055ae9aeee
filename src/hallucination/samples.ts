import type { CallOptions, MathPort } from "../core/math-port.ts";
import { extractAnswer } from "./answer.ts";
import { canonicalNumber } from "./numbers.ts";

/** How the final answer of a text compares with those of other samples of the same question. */
export interface Agreement {
  /** Samples whose answer could be compared. */
  readonly compared: number;
  readonly agreeing: number;
  /** Samples behind the most frequent other answer. */
  readonly rival: number;
}

const COMPARE_MS = 500;

/**
 * Compares final answers by mathematical equivalence. Null when the text gives no answer or there is no
 * sample to compare with. Agreement makes an answer likelier and proves nothing.
 */
export async function compareSamples(
  math: MathPort,
  text: string,
  samples: readonly string[],
  options: CallOptions,
): Promise<Agreement | null> {
  const own = extractAnswer(text)?.text;
  if (own === undefined || samples.length === 0) return null;
  const groups: { readonly answer: string; count: number }[] = [{ answer: own, count: 0 }];
  let compared = 0;
  for (const sample of samples) {
    const answer = extractAnswer(sample)?.text;
    if (answer === undefined) continue;
    compared += 1;
    let group = null;
    for (const candidate of groups)
      if (await isSame(math, answer, candidate.answer, options)) {
        group = candidate;
        break;
      }
    if (group === null) groups.push({ answer, count: 1 });
    else group.count += 1;
  }
  if (compared === 0) return null;
  const [mine, ...others] = groups.map(({ count }) => count);
  return { compared, agreeing: mine ?? 0, rival: Math.max(0, ...others) };
}

async function isSame(
  math: MathPort,
  a: string,
  b: string,
  options: CallOptions,
): Promise<boolean> {
  const [first, second] = [plainNumber(a), plainNumber(b)];
  if (first !== null && second !== null) return first === second;
  const result = await math.equal(a, b, { ...options, timeoutMs: COMPARE_MS });
  return result.verdict === "proved" && result.equal === true;
}

/** The value of an answer that is one number with a unit or a currency sign; null otherwise. */
function plainNumber(answer: string): string | null {
  const match =
    /^\s*(-?)\s*[$¥€£]?\s*(-?\d[\d,]*(?:\.\d+)?)(?:\s*%|\s+[A-Za-z.\s]+|\p{Script=Han}+)?\s*$/u.exec(
      answer,
    );
  return match === null ? null : canonicalNumber(`${match[1] ?? ""}${match[2] ?? ""}`);
}

/**
 * The likelihood of an error once the other samples are known; the weights are fitted by
 * `evals/fit-error-score.ts` on four solutions of a question.
 */
export const AGREEMENT_WEIGHTS = {
  bias: 0.094,
  alone: 0.638,
  agreeing: -2.914,
  isSingle: 0.718,
  rival: 1.722,
} as const;

export function withAgreement(likely: number, { compared, agreeing, rival }: Agreement): number {
  const weights = AGREEMENT_WEIGHTS;
  const alone = Math.log(likely / (1 - likely));
  const sum =
    weights.bias +
    weights.alone * alone +
    weights.agreeing * (agreeing / compared) +
    weights.isSingle * (agreeing === 0 ? 1 : 0) +
    weights.rival * (rival / compared);
  return 1 / (1 + Math.exp(-sum));
}
