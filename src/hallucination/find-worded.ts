import type { Candidate, Reading } from "./candidate.ts";
import { amountPatterns } from "./amount-patterns.ts";
import { changePatterns } from "./change-patterns.ts";
import { surroundingsOf } from "./cues.ts";
import { formPatterns } from "./form-patterns.ts";
import { listPatterns } from "./list-patterns.ts";
import { namedFunctionPatterns } from "./named-function-patterns.ts";
import { operationPatterns } from "./operation-patterns.ts";
import { equation, type Groups, N, number, type Pattern } from "./worded-pattern.ts";

const IS = String.raw`\s*(?:is equal to|equals|is|are|=|makes|gives)\s*`;
const SHI = String.raw`\s*(?:等于|是|为|=)\s*`;
const F = String.raw`\$?\\?\(?([^,;。，；\n=]{1,120}?)\\?\)?\$?`;
/** A formula up to the end of its clause; a decimal point does not end it. */
const G = String.raw`\$?\\?\(?([^,;。，；\n=]{1,160}?)(?:\\\))?\$?(?=[,;。，；]|\.?\s*\n|\.?\s*$|\.\s)`;

const PAIRS: readonly (readonly [string, string, (a: string, b: string) => readonly string[]])[] = [
  ["sum", "和", (a, b) => [`${a} + ${b}`]],
  ["difference", "差", (a, b) => [`${a} - ${b}`, `${b} - ${a}`]],
  ["product", "积", (a, b) => [`${a} * ${b}`]],
  ["quotient", "商", (a, b) => [`${a} / ${b}`]],
];

const SINGLES: readonly (readonly [string, string, (a: string) => string])[] = [
  ["square root", "平方根", (a) => `sqrt(${a})`],
  ["cube root", "立方根", (a) => `(${a})^(1/3)`],
  ["square", "平方", (a) => `(${a})^2`],
  ["cube", "立方", (a) => `(${a})^3`],
  ["factorial", "阶乘", (a) => `(${a})!`],
];

function pairPatterns(): readonly Pattern[] {
  return PAIRS.flatMap(([english, chinese, plain]) => {
    const read = ([a, b, c]: Groups): readonly Reading[] =>
      plain(number(a), number(b)).map((left) => ({ left, relation: "=", right: number(c) }));
    return [
      {
        kind: "arithmetic" as const,
        expression: new RegExp(`\\b${english} (?:of|between) ${N} and ${N}${IS}${N}`, "gi"),
        read,
      },
      {
        kind: "arithmetic" as const,
        expression: new RegExp(`${N}\\s*[和与]\\s*${N}\\s*的${chinese}${SHI}${N}`, "g"),
        read,
      },
    ];
  });
}

function singlePatterns(): readonly Pattern[] {
  return SINGLES.flatMap(([english, chinese, plain]) => {
    const read = ([a, b]: Groups): readonly Reading[] => equation(plain(number(a)), number(b));
    return [
      {
        kind: "arithmetic" as const,
        expression: new RegExp(`\\b${english} of ${N}${IS}${N}`, "gi"),
        read,
      },
      {
        kind: "arithmetic" as const,
        expression: new RegExp(`${N}\\s*的${chinese}${SHI}${N}`, "g"),
        read,
      },
    ];
  });
}

function variableOf(formula: string): string {
  const bare = formula
    .replace(/\\[a-z]+/gi, " ")
    .replace(/\b(?:sin|cos|tan|sec|csc|cot|log|ln|exp|sqrt|e|pi)\b/g, " ");
  return /[a-z]/i.exec(bare)?.[0] ?? "x";
}

/** The number of a list item is no part of its formula. */
const withoutItem = (text: string): string => text.trim().replace(/^\d{1,2}[.)]\s+/, "");

function isFormula(text: string): boolean {
  return !/[a-z]{4,}/i.test(text.replace(/\\[a-z]+|sqrt|arc(?:sin|cos|tan)|sinh|cosh|tanh/gi, ""));
}

function withoutConstant(formula: string): string {
  return formula.replace(/\s*\+\s*(?:C|c|constant|常数|K)\s*$/, "");
}

function derivative([written, named, result]: Groups): readonly Reading[] | null {
  const body = written === undefined ? undefined : withoutItem(written);
  if (body === undefined || result === undefined || !isFormula(body) || !isFormula(result))
    return null;
  const variable = named ?? variableOf(body);
  return equation(`d/d${variable} (${body})`, result);
}

function integral([written, named, result]: Groups): readonly Reading[] | null {
  const body = written === undefined ? undefined : withoutItem(written);
  if (body === undefined || result === undefined || !isFormula(body) || !isFormula(result))
    return null;
  const integrand = body.replace(/\s*d[a-z]\s*$/, "");
  const variable = named ?? variableOf(integrand);
  return equation(`d/d${variable} (${withoutConstant(result)})`, integrand);
}

const PATTERNS: readonly Pattern[] = [
  ...changePatterns(),
  ...operationPatterns(),
  ...amountPatterns(),
  ...formPatterns(),
  ...namedFunctionPatterns(),
  ...listPatterns(),
  ...pairPatterns(),
  ...singlePatterns(),
  {
    kind: "arithmetic",
    expression: new RegExp(`${N} (squared|cubed)${IS}${N}`, "gi"),
    read: ([a, power, b]) =>
      equation(`(${number(a)})^${power?.toLowerCase() === "squared" ? 2 : 3}`, number(b)),
  },
  {
    kind: "arithmetic",
    expression: new RegExp(`${N} (?:raised )?to the power of ${N}${IS}${N}`, "gi"),
    read: ([a, b, c]) => equation(`(${number(a)})^(${number(b)})`, number(c)),
  },
  {
    kind: "arithmetic",
    expression: new RegExp(`\\b(twice|double|triple) ${N}${IS}${N}`, "gi"),
    read: ([word, a, b]) =>
      equation(`${word?.toLowerCase() === "triple" ? 3 : 2} * ${number(a)}`, number(b)),
  },
  {
    kind: "arithmetic",
    expression: new RegExp(`(?<![-+*/=] ?)${N} is ${N}% of ${N}(?! ?[-+*/=\\d])`, "gi"),
    read: ([a, b, c]) => equation(`${number(b)}/100 * ${number(c)}`, number(a)),
  },
  {
    kind: "arithmetic",
    expression: new RegExp(
      `\\b(?:gcd|greatest common (?:divisor|factor)) of ${N} and ${N}${IS}${N}`,
      "gi",
    ),
    read: ([a, b, c]) => equation(`gcd(${number(a)}, ${number(b)})`, number(c)),
  },
  {
    kind: "arithmetic",
    expression: new RegExp(`\\b(?:lcm|least common multiple) of ${N} and ${N}${IS}${N}`, "gi"),
    read: ([a, b, c]) => equation(`lcm(${number(a)}, ${number(b)})`, number(c)),
  },
  {
    kind: "comparison",
    expression: /(?<![\d.])(\d{1,15}) is (not )?divisible by (\d{1,15})(?![\d.])/gi,
    read: ([a, not, b]) => [
      { left: `floor(${a}/${b})*${b}`, relation: not === undefined ? "=" : "!=", right: a ?? "" },
    ],
  },
  {
    kind: "comparison",
    expression: /(?<![\d.])(\d{1,15})\s*(不)?能被\s*(\d{1,15})\s*整除/g,
    read: ([a, not, b]) => [
      { left: `floor(${a}/${b})*${b}`, relation: not === undefined ? "=" : "!=", right: a ?? "" },
    ],
  },
  {
    kind: "arithmetic",
    expression: new RegExp(`${N}\\s*的\\s*${N}%${SHI}${N}`, "g"),
    read: ([a, b, c]) => equation(`${number(a)} * ${number(b)}/100`, number(c)),
  },
  {
    kind: "arithmetic",
    expression: new RegExp(`${N}\\s*的一半${SHI}${N}`, "g"),
    read: ([a, b]) => equation(`${number(a)}/2`, number(b)),
  },
  {
    kind: "arithmetic",
    expression: new RegExp(`${N}\\s*的\\s*${N}\\s*倍${SHI}${N}`, "g"),
    read: ([a, b, c]) => equation(`${number(a)} * ${number(b)}`, number(c)),
  },
  {
    kind: "equation",
    expression: new RegExp(
      `\\bderivative of ${F}(?: with respect to \\$?([a-z])\\$?)?(?: is|=|:| equals)\\s*${G}`,
      "gi",
    ),
    read: derivative,
    isSymbolic: true,
  },
  {
    kind: "equation",
    expression: new RegExp(
      `(?<!definite )\\b(?:indefinite integral|antiderivative|integral) of ${F}(?: with respect to \\$?([a-z])\\$?)?(?: is|=|:| equals)\\s*${G}`,
      "gi",
    ),
    read: integral,
    isSymbolic: true,
  },
  {
    kind: "equation",
    expression: new RegExp(
      `([\\w^()+\\-*/\\s.\\\\]{1,80}?)(?:关于([a-z]))?的导数(?:是|为|等于)\\s*${G}`,
      "g",
    ),
    read: derivative,
    isSymbolic: true,
  },
  {
    kind: "equation",
    expression: new RegExp(
      `([\\w^()+\\-*/\\s.\\\\]{1,80}?)(?:关于([a-z]))?的(?:不定积分|原函数)(?:是|为|等于)\\s*${G}`,
      "g",
    ),
    read: integral,
    isSymbolic: true,
  },
];

/** How far around a statement the words that settle its notation may stand. */
const NEAR = 80;
/** "is 9 + 2", "is 9x", "is 9(a + b)": the number is not all that is stated. */
const GOES_ON = /^\s?(?:[-+*/^%=x]\s?[\d($]|\.\d|,\d{3})|^(?:[A-Za-z](?![A-Za-z])|\()/;
const NUMBER_AT_END = /(-?\d[\d,]*(?:\.\d+)?)\s*$/;
/** The share is the stated number of a change. */
const SHARE_AT = /(\d[\d,]*(?:\.\d+)?)(?=%)/;

/** Finds relations that are said in words: "the sum of 3 and 4 is 7", "x^2 的导数是 2x". */
export function findWorded(text: string, question: string): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const pattern of PATTERNS)
    for (const match of text.matchAll(pattern.expression)) {
      const readings = pattern.read(match.slice(1).map((group) => group?.trim()));
      if (readings === null) continue;
      const start = match.index;
      const end = start + match[0].length;
      const near = text.slice(Math.max(0, start - NEAR), end + NEAR);
      if (pattern.needs?.test(near) === false || pattern.unless?.test(near) === true) continue;
      if (GOES_ON.test(text.slice(end, end + 4))) continue;
      const stated = pattern.isRounded === true ? SHARE_AT : NUMBER_AT_END;
      const last = stated.exec(match[0]);
      const digits = last?.[1];
      const place = start + (last?.index ?? 0);
      const around = surroundingsOf(text, start, end, question);
      found.push({
        start,
        end,
        kind: pattern.kind,
        readings,
        isSymbolic: pattern.isSymbolic === true,
        isIdentityAsserted: true,
        hasBinder: pattern.isSymbolic === true,
        hedge: around.hedge,
        labels: null,
        isRounded: around.isRounded,
        roundsToDigits: pattern.isRounded === true,
        isCounting: false,
        written:
          digits === undefined || pattern.kind !== "arithmetic"
            ? null
            : { start: place, end: place + digits.length, text: digits },
      });
    }
  return found;
}
