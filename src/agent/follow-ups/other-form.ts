import { type FollowUpForm, isNumber, type Rewriting, rewritten } from "./earlier.ts";
import { trimmedQuestion } from "./trimmed-question.ts";

const DIGITS = 10;
const DECIMAL =
  /^(?:(?:it |that )?(?:as|in|into) (?:a )?decimals?(?: form| number)?|numerically|approximately|(?:用|化成|写成|换成|化为)?小数(?:表示|形式)?|近似值?|约)$/iu;
const FRACTION =
  /^(?:(?:it |that )?(?:as|into) a fraction|(?:用|化成|写成|换成|化为)?分数(?:表示|形式)?)$/iu;
const PERCENT =
  /^(?:(?:it |that )?(?:as|in|into) (?:an? )?(?:percent|percentage|%)|(?:用|化成|写成|换成|化为)百分(?:数|比)(?:表示)?)$/iu;
const SO_MANY =
  /^(?:(?:round )?(?:it |that )?(?:to|with) (\d{1,3}) (decimal places|decimals|digits|significant (?:figures|digits))|(?:保留|精确到)(?:小数点后)?\s*(\d{1,3}|[一两二三四五六七八九十])\s*位(?:小数)?)$/iu;
const UNIT =
  /^(?:(?:it |that )?(?:in|to|into)|convert (?:it|that) (?:in)?to) ([a-z][a-z/^0-9 ]{0,24})$/i;
const UNIT_HAN =
  /^(?:换算?成|换算为|用|等于多少|是多少|合多少)\s*(\p{Script=Han}{1,6}?)(?:表示)?$/u;

function again(question: string, query: string): Rewriting {
  return rewritten(question, query, { usesAnswer: true });
}

/** The same number in another form: "as a decimal", "to 10 digits", 保留3位小数. */
export const otherNotation: FollowUpForm = (question) => {
  const asked = trimmedQuestion(question);
  const [, count, kind, hanCount] = SO_MANY.exec(asked) ?? [];
  const digits = count ?? countOf(hanCount) ?? (DECIMAL.test(asked) ? String(DIGITS) : undefined);
  const isFraction = FRACTION.test(asked);
  const isPercent = PERCENT.test(asked);
  if (digits === undefined && !isFraction && !isPercent) return null;
  const places = /^significant/i.test(kind ?? "") ? "significant figures" : "decimal places";
  return ({ answer }) => {
    if (!isNumber(answer)) return null;
    if (digits !== undefined) return again(question, `${answer} to ${digits} ${places}`);
    if (isPercent) return again(question, `${answer} as a percentage`);
    // What is a quotient already needs no engine to say so.
    if (/^-?\d+\/\d+$/.test(answer)) return again(question, answer);
    return /^-?\d*\.\d+$/.test(answer) ? again(question, `${answer} as a fraction`) : null;
  };
};

/** The same quantity in another unit: "in miles", 换成英里呢. */
export const otherUnit: FollowUpForm = (question) => {
  const asked = trimmedQuestion(question);
  const unit = UNIT.exec(asked)?.[1];
  const han = /\p{Script=Han}/u.test(question) ? UNIT_HAN.exec(asked)?.[1] : undefined;
  if (unit === undefined && han === undefined) return null;
  return ({ quantity = null, answer }) => {
    if (quantity !== null)
      return again(
        question,
        unit === undefined ? `${quantity} 换算成${han}` : `${quantity} in ${unit}`,
      );
    const isBase = /^(?:binary|octal|hex|hexadecimal)$/i.test(unit ?? "");
    return isBase && /^-?\d+$/.test(answer ?? "") ? again(question, `${answer} in ${unit}`) : null;
  };
};

/** 两 and 三 as 2 and 3. */
function countOf(text: string | undefined): string | undefined {
  const at = text === undefined ? -1 : "零一二三四五六七八九十".indexOf(text.replace("两", "二"));
  return at < 0 ? text : String(at);
}
