const LETTER = "[A-Za-z]";
const NUMBER = String.raw`\d+(?:\.\d+)?`;
/** A condition under which a letter is positive. */
const POSITIVE = new RegExp(
  String.raw`^(?:(?<first>${LETTER})\s*(?:>|is\s+positive|为正数?|是正数?)\s*(?:${NUMBER})?|(?:${NUMBER})\s*<\s*(?<second>${LETTER})(?:\s*<=?\s*(?:${NUMBER}|${LETTER}))?)$`,
  "u",
);
const TRAILING =
  /^(?<body>.+?)\s*(?:[,，;；]\s*(?:where|with|for|assuming|given|if|when|其中|设)?|\s(?:where|with|for|assuming|given|if|when|其中))\s*(?:that\s+)?(?<given>[^,，;；]*(?:>|<|positive|为正|是正).*)$/u;

/** A question and, behind it, conditions that make letters positive; null where there is anything else. */
export function takePositive(
  text: string,
): { readonly body: string; readonly letters: readonly string[] } | null {
  const groups = TRAILING.exec(text)?.groups;
  if (groups === undefined) return null;
  const letters = (groups["given"] as string)
    .split(/\s*(?:[,，;；、]|\band\b|且)\s*/u)
    .map((piece) => {
      const found = POSITIVE.exec(piece.trim().replace(/\.$/, ""))?.groups;
      return found?.["first"] ?? found?.["second"];
    });
  return letters.some((letter) => letter === undefined)
    ? null
    : { body: groups["body"] as string, letters: letters as string[] };
}
