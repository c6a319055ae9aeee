import type { AgentRequest } from "../../core/agent-port.ts";
import type { CallOptions, MathPort } from "../../core/math-port.ts";
import type { QueryResult } from "../../core/query-result.ts";
import { extractAnswer } from "../../hallucination/answer.ts";
import type { ReplyLanguage } from "../language.ts";
import { PHRASES } from "../phrases.ts";
import { UNPROVED_REFERENCE } from "../word-result.ts";
import { antecedentOfResult, antecedentOfWords } from "./antecedent.ts";
import { type CarriedOver, carryOver, newOperand } from "./carry-over.ts";
import type { Earlier, Rewriting } from "./earlier.ts";
import { namesFunction, withDefinition } from "./earlier-definition.ts";
import { followUpsIn } from "./forms.ts";

/** How many follow-ups in a row are traced back. */
const MAX_DEPTH = 8;
/** Words between two questions, which nothing can point at. */
const COURTESY =
  /^(?:(?:ok(?:ay)?|thanks?(?: you)?(?: (?:so|very) much| a lot)?|great|good|cool|nice|perfect|wow|i see|got it|hello|hi|hey|alright|right|好的?|谢谢你?|多谢|明白了?|懂了|知道了|你好|不错|太好了)[\s,.!，。！~]*)+$/iu;

type History = AgentRequest["history"];

/** A follow-up written out, with what the engine answers to it. */
interface FollowedUp {
  readonly query: string;
  readonly result: QueryResult;
}

/**
 * The engine's answer to a follow-up that points at an earlier turn, with what it was taken to point at
 * as an assumption; null when the question points at nothing that is known. What goes on from an answer
 * that was not proved carries an assumption that says so.
 */
export async function answerFollowUp(
  math: MathPort,
  question: string,
  history: History,
  language: ReplyLanguage,
  options: CallOptions,
): Promise<QueryResult | null> {
  const followed = await new Conversation(math, language, options).follow(question, history, 0);
  return followed?.result ?? null;
}

class Conversation {
  private readonly math: MathPort;
  private readonly language: ReplyLanguage;
  private readonly options: CallOptions;

  constructor(math: MathPort, language: ReplyLanguage, options: CallOptions) {
    this.math = math;
    this.language = language;
    this.options = options;
  }

  async follow(question: string, history: History, depth: number): Promise<FollowedUp | null> {
    const defined = await this.byDefinition(question, history);
    if (defined !== null) return defined;
    const operand = newOperand(question);
    const resolvers = followUpsIn(question);
    if (operand === null && resolvers.length === 0) return null;
    const earlier = await this.antecedent(history, depth);
    if (earlier === null) return null;
    for (const resolve of resolvers) {
      const rewriting = resolve(earlier);
      const followed = rewriting === null ? null : await this.answer(rewriting, earlier);
      if (followed !== null) return followed;
    }
    const { reading } = earlier;
    if (operand === null || reading === null || !this.math.isExpression(operand)) return null;
    const rewriting = await this.carried(carryOver(operand, question, reading), earlier);
    return rewriting === null ? null : this.answer(rewriting, earlier);
  }

  private async byDefinition(question: string, history: History): Promise<FollowedUp | null> {
    if (!namesFunction(question)) return null;
    const turns = history.filter(({ role }) => role === "user").map(({ content }) => content);
    const defined = withDefinition(this.math, question, turns);
    if (defined === null) return null;
    return this.answer({ ...defined, other: null, usesAnswer: false }, null);
  }

  private async answer(
    { query, words, meaning, other, usesAnswer }: Rewriting,
    earlier: Earlier | null,
  ): Promise<FollowedUp | null> {
    const result = await this.ask(query);
    if (result.status !== "answered" || result.answer === null) return null;
    const otherAnswer = other === null ? null : (await this.ask(other.query)).answer;
    const phrases = PHRASES[this.language];
    const hasOther = other !== null && otherAnswer !== null;
    const orElse = hasOther ? phrases.orElse(other.meaning, otherAnswer.short) : "";
    const reference = {
      kind: "reference",
      text: phrases.takenAs(words, meaning) + orElse,
      alternatives: hasOther ? [{ text: other.meaning, input: other.query }] : [],
    };
    const isShaky = usesAnswer && earlier?.isProved === false;
    const unproved = isShaky
      ? [{ kind: UNPROVED_REFERENCE, text: phrases.unprovedReference, alternatives: [] }]
      : [];
    // The check was of this step alone; no door may show it as one of the answer.
    const certificate =
      isShaky && result.certificate !== null
        ? { ...result.certificate, grade: "unchecked" as const, detail: phrases.unprovedReference }
        : result.certificate;
    const assumptions = [reference, ...unproved, ...result.assumptions];
    return { query, result: { ...result, certificate, assumptions } };
  }

  /** What the form of a reading leaves out (at x = 2) would silently get lost, so it must answer alike. */
  private async carried(again: CarriedOver | null, earlier: Earlier): Promise<Rewriting | null> {
    if (again === null) return null;
    const own = (await this.ask(again.own)).answer?.short;
    if (own === undefined || own !== earlier.short) return null;
    const { query, words } = again;
    return { query, words, meaning: query, other: null, usesAnswer: false };
  }

  /** What the last exchange was about: by the engine where it reads the question, else by what was answered. */
  private async antecedent(history: History, depth: number): Promise<Earlier | null> {
    const at = history.findLastIndex(
      (turn) => turn.role === "user" && !COURTESY.test(turn.content),
    );
    const asked = history[at];
    if (asked === undefined || depth >= MAX_DEPTH) return null;
    const before = history.slice(0, at);
    const followed =
      before.length === 0 ? null : await this.follow(asked.content, before, depth + 1);
    const { query, result } = followed ?? {
      query: asked.content,
      result: await this.ask(asked.content),
    };
    const known = antecedentOfResult(query, result);
    if (known !== null) return known;
    const told = history[at + 1]?.content;
    const extracted = told === undefined ? null : extractAnswer(told);
    if (extracted?.isExplicit !== true || !this.math.isExpression(extracted.text)) return null;
    return antecedentOfWords(asked.content, extracted.text);
  }

  private ask(query: string): Promise<QueryResult> {
    const { timeoutMs } = this.options;
    const limit = timeoutMs === undefined ? {} : { timeoutMs };
    return this.math.query({ query, language: this.language, ...limit }, this.options);
  }
}
