/** How the parts of an answer are joined. */
export type Joint = "or" | "and" | "comma";

export interface Parts {
  readonly parts: readonly string[];
  readonly joint: Joint | null;
}

const OPENING = "([{";
const CLOSING = ")]}";
const JOINTS: readonly (readonly [RegExp, Joint])[] = [
  [/^(?:\s*[,，]?\s*(?<![A-Za-z])(?:or)(?![A-Za-z])\s*|\s*[,，]?\s*(?:或者?)\s*)/iu, "or"],
  [
    /^(?:\s*[,，]?\s*(?<![A-Za-z])(?:and)(?![A-Za-z])\s*|\s*&\s+|\s*[,，]?\s*(?:并且|而且|以及|[且和与])\s*)/iu,
    "and",
  ],
  [/^\s*[,，、;；]\s*/u, "comma"],
];

/**
 * Cuts a text at "or", "and", commas and their Chinese forms outside brackets; a comma between groups of
 * three digits belongs to a number. Commas before the last "or" or "and" mean the same as it.
 */
export function splitParts(text: string): Parts {
  const parts: string[] = [];
  const joints = new Set<Joint>();
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === "\\") {
      // `\{` opens and `\}` closes like their plain forms; any other command is passed over.
      if (text[at + 1] === "{") depth += 1;
      else if (text[at + 1] === "}") depth -= 1;
      else if (text.startsWith("\\begin{", at)) depth += 1;
      else if (text.startsWith("\\end{", at)) depth -= 1;
      at += 1;
      continue;
    }
    if (OPENING.includes(character)) depth += 1;
    else if (CLOSING.includes(character)) depth -= 1;
    if (depth > 0 || (character === "&" && !/^&\s/.test(text.slice(at)))) continue;
    if (character === "," && isInsideNumber(text, at)) continue;
    const rest = text.slice(at);
    const found = JOINTS.map(([pattern, joint]) => ({
      joint,
      length: pattern.exec(rest)?.[0].length ?? 0,
    })).find(({ length }) => length > 0);
    if (found === undefined || isInsideWord(text, at)) continue;
    parts.push(text.slice(start, at));
    joints.add(found.joint);
    start = at + found.length;
    at = start - 1;
  }
  parts.push(text.slice(start));
  const filled = parts.map((part) => part.trim()).filter((part) => part !== "");
  if (joints.size > 1) joints.delete("comma");
  const [joint = null] = joints.size === 1 ? [...joints] : [];
  return joints.size > 1 ? { parts: [text], joint: null } : { parts: filled, joint };
}

function isInsideNumber(text: string, comma: number): boolean {
  return (
    /(?<![\d.,])\d{1,3}(?:,\d{3})*$/.test(text.slice(0, comma)) &&
    /^,\d{3}(?:,\d{3})*(?![\d])/.test(text.slice(comma)) &&
    !/^,\d{3}(?:,\d{3})*,\d{1,2}(?!\d)/.test(text.slice(comma))
  );
}

function isInsideWord(text: string, at: number): boolean {
  return /[A-Za-z]/.test(text[at - 1] ?? "") && /[A-Za-z]/.test(text[at] ?? "");
}
