import type { AskResult } from "../../core/ask-result.ts";
import { partsOf } from "./place-claims.ts";
import { type Inline, readRichText } from "./rich-text.ts";

/** What can be copied of an answer. LaTeX is null where the answer holds no formula. */
export interface CopiedForms {
  readonly text: string;
  readonly markdown: string;
  readonly latex: string | null;
}

/** The answer in the forms it can be copied in, without its verdict: a copy proves nothing. */
export function copiedForms(question: string, result: AskResult): CopiedForms {
  const answer = result.route === "direct" ? result.query?.answer : null;
  const blocks = readRichText(result.reply);
  if (answer)
    return {
      text: answer.plain,
      markdown: `**${question.replaceAll(/\s+/g, " ")}**\n\n$$\n${answer.latex}\n$$\n`,
      latex: answer.latex,
    };
  const formulas = blocks
    .flatMap(partsOf)
    .flatMap((part) => (part.kind === "math" ? [part.latex] : []));
  const lines = blocks.map((block) => {
    const shown = (parts: ReturnType<typeof partsOf>) => parts.map(wordsOf).join("");
    if (block.kind === "list") return block.items.map((item) => `- ${shown(item)}`).join("\n");
    if (block.kind === "table")
      return [block.head, ...block.rows].map((row) => row.map(shown).join("\t")).join("\n");
    if (block.kind === "paragraph") return block.lines.map(shown).join("\n");
    return shown(partsOf(block));
  });
  return {
    text: lines.join("\n\n"),
    markdown: result.reply,
    latex: formulas.length > 0 ? formulas.join("\n") : null,
  };
}

/** A link is copied with its address, unless that is what it says. */
function wordsOf(part: Inline): string {
  if (part.kind === "math") return part.latex;
  if (part.kind !== "link" || /^https?:/i.test(part.text)) return part.text;
  return `${part.text} (${part.href})`;
}
