/** A label by which this service says what was checked; a model may not put it in front of its words. */
const LABEL =
  /^([\s>*_#-]*)(?:(?:(?:✅|✔|☑|🟢)\uFE0F?\s*)?(?:\*\*|__)?(?:proved|verified|checked|checked exactly|checked numerically[^:：\n]{0,60}|已证明|已验证|已检验|已精确检验|已作数值检验(?:（[^）\n]{0,40}）)?|验证通过)(?:\*\*|__)?\s*[:：](?:\*\*|__)?[ \t]*)+/i;
/** Sentences of this service; a model that saw them in earlier replies repeats them. */
const SENTENCES: readonly RegExp[] = [
  /agrees with the exact engine/i,
  /\bof \d+ drafts came to this answer/i,
  /\bmore drafts came to another\b|\bthe check found nothing against\b/i,
  /答案与精确引擎一致/,
  /份草稿中有 ?\d+ ?份得到|更多草稿得到另一个答案|检验未发现反对/,
  /^\s*(?:not proved|not checked|未证明|未检验)\b\s*[:：,，]/i,
  /^\s*(?:未证明|未检验)[：，]/,
];

/**
 * A draft without the words in which this service itself says what was proved: whether something was
 * checked is never the model's to say. Labels go, whole sentences of the service go with their line.
 */
export function withoutBorrowedNotes(draft: string): string {
  return draft
    .split("\n")
    .filter((line) => !SENTENCES.some((sentence) => sentence.test(line)))
    .map((line) => line.replace(LABEL, "$1"))
    .join("\n")
    .trim();
}
