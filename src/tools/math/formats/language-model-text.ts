import type { Pod } from "../../../core/pod.ts";
import type { QueryResult } from "../../../core/query-result.ts";

const DEFAULT_MAX_CHARACTERS = 6_800;

/** Pods whose content stands in blocks of its own above the others. */
const OWN_BLOCKS: ReadonlySet<string> = new Set(["input", "result"]);

/**
 * A result as blocks of text that a language model reads well: the query, what was assumed, how it was
 * read, the result, how it was checked, then each further pod under its title. Whole blocks are left out
 * from the end, with a line that says so, when the text would pass `maxCharacters`.
 */
export function languageModelText(
  result: QueryResult,
  maxCharacters = DEFAULT_MAX_CHARACTERS,
): string {
  const blocks = blocksOf(result);
  const kept: string[] = [];
  let length = 0;
  for (const [index, block] of blocks.entries()) {
    length += block.length + 2;
    if (length > maxCharacters && kept.length > 0) {
      kept.push(`(${blocks.length - index} further blocks left out)`);
      break;
    }
    kept.push(block);
  }
  return kept.join("\n\n");
}

function blocksOf(result: QueryResult): string[] {
  const { answer, certificate, reading, reason, suggestions } = result;
  const blocks = [`Query:\n${JSON.stringify(result.input)}`];
  for (const { text, alternatives } of result.assumptions)
    blocks.push(
      [
        `Assumption:\n${text}`,
        ...alternatives.map((item) => `To use ${item.text} instead, ask: ${item.input}`),
      ].join("\n"),
    );
  if (reading !== null) blocks.push(`Input interpretation:\n${reading.text}`);
  if (answer !== null) blocks.push(`Result:\n${answer.plain}`);
  if (certificate !== null)
    blocks.push(
      [
        `Check (${certificate.grade}):\n${certificate.detail}`,
        ...(certificate.conditions ?? []).map((condition) => `Holds if: ${condition}`),
      ].join("\n"),
    );
  for (const pod of result.pods) {
    const body = OWN_BLOCKS.has(pod.id) ? "" : podBody(pod);
    if (body !== "") blocks.push(`${pod.title}:\n${body}`);
  }
  for (const { title } of result.timedOutPods ?? []) blocks.push(`${title}:\n(not done in time)`);
  if (reason !== undefined) blocks.push(`No result (${result.status}):\n${reason.message}`);
  if (suggestions.length > 0)
    blocks.push(["Things to try instead:", ...suggestions.map(({ input }) => input)].join("\n"));
  return blocks;
}

function podBody({ plain, table, steps, description }: Pod): string {
  return [
    ...(plain === undefined ? [] : [plain]),
    ...(description === undefined ? [] : [description]),
    ...(table ?? []).map((row) => row.join(" | ")),
    ...(steps ?? []).map(({ text, plain: shown }, index) => `${index + 1}. ${text} ${shown}`),
  ].join("\n");
}
