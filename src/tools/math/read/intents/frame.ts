import { NUMBER_WORD } from "../number-words.ts";

/** A frame ready to be matched against a whole question. */
export interface Frame {
  readonly source: string;
  readonly pattern: RegExp;
  /** A lower-case piece that every question of this frame contains: most frames are ruled out by it. */
  readonly keyword: string;
  /** The longest text it is matched with: where slots may share a text in many ways, matching takes long. */
  readonly longest: number;
}

/** By the number of slots that take any text: one has its place at once, n of them share it in length^n ways. */
const LONGEST_TEXTS = [10_000, 10_000, 2_000, 500];
const LONGEST_WITH_MANY_SLOTS = 200;

const NUMBER = String.raw`[-+−]?(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?`;
/** Words and signs for places in a row, as a part of a regular expression. */
export const ORDINALS =
  "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|" +
  String.raw`\d+(?:st|nd|rd|th)`;

/** What a slot `{name:kind}` accepts; `{name}` alone accepts any text, as little as possible. */
export const SLOTS: Readonly<Record<string, string>> = {
  text: ".+?",
  longest: ".+",
  number: NUMBER,
  integer: String.raw`[-+−]?\d+`,
  digits: String.raw`\d+`,
  count: String.raw`(?:\d+|${NUMBER_WORD}|[零一二两三四五六七八九十百千万]+)`,
  amount: String.raw`(?:${NUMBER}(?:\s*/\s*\d+)?|${NUMBER_WORD}|[零一二两三四五六七八九十百千万亿半点]+)`,
  ordinal: `(?:${ORDINALS})`,
  letter: "[A-Za-z]",
  rounder: "(?:floor|ceiling|ceil)",
  pointed: String.raw`[0-9a-z]+\.[0-9a-z]+`,
  unary: String.raw`[-+−]?\S+`,
  extreme:
    "(?:biggest|largest|greatest|highest|smallest|least|lowest|maximum|minimum|最大|最小|最高|最低)",
  more: "(?:bigger|larger|greater|higher|smaller|less|lower|大|小|较大|较小)",
  relation: String.raw`(?:(?:strictly )?(?:greater|bigger|larger|more|less|smaller) than(?: or equal to)?|at (?:least|most)(?: as (?:big|large|small) as)?|not equal to|equal to|the same as|different from|不?大于(?:等于|或等于)?|不?小于(?:等于|或等于)?|不?等于)`,
  root: `(?:square|cube|${ORDINALS})`,
  base: "(?:binary|ternary|octal|decimal|hexadecimal|hex)",
  alphanumeric: "[-−]?[0-9a-z]+",
  equals: "(?:=|equals?)",
  howmany:
    "(?:exactly|at least|at most|(?:no|not) (?:more|less|fewer) than|more than|less than|fewer than|over|恰好|恰有|正好|至少|至多|最多|最少|不少于|不多于|不超过|超过|多于|少于)",
  face: "(?:ones?|twos?|threes?|fours?|fives?|six(?:es)?|sixs|[1-6](?:s)?)",
  fold: String.raw`(?:[零一二三四五六七八九]{1,2}|\d(?:\.\d)?|\d\d)`,
  change: "(?:change|increase|decrease|drop|growth|fall|rise)",
  asymptote: "(?:horizontal|vertical|oblique|slant|水平|垂直|铅直|斜)",
  monotone: "(?:increasing|decreasing|growing|falling|rising|increase|decrease|递增|递减|增|减)",
  concave: "(?:concave up|concave upward|concave down|concave downward|convex)",
  family: "(?:fibonacci|lucas|catalan|bell|harmonic|bernoulli|euler)",
  zhprice: "(?:涨价|提价|加价|涨|降价|减价|跌价)",
  zhstatistic: "(?:平均数|平均值|中位数|众数|方差|标准差|极差)",
  zhcircular: "(?:正弦|余弦|正切)",
  zhbase: "(?:二|八|十六|十)",
  side: "(?:left|right|left-hand|right-hand|below|above|左|右)",
  sign: "(?:plus|minus|times|multiplied by|divided by)",
  addsign: "(?:plus|minus|加上?|减去?)",
  price: String.raw`[$€£¥￥]?\s*\d[\d,]*(?:\.\d+)?\s*(?:dollars?|usd|eur|yuan|元|块)?`,
  card: "(?:ace|king|queen|jack|heart|spade|diamond|club|red|black|face)",
  touching: "(?:tangent|normal)",
  growing:
    "(?:growing|grows|increasing|increases|rising|appreciating|declining|declines|decreasing|decreases|shrinking|falling|depreciating|depreciates|losing|loses)",
  doubling: "(?:double|doubles|doubling|triple|triples|tripling)",
  zhdoubling: "(?:翻倍|翻一番|增加一倍|变成两倍|变成三倍|翻一倍)",
  markup: "(?:markup|mark-up|markdown)",
  zhchange: "(?:涨|上涨|增加|增长|提高|跌|下跌|降|下降|降低|减少|变)",
  calendar: "(?:days?|weeks?|months?|years?|天|周|星期|个月|月|年)",
  upto: "(?:below|less than|under|smaller than|<=|≤|<|before|up to|at most|no more than|not exceeding|小于|不超过)",
  normal: "(?:normal|法线)",
  point: String.raw`[-+]?[\w./∞()]+`,
  vector: String.raw`(?:<[^<>]+>|\([^()]+\)|\[[^[\]]+\]|\{[^{}]+\})`,
  matrix: String.raw`(?:\{\s*\{.*?\}\s*\}|\[\s*\[.*?\]\s*\])`,
  series: "(?:sum|product)",
  npr: "(?:npr|p)",
  ncr: "(?:ncr|c)",
  total: "(?:sum|total|的和|之和|的总和)",
  zhseries: "(?:求和|求积|总和|之和|之积|乘积|连乘积|和|积)",
  measure: String.raw`${NUMBER}\s*[^\s\d,，;；]+`,
  verb: "(?:integrate|integral|differentiate|derivative|factor|simplify|expand|solve|limit|sum)",
  parity: "(?:even|odd|偶|奇)",
  numberkind:
    "(?:(?:positive )?(?:odd|even) (?:numbers?|integers?)|natural numbers?|(?:positive )?integers?|counting numbers?|(?:perfect )?squares?|square numbers?|(?:perfect )?cubes?|正?奇数|正偶数|正整数|平方数|立方数)",
  powers: "(?:squares|cubes|平方|立方)",
  clock: "(?:minutes?|hours?|分钟|小时)",
  rootsign: "(?:positive|negative|正|负)",
  percentform: "(?:fraction|decimal|分数|小数)",
  polygon: "(?:[三四五六七八九十]+|\\d+)边形",
  progression: "(?:arithmetic|geometric|等差|等比)",
  afterwards: "(?:after|from|before)",
  zhtouching: "(?:切线|法线)",
  pricechange: "(?:discount|reduction|markdown|markup|increase)",
  lcmgcd: "(?:lcm|least common multiple|lowest common multiple|最小公倍数)",
  notat: "(?:not |不能?|)",
  same: "(?:equal|unequal|non-equal|not equal|different|the same|same)",
  word: String.raw`\p{L}+`,
};

/** Slots whose ends are marked by nothing but what follows. */
const FREE_SLOTS = new Set(["text", "longest", "unary", "point", "measure", "word"]);
const FREE_PART = /(?:\.|\\S|\[\^[^\]]*\])[+*]/g;

const longestText = (freeSlots: number): number =>
  LONGEST_TEXTS[freeSlots] ?? LONGEST_WITH_MANY_SLOTS;

/** A frame that is written as a regular expression with named groups; it has to match the whole text. */
export function frameOfPattern(written: RegExp): Frame {
  const { source } = written;
  const free = source.match(FREE_PART)?.length ?? 0;
  const groups = source.match(/\(\?<[A-Za-z]/g)?.length ?? 0;
  // Of `^a|b$` neither branch is held at both ends.
  const pattern = new RegExp(`^(?:${source})$`, written.flags);
  return { source, pattern, keyword: "", longest: longestText(Math.min(free, groups)) };
}

const MAYBE_SPACE = String.raw`\s*`;
const IS_HAN = /\p{Script=Han}/u;

/**
 * Compiles a frame: `[…]` may be absent, `(a|b)` is a choice, `{name}` is a slot and `{name:kind}` a slot
 * of a kind; a space stands for any white space, in a Chinese frame for none as well; a comma
 * matches both scripts' commas; a backslash takes the next character as it is. Everything else stands for itself, without regard to case.
 * In a Chinese frame white space may also stand around slots, choices and signs, where many writers put it.
 */
export function compileFrame(source: string): Frame {
  const isChinese = IS_HAN.test(source);
  let pattern = "";
  let depth = 0;
  let literal = "";
  let keyword = "";
  let freeSlots = 0;
  const mayBeSpaced = (): void => {
    if (isChinese && !pattern.endsWith(MAYBE_SPACE) && pattern !== "") pattern += MAYBE_SPACE;
  };
  const endLiteral = (): void => {
    if (depth === 0 && literal.trim().length > keyword.length) keyword = literal.trim();
    literal = "";
  };
  for (let position = 0; position < source.length; position++) {
    const character = source[position] as string;
    if (character === "\\") {
      position += 1;
      if (isChinese) endLiteral();
      literal += source[position] ?? "";
      mayBeSpaced();
      pattern += `\\${source[position] ?? ""}`;
      mayBeSpaced();
      if (isChinese) endLiteral();
    } else if (character === "{") {
      const end = source.indexOf("}", position);
      const [name, kind = "text"] = source.slice(position + 1, end).split(":") as [string, string?];
      const slot = SLOTS[kind];
      if (end < 0 || slot === undefined) throw new Error(`Unknown slot in the frame "${source}".`);
      endLiteral();
      if (FREE_SLOTS.has(kind)) freeSlots += 1;
      mayBeSpaced();
      pattern += `(?<${name}>${slot})`;
      mayBeSpaced();
      position = end;
    } else if (character === "[" || character === "(") {
      endLiteral();
      mayBeSpaced();
      pattern += "(?:";
      depth += 1;
    } else if (character === "]" || character === ")") {
      endLiteral();
      pattern += character === "]" ? ")?" : ")";
      mayBeSpaced();
      depth -= 1;
    } else if (character === "|") {
      endLiteral();
      pattern += "|";
    } else if (character === " ") {
      if (isChinese) {
        endLiteral();
        mayBeSpaced();
      } else {
        literal += " ";
        pattern += String.raw`\s+`;
      }
    } else if (character === "," || character === "，") {
      endLiteral();
      pattern += String.raw`\s*[,，]\s*`;
      if (source[position + 1] === " ") position += 1;
    } else {
      literal += character.toLowerCase();
      pattern += character.replace(/[.*+?^$\\/]/g, String.raw`\$&`);
    }
  }
  endLiteral();
  return {
    source,
    pattern: new RegExp(`^${pattern}$`, "iu"),
    keyword,
    longest: longestText(freeSlots),
  };
}
