import type { AskResult } from "../../core/ask-result.ts";
import { header, context, section, type Block } from "./blocks.ts";
import { escapeText, shorten } from "./message-text.ts";
import { PHRASES, type SlackLanguage } from "./phrases.ts";

/** The window behind the certificate's button: what was asked, how it was read, what backs the answer. */
export function certificateView(
  question: string,
  result: AskResult | null,
  language: SlackLanguage,
  writeUnicode: (plain: string) => string,
): Record<string, unknown> {
  const phrases = PHRASES[language];
  const blocks: Block[] = [];
  if (!result) blocks.push(section(phrases.certificateGone));
  else {
    const field = (name: keyof typeof phrases.field, text: string | undefined) => {
      if (text === undefined || text === "") return;
      blocks.push(section(`*${phrases.field[name]}*\n${escapeText(shorten(text, 1_500))}`));
    };
    const { query, claims } = result;
    const certificate = query?.certificate;
    field("question", question);
    field("reading", query?.reading ? writeUnicode(query.reading.text) : undefined);
    field("answer", result.answer === undefined ? undefined : writeUnicode(result.answer));
    if (certificate) {
      field("grade", certificate.grade);
      field("method", `${certificate.method}: ${certificate.detail}`);
      field("engines", certificate.engines.join(", "));
      if (certificate.conditions?.length)
        blocks.push(context([phrases.conditions(escapeText(certificate.conditions.join(", ")))]));
    } else blocks.push(section(phrases.noCertificate));
    for (const assumption of query?.assumptions.slice(0, 5) ?? [])
      blocks.push(context([`${phrases.assumed}: ${escapeText(assumption.text)}`]));
    const statements = claims
      .slice(0, 10)
      .map((claim) => `${claim.text} – ${claim.verdict} (${claim.evidence.method})`);
    field("claims", statements.join("\n"));
    field("draft", findingsOf(result).join("\n"));
    const breaches = result.breaches?.map(
      ({ rule, text, detail }) => `${rule}: “${text}” – ${detail}`,
    );
    field("principles", breaches?.slice(0, 10).join("\n"));
  }
  return {
    type: "modal",
    title: { type: "plain_text", text: phrases.certificate },
    close: { type: "plain_text", text: phrases.close },
    blocks,
  };
}

/** What the policy found in a draft that did not leave as it was written. */
function findingsOf({ policy }: AskResult): string[] {
  if (policy === undefined || policy.outcome === "passed") return [];
  return policy.findings
    .filter(({ kind }) => kind !== "breach")
    .slice(0, 10)
    .map(({ kind, text, detail, expected }) => {
      const instead = expected === undefined ? "" : ` (${expected})`;
      return `“${text}” – ${kind}: ${detail}${instead}`;
    });
}

/** The home tab: what the bot does, how to reach it, what its signs mean. */
export function homeView(language: SlackLanguage, modelId: string): Record<string, unknown> {
  const { home, prompts } = PHRASES[language];
  return {
    type: "home",
    blocks: [
      header(home.title),
      section(home.about),
      section(home.how),
      section(
        `*${home.examplesTitle}*\n${prompts.map((prompt) => `\`${prompt.message}\``).join("\n")}`,
      ),
      context([home.verdicts]),
      context([modelId === "none" ? home.noModel : home.model(escapeText(modelId))]),
    ],
  };
}
