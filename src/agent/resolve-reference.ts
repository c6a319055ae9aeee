import type { AgentRequest } from "../core/agent-port.ts";
import type { CallOptions, MathPort } from "../core/math-port.ts";
import type { QueryResult } from "../core/query-result.ts";
import { extractAnswer } from "../hallucination/answer.ts";
import type { ReplyLanguage } from "./language.ts";
import { PHRASES } from "./phrases.ts";
import { type CarriedOver, carryOver, newOperand } from "./carry-over.ts";
import {
  type Antecedent,
  pointsBack,
  rewriteReference,
  type Rewriting,
} from "./rewrite-reference.ts";

/** How many follow-ups in a row are traced back. */
const MAX_DEPTH = 4;

type History = AgentRequest["history"];

/**
 * The engine's answer to a follow-up that points at an earlier turn, with what it was taken to point at
 * as an assumption; null when the question points at nothing that is known.
 */
export async function answerFollowUp(
  math: MathPort,
  question: string,
  history: History,
  language: ReplyLanguage,
  options: CallOptions,
  depth = 0,
): Promise<QueryResult | null> {
  const operand = newOperand(question);
  if (operand === null && !pointsBack(question)) return null;
  const antecedent = await antecedentOf(math, history, language, options, depth);
  if (antecedent === null) return null;
  const { reading } = antecedent;
  const ask = (query: string): Promise<QueryResult> =>
    math.query({ query, ...limit(options) }, options);
  /** What the form of a reading leaves out (at x = 2) would silently get lost, so it must answer alike. */
  const carried = async (again: CarriedOver | null): Promise<Rewriting | null> => {
    if (again === null) return null;
    const own = (await ask(again.own)).answer?.short;
    if (own === undefined || own !== antecedent.short) return null;
    return { query: again.query, words: again.words, meaning: again.query, other: null };
  };
  const rewriting =
    operand !== null && reading !== null && math.isExpression(operand)
      ? await carried(carryOver(operand, question, reading))
      : rewriteReference(question, antecedent);
  if (rewriting === null) return null;
  const result = await ask(rewriting.query);
  if (result.status !== "answered" || result.answer === null) return null;
  const { other } = rewriting;
  const otherAnswer = other === null ? null : (await ask(other.query)).answer;
  const phrases = PHRASES[language];
  const hasOther = other !== null && otherAnswer !== null;
  const orElse = hasOther ? phrases.orElse(other.meaning, otherAnswer.short) : "";
  return {
    ...result,
    assumptions: [
      {
        kind: "reference",
        text: phrases.takenAs(rewriting.words, rewriting.meaning) + orElse,
        alternatives: hasOther ? [{ text: other.meaning, input: other.query }] : [],
      },
      ...result.assumptions,
    ],
  };
}

function limit({ timeoutMs }: CallOptions): { timeoutMs?: number } {
  return timeoutMs === undefined ? {} : { timeoutMs };
}

interface Earlier extends Antecedent {
  readonly reading: QueryResult["reading"];
  readonly short: string;
}

/** What the last exchange was about: by the engine where it reads the question, else by what was answered. */
async function antecedentOf(
  math: MathPort,
  history: History,
  language: ReplyLanguage,
  options: CallOptions,
  depth: number,
): Promise<Earlier | null> {
  const at = history.findLastIndex((turn) => turn.role === "user");
  const asked = history[at];
  if (asked === undefined || depth >= MAX_DEPTH) return null;
  const before = history.slice(0, at);
  const followed =
    before.length === 0
      ? null
      : await answerFollowUp(math, asked.content, before, language, options, depth + 1);
  const result =
    followed ?? (await math.query({ query: asked.content, ...limit(options) }, options));
  if (result.status === "answered" && result.answer !== null)
    return {
      answer: plainAnswer(result),
      quantity: quantityOf(result),
      items: itemsOf(result),
      subject: subjectOf(result.reading?.plain ?? ""),
      kind: kindOf(result.reading?.plain ?? ""),
      reading: result.reading,
      short: result.answer.short,
    };
  const told = history[at + 1]?.content;
  const extracted = told === undefined ? null : extractAnswer(told);
  if (extracted?.isExplicit !== true || !math.isExpression(extracted.text)) return null;
  return {
    answer: extracted.text,
    subject: null,
    kind: "other",
    reading: null,
    short: extracted.text,
  };
}

/** An answer that can stand in an expression; a set of solutions or a sentence cannot. */
function plainAnswer({ answer }: QueryResult): string | null {
  if (answer?.value.kind === "expression") return answer.value.plain;
  if (answer?.value.kind === "quantity" && answer.value.unit === "") return answer.value.plain;
  return null;
}

function quantityOf({ answer }: QueryResult): string | null {
  const value = answer?.value;
  return value?.kind === "quantity" && value.unit !== "" ? `${value.plain} ${value.unit}` : null;
}

/** The parts of a list, or the complete solutions in one unknown. */
function itemsOf({ answer }: QueryResult): readonly string[] {
  const value = answer?.value;
  if (value?.kind === "list" || value?.kind === "set" || value?.kind === "tuple")
    return value.items.every((item) => typeof item === "string") ? value.items : [];
  if (value?.kind !== "solutions" || !value.complete || value.variables.length !== 1) return [];
  return value.solutions.flatMap((solution) => Object.values(solution));
}

function kindOf(plain: string): Antecedent["kind"] {
  if (/^d(?:\^\d+)?\/d/.test(plain)) return "derivative";
  return /^integrate .* d\w+$/.test(plain) ? "integral" : "other";
}

/** The expression inside the plain reading of a question; null for an equation with two sides. */
function subjectOf(plain: string): string | null {
  const inside =
    /^d(?:\^\d+)?\/d\w+(?:\^\d+)? \((.*)\)$/.exec(plain)?.[1] ??
    /^integrate (.*) d\w+(?: from .*)?$/.exec(plain)?.[1] ??
    /^limit of (.*) as .*$/.exec(plain)?.[1] ??
    /^y = (.*)$/.exec(plain)?.[1] ??
    /^(.*) = 0$/.exec(plain)?.[1] ??
    plain;
  // Units stand in a plain reading under names of their own, which are no letters of the question.
  return inside === "" || /[=<>]|\bU_\d| (?:of|for|as|with) /.test(inside) ? null : inside;
}
