import { type FollowUpForm, isNumber, rewritten } from "./earlier.ts";
import { trimmedQuestion } from "./trimmed-question.ts";

/** "What about y?", "y 呢": the value of another unknown, where there is one solution. */
export const otherUnknown: FollowUpForm = (question) => {
  const letter =
    /^(?:the value of )?([a-z])(?: equal(?: to)?)?$|^(?:求)?([a-z])\s*(?:的值)?$/iu.exec(
      trimmedQuestion(question),
    );
  const name = letter?.[1] ?? letter?.[2];
  if (name === undefined) return null;
  return ({ solution }) => {
    const value = solution === null || !Object.hasOwn(solution, name) ? undefined : solution[name];
    return value === undefined
      ? null
      : rewritten(question, value, { usesAnswer: true, meaning: `${name} = ${value}` });
  };
};

const TOTALS: readonly (readonly [RegExp, (items: readonly string[]) => string])[] = [
  [
    /^(?:the )?(?:sum|total)$|^(?:总?和)$|^(?:把它们)?(?:加起来|相加)$|^add them(?: up| together)?$/i,
    (items) => items.join(" + "),
  ],
  [
    /^(?:the )?product$|^乘?积$|^(?:把它们)?(?:乘起来|相乘)$|^multiply them(?: together)?$/i,
    (items) => items.join(" * "),
  ],
  [
    /^(?:the |their )?(?:mean|average)$|^平均(?:数|值)?$/i,
    (items) => `(${items.join(" + ")})/${items.length}`,
  ],
];
const PAIRED: readonly (readonly [RegExp, (a: string, b: string) => string])[] = [
  [/^(?:the )?difference$|^差$/i, (a, b) => `${a} - ${b}`],
  [/^(?:the )?(?:quotient|ratio)$|^商$/i, (a, b) => `${a} / ${b}`],
];
/** "The sum of 3 and 4", 3和4的积: nothing in it but a total and plain numbers. */
const TOTAL_OF_NUMBERS =
  /^(?:(?:the )?(?:sum|product|mean|average|difference|quotient|ratio) (?:of|between) [-\d.,\s]+(?:(?:and|to)[-\d.,\s]+)*|[-\d.,，、和与\s]+的(?:总?和|乘?积|差|商|平均数?值?))$/iu;

/** The numbers whose sum, product, mean … an earlier question asked for, in its words. */
function operandsOf(question: string): readonly string[] {
  if (!TOTAL_OF_NUMBERS.test(trimmedQuestion(question))) return [];
  return [...question.matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => number);
}

/** "And the product?", 和呢: of the solutions or the list before, else of the numbers asked about. */
export const otherTotal: FollowUpForm = (question) => {
  const asked = trimmedQuestion(question).replace(/^的/, "");
  const total = TOTALS.find(([form]) => form.test(asked))?.[1];
  const paired = PAIRED.find(([form]) => form.test(asked))?.[1];
  if (total === undefined && paired === undefined) return null;
  return (earlier) => {
    const { items = [] } = earlier;
    const parts = (items.length > 1 ? items : operandsOf(earlier.question)).map(inBrackets);
    const [first, second, third] = parts;
    if (first === undefined || second === undefined) return null;
    if (total !== undefined) {
      const query = total(parts);
      return rewritten(question, query, { usesAnswer: items.length > 1 });
    }
    // Which solution is taken from which is not said.
    if (paired === undefined || third !== undefined || items.length > 1) return null;
    const query = paired(first, second);
    return rewritten(question, query, { usesAnswer: false });
  };
};

const LARGER =
  /^(?:the |which (?:one )?is (?:the )?)?(larger|bigger|greater|largest|biggest|greatest|maximum|smaller|lesser|smallest|least|minimum)(?: one| root| solution| number| value| of them)*$/i;
const LARGER_HAN = /^(?:其中)?(?:较|最|更)(大|小)的?(?:那个|一个|根|数|值|解)?(?:是哪个)?$/u;

/** "The larger one", 较大的根. */
export const extremePart: FollowUpForm = (question) => {
  const asked = trimmedQuestion(question);
  const word = LARGER.exec(asked)?.[1] ?? LARGER_HAN.exec(asked)?.[1];
  if (word === undefined) return null;
  const name = /^(?:sm|less|leas|min|小)/i.test(word) ? "min" : "max";
  return ({ items = [] }) => {
    if (items.length < 2 || !items.every(isReal)) return null;
    const query = `${name}(${items.join(", ")})`;
    return rewritten(question, query, { usesAnswer: true });
  };
};

const SIGNED =
  /^the (positive|negative)(?: one| root| solution| value| number)$|^(正|负)的?(?:那个|一个|根|解|值|数)$/iu;

/** "The positive one", 正根: where exactly one of the solutions has that sign. */
export const signedPart: FollowUpForm = (question) => {
  const [, english, chinese] = SIGNED.exec(trimmedQuestion(question)) ?? [];
  const sign = english ?? chinese;
  if (sign === undefined) return null;
  const isNegative = /^(?:negative|负)$/i.test(sign);
  return ({ items = [] }) => {
    // A sum such as 1 - sqrt(2) does not show its sign.
    if (items.length < 2 || !items.every((item) => isReal(item) && !/.[-+]/.test(item)))
      return null;
    const [only, second] = items.filter(
      (item) => item !== "0" && item.startsWith("-") === isNegative,
    );
    return only === undefined || second !== undefined
      ? null
      : rewritten(question, only, { usesAnswer: true });
  };
};

function isReal(item: string): boolean {
  return isNumber(item) && !/\bi\b/.test(item);
}

function inBrackets(item: string): string {
  return /^[\w.]+$/.test(item) ? item : `(${item})`;
}
