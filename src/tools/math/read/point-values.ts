import { AnsatzError } from "../../../core/errors.ts";
import { headOf, variablesOf } from "../expression/expression.ts";
import { parseExpression } from "./parse.ts";

const MAX_CHARACTERS = 400;
const FACT = String.raw`[A-Za-z]\s*=\s*[^=<>,，]+`;
const FACTS = `${FACT}(?:(?:\\s*[,，]\\s*|\\s+and\\s+|\\s*且\\s*)${FACT})*`;
const FORMS: readonly RegExp[] = [
  new RegExp(
    `^(?:(?:evaluate|find|calculate|compute|work out|the value of|value of)\\s+)*(?<question>.+?)\\s+at\\s+(?<facts>${FACTS})$`,
    "i",
  ),
  new RegExp(
    `^(?:求|计算)?\\s*(?<question>.+?)\\s*(?:在|当)\\s*(?<facts>${FACTS}?)\\s*(?:处|时)的?(?:函数)?值?$`,
    "u",
  ),
  new RegExp(
    `^(?:当|若)\\s*(?<facts>${FACTS}?)\\s*时\\s*[,，]?\\s*(?:求|计算)?\\s*(?<question>.+?)\\s*(?:的值)?(?:等于多少|是多少|等于几)?$`,
    "u",
  ),
];

/**
 * "x^2 + 1 at x = 3", x^2 + 1 在 x = 3 处的值: an expression and the values of all its letters. Null unless
 * what stands there is nothing but an expression: a slope, a limit or a tangent at a point is another matter.
 */
export function readPointValue(
  text: string,
): { readonly question: string; readonly facts: string } | null {
  if (text.length > MAX_CHARACTERS) return null;
  for (const form of FORMS) {
    const found = form.exec(text)?.groups;
    const question = found?.["question"];
    const facts = found?.["facts"];
    if (question === undefined || facts === undefined) continue;
    const letters = lettersOf(question);
    if (letters === null) continue;
    const named = [...facts.matchAll(/([A-Za-z])\s*=/g)].map(([, letter]) => letter as string);
    if (letters.length > 0 && letters.every((letter) => named.includes(letter)))
      return { question, facts };
  }
  return null;
}

/** The letters of an expression; null for anything else. */
function lettersOf(text: string): readonly string[] | null {
  try {
    const { expression } = parseExpression(text);
    const isRelation = /^(?:Equal|NotEqual|Less|Greater|And|Or)/.test(headOf(expression) ?? "");
    return isRelation ? null : [...variablesOf(expression)];
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}
