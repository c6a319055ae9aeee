import type { MathQuery } from "../math-query.ts";
import { readOrdinal } from "../number-words.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { ChoiceItem } from "../school-query.ts";
import type { Intent } from "./intent.ts";

const DESCENDING =
  /descending|decreasing|largest first|biggest first|high(?:est)? to low|从大到小|降序|递减/iu;
const LARGE = /big|large|great|high|max|大|最高/iu;

/** Values in a list `1, 2/3, x`, or options `(a) 1 (b) 2/3`. */
function itemsOf(text: string, context: ReadingContext): ChoiceItem[] | null {
  const options = [...text.matchAll(/\(?([a-zA-Z])\)\s*(.+?)(?=\s*[,;]?\s*\(?[a-zA-Z]\)\s|$)/g)];
  if (/^\s*\(?[aA]\)/.test(text) && options.length > 1)
    return options.map(([, letter, value]) => ({
      label: (letter as string).toLowerCase(),
      value: context.parse(value as string),
    }));
  const pieces = text
    .replace(/^\{(.*)\}$|^\[(.*)\]$/s, "$1$2")
    .split(/\s*[,，、;；]\s*(?:and\s+|or\s+)?(?![^()]*\))|\s+(?:and|or)\s+|\s*[和与或]\s*/iu)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  const items =
    pieces.length === 1 && /^[-\d./\s]+$/.test(text) ? text.trim().split(/\s+/) : pieces;
  return items.length < 2 ? null : items.map((label) => ({ label, value: context.parse(label) }));
}

function sort(groups: Groups, context: ReadingContext): MathQuery | null {
  const items = itemsOf(groups["items"] as string, context);
  return items === null
    ? null
    : {
        kind: "choose",
        operation: "sort",
        items,
        isDescending: DESCENDING.test(groups["order"] ?? ""),
        rank: 0,
        target: null,
      };
}

function rank(groups: Groups, context: ReadingContext): MathQuery | null {
  const items = itemsOf(groups["items"] as string, context);
  const place = groups["place"] === undefined ? 1 : readOrdinal(groups["place"]);
  if (items === null || place === null) return null;
  return {
    kind: "choose",
    operation: "rank",
    items,
    isDescending: LARGE.test(groups["size"] as string),
    rank: place,
    target: null,
  };
}

function nearest(groups: Groups, context: ReadingContext): MathQuery | null {
  const items = itemsOf(groups["items"] as string, context);
  return items === null
    ? null
    : {
        kind: "choose",
        operation: "nearest",
        items,
        isDescending: false,
        rank: 1,
        target: context.parse(groups["target"] as string),
      };
}

const RELATIONS: readonly (readonly [RegExp, string])[] = [
  [/not equal|non-equal|unequal|different|不等于/iu, "NotEqual"],
  [
    /(?:greater|bigger|larger|more)\b.*\bor equal|at least|大于(?:或|等于)|不小于/iu,
    "GreaterEqual",
  ],
  [/(?:less|smaller)\b.*\bor equal|at most|小于(?:或|等于)|不大于/iu, "LessEqual"],
  [/greater|bigger|larger|more|大/iu, "Greater"],
  [/less|smaller|小/iu, "Less"],
  [/=|equal|same|相等|等于/iu, "Equal"],
];

function relation(groups: Groups, context: ReadingContext): MathQuery | null {
  const head = RELATIONS.find(([pattern]) => pattern.test(groups["word"] as string))?.[1];
  if (head === undefined) return null;
  return {
    kind: "truth",
    relation: [head, context.parse(groups["a"] as string), context.parse(groups["b"] as string)],
  };
}

const NEAR = "(nearest|closest)";

/** Sorting, ranking, the nearest of several, the larger of two. */
export const COMPARING_INTENTS: readonly Intent[] = [
  {
    name: "sort",
    frames: [
      "(sort|order|put|arrange|rank) {items} [in|into] {order} order",
      "(sort|order|arrange) {items} [from ]{order}",
      "(sort|order|arrange) {items}",
      "[把|将] {items} (按|从) {order} [的顺序|顺序] (排列|排序|排列起来)",
      "{items} {order} (排列|排序)",
    ],
    read: (groups, context) =>
      groups["order"] !== undefined &&
      !/(?:a|de)scending|(?:in|de)creasing|small|large|big|low|high|least|greatest|大|小|升|降|递/iu.test(
        groups["order"],
      )
        ? null
        : sort(groups, context),
    examples: [
      { ask: "Sort 2/11, -0.4, 1/2 in decreasing order.", answer: "1/2, 2/11, -0.4" },
      { ask: "把 3, -1, 2.5 从小到大排列", answer: "-1, 2.5, 3" },
    ],
  },
  {
    name: "k-th by size",
    frames: [
      "[(which|what) ][is ][the ][{place:ordinal} ]{size:extreme}[ value| number| one][?][ in| of| among| from| out of] {items}",
      "{items} (中|里)[面] {size:extreme} 的[数|是什么|一个]",
      "{items} (中|里) 第 {place:count} {size:more} 的[数]",
    ],
    read: rank,
    examples: [
      { ask: "What is the third smallest value in 1, 115, 0.1?", answer: "115" },
      { ask: "Which is the second biggest value?  (a) 0.097  (b) 2/3  (c) -0.1", answer: "a" },
    ],
  },
  {
    name: "nearest",
    frames: [
      `[(which|what) ][is ][the ]${NEAR} [value |number ]to {target}[?] (in|of|among|from|out of) {items}`,
      `[(which|what) ][is ][the ]${NEAR} [value |number ]to {target}? {items}`,
      "{items} (中|里) 最接近 {target} 的[数|是]",
    ],
    read: nearest,
    examples: [
      { ask: "What is the nearest to 9.4 in -1/5, 4, 2/7?", answer: "4" },
      { ask: "Which is the closest to -42?  (a) -3/19  (b) 0.3  (c) -6", answer: "c" },
    ],
  },
  {
    name: "larger of two",
    frames: [
      "which [number |one |value ]is {size:more}[:][,][?] {items}",
      "{items} (哪个|谁) [数|更|比较]{size:more}",
    ],
    read: rank,
    examples: [
      { ask: "Which is smaller: -468/5 or -93?", answer: "-468/5" },
      { ask: "0.5 和 2/3 哪个大？", answer: "2/3" },
    ],
  },
  {
    name: "relation of two",
    frames: [
      "is {a} {word:relation} {b}",
      "(are|do) {a} and {b} [have ]{word:same}[ value| values]",
      "does {a} {word:equals} {b}",
      "{a} (是否|是不是) {word:relation} {b} [吗]",
      "{a} {word:relation} {b} 吗",
    ],
    read: relation,
    examples: [
      { ask: "Do 2 and -2 have different values?", answer: "yes" },
      { ask: "Is -0.2 at least as big as 65/2?", answer: "no" },
      { ask: "Is -0.152 greater than or equal to 3/7?", answer: "no" },
      { ask: "Are 0.5 and 1/2 equal?", answer: "yes" },
      { ask: "Is 33318299/4 at least -0.16?", answer: "yes" },
    ],
  },
];
