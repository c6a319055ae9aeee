import { variablesOf } from "../../expression/expression.ts";
import { phraseToSigns } from "../arithmetic-phrase.ts";
import { EVERYWHERE, type MathQuery } from "../math-query.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

function value(groups: Groups, context: ReadingContext): MathQuery | null {
  const signs = phraseToSigns(groups["body"] as string);
  if (signs === null) return null;
  const expression = context.parse(signs);
  return variablesOf(expression).length > 0 ? null : { kind: "evaluate", expression };
}

/** Both sides of "… is …" as phrases about one number, called x. */
function unknownNumber(groups: Groups, context: ReadingContext): MathQuery | null {
  const sides = [groups["left"], groups["right"]].map((text) => phraseToSigns(text as string));
  if (sides.some((side) => side === null)) return null;
  const [left, right] = sides.map((side) => context.parse(side as string));
  if (left === undefined || right === undefined || variablesOf(["Equal", left, right]).length === 0)
    return null;
  return {
    kind: "solve",
    equations: [["Equal", left, right]],
    unknowns: ["x"],
    domain: EVERYWHERE,
  };
}

/** Arithmetic in whole phrases, with and without an unknown number. */
export const SPOKEN_ARITHMETIC_INTENTS: readonly Intent[] = [
  {
    name: "arithmetic in phrases",
    frames: [
      /^(?<body>.*(?:sum|difference|product|quotient|twice|double|thrice|triple|half|third|quarter|squares?|cube|reciprocal|less than|more than|added to|subtracted from|percent of|% of|\d of).+)$/i,
      /^(?<body>(?:比.+的数.*|.*的(?:和|差|积|商|平方|立方|平方根|立方根|一半|倒数|相反数|绝对值).*|.*的.{1,8}(?:倍|%).*|.*的.{1,6}分之.+))$/u,
    ],
    read: value,
    examples: [
      { ask: "three times the difference of 10 and 4", answer: "18" },
      { ask: "20% of 30% of 500", answer: "30" },
      { ask: "the square root of the sum of 16 and 9", answer: "5" },
      { ask: "3加4的和乘以2", answer: "14" },
      { ask: "比20少5的数的3倍", answer: "45" },
    ],
  },
  {
    name: "unknown number in phrases",
    frames: [
      /^(?:if |when |suppose |given that )?(?<left>.*\bnumber\b.*?) (?:is(?: equal to)?|equals|gives|yields|results in|makes|=) (?<right>.+?)(?:[,.;]?\s*(?:then |and )?(?:find|what is|what's|what was|determine)(?: the| that)?(?: original)? (?:number|it|value of the number|value of x))?$/i,
      /^(?:如果|若|已知)?(?<left>.*数.*?)\s*(?:等于|是|为|得|=)\s*(?<right>[^，,。是]+?)\s*(?:[，,。;；]\s*(?:求|问|则|那么)?(?:这个数|该数|某数|原数)(?:是|等于)?(?:几|多少)?)?$/u,
    ],
    read: unknownNumber,
    examples: [
      { ask: "twice a number plus 5 is 17, find the number", answer: "6" },
      { ask: "5 less than three times a number is 16, what is the number", answer: "7" },
      { ask: "一个数的一半与3的和等于10，求这个数", answer: "14" },
    ],
  },
];
