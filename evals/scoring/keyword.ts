import type { Answer } from "../../src/core/query-result.ts";
import { expressionOf } from "./answer-parts.ts";
import { correct, wrong } from "./mark.ts";
import type { Judgement } from "./mark.ts";

const NO_VALUE = /diverg|does not (converge|exist)|undefined|indeterminate/i;
const SINGULAR = /singular|not invertible|no inverse|does not exist/i;

/** Which of the keyword answers an answer states, or null when it states a value. */
export function keywordOf(answer: Answer): string | null {
  const value = answer.value;
  if (value.kind === "none") {
    if (value.reason === "infinite") return expressionOf(answer);
    return value.reason;
  }
  const text = value.kind === "text" ? value.text : expressionOf(answer);
  if (text === null) return null;
  const bare = text.replace(/[\s+]/g, "");
  if (/^(infinity|oo|∞)$/.test(bare)) return "infinity";
  if (/^-(infinity|oo|∞)$/.test(bare)) return "-infinity";
  if (SINGULAR.test(text)) return "singular";
  if (NO_VALUE.test(text)) return /diverg/i.test(text) ? "divergent" : "undefined";
  return null;
}

const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  divergent: ["divergent", "infinity", "-infinity", "undefined"],
  undefined: ["undefined", "divergent"],
  infinity: ["infinity"],
  "-infinity": ["-infinity"],
  singular: ["singular", "no-solution", "undefined"],
};

/** True when the expectation is a keyword and not a value. */
export const isKeyword = (expected: string): boolean => Object.hasOwn(ACCEPTED, expected);

/** Judges an answer where the expectation is `divergent`, `undefined`, `infinity` or `singular`. */
export function judgeKeyword(answer: Answer, expected: string): Judgement {
  const got = keywordOf(answer);
  if (got === null) return wrong(`gives a value where the answer is "${expected}"`);
  return ACCEPTED[expected]?.includes(got) === true
    ? correct(`says ${got}`)
    : wrong(`says ${got} where the answer is "${expected}"`);
}
