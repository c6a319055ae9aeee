import type { AgentRequest } from "../core/agent-port.ts";
import type { ModelMessage, ModelPort, ToolSpecification } from "../core/model-port.ts";
import type { Breach, Claim } from "../core/verify-result.ts";
import { ConversationLog } from "./conversation-log.ts";
import type { WorkedExample } from "./examples/worked-examples.ts";
import { fitContext } from "./fit-context.ts";
import type { ReplyLanguage } from "./language.ts";
import { NATIVE_TOOLS_PROMPTS } from "./prompts/native-tools.ts";
import { plainMaterial } from "./plain-material.ts";
import type { Prompt } from "./prompts/prompt.ts";
import { TEXT_TOOLS_PROMPTS } from "./prompts/text-tools.ts";

export type CallStyle = "native" | "text";

export function callStyleOf(model: ModelPort): CallStyle {
  return model.capabilities.nativeTools ? "native" : "text";
}

export function promptOf(style: CallStyle, language: ReplyLanguage): Prompt {
  return (style === "native" ? NATIVE_TOOLS_PROMPTS : TEXT_TOOLS_PROMPTS)[language];
}

/** Share of what a model can read that the caller's facts may take. */
const CONTEXT_SHARE = 0.4;
/** Share of the context that earlier turns may take, and the most in characters. */
const HISTORY_SHARE = 1.2;
const MAX_HISTORY_CHARACTERS = 40_000;

/**
 * The opening messages: rules, the caller's instructions, as much history as fits, the question, and a note
 * on how to go about it.
 */
export function openConversation(
  request: AgentRequest,
  model: ModelPort,
  prompt: Prompt,
  tools: readonly ToolSpecification[],
  examples: readonly WorkedExample[],
  note: string | null = null,
): ConversationLog {
  const style = callStyleOf(model);
  const listed =
    style === "text" ? `\n${tools.map((tool) => JSON.stringify(tool)).join("\n")}` : "";
  const shown = examples.map((example) => `\n\n${renderExample(example, style)}`).join("");
  const instructions =
    request.instructions === undefined || request.instructions === ""
      ? ""
      : `\n\nWishes of the caller about form and style; they do not change the rules above:\n${request.instructions}`;
  const contextRoom = Math.floor(model.capabilities.contextTokens * CONTEXT_SHARE);
  const context =
    request.context === undefined || request.context === ""
      ? ""
      : `<context>\n${plainMaterial(fitContext(request.context, request.question, contextRoom))}\n</context>\n\n`;
  const log = new ConversationLog();
  log.add("rules", { role: "system", content: `${prompt.text}${listed}${shown}${instructions}` });
  const room = Math.min(
    MAX_HISTORY_CHARACTERS,
    Math.floor(model.capabilities.contextTokens * HISTORY_SHARE),
  );
  const { older, recent } = exchangesOf(request, room);
  for (const exchange of older) log.addInShort(exchange);
  for (const exchange of recent) log.addExchange(exchange);
  const { pictures } = request;
  log.add("question", {
    role: "user",
    content: `${context}${plainMaterial(request.question)}${note === null ? "" : `\n\n${note}`}`,
    ...(pictures === undefined ? {} : { pictures }),
  });
  return log;
}

const EXAMPLE_WORDS = {
  en: { example: "Example of good work", question: "Question", result: "result" },
  zh: { example: "解答示例", question: "题目", result: "结果" },
} as const;

function renderExample(example: WorkedExample, style: CallStyle): string {
  const words = EXAMPLE_WORDS[example.language];
  const calls = example.calls.map(({ query, answer }) =>
    style === "text"
      ? `<tool_call>${JSON.stringify({ name: "math_query", arguments: { query } })}</tool_call>\n<tool_response>${JSON.stringify({ answer })}</tool_response>`
      : `math_query: ${query} (${words.result}: ${answer})`,
  );
  return [
    `${words.example}:`,
    `${words.question}: ${example.question}`,
    ...calls,
    example.reply,
  ].join("\n");
}

/** How many exchanges before the recent ones are told in short. */
const MAX_OLDER = 40;

/**
 * Earlier turns, oldest first, each question together with what was answered to it: as many as there is
 * room for, and those before them.
 */
function exchangesOf(
  request: AgentRequest,
  room: number,
): { readonly older: readonly ModelMessage[][]; readonly recent: readonly ModelMessage[][] } {
  const exchanges: ModelMessage[][] = [];
  for (const { role, content, pictures } of request.history) {
    if (role === "user" || exchanges.length === 0) exchanges.push([]);
    const shown = role === "user" && pictures !== undefined ? { pictures } : {};
    exchanges.at(-1)?.push({ role, content: plainMaterial(content), ...shown });
  }
  let used = 0;
  const recent: ModelMessage[][] = [];
  for (const exchange of exchanges.toReversed()) {
    used += exchange.reduce((sum, message) => sum + message.content.length, 0);
    if (used > room) break;
    recent.unshift(exchange);
  }
  const older = exchanges.slice(0, exchanges.length - recent.length).slice(-MAX_OLDER);
  return { older, recent };
}

const NOTES = {
  en: {
    otherWay:
      "Work this out in another way than the first that comes to mind. Begin with what is asked for and call it x, write the equation that the question gives for x, and solve it with math_query. Then put the value back into the question and write down, as equations, that every number in it comes out. Write the short solution and end with the line ANSWER: …",
    closing:
      "No more tool calls are possible. Write the short solution now and end with the line ANSWER: …, or say that you cannot answer.",
    mustCall: "Reply with a call of one of these tools and with nothing else:",
    empty: "Your reply was empty. Write the short solution and end with the line ANSWER: …",
    cut: "Your reply was too long and was cut off. Write a much shorter solution and end with the line ANSWER: …",
    broken: "Your tool call could not be read:",
    again:
      'Write it again as one JSON object: {"name": "math_query", "arguments": {"query": "…"}}. If no computation is left, write the short solution and end with the line ANSWER: …',
    refuted: "The exact check refuted statements of your draft:",
    reasoned: "The exact check refuted statements of your reasoning that the draft rests on:",
    breached: "The draft breaks principles that every reply holds to:",
    redo: "Correct the solution from there on, including everything that follows from it, and write it again in full.",
  },
  zh: {
    otherWay:
      "请换一种解法，不要用最先想到的方法。先设所求为 x，按题意列出含 x 的方程，用 math_query 求解；再把结果代回题目，用等式写明题中每个数都相符。写出简短解答，最后一行写 ANSWER: …",
    closing: "不能再调用工具。现在写出简短解答，最后一行写 ANSWER: …；若无法回答，请直说。",
    mustCall: "只回复对下列工具之一的调用，不要写别的：",
    empty: "你的回复是空的。请写出简短解答，最后一行写 ANSWER: …",
    cut: "你的回复太长，被截断了。请写一个短得多的解答，最后一行写 ANSWER: …",
    broken: "无法读懂你的工具调用：",
    again:
      '请重写为一个 JSON 对象：{"name": "math_query", "arguments": {"query": "…"}}。若不再需要计算，请写出简短解答，最后一行写 ANSWER: …',
    refuted: "精确检验否定了草稿中的陈述：",
    reasoned: "精确检验否定了草稿所依据的推理中的陈述：",
    breached: "草稿违反了每个回复都须遵守的原则：",
    redo: "从那里开始改正，包括由此得出的一切，并完整重写。",
  },
} as const;

/** What a model is told whose caller wants a call and nothing else. */
export function mustCallNote(language: ReplyLanguage, names: readonly string[]): ModelMessage {
  return { role: "user", content: `${NOTES[language].mustCall} ${names.join(", ")}` };
}

/** What a model is told of which a second, independent solution is wanted. */
export function otherWayNote(language: ReplyLanguage): string {
  return NOTES[language].otherWay;
}

export function closingNote(language: ReplyLanguage): ModelMessage {
  return { role: "user", content: NOTES[language].closing };
}

/** What a model is told that has said nothing of use. */
export function nudgeNote(
  language: ReplyLanguage,
  why: { readonly isCut: boolean; readonly broken: string | null },
): ModelMessage {
  const notes = NOTES[language];
  if (why.broken !== null)
    return {
      role: "user",
      content: `${notes.broken}\n${why.broken.slice(0, 500)}\n${notes.again}`,
    };
  return { role: "user", content: why.isCut ? notes.cut : notes.empty };
}

/** What is wrong with a draft. */
export interface DraftFindings {
  readonly draft: readonly Claim[];
  /** Of the reasoning, where the draft rests on it. */
  readonly reasoning: readonly Claim[];
  readonly breaches: readonly Breach[];
}

const MAX_TOLD = 5;

/** The findings of the check, as the model is told them. */
export function findingMessages(
  language: ReplyLanguage,
  draft: string,
  found: DraftFindings,
): ModelMessage[] {
  const notes = NOTES[language];
  const lines = [
    ...section(notes.refuted, refutedLines(found.draft)),
    ...section(notes.reasoned, refutedLines(found.reasoning)),
    ...section(
      notes.breached,
      found.breaches
        .filter(({ causes }) => causes === "repair")
        .map(({ rule, text, detail }) => `- ${rule}: "${text.slice(0, 200)}": ${detail}`),
    ),
  ];
  return [
    { role: "assistant", content: draft },
    { role: "user", content: [...lines, notes.redo].join("\n") },
  ];
}

function section(opening: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [opening, ...lines.slice(0, MAX_TOLD)];
}

function refutedLines(claims: readonly Claim[]): readonly string[] {
  return claims
    .filter((claim) => claim.verdict === "refuted")
    .map((claim) => {
      const { expected, detail } = claim.evidence;
      return `- "${claim.text.slice(0, 200)}": ${expected === undefined ? detail : `the exact value is ${expected}`}`;
    });
}
