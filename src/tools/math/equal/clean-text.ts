const MOST_ROUNDS = 6;

/** What people put before an answer, in English and Chinese; it says nothing about the value. */
const LEAD =
  /^(?:(?:so|thus|hence|therefore|then|and|finally|in conclusion|as a result|we (?:get|have|find|obtain)|this gives|i (?:get|think|believe)|it is|it's|that is)\b[\s,:]*(?:that\s+)?|(?:the |my |our )?(?:final |correct |required |exact )?(?:answer|result|solution|value|root|zero|total|solution set)s?(?: (?:to|of) (?:the|this) (?:problem|question|equation|inequality|system|expression))?\s*(?:(?:is|are|equals?|was|would be|must be|will be)\b\s*:?|[:：=])\s*|ans\s*[:=.]\s*|(?:综上(?:所述)?|所以|因此|因而|故|从而|于是|则|可得|得到?|解得|即|那么)[\s,，:：]*|(?:本题|此题|题目|最终|最后|正确|原方程|方程|不等式|原式)?的?(?:答案|结果|解集|解|值|根)\s*(?:应该?)?(?:是|为|等于|[:：=])\s*[:：]?\s*|(?:一共|总共|共)(?:有|是)?\s*)/iu;

/**
 * The answer without what surrounds it: the content of `\boxed`, "the answer is …", 答案是…, dollar signs
 * of LaTeX, sizes and spaces, a closing full stop. Null when two different answers are boxed.
 */
export function cleanAnswerText(text: string): string | null {
  const boxed = boxedParts(text);
  if (new Set(boxed).size > 1) return null;
  let bare = (boxed[0] ?? text).trim();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = withoutDelimiters(stripClosing(bare)).replace(LEAD, "").trim();
    if (next === bare || next === "") break;
    bare = next;
  }
  return withScaleWords(plainLatex(bare));
}

const SCALES: Readonly<Record<string, number>> = {
  thousand: 3,
  million: 6,
  billion: 9,
  trillion: 12,
  万: 4,
  亿: 8,
};

/** "1.5 million" and "3万" written out. */
function withScaleWords(text: string): string {
  return text.replace(
    /(?<![\d.,])(\d+)(?:\.(\d+))?\s*(thousand|million|billion|trillion|万|亿)(?![A-Za-z万亿\d零一二三四五六七八九十])/giu,
    (_, whole: string, decimals: string | undefined, word: string) => {
      const zeros = SCALES[word.toLowerCase()] as number;
      const digits = decimals ?? "";
      const shifted = `${whole}${digits.slice(0, zeros).padEnd(zeros, "0")}`;
      return digits.length > zeros ? `${shifted}.${digits.slice(zeros)}` : shifted;
    },
  );
}

/** The contents of every `\boxed{…}` and `\fbox{…}`, braces matched. */
function boxedParts(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/\\f?boxed?\s*\{/g)) {
    const start = match.index + match[0].length;
    let depth = 1;
    let end = start;
    while (end < text.length && depth > 0) {
      if (text[end] === "\\") end += 1;
      else if (text[end] === "{") depth += 1;
      else if (text[end] === "}") depth -= 1;
      end += 1;
    }
    if (depth === 0) found.push(text.slice(start, end - 1).trim());
  }
  return found;
}

/** A full stop at the end closes a sentence, unless it belongs to dots that go on. */
function stripClosing(text: string): string {
  return text
    .trim()
    .replace(/(?<![.…])\.{1,2}$|[。！!?？;；,，]$/u, (sign) => (sign === "!" ? sign : ""))
    .trim();
}

/** `$x$`, `$$x$$`, `\(x\)`, `\[x\]` as a whole or inside a sentence; a lone dollar sign is money. */
function withoutDelimiters(text: string): string {
  return text
    .replace(/\\[([]\s*(.*?)\s*\\[)\]]/gs, "$1")
    .replace(/\$\$\s*(.+?)\s*\$\$/gs, "$1")
    .replace(/(?<!\\)\$(?!\s)((?:\\\$|[^$])*?[^$\\])\$(?!\d)/gs, "$1");
}

/** Commands of size, space and text taken off; degrees, per cent and currency as plain signs. */
function plainLatex(text: string): string {
  let result = text;
  for (let round = 0; round < 3; round++)
    result = result.replace(
      /\\(?:text|textbf|textrm|mathrm|mathbf|mbox|operatorname|rm|bf)\s*\{((?:[^{}]|\{[^{}]*\})*)\}/g,
      " $1 ",
    );
  return result
    .replace(
      /\\(?:left|right|[bB]igg?[lr]?|displaystyle|textstyle|limits|nolimits)(?![a-zA-Z])\.?/g,
      "",
    )
    .replace(/(?<=\d)(?:(?<!\\)\\[,;: ]|[\u00a0\u2009\u202f]|\{,\})(?=\d{3}(?!\d))/g, ",")
    .replace(
      /^(-?\d{1,3})((?: \d{3}){2,})$/,
      (_, first: string, rest: string) => first + rest.replaceAll(" ", ""),
    )
    .replace(/(?<!\\)\\[,;:! ]|\\q?quad(?![a-zA-Z])|(?<!\\)~(?=\S)(?!\d)/g, " ")
    .replace(/\^\s*\{?\s*\\circ\s*\}?|\\degree(?![a-zA-Z])/g, "°")
    .replace(/\\([%$])/g, "$1")
    .replace(/\\(?:emptyset|varnothing)(?![a-zA-Z])/g, "∅")
    .replace(/\\(?:lbrace)(?![a-zA-Z])/g, "\\{")
    .replace(/\\(?:rbrace)(?![a-zA-Z])/g, "\\}")
    .replace(/\\langle(?![a-zA-Z])/g, "(")
    .replace(/\\rangle(?![a-zA-Z])/g, ")")
    .replace(/\\(?:lor|vee)(?![a-zA-Z])/g, " or ")
    .replace(/\\(?:land|wedge)(?![a-zA-Z])/g, " and ")
    .replace(/\\infin(?![a-zA-Z])/g, "\\infty ")
    .replace(/(?<![\w.}])(\d+)\s*\\[dtc]?frac\s*\{(\d+)\}\s*\{(\d+)\}/g, "($1+$2/$3)")
    .replace(/(?<![\w.}])(\d+)\s*\\[dtc]?frac\s*(\d)\s*(\d)/g, "($1+$2/$3)")
    .replace(/\s+\^/g, "^")
    .replace(/\s+/g, " ")
    .trim();
}
