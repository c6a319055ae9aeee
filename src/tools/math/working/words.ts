import type { MistakeKind } from "../../../core/working-result.ts";

const MESSAGES: Readonly<Record<MistakeKind, readonly [string, string]>> = {
  sign: ["A sign is wrong.", "有一处符号错误。"],
  "dropped-term": ["A term was dropped.", "漏掉了一项。"],
  arithmetic: ["A number is wrong.", "有一处计算错误。"],
  "lost-root": ["Solutions were lost", "丢失了解"],
  "extra-root": [
    "These do not satisfy the problem and must be left out",
    "下列值不满足原题，应舍去",
  ],
  "divided-by-zero": [
    "Both sides were divided by something that can be zero",
    "两边除以了可能为零的式子",
  ],
  "illegal-cancellation": [
    "Only factors can be cancelled, not terms of a sum.",
    "只能约去因式，不能约去和式中的项。",
  ],
  distribution: [
    "The factor has to multiply every term in the bracket.",
    "括号前的因数要乘括号内的每一项。",
  ],
  "power-of-a-sum": ["The power of a sum is not the sum of the powers.", "和的幂不等于幂的和。"],
  "root-of-a-sum": [
    "The root of a sum is not the sum of the roots.",
    "和的平方根不等于平方根的和。",
  ],
  "derivative-rule": [
    "A rule of differentiation was not applied in full (product, quotient or chain rule).",
    "求导法则没有用全（乘积、商或链式法则）。",
  ],
  "inequality-direction": [
    "Multiplying or dividing by a negative number turns the sign of an inequality around.",
    "不等式两边乘以或除以负数时，不等号要改变方向。",
  ],
  "misread-problem": ["This does not say what the problem says.", "这与题目不一致。"],
  "does-not-follow": ["This does not follow from the line before.", "这一步不能由上一步得出。"],
};

/** What is wrong, in a sentence; `what` names the solutions or the divisor it is about. */
export function mistakeMessage(kind: MistakeKind, isChinese: boolean, what = ""): string {
  const message = MESSAGES[kind][isChinese ? 1 : 0];
  if (what === "") return /[.。]$/.test(message) ? message : `${message}${isChinese ? "。" : "."}`;
  return isChinese ? `${message}：${what}。` : `${message}: ${what}.`;
}
