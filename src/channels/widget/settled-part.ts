/** What is closed already: code, formulas, an escaped dollar. */
const CLOSED =
  /```[\s\S]*?```|`[^`\n]+`|\$\$[\s\S]+?\$\$|\\\[[\s\S]+?\\\]|\\\([^\n]+?\\\)|\$(?![\s$])(?:\\.|[^$\\\n])*[^\s$\\]\$(?!\d)|\\\$/g;

/** The beginning of a formula whose end is not there yet. A dollar before an amount is money. */
const OPENED =
  /\$\$|\\\[|\\\([^\n]*$|\$(?![\s$])(?!\d[\d,.]*(?:[\s.,;:!?)，。；：！？）]|$))[^\n$]*$|\\$/;

/**
 * The beginning of a reply that is still coming in, without a formula that is not closed yet: half a
 * formula would be shown as its source and jump when it closes.
 */
export function settledPart(text: string): string {
  const open = OPENED.exec(text.replaceAll(CLOSED, (closed) => " ".repeat(closed.length)));
  return open === null ? text : text.slice(0, open.index);
}
