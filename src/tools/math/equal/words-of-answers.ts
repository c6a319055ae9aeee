const WORDS = new Map(
  Object.entries({
    true: ["yes", "true", "correct", "right", "是", "是的", "对", "正确", "成立"],
    false: ["no", "false", "incorrect", "wrong", "否", "不是", "不对", "错误", "不成立"],
    "no solution": [
      "no solution",
      "no solutions",
      "no real solution",
      "no real solutions",
      "there is no solution",
      "there are no solutions",
      "none",
      "∅",
      "{}",
      "\\{\\}",
      "empty set",
      "the empty set",
      "无解",
      "无实数解",
      "无实根",
      "没有解",
      "空集",
    ],
    divergent: ["divergent", "diverges", "does not converge", "发散"],
    convergent: ["convergent", "converges", "收敛"],
    undefined: ["undefined", "not defined", "does not exist", "dne", "不存在", "未定义", "无意义"],
  }).flatMap(([meaning, spellings]) =>
    spellings.map((spelling): [string, string] => [spelling, meaning]),
  ),
);

/** The meaning of an answer in words; null for anything else. */
export function wordsOf(text: string): string | null {
  return WORDS.get(text.toLowerCase().replace(/\s+/g, " ")) ?? null;
}

const OPPOSITES: readonly (readonly [string, string])[] = [
  ["true", "false"],
  ["divergent", "convergent"],
];

/** Two answers in words: the same, opposite, or not to be compared. */
export function compareWords(a: string, b: string): "proved" | "refuted" | "undecided" {
  if (a === b) return "proved";
  return OPPOSITES.some((pair) => pair.includes(a) && pair.includes(b)) ? "refuted" : "undecided";
}
