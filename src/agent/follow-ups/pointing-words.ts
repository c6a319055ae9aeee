import { type FollowUpForm, type Antecedent, type Rewriting } from "./earlier.ts";
import { shortQuestion } from "./trimmed-question.ts";

type Need = "function" | "any" | "items";

/**
 * Of what a word speaks after a derivative: the second derivative, the extrema and the points of inflection
 * are those of the function that was asked about; roots or a domain may be those of either.
 */
type Aspect = "function" | "either";

interface Found {
  readonly words: string;
  readonly need: Need;
  readonly operation: "derivative" | "integral" | "other";
  readonly put: (expression: string) => string;
  readonly aspect?: Aspect;
}

const FILLER =
  /^(?:(?:and|now|then|so|also|ok|okay|please|what about|how about|what is|what are|what's|whats|find|compute|calculate|give me|show me|can you|could you|tell me)\b[\s,]*)+/i;
const TAIL = /\s+(?:at|as|when|with respect to|from|between|on|for|in|over|to)\b.*$/i;
const FUNCTION_NOUN =
  /^(?:(?:first|second|third|fourth|fifth|nth|partial|indefinite|definite|taylor|maclaurin|power)\s+)?(?:derivatives?|integral|antiderivative|primitive|roots?|zeros?|zeroes|limit|graph|plot|series|expansion|domain|range|inverse|factors|factorization|maximum(?: value)?|minimum(?: value)?|critical points?|asymptotes?|inflection points?)$/i;
const OF_FUNCTION =
  /^(?:second|third|fourth|fifth|nth)\b.*derivative|^[二三四五]阶|maximum|minimum|critical|inflection|极值|最大值|最小值/i;
const OF_EITHER =
  /roots?$|zero|limit|series|expansion|domain|range|inverse|asymptote|零点|根$|定义域|值域|极限|反函数/i;
const NUMBER_NOUN =
  /^(?:square root|cube root|square|cube|reciprocal|absolute value|prime factors?|prime factorization|divisors?|factorial|logarithm|sine|cosine|tangent)$/i;
const POINTER =
  "it|this|that|(?:the|that|this) (?:result|answer|number|value|expression|function|polynomial|last result|previous answer|previous result)";

const VALUE = "-?[\\d.,/]+";
/** Words for one more step of reckoning, and what they do. */
const MULTIPLES: readonly (readonly [RegExp, (expression: string) => string])[] = [
  [/^(?:half|a half|one half|halve|一半|二分之一)$/i, (expression) => `(${expression})/2`],
  [/^(?:a third|one third|三分之一)$/i, (expression) => `(${expression})/3`],
  [/^(?:a quarter|one quarter|a fourth|四分之一)$/i, (expression) => `(${expression})/4`],
  [/^(?:twice|double|两倍|二倍|2倍)$/i, (expression) => `2*(${expression})`],
  [/^(?:triple|three times|三倍|3倍)$/i, (expression) => `3*(${expression})`],
  [/^(?:square)$/i, (expression) => `(${expression})^2`],
  [/^(?:cube)$/i, (expression) => `(${expression})^3`],
];

/** "half of that", "double it", 它的两倍. */
function readMultiple(asked: string): Found | null {
  const english = new RegExp(`^(.{4,14}?) (?:of )?(${POINTER})$`, "i").exec(asked);
  const chinese = new RegExp(`^(?:求出?|计算)?(${HAN_POINTER})的(.{2,4})$`, "u").exec(asked);
  const word = english?.[1] ?? chinese?.[2];
  const words = english?.[2] ?? chinese?.[1];
  const multiple = MULTIPLES.find(([pattern]) => pattern.test(word ?? ""));
  if (multiple === undefined || words === undefined) return null;
  return { words, need: "any", operation: "other", put: multiple[1] };
}

/** Sums that go on from a number; a sentence that merely begins with "it" is none of them. */
const NUMBER_FORMS = [
  `^(?:${VALUE} ?%|${VALUE} percent) (?:of )?(?<pointer>${POINTER})$`,
  `^(?:add|subtract) ${VALUE} (?:to|from) (?<pointer>${POINTER})$`,
  `^subtract (?<pointer>${POINTER}) from ${VALUE}$`,
  `^(?:multiply|divide|increase|decrease|reduce) (?<pointer>${POINTER}) by ${VALUE} ?(?:%|percent)?$`,
  `^(?<pointer>${POINTER}) ?(?:times|plus|minus|divided by|multiplied by|[-+*/^]) ?${VALUE} ?%?$`,
  `^${VALUE} ?(?:times|plus|minus|divided by|[-+*/]) ?(?<pointer>${POINTER})$`,
].map((form) => new RegExp(form, "i"));

function aspectOf(noun: string): { readonly aspect?: Aspect } {
  if (OF_FUNCTION.test(noun)) return { aspect: "function" };
  return OF_EITHER.test(noun) && !NUMBER_NOUN.test(noun) ? { aspect: "either" } : {};
}

function operationOf(noun: string): Found["operation"] {
  if (/deriv|differen|导数|求导|微分/i.test(noun)) return "derivative";
  return /integra|primitive|积分|原函数/i.test(noun) ? "integral" : "other";
}

const TOTALS: readonly (readonly [RegExp, (items: readonly string[]) => string])[] = [
  [/^(?:sum|total)$|^和$|^总和$/i, (items) => items.join(" + ")],
  [/^product$|^积$|^乘积$/i, (items) => items.join(" * ")],
  [/^(?:mean|average)$|^平均(?:数|值)?$/i, (items) => `(${items.join(" + ")})/${items.length}`],
];

/** "their sum", "the product of them", 它们的和. */
function readTotal(asked: string): Found | null {
  const match =
    /^(their)\s+(\w+)$/i.exec(asked) ??
    /^(?:求出?|计算)?(它们|这些(?:数|根|解)?|两根|两个根)(?:的|之)(和|总和|积|乘积|平均数|平均值)$/u.exec(
      asked,
    );
  const of = /^(?:the )?(\w+) of (them|these|those|the (?:roots|solutions|numbers))$/i.exec(asked);
  const words = match?.[1] ?? of?.[2];
  const total = TOTALS.find(([pattern]) => pattern.test(match?.[2] ?? of?.[1] ?? ""));
  if (words === undefined || total === undefined) return null;
  return { words, need: "items", operation: "other", put: (items) => total[1](items.split("; ")) };
}

function readEnglish(text: string): Found | null {
  const asked = text
    .replace(FILLER, "")
    .replace(/^take (?=the |its )/i, "")
    .trim();
  const short = readTotal(asked) ?? readMultiple(asked);
  if (short !== null) return short;
  const own = /^(its|the|that's)\s+(.+)$/i.exec(asked) ?? /^()(\S.*)$/.exec(asked);
  if (own !== null) {
    const body = (own[2] as string).replace(new RegExp(`\\s+of (?:${POINTER})(?=\\s|$)`, "i"), "");
    const tail = TAIL.exec(body)?.[0] ?? "";
    const noun = body.slice(0, body.length - tail.length).trim();
    const isFunction = FUNCTION_NOUN.test(noun);
    if (isFunction || NUMBER_NOUN.test(noun))
      return {
        words: own[1] === "" ? noun : asked.slice(0, own[1]?.length),
        need: isFunction ? "function" : "any",
        operation: operationOf(noun),
        ...aspectOf(noun),
        put: (expression) => `${noun} of (${expression})${tail}`,
      };
  }
  const verb = new RegExp(
    `^(differentiate|derive|integrate|factori[sz]e|factor|expand|simplify|plot|graph|solve|evaluate)\\s+(${POINTER})(?=\\s|$)(.*)$`,
    "i",
  ).exec(asked);
  if (verb !== null)
    return {
      words: verb[2] as string,
      need: "function",
      operation: operationOf(verb[1] as string),
      put: (expression) =>
        `${(verb[1] as string).replace(/^derive$/i, "differentiate")} (${expression})${verb[3]}`,
    };
  const bare = /^(times|plus|minus|divided by|multiplied by|squared|cubed)\b(.*)$/i.exec(asked);
  if (bare !== null && (/\d/.test(bare[2] ?? "") || /ed$/i.test(bare[1] ?? "")))
    return { words: asked, need: "any", operation: "other", put: (value) => `(${value}) ${asked}` };
  for (const form of NUMBER_FORMS) {
    const match = form.exec(asked);
    const pointer = match?.groups?.["pointer"];
    if (pointer === undefined) continue;
    const at = asked.search(new RegExp(`\\b${pointer}\\b`));
    return {
      words: pointer,
      need: "any",
      operation: "other",
      put: (expression) =>
        `${asked.slice(0, at)}${inBrackets(expression)}${asked.slice(at + pointer.length)}`,
    };
  }
  return null;
}

/** Some forms take nothing but a plain number. */
function inBrackets(expression: string): string {
  return /^\d+(?:\.\d+)?$/.test(expression) ? expression : `(${expression})`;
}

const HAN_FILLER = /^(?:那么|那|然后|接着|现在|请问|请|帮我|并且|并|而|又|还有|再|试|，|,|\s)+/;
const HAN_POINTER =
  "它们?|其|(?:这个|那个|该|此|上述|上面的|刚才的|前面的)(?:函数|式子|结果|答案|数|表达式|多项式)?|结果|答案|上式|此式";
const HAN_VERBS: readonly (readonly [RegExp, (expression: string) => string])[] = [
  [/^(?:求导|微分)$/, (expression) => `求 ${expression} 的导数`],
  [/^(?:积分|求积分|求不定积分)$/, (expression) => `求 ${expression} 的积分`],
  [/^(?:因式分解|分解因式)$/, (expression) => `因式分解 ${expression}`],
  [/^(?:展开)$/, (expression) => `展开 ${expression}`],
  [/^(?:化简)$/, (expression) => `化简 ${expression}`],
  [/^(?:画图|作图|画出?图像)$/, (expression) => `画出 ${expression} 的图像`],
];
const HAN_NOUN =
  /^(?:(?:一阶|二阶|三阶|四阶|不定|定)?(?:导数|导函数|积分|原函数)|零点|根|图像|定义域|值域|反函数|极值|最大值|最小值|极限|平方根|立方根|平方|立方|倒数|绝对值|因式分解|因数|阶乘)/;

function readChinese(text: string): Found | null {
  const asked = text
    .replace(/[\s？?。！!]+$/u, "")
    .replace(HAN_FILLER, "")
    .replace(/(?:呢|吧|吗|是多少|是什么|等于多少|得多少)+$/u, "");
  const short = readTotal(asked) ?? readMultiple(asked);
  if (short !== null) return short;
  const own = new RegExp(`^(?:求出?|计算|算出?|写出)?(${HAN_POINTER})的(.+)$`, "u").exec(asked);
  if (own !== null && HAN_NOUN.test(own[2] as string)) {
    const noun = own[2] as string;
    return {
      words: own[1] as string,
      need: /根$|平方|立方|倒数|绝对值|因数|阶乘/.test(noun) ? "any" : "function",
      operation: operationOf(noun),
      ...aspectOf(noun),
      put: (expression) => `求 (${expression}) 的${noun}`,
    };
  }
  const drawn = new RegExp(
    `^(?:画出?|作出?|绘制)(${HAN_POINTER})的(?:函数)?(?:图像|图象|图形|图)$`,
    "u",
  ).exec(asked);
  if (drawn !== null)
    return {
      words: drawn[1] as string,
      need: "function",
      operation: "other",
      put: (expression) => `画出 (${expression}) 的图像`,
    };
  const verb = new RegExp(`^(?:对|把|将)?(${HAN_POINTER})?(?:进行)?(\\S+)$`, "u").exec(asked);
  const known = HAN_VERBS.find(([pattern]) => pattern.test(verb?.[2] ?? ""));
  if (verb !== null && known !== undefined)
    return {
      words: verb[1] ?? (verb[2] as string),
      need: "function",
      operation: operationOf(verb[2] as string),
      put: (expression) => known[1](`(${expression})`),
    };
  const bare = new RegExp(
    `^(?:把|将)?(${HAN_POINTER})?(乘以|除以|加上|减去|乘|除|加|减)\\s*(-?[\\d.]+)$`,
    "u",
  ).exec(asked);
  if (bare === null) return null;
  return {
    words: bare[1] ?? asked,
    need: "any",
    operation: "other",
    put: (expression) => `(${expression}) ${bare[2]} ${bare[3]}`,
  };
}

function readFollowUp(question: string): Found | null {
  const text = shortQuestion(question);
  if (text === "") return null;
  return /\p{Script=Han}/u.test(text) ? readChinese(text) : readEnglish(text);
}

/** Words that point back: "and its derivative?", "double it", 再求它的积分. */
export const pointingWords: FollowUpForm = (question) =>
  readFollowUp(question) === null ? null : (earlier) => rewriteReference(question, earlier);

/**
 * Replaces what a short follow-up points at ("and its derivative?", "再求它的积分", "times 3") by the
 * expression it means; null when it points at nothing, or at nothing known. After a derivative "its
 * integral" is that of the function asked about, since the other way round it would undo the question, and
 * so are its second derivative and its extrema; else a follow-up goes on from the answer. Where another
 * meaning is left it is named.
 */
export function rewriteReference(question: string, antecedent: Antecedent): Rewriting | null {
  const found = readFollowUp(question);
  if (found === null) return null;
  const { answer, subject, kind } = antecedent;
  const undoes =
    (kind === "derivative" && (found.operation === "integral" || found.aspect === "function")) ||
    (kind === "integral" && found.operation === "derivative");
  const isFit = (expression: string | null): expression is string =>
    expression !== null && (found.need !== "function" || /[a-z]/i.test(expression));
  const items = (antecedent.items ?? []).map((item) => `(${item})`).join("; ");
  const candidates = undoes ? [subject, answer] : [answer, subject];
  const ranked =
    found.need === "items"
      ? [items].filter((joined) => joined.includes("; "))
      : [...candidates, ...(found.need === "any" ? [antecedent.quantity ?? null] : [])].filter(
          isFit,
        );
  const [meaning, second] = ranked;
  if (meaning === undefined) return null;
  const isOpen = undoes || (kind !== "other" && found.aspect !== undefined);
  const other =
    isOpen && second !== undefined && second !== meaning
      ? { meaning: second, query: found.put(second) }
      : null;
  // Where no word points ("times 3", "squared"), the whole step is what was understood.
  const isBare = !/^(?:its|the|that's|it|this|that|them|these|those|their)\b|\p{Script=Han}/iu.test(
    found.words,
  );
  const query = found.put(meaning);
  const pointed = found.need === "items" ? (antecedent.items ?? []).join(", ") : meaning;
  const shown = isBare ? query : pointed;
  return { query, words: found.words, meaning: shown, other, usesAnswer: meaning !== subject };
}
