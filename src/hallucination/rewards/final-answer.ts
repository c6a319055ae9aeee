const ANSWER_LINE =
  /^\s*(?:\*\*)?(?:the )?(?:final answer|answer|答案|最终答案)(?:\*\*)?\s*(?:is|为|是|[:：=])\s*(\S.*)$/i;

/**
 * The answer a completion ends with: the last box, what stands in answer tags, the last line that is named
 * an answer, or the last line that is not empty; null when there is none.
 */
export function finalAnswer(completion: string): string | null {
  const text = lastTagged(completion) ?? completion;
  const boxed = lastBoxed(text);
  if (boxed !== null) return boxed.trim() === "" ? null : boxed;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const named = lines.findLast((line) => ANSWER_LINE.test(line));
  return (named === undefined ? lines.at(-1) : ANSWER_LINE.exec(named)?.[1])?.trim() ?? null;
}

function lastTagged(text: string): string | null {
  const start = text.lastIndexOf("<answer>");
  if (start < 0) return null;
  const end = text.indexOf("</answer>", start);
  return text.slice(start + "<answer>".length, end < 0 ? text.length : end);
}

/** Braces are counted, since a box often holds a fraction. */
function lastBoxed(text: string): string | null {
  const start = text.lastIndexOf("\\boxed{");
  if (start < 0) return null;
  let depth = 1;
  const begin = start + "\\boxed{".length;
  for (let index = begin; index < text.length; index += 1) {
    if (text[index] === "{") depth += 1;
    if (text[index] === "}") depth -= 1;
    if (depth === 0) return text.slice(begin, index);
  }
  // Cut off within its box: what it would have said is not known.
  return "";
}
