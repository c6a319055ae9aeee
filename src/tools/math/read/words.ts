import { NUMBER_WORD, readWholeNumber } from "./number-words.ts";
import { spokenPowers } from "./spoken-powers.ts";

/** Spoken mathematics and the signs it stands for; applied before an expression is parsed. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  // A power is raised whole, as 2的3次方的2次方 is.
  [/(?<![\w.^)])([A-Za-z\d.]+\^\d+)\s+(squared\b|cubed\b|to the power of \()/gi, "($1) $2"],
  // A spoken fraction is one exponent: "671 to the power of 1/5".
  [
    /\b(?:to the power(?: of)?|raised to(?: the power of)?)\s+(-?\d+(?:\.\d+)?\s*\/\s*\d+)(?![\d.])/gi,
    "^($1)",
  ],
  [/\bto the power(?: of)?\b|\braised to(?: the power of)?\b/gi, "^"],
  [/\b(?:the )?(?:square|sqaure|squre) root of\b/gi, " sqrt "],
  [/\b(?:the )?cube root of\b/gi, " cbrt "],
  [/(?<!\\)\bsquared\b/gi, "^2"],
  [/(?<!\\)\bcubed\b/gi, "^3"],
  [/(?<!\\)\bplus\b/gi, "+"],
  [/(?<!\\)\bminus\b/gi, "-"],
  [/(?<!\\)\b(?:times|multiplied by)\b/gi, "*"],
  // "8 x (5 + 7)" and "5 X 2" multiply.
  [/(?<=\d\s)[xX](?=\s[\d(])/g, "*"],
  [/\btake away\b/gi, "-"],
  [/\bdivided by\b/gi, "/"],
  [/(\d)\s+over\s+(\d)/gi, "$1/$2"],
  [/\b(?:equals|is equal to|equal to)\b/gi, "="],
  [/\bis greater than\b/gi, ">"],
  [/\bis less than\b/gi, "<"],
  [/(?<!\\)\bpercent\b/gi, "%"],
  // "tan 30 degrees": beside a circular function a degree is an angle.
  [
    /(?=\s*(?:deg|度))(?<=\b(?:sin|cos|tan|cot|sec|csc)\s*\(?\s*\d+(?:\.\d+)?)\s*(?:degrees?|deg|度)/gi,
    "°",
  ],
  [/(?<!\d)(\d+)\s+factorial\b/gi, "$1!"],
  [/\bfactorial of (\d+)\b/gi, "$1!"],
  [/\bnegative (?=[\d(a-z])/gi, "-"],
  [/负\s*(?=[\d(a-z√])/gi, "-"],
  [
    /\blog(?:arithm)? (?:to )?(?:the )?base (\d+(?:\/\d+)?|[a-z]) of\s+(\d+(?:\.\d+)?\s*\/\s*\d+(?:\.\d+)?)(?![\d.])/gi,
    " log_{$1}($2) ",
  ],
  [/\blog(?:arithm)? (?:to )?(?:the )?base (\d+(?:\/\d+)?|[a-z]) of\b/gi, " log_{$1} "],
  // log4(x) is the logarithm to base 4, not log(4) times x.
  [/\blog(\d+)(?=\s*\()/g, " log_{$1} "],
  [/(?<!\d)(\d+(?:\.\d+)?)\s*的(?:算术)?平方根/g, " sqrt($1) "],
  [/(?:根号|(?:算术)?平方根)/g, "√"],
  [/(?<!\d)(\d+)分之(\d+)/g, "($2/$1)"],
  [/百分之\s*(\d+(?:\.\d+)?)/g, "($1/100)"],
  [/(?<![\d.])(\d+(?:\.\d+)?)\s*的\s*\((\d+(?:\.\d+)?\/\d+)\)/g, "$1*($2)"],
  [/(?<![\d.])(\d+|[a-z])\s*的阶乘/gi, "$1!"],
  [/加上?/g, "+"],
  [/减去?/g, "-"],
  [/乘以?|乘上/g, "*"],
  [/除以/g, "/"],
  [/等于/g, "="],
  [/大于/g, ">"],
  [/小于/g, "<"],
  [/负无穷(?:大)?/g, " -infinity "],
  [/正?无穷(?:大|远)?/g, " infinity "],
  [/圆周率|派/g, " pi "],
  [/\b(?:the )?golden ratio\b|黄金分割(?:比|数|率)?/gi, "((1+sqrt(5))/2)"],
];

const NUMERALS = "零〇一二两三四五六七八九十百千万亿";

/** 三分之二 and runs of Chinese numerals as digits; a numeral that orders or counts something stays a word. */
function chineseNumerals(text: string): string {
  return text
    .replace(
      // A run is tried from its start only: from every place of it would take its length squared.
      new RegExp(`(?<![${NUMERALS}])([${NUMERALS}]+)分之([${NUMERALS}]+)`, "gu"),
      (all, under: string, over: string) => {
        const [a, b] = [readWholeNumber(over), readWholeNumber(under)];
        return a === null || b === null ? all : `(${a}/${b})`;
      },
    )
    .replace(
      new RegExp(`(?<![${NUMERALS}第\\d])[${NUMERALS}]+(?![${NUMERALS}元次阶个分之\\d])`, "gu"),
      (run) => {
        const value = readWholeNumber(run);
        return value === null ? run : ` ${value} `;
      },
    );
}

/** "three plus four", not the "one" of "one-sided". */
function englishNumerals(text: string): string {
  if (!/[A-Za-z]{3}/.test(text)) return text;
  return text.replace(
    new RegExp(`(?<![A-Za-z-])${NUMBER_WORD}(?![A-Za-z-])`, "gi"),
    (run) => readWholeNumber(run)?.toString() ?? run,
  );
}

/** "12x15" and "2x3x4 = 24", where nothing else is written: two letters x2 and x3 would have more about them. */
function timesBetweenNumbers(text: string): string {
  const isProduct = /^\s*\d+(?:\.\d+)?(?:[xX]\d+(?:\.\d+)?)+\s*(?:=\s*[\d.]*\s*)?\??\s*$/.test(
    text,
  );
  return isProduct ? text.replaceAll(/[xX]/g, "*") : text;
}

/** "x squared squared" is (x^2)^2, and so on in a row. */
function repeatedPowers(text: string): string {
  return text.replace(
    /(?<![\w\\])(?:squared|cubed)(?:\s+(?:squared|cubed))+\b/gi,
    (run) =>
      `to the power of (${run
        .split(/\s+/)
        .map((word) => (/^s/i.test(word) ? 2 : 3))
        .join("*")})`,
  );
}

export function wordsToSigns(text: string): string {
  const spoken = repeatedPowers(spokenPowers(chineseNumerals(englishNumerals(text))));
  let result = timesBetweenNumbers(spoken);
  for (const [pattern, sign] of WORDS) result = result.replace(pattern, sign);
  return result;
}

const FILLERS =
  /^(?:(?:(?:i )?(?:really )?need (?:some )?help(?: with| on| to)?|(?:having|have|had) (?:trouble|difficulty|problems?) (?:with|on)|stuck on|struggling with|can (?:any|some)(?:one|body)(?: please)?(?: help(?: me)?(?: with| to)?| tell me)?|help(?: me)?(?: with| to| out with)?|please|pls|plz|kindly|(?:can|could|would|will) you(?: please)?|(?:can|could) i (?:get|have)|tell me|hey|hi|hello|ok|so|and|now|how (?:do|can|would|should) (?:i|you|we|one)|how to|i(?:'d| would) like (?:you )?to(?: know)?|i (?:want|need)(?: you)? to(?: know)?|i want|i need|help me(?: to)?|do you know|let(?:'s| us)|calculate|compute|evaluate|find|determine|give me|give|state|get|work out|(?:the )?following (?:math(?:ematical)? )?(?:equation|expression|polynomial|problem|integral|sum)s?\s*:?(?=\s)|show me|what(?:'s|’s| is| are| was)?|whats|how much is|(?:the )?(?:exact )?(?:value|result) of|the)(?![A-Za-z])|你好|您好|麻烦(?:你|您)?|请问?|(?:请)?帮(?:我|忙)|我想(?:知道|求|算|问)?|我要|你?能不能|能否|可以|如何|怎么?样?|计算一?下?|算一?下?|求出?|试?求|问|(?:请)?写出(?:过程|步骤|解题过程)(?=[:：,，])|写出|请?详细解答)[\s:：,，]*/i;

/** It begins where no sign that it takes stands before it, so that a long row of them is walked once. */
const CLOSING =
  /(?<![\s,，。]|(?<!\.)\.|(?<![\d)A-Za-z])[!！])(?:[\s,，。]|(?<!\.)\.(?!\.)|(?<![\d)A-Za-z])[!！])*(?<![A-Za-z])(?:please|pls|plz|thanks(?: a lot| so much)?|thank you(?: very much| so much)?|thx|for me|if you can|right now|谢谢(?:你|您|啦|了)?|多谢|可以吗|好吗|行吗|怎么(?:求|算|计算|做)|如何(?:求|计算))[\s.!。！?？]*$/iu;

/** "Question 3:", "Problem 5.", 老师布置的题：what a question is called stands before it. */
const LABEL =
  /^(?:(?:q(?:uestion)?|problem|exercise|homework|hw|task)\s*#?\d*\s*[:.)]\s+|\p{Script=Han}{0,8}(?:(?<!命)题目?|作业)\s*\d*\s*[:：]\s*)/iu;

/** How the answer is to be given or that help is wanted: it asks for nothing else than the answer has. */
const MANNER = new RegExp(
  String.raw`(?<=\S)[\s,，。;；.(（?？!]{1,8}(?:and |also |then |pls |please )*(?:` +
    [
      "(?:show|explain|include|write|give)(?: me)?(?: (?:your|the|all|full|every|each))*[ -](?:steps?|work(?:ings?)?|process|reasoning|procedure|how)(?: step by step)?",
      "step[- ]by[- ]step(?: solution)?",
      "with (?:all |the |full |detailed )*(?:steps?|work(?:ings?)?|explanations?)(?: shown)?",
      "explain",
      "(?:completely|fully)",
      "(?:simplify|simplifying) (?:your|the) (?:answer|result)s?",
      "(?:(?:give|leave|write|express) )?(?:your |the )?answers? in (?:its )?(?:simplest|exact|simplified)(?: form)?",
      "(?:asap|urgent|ty|cheers|thanks in advance|need help|help(?: me)?)",
      "(?:请|要|需要?|并)*(?:写出?|给出?|列出?|求)?(?:详细|具体|完整|解题|计算|解答|求解|的)*(?:过程|步骤|解析)",
      "急+|在线等|求(?:解答?|助|大神|指导)|怎么[解写]",
    ].join("|") +
    String.raw`)[\s.!。！?？)）]*$`,
  "iu",
);

/**
 * One space or one line end between words, and digits, letters, brackets and signs of the full width as plain ones;
 * Chinese punctuation stays, for it parts clauses.
 */
export function tidySpaces(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ（）［］｛｝＋－＊／＝＜＞＾％．｜]/gu, (character) =>
      String.fromCodePoint((character.codePointAt(0) as number) - 0xfee0),
    )
    .replace(/[ \t\v\f\r\u3000\u00a0\u2000-\u200a\u2028\u2029]+/g, " ")
    .replace(/ ?\n\s*/g, "\n");
}

/** Takes politeness and question words off both ends; what is left is the mathematics. */
export function stripFillers(text: string): string {
  let result = text.trim().replace(LABEL, "");
  for (let round = 0; round < 4; round++)
    result = result
      .replace(MANNER, "")
      .replace(/(?<![?？。．])[?？。．]+$/u, "")
      .replace(/(?<![.…])\.$/, "")
      .replace(CLOSING, "")
      .trim();
  result = result
    .replace(/(?:是多少|等于多少|等于几|得多少|得几|是几|是什么|有哪些|为多少|多少|各是多少)$/u, "")
    .replace(/(?<=[\w)}\]|$²³°%!\s])\s*的(?:值|结果|答案)$/u, "")
    .trim();
  // "12*3 =" asks for the value; "x =" is an equation that was cut off and stays one.
  if (!/\p{L}/u.test(result)) result = result.replace(/=\s*[?？]*$/u, "").trim();
  for (let round = 0; round < 6; round++) {
    const next = result.replace(FILLERS, "");
    if (next === result || next === "") break;
    result = next;
  }
  return result.trim();
}
