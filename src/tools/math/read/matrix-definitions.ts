/** Names that matrices and vectors are given: a capital letter, or a small one that is no word. */
const DEFINED =
  /(?<![A-Za-z_])(?<name>[A-Zbcpquvw])\s*(?:=|\bbe\b|为|是)\s*(?:the )?(?:matrix|vector|矩阵|向量)?\s*(?=[[({<⟨]|\\begin|\\langle)/gu;
const LEADING =
  /^(?:(?:let(?: us say)?|suppose(?: that)?|given(?: that)?|assume(?: that)?|if|consider|define|for|with|and|then|设|令|已知|若|如果|给定)(?![A-Za-z])|[\s,，.。;；:：、且则和])+/iu;
const TRAILING =
  /(?:[\s,，.。;；:：、]|(?<![A-Za-z])(?:where|if|when|given(?: that)?|with|for|and|其中|和))+$/iu;

/**
 * A question about named matrices and vectors with their values in place of the names: "Let
 * A = {{1,2},{3,4}}. What is A^2?" becomes "What is {{1,2},{3,4}}^2?". Null where none is named, or where a
 * name is left over.
 */
export function withMatricesInPlace(text: string): string | null {
  const values = new Map<string, string>();
  let rest = "";
  let position = 0;
  for (const found of text.matchAll(DEFINED)) {
    const start = found.index + found[0].length;
    const end = endOfBrackets(text, start);
    const value = text.slice(start, end);
    if (found.index < position || end < 0 || !isTable(value)) continue;
    const follows = text.slice(end);
    if (
      !/^\s*(?:$|[,，.。;；、]|and\b|where\b|with\b|find\b|what\b|compute\b|calculate\b|then\b|[求则和且计])/iu.test(
        follows,
      )
    )
      continue;
    values.set(found.groups?.["name"] as string, value);
    rest += `${text.slice(position, found.index)} , `;
    position = end;
  }
  if (values.size === 0) return null;
  rest += text.slice(position);
  const question = rest
    .trim()
    .replace(LEADING, "")
    .replace(TRAILING, "")
    .replace(/(?:\s*,\s*){2,}/g, ", ");
  if (question === "") return null;
  const names = [...values.keys()].join("");
  // Names side by side are a product.
  const replaced = question.replace(
    new RegExp(`(?<![A-Za-z_\\\\])[${names}]+(?![A-Za-z_(=])(?!\\s*=)`, "g"),
    (run) => [...run].map((name) => values.get(name) as string).join(" * "),
  );
  return replaced === question ? null : replaced;
}

const isTable = (value: string): boolean =>
  /[,;&\s]/.test(value.slice(1, -1).trim()) && /\d|[a-z]/i.test(value);

/** Where the bracket or LaTeX environment that opens at `start` closes; -1 where it does not. */
function endOfBrackets(text: string, start: number): number {
  if (text.startsWith("\\begin", start)) {
    const found = /\\end\s*\{\w+\}/.exec(text.slice(start));
    return found === null ? -1 : start + found.index + found[0].length;
  }
  if (text.startsWith("<", start)) {
    const end = text.indexOf(">", start);
    return end < 0 ? -1 : end + 1;
  }
  let depth = 0;
  for (let position = start; position < text.length; position++) {
    const character = text[position] as string;
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (depth === 0) return position + 1;
  }
  return -1;
}
