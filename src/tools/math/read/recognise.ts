import { AnsatzError } from "../../../core/errors.ts";
import { readQuery } from "./read-query.ts";

/**
 * What a text is to the engine: `readable` is a question that is read completely, `mathematical` has the
 * marks of one that is not, `other` is anything else.
 */
export type Recognition = "readable" | "mathematical" | "other";

const LONGEST = 4_000;

/** Verbs and nouns that ask for mathematics when something to work on stands beside them. */
const ASKS =
  /\b(?:integra(?:te|l)|derivative|differentiate|antiderivative|solve|factori[sz]e|factor|simplify|expand|equation|polynomial|matrix|determinant|eigenvalues?|limit of|square root|cube root|logarithm|remainder|divided by|multiplied by|probability|how many|how much|percent(?:age)?|sum of|product of|area of|volume of|perimeter)\b|求|解方程|方程|积分|导数|因式分解|化简|多少|几[个只本元天人]|概率|面积|体积/iu;
/** Tasks about texts and programs, which often hold numbers and formulas. */
const OTHER_TASKS =
  /\b(?:write|create|develop|design|generate|construct|code|program|python|javascript|algorithm|sql|select \*|function that|paragraph|sentences?|essay|story|poem|summari[sz]e|describe|explain|suggest|predict|rewrite|edit|update|tomatoes)\b|写一|编写|程序|作文/iu;
const FORMULA =
  /\\(?:frac|int|sum|sqrt|lim|cdot|times)\b|[A-Za-z0-9)]\s*(?:\^|\*\*)\s*[-({A-Za-z0-9]|[A-Za-z0-9)\]]\s*=\s*[-(A-Za-z0-9]|\d\s*[*/×÷]\s*\d|\d\s*[+]\s*\d|[∫∑√≤≥²³]/u;

/** A fast answer to "is this mathematics at all?", for routing; nothing is computed. */
export function recognise(text: string): Recognition {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return "other";
  // A lone number says something in a conversation and asks nothing.
  if (/^[-+]?[\d.,]*$/.test(trimmed)) return "other";
  try {
    readQuery(trimmed);
    return "readable";
  } catch (error) {
    if (!AnsatzError.isInstance(error)) throw error;
  }
  if (OTHER_TASKS.test(trimmed)) return "other";
  const numbers = trimmed.match(/\d+(?:\.\d+)?|[一二三四五六七八九十百千]{2,}/gu)?.length ?? 0;
  if (FORMULA.test(trimmed) && (ASKS.test(trimmed) || trimmed.length < 80)) return "mathematical";
  return ASKS.test(trimmed) && numbers >= 2 ? "mathematical" : "other";
}
