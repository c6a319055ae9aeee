import type { Expression } from "../../expression/expression.ts";
import { add, minus, num, over, times } from "../formula.ts";
import type { MathQuery } from "../math-query.ts";
import type { PercentageChange, PercentageReading } from "../percentage-reading.ts";
import { type Groups, percent } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

const evaluate = (expression: Expression, percentage: PercentageReading): MathQuery => ({
  kind: "evaluate",
  expression,
  percentage,
});

const factorOf = ({ rate, isIncrease }: PercentageChange): Expression =>
  isIncrease ? add(num(1), percent(rate)) : minus(num(1), percent(rate));

const CHANGE =
  /(?<word>increas\w*|rais\w*|ris\w*|rose|up|grow\w*|grew|decreas\w*|reduc\w*|lower\w*|drop\w*|fall\w*|fell|down|增加|增长|上涨|提高|涨|减少|下降|下跌|降低|降|跌)\s*(?:了)?\s*(?:by\s+)?(?<rate>\d+(?:\.\d+)?)\s*(?:%|percent)/giu;

/** Every change in a text, in order; null when words are left that are not understood. */
export function changesIn(text: string): PercentageChange[] | null {
  const left = text
    .replace(CHANGE, " ")
    .replace(
      /\b(?:is|was|and|then|by|again|a|an|of|first)\b|[,，]|然后|后来|接着|又|再|先/giu,
      " ",
    );
  if (left.trim() !== "") return null;
  const changes = [...text.matchAll(CHANGE)].map(({ groups }) => ({
    rate: groups?.["rate"] as string,
    isIncrease: !/^(?:decreas|reduc|lower|drop|fall|fell|down|减少|下降|下跌|降|跌)/iu.test(
      groups?.["word"] as string,
    ),
  }));
  return changes.length === 0 || changes.length > 6 ? null : changes;
}

function changed(groups: Groups, context: ReadingContext): MathQuery | null {
  const changes = changesIn(groups["changes"] as string);
  if (changes === null) return null;
  const start = context.parse(groups["start"] as string);
  return evaluate(times(start, ...changes.map(factorOf)), { kind: "changes", start, changes });
}

function changedByVerb(groups: Groups, context: ReadingContext): MathQuery | null {
  return changed(
    { ...groups, changes: `${groups["verb"]} by ${groups["rate"]}%${groups["more"] ?? ""}` },
    context,
  );
}

function whole(groups: Groups, context: ReadingContext): MathQuery {
  const part = context.parse((groups["part"] ?? groups["other"]) as string);
  const rate = (groups["rate"] ?? groups["share"]) as string;
  return evaluate(over(part, percent(rate)), { kind: "whole", part, rate });
}

function before(groups: Groups, context: ReadingContext): MathQuery | null {
  const changes = changesIn(groups["changes"] as string);
  if (changes === null) return null;
  // A number cut by all of itself is zero, whatever it was.
  if (changes.some(({ rate, isIncrease }) => !isIncrease && Number(rate) >= 100)) return null;
  const after = context.parse(groups["after"] as string);
  return evaluate(over(after, times(...changes.map(factorOf))), { kind: "before", after, changes });
}

const NUMBER = String.raw`\d[\d,]*(?:\.\d+)?`;
const frame = (source: string): RegExp => new RegExp(`^${source}$`, "iu");

/** Percentages: changes one after the other, the whole of a part, the value before a change. */
export const PERCENTAGE_INTENTS: readonly Intent[] = [
  {
    name: "changed by per cent",
    frames: [
      frame(
        String.raw`(?<verb>increase|raise|decrease|reduce|lower)\s+(?<start>${NUMBER})\s+by\s+(?<rate>\d+(?:\.\d+)?)\s*(?:%|percent)(?<more>(?:,|\s+and|\s+then).+)?`,
      ),
    ],
    read: changedByVerb,
    examples: [
      { ask: "increase 80 by 15%", answer: "92" },
      { ask: "decrease 120 by 25%", answer: "90" },
    ],
  },
  {
    name: "changes by per cent in a row",
    frames: [
      frame(
        String.raw`(?<start>${NUMBER})\s+(?:is\s+)?(?<changes>(?:increas|decreas|reduc|rais|lower)\w*\s+by\s.+)`,
      ),
      frame(
        String.raw`(?<start>${NUMBER})\s*(?<changes>(?:先|增加|增长|上涨|提高|涨|减少|下降|下跌|降低|降|跌)[^是]+%)(?:后)?(?:是多少|等于多少|得多少)?`,
      ),
    ],
    read: changed,
    examples: [
      { ask: "80 increased by 10% and then decreased by 10%", answer: "79.2" },
      { ask: "80增加15%是多少", answer: "92" },
      { ask: "200先涨10%再降10%是多少", answer: "198" },
    ],
  },
  {
    name: "whole of a percentage",
    frames: [
      frame(
        String.raw`(?<part>${NUMBER})\s+is\s+(?<rate>\d+(?:\.\d+)?)\s*(?:%|percent)\s+of\s+(?:what(?:\s+number)?|which\s+number)|(?<share>\d+(?:\.\d+)?)\s*(?:%|percent)\s+of\s+(?:what(?:\s+number)?|which\s+number)\s+is\s+(?<other>${NUMBER})`,
      ),
      frame(
        String.raw`(?<part>${NUMBER})\s*是\s*(?:多少|哪个数|什么数)的\s*(?<rate>\d+(?:\.\d+)?)\s*%|(?:一个数|某数|多少)的\s*(?<share>\d+(?:\.\d+)?)\s*%\s*是\s*(?<other>${NUMBER})(?:[,，]\s*(?:求?这个数|这个数是多少|求某数))?`,
      ),
    ],
    read: whole,
    examples: [
      { ask: "12 is 30% of what number", answer: "40" },
      { ask: "12是多少的30%", answer: "40" },
    ],
  },
  {
    name: "value before changes",
    frames: [
      frame(
        String.raw`(?:(?:what|which)\s+)?number\s+(?<changes>(?:increas|decreas|reduc|rais)\w*\s+by\s.+?%)\s+is\s+(?<after>${NUMBER})`,
      ),
      frame(
        String.raw`(?:一个数|某数|多少)\s*(?<changes>(?:增加|增长|上涨|提高|涨|减少|下降|下跌|降低|降|跌).+?%)\s*(?:后)?(?:是|为|得|等于)\s*(?<after>${NUMBER})(?:[,，]\s*(?:求?这个数|这个数是多少|求某数))?`,
      ),
    ],
    read: before,
    examples: [
      { ask: "what number increased by 20% is 60", answer: "50" },
      { ask: "一个数减少20%后是60，这个数是多少", answer: "75" },
    ],
  },
];
