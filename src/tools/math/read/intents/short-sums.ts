import type { Expression } from "../../expression/expression.ts";
import { add, minus, num, over, power, times } from "../formula.ts";
import type { MathQuery } from "../math-query.ts";
import { readWholeNumber } from "../number-words.ts";
import { cardsOfKind } from "../playing-cards.ts";
import type { Groups } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

const singular = (word: string): string => word.toLowerCase().replace(/(?<=[^s])s$/, "");
const amountOf = (text: string): Expression | null => {
  const whole = readWholeNumber(text);
  if (whole !== null) return num(whole.toString());
  return /^\d+(?:\.\d+)?$/.test(text) ? num(text) : null;
};

/** What is left when some are taken away; the things must be the same. */
function left(groups: Groups): MathQuery | null {
  const [all, some] = [groups["a"], groups["b"]].map((text) => amountOf(text as string));
  const [things, taken, asked] = ["things", "taken", "asked"].map((name) => groups[name]);
  for (const word of [taken, asked])
    if (word !== undefined && things !== undefined && singular(word) !== singular(things))
      return null;
  return all === undefined || all === null || some === undefined || some === null
    ? null
    : { kind: "evaluate", expression: minus(all, some) };
}

/** So many groups with so many in each. */
function inGroups(groups: Groups): MathQuery | null {
  const [a, b] = [groups["a"], groups["b"]].map((text) => amountOf(text as string));
  const { things, asked } = groups;
  if (things === undefined || asked === undefined || singular(things) !== singular(asked))
    return null;
  // "5 friends with 12 apples" may have them together.
  if (groups["with"] !== undefined && groups["who"] !== undefined && groups["each"] === undefined)
    return null;
  return a === undefined || a === null || b === undefined || b === null
    ? null
    : { kind: "evaluate", expression: times(a, b) };
}

const ZH_UNITS: Readonly<Record<string, string>> = {
  小时: "h",
  分钟: "min",
  分: "min",
  秒: "s",
  千米: "km",
  公里: "km",
  米: "m",
};

/** A way from a speed and a time, or the way in one hour from a way and a time. */
function journey({ v, t, way, per, unit, wanted }: Groups): string | null {
  const [length, target, time] = [way, wanted, unit].map((word) => ZH_UNITS[word as string]);
  if (length === undefined || target === undefined || time === undefined) return null;
  // Kilometres in an hour are asked for as kilometres.
  if (per === undefined) return `${v} ${length} / ${t} in ${target}`;
  const each = ZH_UNITS[per];
  return each === undefined ? null : `${v} ${length} / (1 ${each}) * ${t} ${time} in ${target}`;
}

/** So many cards of a kind, one after the other. */
function cards(groups: Groups, context: ReadingContext): MathQuery | null {
  const count = readWholeNumber(groups["n"] as string);
  const kind = cardsOfKind(groups["card"] as string);
  if (count === null || kind === null || count < 1n || count > 52n) return null;
  const isBack = groups["way"]?.toLowerCase() === "with";
  context.note({
    kind: "model",
    text: isBack
      ? "Cards are drawn from a full deck of 52, each put back."
      : "Cards are drawn from a full deck of 52, none put back.",
  });
  const n = num(count.toString());
  return {
    kind: "evaluate",
    expression: isBack
      ? power(over(num(kind), num(52)), n)
      : over(["Binomial", num(kind), n], ["Binomial", num(52), n]),
  };
}

const COUNTED_BALLS =
  /(\d+|[一二两三四五六七八九十]+)\s*(?:个|只|颗)?\s*([\p{Script=Han}]{1,2}?)(?:色的?)?球|(\d+)\s+([a-z]+)(?:\s+(?:balls?|marbles?))?/giu;

/** One ball from a bag whose balls are counted by colour. */
function oneBall(groups: Groups, context: ReadingContext): MathQuery | null {
  const balls = groups["balls"] as string;
  const counted = [...balls.matchAll(COUNTED_BALLS)];
  const rest = balls.replace(COUNTED_BALLS, "").replace(/[\s,，、和]|\band\b/giu, "");
  const colours = new Map<string, Expression>();
  for (const [, chinese, zh, english, en] of counted) {
    const count = readWholeNumber((chinese ?? english) as string);
    const name = ((zh ?? en) as string).toLowerCase();
    if (count === null || colours.has(name)) return null;
    colours.set(name, num(count.toString()));
  }
  const wanted = colours.get((groups["colour"] as string).toLowerCase());
  if (rest !== "" || wanted === undefined || colours.size < 2) return null;
  context.note({ kind: "model", text: "One is drawn at random, each as likely as any other." });
  return { kind: "evaluate", expression: over(wanted, add(...colours.values())) };
}

const WHO = String.raw`[A-Z][a-z]+|I|he|she`;
const GIVES =
  "(?:gives?|gave|eats?|ate|loses?|lost|sells?|sold|uses?|used|spends?|spent|throws? away|threw away|takes? away)";
const NUMBER = String.raw`\d+(?:\.\d+)?|[a-z]+(?:-[a-z]+)?`;
const ZH_COUNT = String.raw`\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+`;

/** Sums of one step told as a story; only whole sentences of these forms are read. */
export const SHORT_SUM_INTENTS: readonly Intent[] = [
  {
    name: "what is left",
    frames: [
      // Who gives is who has, and who is asked about; to be given is another story.
      new RegExp(
        String.raw`^(?<who>${WHO}) (?:has|had|have) (?<a>${NUMBER}) (?<things>[a-z]+)[.,;]? (?:and |then |but |if )*(?:\k<who>|he|she|they) ${GIVES}(?: away)? (?<b>${NUMBER})(?: of (?:them|his|her|the|my))?(?: (?<taken>(?!to\b|away\b|of\b)[a-z]+))?(?: (?:away )?to (?!each|every|both|all|(?:him|her|me|us|them|you)(?! [a-z]+ ?[.,;?]))(?:(?:his|her|my|their|a|an|the) )?[a-z]+| away)?[.,;]? how many(?: (?<asked>[a-z]+))? (?:does|do|did|are|will) (?:(?:\k<who>|he|she|they) (?:have|has) )?(?:left|remain(?:ing)?|now)(?: over| now)?$`,
        "i",
      ),
      new RegExp(
        String.raw`^(?<who>\p{Script=Han}{1,4}?)(?:原来|原|一共|共)?有\s*(?<a>${ZH_COUNT})\s*(?<m>[个只本支张块颗条元页朵棵把辆])(?<things>\p{Script=Han}{0,4})[，,。]\s*(?:他|她|后来)?(?:(?:吃|用|送|卖|丢|花)(?:掉|走|出|去|给(?:(?![一二两三四五六七八九十各每他她我])\p{Script=Han}){1,4}|了)*|(?:拿|飞|跑)走了?|借(?:出|走)了?)\s*(?<b>${ZH_COUNT})\s*\k<m>(?<taken>\p{Script=Han}{0,4})[，,。]\s*(?:现在)?(?:他|她)?还?(?:剩|有|剩下)(?:下|余|了)?(?:多少|几)(?:\k<m>)?(?<asked>\p{Script=Han}{0,4})$`,
        "u",
      ),
      new RegExp(
        String.raw`^一本(?:\p{Script=Han}{0,4}?书|书)(?:有|共|一共)*\s*(?<a>${ZH_COUNT})\s*页[，,]\s*\p{Script=Han}{0,4}?(?:已经)?看了\s*(?<b>${ZH_COUNT})\s*页[，,]\s*(?:他|她)?还(?:剩|有)(?:下)?(?:多少|几)页(?:没看|没有看|没看完|未看)?$`,
        "u",
      ),
    ],
    read: (groups) =>
      left(
        Object.fromEntries(
          Object.entries(groups).map(([name, text]) => [name, text === "" ? undefined : text]),
        ),
      ),
    examples: [
      {
        ask: "John has 24 marbles. He gives 9 to his friend. How many does he have left?",
        answer: "15",
      },
      { ask: "小明有15个苹果，吃了4个，还剩几个？", answer: "11" },
    ],
  },
  {
    name: "so many in each",
    frames: [
      new RegExp(
        String.raw`^(?:if )?(?:there are|(?<who>${WHO}) (?:has|have|buys|bought)) (?<a>${NUMBER}) (?<boxes>[a-z]+) (?:(?<with>with)|of|containing|each with|that (?:each )?(?:hold|contain)) (?<b>${NUMBER}) (?<things>[a-z]+)(?: in)?(?<each> each)?[.,;]? how many (?<asked>[a-z]+) (?:are there|does (?:he|she|it) have|in total|altogether|total|in all)(?: in total| altogether| in all| total)*$`,
        "i",
      ),
    ],
    read: inGroups,
    examples: [
      {
        ask: "There are 5 boxes with 12 pencils each. How many pencils are there in total?",
        answer: "60",
      },
    ],
  },
  {
    name: "journey in Chinese",
    frames: [
      /^(?:一辆|一列|一艘)?\p{Script=Han}{0,4}?每(?<per>小时|分钟|分|秒)(?:行驶|行|走|跑|飞行?|骑)\s*(?<v>\d+(?:\.\d+)?)\s*(?<way>千米|公里|米)[，,]\s*(?<t>\d+(?:\.\d+)?)\s*(?:个)?(?<unit>小时|分钟|秒)(?:能|可以|共|一共)*(?:行驶|行|走|跑|飞行?|骑)(?:了)?(?:多少|几)(?<wanted>千米|公里|米)$/u,
      /^(?:甲乙)?(?:两地|\p{Script=Han}{0,6}两地)(?:相距|距离)\s*(?<v>\d+(?:\.\d+)?)\s*(?<way>千米|公里|米)[，,]\s*(?:一辆|一列)?\p{Script=Han}{0,4}?\s*(?<t>\d+(?:\.\d+)?)\s*(?:个)?(?<unit>小时|分钟|秒)(?:到达|行完|走完|行驶完)[，,]\s*(?:平均)?每\k<unit>(?:行驶|行|走|跑)(?:多少|几)(?<wanted>千米|公里|米)$/u,
    ],
    rewrite: journey,
    examples: [
      { ask: "汽车每小时行80千米，3.5小时行多少千米？", answer: "280 km" },
      { ask: "甲乙两地相距360千米，汽车4小时到达，平均每小时行多少千米", answer: "90 km" },
    ],
  },
  {
    name: "several cards of a kind",
    frames: [
      /^(?:the )?(?:probability|chance|odds) of (?:drawing|picking|getting) (?<n>\d+|two|three|four|five) (?<card>aces|kings|queens|jacks|hearts|spades|diamonds|clubs|red cards|black cards|face cards)(?: in a row)?(?: from (?:a|the) (?:standard )?(?:deck|pack)(?: of (?:52 )?cards)?)?,? (?<way>with|without) (?:replacement|putting (?:it|them) back)$/i,
    ],
    read: cards,
    examples: [
      { ask: "probability of drawing two aces from a deck without replacement", answer: "1/221" },
    ],
  },
  {
    name: "one ball of a bag",
    frames: [
      /^(?:一个|一只)?(?:袋子?|箱子?|盒子?|口袋|布袋|袋)[中里内](?:装)?有\s*(?<balls>.+球)[，,]\s*(?:从中)?(?:任意|随机|任)?(?:取|摸|抽)(?:出)?(?:一个|1个|一球)?(?:球)?[，,]?(?:取出|摸到|摸出|取到|恰好|是|为|得到|的)*(?<colour>\p{Script=Han})色?球的(?:概率|可能性)$/u,
      /^(?:a |the )?(?:bag|box|urn|jar) (?:has|contains|with|holds) (?<balls>\d+ [a-z]+(?: (?:balls?|marbles?))?(?:,? (?:and )?\d+ [a-z]+(?: (?:balls?|marbles?))?)+)[.,;]? (?:what is |what's |find )?(?:the )?(?:probability|chance) of (?:drawing|picking|getting) (?:a |one )?(?<colour>[a-z]+)(?: (?:ball|marble))?$/i,
    ],
    read: oneBall,
    examples: [
      { ask: "袋中有3个红球2个白球，任取一个是红球的概率", answer: "3/5" },
      {
        ask: "a bag has 3 red balls and 5 blue balls. what is the probability of drawing a red ball",
        answer: "3/8",
      },
    ],
  },
];
