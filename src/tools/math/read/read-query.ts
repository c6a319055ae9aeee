import { AnsatzError } from "../../../core/errors.ts";
import type { InputLanguage } from "../../../core/query-result.ts";
import { withLetterVariables } from "./letter-variables.ts";
import type { MathQuery } from "./math-query.ts";
import { PATTERNS } from "./patterns.ts";
import { queryForExpression } from "./query-for-expression.ts";
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
  const context = new ReadingContext();
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
  const query =
    matchPattern(text, context) ?? queryForExpression(context.parse(text), context, text);
  const settled = withLetterVariables(query);
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

function unwrapLatex(text: string): string {
  return text
    .replaceAll("\\(", " ")
    .replaceAll("\\)", " ")
    .replaceAll("\\[", " ")
    .replaceAll("\\]", " ")
    .replace(/\$\$?/g, (sign, offset: number, all: string) =>
      /^\d/.test(all.slice(offset + sign.length)) && !/\$[^$]*\$/.test(all) ? "" : " ",
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
