import type { AskResult } from "../../core/ask-result.ts";
import { badgeOf } from "../widget/badge.ts";
import { readRichText, type Block as RichBlock, type Inline } from "../widget/rich-text.ts";
import { ACTIONS, button, context, LIMITS, type Block } from "./blocks.ts";
import { latexToText } from "./latex-text.ts";
import { escapeText, shorten } from "./message-text.ts";
import { PHRASES, type SlackLanguage } from "./phrases.ts";

/** A part of an answer, before pictures are drawn. */
export type Piece =
  | { readonly kind: "text"; readonly markdown: string }
  | {
      readonly kind: "formula";
      readonly latex: string;
      /** What the text calls it; empty where the text says it in signs. */
      readonly name: string;
      /** The same in signs, for those who do not see it. */
      readonly description: string;
    }
  | { readonly kind: "plot"; readonly svg: string; readonly description: string }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] };

export interface AnswerOutline {
  readonly pieces: readonly Piece[];
  /** Verdict, reading, certificate and rating, under the answer. */
  readonly closing: readonly Block[];
  /** The whole as one line, for notifications and screen readers. */
  readonly summary: string;
}

const MAX_BREACHES = 3;

/** Pods whose table is the answer itself; others say more than was asked. */
const ANSWERING = new Set(["plot", "truth-table", "payment-plan"]);

/** How an answer is laid out in Slack: text in Markdown, formulas apart where text cannot write them. */
export function outlineAnswer(
  result: AskResult,
  language: SlackLanguage,
  writeUnicode: (plain: string) => string,
  notes: readonly string[] = [],
): AnswerOutline {
  const isDirect = result.route === "direct" && result.query !== undefined;
  const reply = isDirect ? writeUnicode(withoutFrame(result)) : result.reply;
  const pieces = [...piecesOf(reply, language), ...enginePieces(result, isDirect, writeUnicode)];
  return {
    pieces,
    closing: closingBlocks(result, language, writeUnicode, notes),
    summary: shorten(result.answer ? writeUnicode(result.answer) : reply, 300),
  };
}

/** The reading and the certificate's sentence stand under the answer, so they are not said twice. */
function withoutFrame({ reply, query }: AskResult): string {
  let paragraphs = reply.split("\n\n");
  const reading = query?.reading?.text;
  if (reading && paragraphs.length > 1 && paragraphs[0]?.endsWith(reading))
    paragraphs = paragraphs.slice(1);
  const certificate = query?.certificate;
  const last = paragraphs.at(-1) ?? "";
  if (
    certificate &&
    paragraphs.length > 1 &&
    (last.includes(certificate.detail) || last.includes(certificate.method))
  )
    paragraphs = paragraphs.slice(0, -1);
  return paragraphs.join("\n\n");
}

function piecesOf(reply: string, language: SlackLanguage): Piece[] {
  const pieces: Piece[] = [];
  const writer = new MarkdownWriter(language);
  for (const part of splitTables(reply)) {
    if (typeof part !== "string") {
      pieces.push({ kind: "table", rows: part });
      continue;
    }
    for (const block of readRichText(part)) pieces.push(...writer.write(block));
  }
  return pieces;
}

/** Plots and tables of the engine, and its answer as a picture where Unicode cannot write it. */
function enginePieces(
  { query }: AskResult,
  isDirect: boolean,
  writeUnicode: (plain: string) => string,
): Piece[] {
  if (query?.status !== "answered") return [];
  const pieces: Piece[] = [];
  const answer = query.answer;
  const isFormula = answer && /\\(?:frac|sqrt|int|sum|begin|prod|binom)|\^\{/.test(answer.latex);
  const hasTable = query.pods.some((pod) => ANSWERING.has(pod.id) && pod.table !== undefined);
  if (isDirect && answer && isFormula && !hasTable && latexToText(answer.latex) === null)
    pieces.push({
      kind: "formula",
      latex: answer.latex,
      name: "",
      description: writeUnicode(answer.short),
    });
  for (const pod of query.pods) {
    if (pod.svg !== undefined)
      pieces.push({
        kind: "plot",
        svg: pod.svg,
        description: writeUnicode(pod.description ?? pod.title),
      });
    if (pod.table !== undefined && ANSWERING.has(pod.id))
      pieces.push({ kind: "table", rows: pod.table.map((row) => row.map(writeUnicode)) });
  }
  return pieces;
}

function closingBlocks(
  result: AskResult,
  language: SlackLanguage,
  writeUnicode: (plain: string) => string,
  notes: readonly string[],
): Block[] {
  const phrases = PHRASES[language];
  const reading = result.query?.reading;
  const conditions = result.query?.certificate?.conditions ?? [];
  const lines = [
    phrases.badge[badgeOf(result)],
    reading ? phrases.readAs(writeUnicode(reading.text)) : "",
    conditions.length > 0 ? phrases.conditions(writeUnicode(conditions.join(", "))) : "",
    policyLine(result, language),
    breachLine(result, language),
    ...notes,
  ];
  return [
    context(lines.map(escapeText)),
    { type: "actions", elements: [button(phrases.certificate, ACTIONS.certificate, result.runId)] },
    {
      type: "context_actions",
      elements: [
        {
          type: "feedback_buttons",
          action_id: ACTIONS.rating,
          positive_button: ratingButton(phrases.good, "good", result.runId),
          negative_button: ratingButton(phrases.bad, "bad", result.runId),
        },
      ],
    },
  ];
}

/** What the policy made of the draft; empty for one that left as it was written. */
function policyLine({ policy }: AskResult, language: SlackLanguage): string {
  return policy === undefined || policy.outcome === "passed"
    ? ""
    : PHRASES[language].policy[policy.outcome];
}

/** Where the reply breaks a principle that is in force here. */
function breachLine({ breaches = [] }: AskResult, language: SlackLanguage): string {
  const phrases = PHRASES[language];
  const shown = breaches.slice(0, MAX_BREACHES).map(({ rule, text, isWeak }) => {
    const word = isWeak ? phrases.weakBreach : phrases.breach;
    return word(rule, shorten(text.replace(/\s+/g, " "), 120));
  });
  if (breaches.length > shown.length) shown.push(phrases.more(breaches.length - shown.length));
  return shown.join("\n");
}

function ratingButton(text: string, rating: "good" | "bad", runId: string) {
  return {
    text: { type: "plain_text", text: shorten(text, LIMITS.buttonText) },
    value: `${rating}:${runId}`,
  };
}

/** Tables written with bars are taken out of the text; the line of dashes under the head goes. */
function splitTables(text: string): (string | string[][])[] {
  const parts: (string | string[][])[] = [];
  const pattern = /(?:^|\n)((?:[ \t]*\|[^\n]*\|[ \t]*(?:\n|$)){2,})/g;
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    const rows = (match[1] ?? "").trim().split("\n").map(cellsOf);
    if (!rows[1]?.every((cell) => /^:?-+:?$/.test(cell))) continue;
    parts.push(text.slice(last, match.index));
    parts.push([rows[0] ?? [], ...rows.slice(2)]);
    last = match.index + match[0].length;
  }
  parts.push(text.slice(last));
  return parts;
}

function cellsOf(line: string): string[] {
  const cells = line.trim().slice(1, -1).split("|");
  return cells.map((cell) => readInlineText(cell.trim()));
}

function readInlineText(cell: string): string {
  const block = readRichText(cell)[0];
  if (block?.kind !== "paragraph") return cell;
  return block.lines
    .flat()
    .map((part) => (part.kind === "math" ? (latexToText(part.latex) ?? part.latex) : worded(part)))
    .join("");
}

/** Writes the plain data of a reply back as the Markdown that Slack shows. */
class MarkdownWriter {
  readonly #language: SlackLanguage;
  #formulas = 0;
  #pending: Piece[] = [];

  constructor(language: SlackLanguage) {
    this.#language = language;
  }

  write(block: RichBlock): Piece[] {
    const markdown = this.#markdownOf(block);
    const pictures = this.#pending;
    this.#pending = [];
    return [...(markdown === "" ? [] : [{ kind: "text" as const, markdown }]), ...pictures];
  }

  #markdownOf(block: RichBlock): string {
    if (block.kind === "code") return `\`\`\`\n${withoutMentions(block.text)}\n\`\`\``;
    if (block.kind === "heading") return `**${this.#line(block.content)}**`;
    if (block.kind === "list")
      return block.items
        .map((item, index) => `${block.isOrdered ? `${index + 1}.` : "-"} ${this.#line(item)}`)
        .join("\n");
    if (block.kind === "table")
      return [block.head, ...block.rows]
        .map((row) => row.map((cell) => this.#line(cell)).join(" · "))
        .join("\n");
    return block.lines.map((line) => this.#line(line)).join("\n");
  }

  #line(parts: readonly Inline[]): string {
    return parts.map((part) => this.#inline(part)).join("");
  }

  #inline(part: Inline): string {
    if (part.kind === "code") return `\`${withoutMentions(part.text)}\``;
    if (part.kind === "strong") return `**${escapeMarkdown(part.text)}**`;
    if (part.kind === "emphasis") return `*${escapeMarkdown(part.text)}*`;
    if (part.kind !== "math") return escapeMarkdown(worded(part));
    const text = latexToText(part.latex);
    if (text !== null) return escapeMarkdown(text);
    this.#formulas += 1;
    const name = PHRASES[this.#language].formula(this.#formulas);
    this.#pending.push({
      kind: "formula",
      latex: part.latex,
      name,
      description: `${name}: ${part.latex}`,
    });
    return part.isDisplay ? "" : `[${name}]`;
  }
}

/** A link names its address, which Slack makes one of by itself. */
function worded(part: Inline & { readonly text: string }): string {
  const isNamed = part.kind === "link" && part.text !== part.href && !/^https?:/i.test(part.text);
  return isNamed ? `${part.text} (${part.href})` : part.text;
}

/** Signs that Markdown would take as its own stay what they are. */
export function escapeMarkdown(text: string): string {
  return withoutMentions(text.replace(/[\\`*_~[\]]/g, "\\$&"));
}

/** Breaks the beginnings of Slack's mentions: an answer never calls a person or a channel. */
function withoutMentions(text: string): string {
  return text.replace(/<(?=[@!#])/g, "<\u200B");
}
