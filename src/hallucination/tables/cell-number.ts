/** The number a cell holds when it holds one; null for text, ranges, lists and dates. */
export function cellNumber(cell: string): number | null {
  const plain = cell
    .replace(/\((?:[^()]*)\)|\[[^\]]*\]/g, " ")
    .trim()
    .toLowerCase();
  const match =
    /^[$€£¥]?\s?(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*(thousand|million|billion|%|\s[a-z°²³. ]{1,20})?$/.exec(
      plain,
    );
  if (match === null) return null;
  const scale = { thousand: 1e3, million: 1e6, billion: 1e9 }[match[2]?.trim() ?? ""] ?? 1;
  return Number((match[1] ?? "").replaceAll(",", "")) * scale;
}
