import type { Claim, VerifyResult } from "../../core/verify-result.ts";
import { context, section, type Block } from "./blocks.ts";
import { escapeText, shorten } from "./message-text.ts";
import { PHRASES, type SlackLanguage } from "./phrases.ts";

const MAX_SHOWN = 20;
const MARKS = { proved: "✅", refuted: "❌", undecided: "❔" } as const;
const ORDER = { refuted: 0, undecided: 1, proved: 2 } as const;

/** What the detector found in a message, as blocks: refuted statements first, with what should stand there. */
export function checkBlocks(
  result: VerifyResult,
  language: SlackLanguage,
  writeUnicode: (plain: string) => string,
): { blocks: Block[]; text: string } {
  const phrases = PHRASES[language];
  const { claims } = result;
  if (claims.length === 0)
    return { blocks: [section(phrases.checkNothing)], text: phrases.checkNothing };
  const count = (verdict: Claim["verdict"]) =>
    claims.filter((claim) => claim.verdict === verdict).length;
  const text = phrases.checkCounts(count("proved"), count("refuted"), count("undecided"));
  const shown = claims.toSorted((a, b) => ORDER[a.verdict] - ORDER[b.verdict]).slice(0, MAX_SHOWN);
  const lines = shown.map((claim) => claimLine(claim, language, writeUnicode));
  if (claims.length > shown.length) lines.push(phrases.more(claims.length - shown.length));
  return {
    text,
    blocks: [
      section(`*${phrases.checkTitle}*: ${text}`),
      ...lines.map((line) => section(line)),
      context([phrases.checkLegend]),
    ],
  };
}

function claimLine(
  { verdict, text, evidence }: Claim,
  language: SlackLanguage,
  writeUnicode: (plain: string) => string,
): string {
  const expected =
    verdict === "refuted" && evidence.expected !== undefined
      ? ` – ${escapeText(PHRASES[language].shouldBe(writeUnicode(evidence.expected)))}`
      : "";
  const quoted = escapeText(shorten(text, 300)).replaceAll("`", "'").replace(/\s+/g, " ");
  return `${MARKS[verdict]} \`${quoted}\`${expected}\n_${escapeText(shorten(evidence.detail, 400)).replaceAll("_", "-")}_`;
}
