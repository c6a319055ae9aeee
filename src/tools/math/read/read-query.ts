import { AnsatzError } from "../../../core/errors.ts";
import { checkDeadline } from "../exact/deadline.ts";
import {
  argumentsOf,
  CONSTANTS,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import type { InputLanguage } from "../../../core/query-result.ts";
import { alternativesFor } from "./alternatives.ts";
import { constantLettersIn, withLetterVariables } from "./letter-variables.ts";
import {
  readDefinitions,
  type ReadDefinitions,
  readLeadingValues,
  readTrailingDefinitions,
} from "./definitions.ts";
import { LOOKS_LIKE_DATE } from "./date-query.ts";
import { withBoundSubscripts } from "./bound-subscripts.ts";
import { codeToWords } from "./code-style.ts";
import { mapQueryExpressions } from "./defined-query.ts";
import { QUESTION_INTENTS, OPERATION_INTENTS } from "./intents/all.ts";
import { framesOf, type Intent } from "./intents/intent.ts";
import type { Groups } from "./query-builders.ts";
import { withMatricesInPlace } from "./matrix-definitions.ts";
import { NO_SCOPE, parseExpression } from "./parse.ts";
import { plainerText, takePiValue } from "./plainer-text.ts";
import { type MathQuery, queryExpression } from "./math-query.ts";
import { queryForExpression } from "./query-for-expression.ts";
import { readBareQuantity } from "./quantity-query.ts";
import { type Assumption, ReadingContext } from "./reading-context.ts";
import { inEnglish } from "./mixed-language.ts";
import { rounded, takeRounding } from "./rounding-instruction.ts";
import { takePositive } from "./positive-letters.ts";
import { hasStrayComparison, queryHasStrayComparison } from "./stray-comparison.ts";
import { readWordProblem } from "../word-problem/read-word-problem.ts";
import { correct, corrections } from "./spelling.ts";
import { readsWholeNumbers } from "./whole-numbers.ts";
import { stripFillers, tidySpaces, wordsToSigns } from "./words.ts";

/** Matching a frame costs about as much as this many steps of exact work. */
const WEIGHT_OF_A_FRAME = 8;

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

/** Letters that are noted where they are read as constants; e as the base of a power is no choice. */
const CONSTANT_LETTERS = [
  { letter: "i", name: "the imaginary unit", isMeant: /(?<![A-Za-z\\])i(?![A-Za-z])/ },
  { letter: "e", name: "Euler's number", isMeant: /(?<![A-Za-z\\])e(?![A-Za-z]|\s*\^)/ },
] as const;

/**
 * Reads what a person typed into a typed query. Throws an AnsatzError with code `syntax` (mathematics
 * that cannot be read) or `unsupported`; words it does not know are never guessed at.
 */
export function readQuery(input: string, language?: InputLanguage): ReadQuery {
  const text = stripFillers(unwrapLatex(tidySpaces(input)));
  if (text === "")
    throw new AnsatzError(
      "syntax",
      "There is no question here. Type an expression or ask something.",
    );
  const problem = readWordProblem(tidySpaces(input).trim());
  if (problem !== null)
    return {
      query: { kind: "word-problem", problem },
      language: language ?? detectLanguage(input),
      assumptions: [],
    };
  const read = readText(text);
  const settled = withLetterVariables(withBoundSubscripts(read.query));
  const context = new ReadingContext();
  context.assumptions.push(...read.assumptions);
  for (const letter of settled.letters)
    context.note({
      kind: "letters",
      text: `${letter} is read as a variable, not as the constant ${letter}.`,
    });
  if (settled.query.kind === "limit" && readsWholeNumbers(settled.query))
    context.note({
      kind: "whole-numbers",
      text: `${settled.query.variable} is read as a whole number.`,
    });
  for (const { letter, isMeant, name } of CONSTANT_LETTERS)
    if (isMeant.test(text) && constantLettersIn(queryExpression(settled.query)).includes(letter))
      context.note({ kind: "constant", text: `${letter} is read as ${name}.` });
  return {
    query: settled.query,
    language: language ?? detectLanguage(input),
    assumptions: context.assumptions.map((assumption) =>
      assumption.alternatives.length > 0
        ? assumption
        : {
            ...assumption,
            alternatives: alternativesFor(assumption, text).filter(
              (item) => attempt(() => readText(stripFillers(item.input))).value !== null,
            ),
          },
    ),
  };
}

/**
 * The same for a text with slips of spelling: words that are nearest to exactly one known word are read
 * as that, where the whole can be read then; every such reading is an assumption.
 */
export function readMisspelt(input: string, language?: InputLanguage): ReadQuery {
  const exact = attempt(() => readQuery(input, language));
  if (exact.value !== null) return exact.value;
  const list = exact.error?.code === "too_large" ? [] : corrections(input);
  const spelt =
    list.length === 0 ? null : attempt(() => readQuery(correct(input, list), language)).value;
  if (spelt === null) throw exact.error;
  const isChinese = spelt.language === "zh";
  return {
    ...spelt,
    assumptions: [
      ...list.map(({ written, meant }) => ({
        kind: "spelling",
        text: isChinese ? `“${written}”理解为“${meant}”。` : `"${written}" was read as "${meant}".`,
        alternatives: [],
      })),
      ...spelt.assumptions,
    ],
  };
}

/** Definitions before the question, a question alone, or conditions after it: whichever can be read. */
function readText(text: string): ReadDefinitions {
  const inPlace = withMatricesInPlace(text);
  if (inPlace !== null) {
    const read = attempt(() => readText(stripFillers(inPlace)));
    if (read.value !== null) return read.value;
  }
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
  for (const otherwise of [
    readWithRounding,
    readWithPi,
    readWithPositive,
    () => readLeadingValues(text, readOne),
    readPlainer,
    readMixed,
  ]) {
    const other = attempt(() => otherwise(text));
    if (other.value !== null) return other.value;
  }
  throw defined.error ?? alone.error ?? trailing.error;
}

/** A question and how its answer is to be rounded. */
function readWithRounding(text: string): ReadDefinitions | null {
  const found = takeRounding(text);
  if (found === null) return null;
  const read = readText(stripFillers(found.body));
  const context = new ReadingContext();
  context.assumptions.push(...read.assumptions);
  const query = rounded(read.query, found.rounding, (choice) => context.note(choice));
  return { query, assumptions: context.assumptions };
}

/** An integral or a series with letters that the question says are positive, as its answer takes them to be. */
function readWithPositive(text: string): ReadDefinitions | null {
  const found = takePositive(text);
  if (found === null) return null;
  const read = readText(stripFillers(found.body));
  if (!["integrate", "sum", "product"].includes(read.query.kind)) return null;
  const bound = "variable" in read.query ? read.query.variable : undefined;
  const used = variablesOf(queryExpression(read.query));
  if (!found.letters.every((letter) => letter !== bound && used.includes(letter))) return null;
  const context = new ReadingContext();
  context.assumptions.push(...read.assumptions);
  context.note({
    kind: "positive",
    text: `${found.letters.join(", ")} positive, as the question says; a condition of the answer is named with it.`,
  });
  return { query: read.query, assumptions: context.assumptions };
}

/** A question that says which number is to be used for pi. */
function readWithPi(text: string): ReadDefinitions | null {
  const found = takePiValue(text);
  if (found === null) return null;
  const read = readText(stripFillers(found.body));
  const context = new ReadingContext();
  context.assumptions.push(...read.assumptions);
  const value = parseExpression(found.value).expression;
  let isUsed = false;
  const query = mapQueryExpressions(read.query, (expression) => {
    const replaced = substitute(expression, "Pi", value);
    isUsed ||= JSON.stringify(replaced) !== JSON.stringify(expression);
    return replaced;
  });
  if (isUsed)
    context.note({
      kind: "constant",
      text: `pi is taken as ${found.value}, as the question says.`,
    });
  return { query, assumptions: context.assumptions };
}

/** The same text in plainer notation, or with signs for its words. */
function readPlainer(text: string): ReadDefinitions | null {
  const plainer = plainerText(text);
  if (plainer !== text) {
    const read = attempt(() => readText(stripFillers(plainer)));
    if (read.value !== null) return read.value;
  }
  const signs = /\p{Script=Han}/u.test(plainer) ? wordsToSigns(plainer) : plainer;
  return signs === plainer ? null : (attempt(() => readText(stripFillers(signs))).value ?? null);
}

/** English and Chinese words side by side; how they were taken is said. */
function readMixed(text: string): ReadDefinitions | null {
  const english = inEnglish(text);
  if (english === null) return null;
  const read = readText(stripFillers(english));
  const context = new ReadingContext();
  context.assumptions.push(...read.assumptions);
  context.note({ kind: "language", text: `The question was read as "${english}".` });
  return { query: read.query, assumptions: context.assumptions };
}

/** The value, or the reason why the text cannot be read so; that the time is over is no such reason. */
function attempt<Value>(read: () => Value | null): { value: Value | null; error?: AnsatzError } {
  try {
    return { value: read() };
  } catch (error) {
    if (!AnsatzError.isInstance(error) || error.code === "timed_out") throw error;
    return { value: null, error };
  }
}

function readOne(text: string, context: ReadingContext): MathQuery {
  if (context.question === "") context.question = text;
  const words = codeToWords(text);
  if (words !== null) {
    const called = attempt(() => readOne(words, context));
    if (called.value !== null) return called.value;
  }
  let failure: AnsatzError | undefined;
  const intended =
    matchIntent(QUESTION_INTENTS, text, context, () => {}) ??
    matchIntent(OPERATION_INTENTS, text, context, (error) => (failure ??= error));
  if (intended !== null) return intended;
  const bare = attempt(() => readBareExpression(text, context));
  if (bare.value !== null) return bare.value;
  const quantity = attempt(() => readBareQuantity(text, context));
  if (quantity.value !== null) return quantity.value;
  throw failure ?? bare.error ?? quantity.error;
}

function strayComparison(): AnsatzError {
  return new AnsatzError(
    "syntax",
    "A comparison stands where a number belongs. Write the comparison alone, or ask about it in words.",
  );
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
    )
    .replace(/ {2,}/g, " ");
}

/** A question is put into other words that are put into others again; a wording that comes back to itself ends here. */
const MOST_REWRITINGS = 8;

function readBy(intent: Intent, groups: Groups, context: ReadingContext): MathQuery | null {
  if (intent.read !== undefined) return intent.read(groups, context);
  const words = intent.rewrite?.(groups) ?? null;
  if (words === null || context.rewritings >= MOST_REWRITINGS) return null;
  context.rewritings += 1;
  try {
    return readOne(words, context);
  } finally {
    context.rewritings -= 1;
  }
}

/**
 * The first intent that the whole text belongs to. A frame whose slots hold no mathematics is not what
 * was asked; its failure is passed to `onFailure`, for want of a better reason.
 */
function matchIntent(
  intents: readonly Intent[],
  text: string,
  context: ReadingContext,
  onFailure: (error: AnsatzError) => void,
): MathQuery | null {
  const lowered = text.toLowerCase();
  for (const intent of intents)
    for (const { pattern, keyword, longest } of framesOf(intent)) {
      if (text.length > longest || !lowered.includes(keyword)) continue;
      checkDeadline(WEIGHT_OF_A_FRAME);
      const found = pattern.exec(text);
      if (found === null) continue;
      const before = context.assumptions.length;
      const read = attempt(() => {
        const query = readBy(intent, found.groups ?? {}, context);
        if (query !== null && queryHasStrayComparison(query)) throw strayComparison();
        return query;
      });
      if (read.value !== null) return read.value;
      context.assumptions.length = before;
      if (read.error !== undefined) onFailure(read.error);
    }
  return null;
}

/** An expression without a verb. Letters alone, as in "hi" or "Oh", are words and not a product to work out. */
function readBareExpression(text: string, context: ReadingContext): MathQuery {
  if (LOOKS_LIKE_DATE.test(text.trim()))
    throw new AnsatzError(
      "syntax",
      "This looks like a date. Ask something about the day, or write spaces around the signs to calculate.",
    );
  if (/^0[xbo][0-9a-z]+$/i.test(text.trim()))
    throw new AnsatzError(
      "syntax",
      "This begins like a numeral in base 16, 2 or 8, but holds other digits. Write a product with spaces.",
    );
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
  if (hasStrayComparison(expression)) throw strayComparison();
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
