import { type FollowUpForm, isNumber, lettersOf, type Rewriting, rewritten } from "./earlier.ts";
import { rewriteReference } from "./pointing-words.ts";
import { shortQuestion, trimmedQuestion } from "./trimmed-question.ts";

const NUMBER = "(-?\\d[\\d.,]*(?:/\\d+)?)";
/** An amount, perhaps with a unit, or a term in one letter. */
const TERM = "(-?(?:\\d[\\d.,]*(?:/\\d+)?(?: ?[a-z]{1,4})?|\\d*[a-z](?:\\^\\d+)?))";
const POINTER = "(?:it|this|that|the (?:result|answer|number))";

function step(question: string, query: string): Rewriting {
  return rewritten(question, query, { usesAnswer: true });
}

/** A change in per cent is one of the value: 100 minus 20% is 80. */
const SHARES: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `^(?:(?:${POINTER} )?plus|add|\\+) ?${NUMBER} ?(?:%|percent)(?: to ${POINTER})?$`,
      "i",
    ),
    "+",
  ],
  [
    new RegExp(
      `^(?:(?:${POINTER} )?minus|subtract|take off) ?${NUMBER} ?(?:%|percent)(?: (?:from|off) ${POINTER})?$`,
      "i",
    ),
    "-",
  ],
  [new RegExp(`^(?:加上?|增加|上涨)\\s*${NUMBER}\\s*%$`, "u"), "+"],
  [new RegExp(`^(?:减去?|减少|下降)\\s*${NUMBER}\\s*%$`, "u"), "-"],
];

const SUMS: readonly (readonly [RegExp, (value: string, number: string) => string])[] = [
  [
    new RegExp(`^(?:add|plus|\\+) ?${TERM}(?: more)?$`, "i"),
    (value, number) => `${value} + ${number}`,
  ],
  [
    new RegExp(`^(?:subtract|take away|minus) ${TERM}$`, "i"),
    (value, number) => `${value} - ${number}`,
  ],
  [
    new RegExp(`^(?:multiply(?: ${POINTER})? by|times|[*×]) ?${TERM}$`, "i"),
    (value, number) => `${value} * ${number}`,
  ],
  [
    new RegExp(`^(?:divided?(?: ${POINTER})? by|[/÷]) ?${TERM}$`, "i"),
    (value, number) => `${value} / ${number}`,
  ],
  [
    new RegExp(`^(?:(?:raise ${POINTER} )?to the power(?: of)?|\\^) ?${NUMBER}$`, "i"),
    (value, number) => `${value}^(${number})`,
  ],
  [
    /^(?:take )?(?:the |its )?square root(?: of (?:it|that))?()$|^(?:再)?开(?:平)?方()$/iu,
    (value) => `sqrt${value}`,
  ],
  [/^翻(?:一|1)?倍()$/u, (value) => `2*${value}`],
  [/^加上?\s*(\d[\d.]*\s*\p{Script=Han}{1,3})$/u, (value, term) => `${value} + ${term}`],
  [/^减去?\s*(\d[\d.]*\s*\p{Script=Han}{1,3})$/u, (value, term) => `${value} - ${term}`],
  [/^square ?(?:it|that)?()$|^平方()$/iu, (value) => `${value}^2`],
];

/** One more step of reckoning: "add 5", "divide by 2", "* 3", "take the square root". */
export const bareSum: FollowUpForm = (question) => {
  const asked = trimmedQuestion(question);
  for (const [form, sign] of SHARES) {
    const rate = form.exec(asked)?.[1];
    if (rate === undefined) continue;
    return ({ answer, quantity = null }) => {
      const value = answer ?? quantity;
      return value === null ? null : step(question, `(${value}) * (1 ${sign} ${rate}/100)`);
    };
  }
  for (const [form, put] of SUMS) {
    const match = form.exec(asked);
    if (match === null) continue;
    return ({ answer, quantity = null }) => {
      const value = answer ?? quantity;
      return value === null ? null : step(question, put(`(${value})`, match[1] ?? ""));
    };
  }
  return null;
};

const VERB =
  /^(differentiate|integrate|plot|graph|factori[sz]e|factor|expand|simplify)( (?:from|at|with respect to|between) .{1,40})?$/i;

/** A bare "integrate", "plot", "factor": what came before is meant, as with "integrate it". */
export const bareVerb: FollowUpForm = (question) => {
  const match = VERB.exec(trimmedQuestion(question));
  if (match === null) return null;
  return (earlier) => {
    const found = rewriteReference(`${match[1]} it${match[2] ?? ""}`, earlier);
    return found === null
      ? null
      : { ...found, words: shortQuestion(question), meaning: found.query };
  };
};

const AGAIN =
  /^(?:again|once (?:more|again)|one more time|(?:differentiate|derive|integrate)(?: it| that)? (?:again|once more|once again)|再(?:来一次|求一次|求一次导|求一次导数|积分一次|求导一次)|(?:来|求)一次(?:导数?|积分)?|(?:继续)?(?:求导|积分)一次)$/iu;

/** The same operation on its own answer: "again", "differentiate again", 再求一次导. */
export const askedAgain: FollowUpForm = (question) => {
  const asked = trimmedQuestion(question);
  if (!AGAIN.test(asked)) return null;
  const named = /deriv|differ|导/i.test(asked)
    ? "derivative"
    : /integr|积分/i.test(asked)
      ? "integral"
      : null;
  return ({ answer, kind }) => {
    const isSame = kind !== "other" && (named === null || named === kind);
    if (!isSame || answer === null || lettersOf(answer).length === 0) return null;
    return step(question, `${kind} of (${answer})`);
  };
};

const PROPERTY =
  /^is (?:it|that|this|the (?:result|answer|number)) (?:a |an )?(prime(?: number)?|even|odd|divisible by \d+)$/i;
const COMPARED =
  /^is (?:it|that|this|the (?:result|answer|number)) (more|bigger|greater|larger|less|smaller) than (-?\d[\d.]*)$/i;
const PROPERTY_HAN =
  /^(?:它|这个数|结果|答案|这)?(?:是不是|是否为|是否是|是)?(?:一个)?(质数|素数|偶数|奇数|能被\s*\d+\s*整除)$/u;

/** "Is it prime?", "is that greater than 40?", 它是质数吗: of a number that was the answer. */
export const propertyOf: FollowUpForm = (question) => {
  const asked = trimmedQuestion(question);
  const english = PROPERTY.exec(asked)?.[1];
  const chinese = PROPERTY_HAN.exec(asked)?.[1];
  const compared = COMPARED.exec(asked);
  if (english === undefined && chinese === undefined && compared === null) return null;
  return (earlier) => {
    // After "is 7 prime?" it is the number that was asked about.
    const answer = earlier.answer ?? earlier.subject;
    if (!isNumber(answer)) return null;
    if (compared !== null) {
      const sign = /^(?:less|smaller)$/i.test(compared[1] as string) ? "<" : ">";
      return step(question, `${answer} ${sign} ${compared[2]}`);
    }
    if (!/^-?\d+$/.test(answer)) return null;
    if (english !== undefined) return step(question, `is ${answer} ${english}`);
    return step(
      question,
      chinese?.startsWith("能") === true ? `${answer}${chinese}吗` : `${answer}是${chinese}吗`,
    );
  };
};

const EQUATED: readonly RegExp[] = [
  /^(?:when|where|for which [a-z]|for what [a-z]) (?:is|does) (?:it|that|this) (?:equal(?: to)?|become)? ?(zero|-?\d[\d.]*)$/i,
  /^set (?:it |that )?(?:to|equal to|=) ?(zero|-?\d[\d.]*)(?: and solve)?$/i,
  /^(?:它|其)?(?:什么时候|何时|在哪里|在何处|x取何值时)(?:等于|为|是)\s*(零|-?\d[\d.]*)$/u,
  /^令(?:它|其)(?:等于|为|=)\s*(零|-?\d[\d.]*)$/u,
];
const SOLVED_FOR = /^(?:solve (?:(?:it|that) )?for|对|解出|求出?)\s*([a-z])(?:求解)?$/iu;

/** "When is it zero?", "set it equal to 4", "solve for y", 令它等于0. */
export const asEquation: FollowUpForm = (question) => {
  const asked = trimmedQuestion(question);
  const value = EQUATED.map((form) => form.exec(asked)?.[1]).find((found) => found !== undefined);
  const letter = SOLVED_FOR.exec(asked)?.[1];
  if (value !== undefined)
    return ({ answer, subject }) => {
      const side = [answer, subject].find((one) => one !== null && lettersOf(one).length === 1);
      if (side === undefined || side === null) return null;
      const query = `solve (${side}) = ${/^(?:zero|零)$/i.test(value) ? "0" : value}`;
      return rewritten(question, query, { usesAnswer: side !== subject });
    };
  if (letter === undefined) return null;
  return ({ reading }) => {
    const plain = reading?.plain ?? "";
    const isEquation = /^[^=<>,;]+ = [^=<>,;]+$/.test(plain) && lettersOf(plain).includes(letter);
    return isEquation
      ? rewritten(question, `solve ${plain} for ${letter}`, { usesAnswer: false })
      : null;
  };
};
