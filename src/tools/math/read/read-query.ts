import { AnsatzError } from "../../../core/errors.ts";
import { argumentsOf, CONSTANTS, type Expression, headOf } from "../expression/expression.ts";
import type { InputLanguage } from "../../../core/query-result.ts";
import { withLetterVariables } from "./letter-variables.ts";
import { readDefinitions, type ReadDefinitions, readTrailingDefinitions } from "./definitions.ts";
import { codeToWords } from "./code-style.ts";
import { INTENTS } from "./intents/all.ts";
import { framesOf, type Intent } from "./intents/intent.ts";
import type { Groups } from "./query-builders.ts";
import { NO_SCOPE } from "./parse.ts";
import type { MathQuery } from "./math-query.ts";
import { PATTERNS } from "./patterns.ts";
import { queryForExpression } from "./query-for-expression.ts";
import { readBareQuantity } from "./quantity-query.ts";
import { type Assumption, ReadingContext } from "./reading-context.ts";
import { readWordProblem } from "../word-problem/read-word-problem.ts";
import { stripFillers } from "./words.ts";

export interface ReadQuery {
  readonly query: MathQuery;
  readonly language: InputLanguage;
  readonly assumptions: readonly Assumption[];
}

/** English, Chinese, LaTeX or a bare expression. */
export function detectLanguage(text: string): InputLanguage {
  if (/\p{Script=Han}/u.test(text)) return "zh";
  if (/\\[A-Za-z]{2,}/.test(text)) return "latex";
  return /(?:^|\s)(?!(?:sin|cos|tan|log|exp|sqrt|lim|mod|and|for)\b)[A-Za-z]{3,}(?:\s|$)/.test(text)
    ? "en"
    : "expression";
}

/**
 * Reads what a person typed into a typed query. Throws an AnsatzError with code `syntax` (mathematics
 * that cannot be read) or `unsupported`; words it does not know are never guessed at.
 */
export function readQuery(input: string, language?: InputLanguage): ReadQuery {
  const text = stripFillers(unwrapLatex(input));
  if (text === "")
    throw new AnsatzError(
      "syntax",
      "There is no question here. Type an expression or ask something.",
    );
  const problem = readWordProblem(input.trim());
  if (problem !== null)
    return {
      query: { kind: "word-problem", problem },
      language: language ?? detectLanguage(input),
      assumptions: [],
    };
  const read = readText(text);
  const settled = withLetterVariables(read.query);
  const context = new ReadingContext();
  context.assumptions.push(...read.assumptions);
  for (const letter of settled.letters)
    context.note({
      kind: "letters",
      text: `${letter} is read as a variable, not as the constant ${letter}.`,
    });
  return {
    query: settled.query,
    language: language ?? detectLanguage(input),
    assumptions: context.assumptions,
  };
}

/** Definitions before the question, a question alone, or conditions after it: whichever can be read. */
function readText(text: string): ReadDefinitions {
  const defined = attempt(() => readDefinitions(text, readOne));
  if (defined.value !== null) return defined.value;
  const context = new ReadingContext();
  const alone = attempt(() => ({
    query: readOne(text, context),
    assumptions: context.assumptions,
  }));
  if (alone.value !== null) return alone.value;
  const trailing = attempt(() => readTrailingDefinitions(text, readOne));
  if (trailing.value !== null) return trailing.value;
  throw defined.error ?? alone.error ?? trailing.error;
}

/** The value, or the reason why the text cannot be read so. */
function attempt<Value>(read: () => Value | null): { value: Value | null; error?: AnsatzError } {
  try {
    return { value: read() };
  } catch (error) {
    if (!AnsatzError.isInstance(error)) throw error;
    return { value: null, error };
  }
}

function readOne(text: string, context: ReadingContext): MathQuery {
  const words = codeToWords(text);
  if (words !== null) {
    const called = attempt(() => readOne(words, context));
    if (called.value !== null) return called.value;
  }
  const intended = matchIntent(text, context);
  if (intended !== null) return intended;
  const pattern = attempt(() => matchPattern(text, context));
  if (pattern.value !== null) return pattern.value;
  const bare = attempt(() => readBareExpression(text, context));
  if (bare.value !== null) return bare.value;
  const quantity = attempt(() => readBareQuantity(text, context));
  if (quantity.value !== null) return quantity.value;
  throw pattern.error ?? bare.error ?? quantity.error;
}

function unwrapLatex(text: string): string {
  return text
    .replaceAll("\\(", " ")
    .replaceAll("\\)", " ")
    .replaceAll("\\[", " ")
    .replaceAll("\\]", " ")
    .replace(/\$\$?/g, (sign, offset: number, all: string) =>
      // A single dollar sign before a number is money.
      /^\d/.test(all.slice(offset + sign.length)) && !/\$[^$]*\$/.test(all) ? sign : " ",
    );
}

function readBy(intent: Intent, groups: Groups, context: ReadingContext): MathQuery | null {
  if (intent.read !== undefined) return intent.read(groups, context);
  const words = intent.rewrite?.(groups) ?? null;
  return words === null ? null : readOne(words, context);
}

function matchIntent(text: string, context: ReadingContext): MathQuery | null {
  const lowered = text.toLowerCase();
  for (const intent of INTENTS)
    for (const { pattern, keyword } of framesOf(intent)) {
      if (!lowered.includes(keyword)) continue;
      const found = pattern.exec(text);
      if (found === null) continue;
      const before = context.assumptions.length;
      // Words that are no mathematics in a slot mean that the frame is not what was asked.
      const read = attempt(() => readBy(intent, found.groups ?? {}, context));
      if (read.value !== null) return read.value;
      context.assumptions.length = before;
    }
  return null;
}

/** An expression without a verb. Letters alone, as in "hi" or "Oh", are words and not a product to work out. */
function readBareExpression(text: string, context: ReadingContext): MathQuery {
  const expression = context.parse(text);
  const isWord =
    context.scope === NO_SCOPE &&
    /^[\p{L}\s'’!.,-]+$/u.test(text) &&
    /[A-Za-z]/.test(text) &&
    (isLetters(expression) || /^\p{L}+(?:\s*[-,]\s*\p{L}+)+!?$/u.test(text.trim()));
  if (isWord && !/^[a-z]\s*-\s*[a-z]$/.test(text.trim()))
    throw new AnsatzError(
      "syntax",
      "These are letters without a question. Ask something about them, or write an expression.",
    );
  return queryForExpression(expression, context, text);
}

/** A variable or a product of variables, with or without an exclamation mark. */
function isLetters(expression: Expression): boolean {
  if (typeof expression === "string") return !CONSTANTS.has(expression);
  return (
    ["Multiply", "Factorial"].includes(headOf(expression)) &&
    argumentsOf(expression).every((part) => isLetters(part) || typeof part === "string")
  );
}

function matchPattern(text: string, context: ReadingContext): MathQuery | null {
  let failure: unknown = null;
  for (const { pattern, build } of PATTERNS) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const before = context.assumptions.length;
    try {
      const query = build(found.groups ?? {}, context);
      if (query !== null) return query;
    } catch (error) {
      if (!AnsatzError.isInstance(error)) throw error;
      failure ??= error;
    }
    context.assumptions.length = before;
  }
  if (failure !== null) throw failure;
  return null;
}
