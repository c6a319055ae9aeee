import { AnsatzError } from "../../../../core/errors.ts";
import type { Expression } from "../../expression/expression.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import { add, formula, minus, num, over, power, sqrt, times } from "../formula.ts";
import type { MathQuery } from "../math-query.ts";
import { readWholeNumber } from "../number-words.ts";
import type { Groups, QueryBuilder } from "../query-builders.ts";
import type { ReadingContext } from "../reading-context.ts";
import type { Intent } from "./intent.ts";

/** Numbers of a data set, in brackets or not, with commas or spaces between. */
function dataOf(text: string, context: ReadingContext): Expression[] | null {
  const inner = text
    .trim()
    .replace(/^(?:the )?(?:data|numbers|values|list|set|数据|一组数据)[:：]?\s*/iu, "")
    .replace(/^[([{]\s*(.*?)\s*[)\]}]$/su, "$1");
  const parts = /[,，、;；]|\band\b|和/u.test(inner)
    ? inner.split(/\s*(?:[,，、;；]\s*(?:and\s+)?|\band\b|和)\s*/u)
    : inner.split(/\s+/);
  const items = parts.filter((part) => part !== "").map((part) => context.parse(part));
  return items.length < 2 ? null : items;
}

function ofData(build: (data: readonly Expression[]) => Expression, note?: string): QueryBuilder {
  return (groups, context) => {
    const data = dataOf(groups["data"] as string, context);
    if (data === null) return null;
    if (note !== undefined) context.note({ kind: "formula", text: note });
    return { kind: "evaluate", expression: build(data), data };
  };
}

const mean = (data: readonly Expression[]): Expression => over(add(...data), num(data.length));
const squares = (data: readonly Expression[]): Expression =>
  add(...data.map((x) => power(minus(x, mean(data)), 2)));
const SAMPLE = "The sample formula with n - 1 is used; ask for the population value for n.";

function ordered(operation: "median" | "mode" | "range" | "quartiles"): QueryBuilder {
  return (groups, context): MathQuery | null => {
    const data = dataOf(groups["data"] as string, context);
    return data === null ? null : { kind: "data", operation, data };
  };
}

const DATA = "[the ](of |for |)[the |this ][sample |data |numbers |values |set |list ][:]{data}";

/** P(X in a set of counts) for n independent trials with success probability p, as a sum of exact terms. */
function binomial(
  trials: bigint,
  probability: Expression,
  word: string | undefined,
  count: bigint,
): MathQuery | null {
  if (trials > 100_000n || count > trials + 1n) return null;
  const kind = (word ?? "exactly").toLowerCase();
  // What is denied comes first: "no more than" ends with "more than".
  const [from, to] = /at least|or more|not? (?:less|fewer) than|至少|最少|不少于/u.test(kind)
    ? [count, trials]
    : /at most|or fewer|or less|not? more than|至多|最多|不多于|不超过/u.test(kind)
      ? [0n, count]
      : /more than|over|超过|多于/u.test(kind)
        ? [count + 1n, trials]
        : /less than|fewer than|少于|不到/u.test(kind)
          ? [0n, count - 1n]
          : [count, count];
  return {
    kind: "binomial",
    trials: Number(trials),
    probability,
    from: Number(from),
    to: Number(to),
  };
}

function coins(groups: Groups, context: ReadingContext): MathQuery | null {
  const trials = readWholeNumber(groups["n"] as string);
  const count = readWholeNumber(groups["k"] as string);
  if (trials === null || count === null) return null;
  context.note({ kind: "model", text: "A fair coin and independent tosses are assumed." });
  return binomial(trials, over(num(1), num(2)), groups["word"], count);
}

function faces(groups: Groups, context: ReadingContext): MathQuery | null {
  const trials = readWholeNumber(groups["n"] ?? "1");
  const count = readWholeNumber(groups["k"] ?? "1");
  const face = faceOf(groups["face"] as string);
  if (trials === null || count === null || face === null || face < 1n || face > 6n) return null;
  context.note({ kind: "model", text: "A fair die with six faces is assumed." });
  return binomial(trials, over(num(1), num(6)), groups["word"], count);
}

/** "six", "sixes", "6s" as the number of a face. */
function faceOf(text: string): bigint | null {
  return (
    readWholeNumber(text) ??
    readWholeNumber(text.replace(/e?s$/i, "")) ??
    readWholeNumber(text.replace(/s$/i, ""))
  );
}

function diceSum(groups: Groups, context: ReadingContext): MathQuery | null {
  const dice = readWholeNumber(groups["n"] ?? "2");
  const total = readWholeNumber(groups["total"] as string);
  if (dice === null || total === null || dice < 1n || dice > 200n) return null;
  context.note({
    kind: "model",
    text: "Fair dice with six faces are assumed; their faces are added.",
  });
  return { kind: "dice-sum", dice: Number(dice), total: Number(total) };
}

/** What a letter that is called like a function stands for. */
function noteCall({ call }: Groups, context: ReadingContext, meaning: string): void {
  if (call !== undefined)
    context.note({ kind: "function", text: `${call}(n, k) is read as the number of ${meaning}.` });
}

function arrangements(groups: Groups, context: ReadingContext): MathQuery | null {
  const n = readWholeNumber(groups["n"] as string);
  const k = groups["k"] === undefined ? n : readWholeNumber(groups["k"]);
  if (n === null || k === null || n > 100_000n || k > n) return null;
  noteCall(groups, context, "arrangements");
  const choices: Expression = ["Binomial", num(n.toString()), num(k.toString())];
  return { kind: "evaluate", expression: times(choices, ["Factorial", num(k.toString())]) };
}

function combinations(groups: Groups, context: ReadingContext): MathQuery | null {
  const n = readWholeNumber(groups["n"] as string);
  const k = readWholeNumber(groups["k"] as string);
  noteCall(groups, context, "combinations");
  return n === null || k === null || n > 100_000n
    ? null
    : { kind: "evaluate", expression: ["Binomial", num(n.toString()), num(k.toString())] };
}

function poisson(groups: Groups, context: ReadingContext): MathQuery | null {
  const rate = context.parse(groups["rate"] as string);
  const count = readWholeNumber(groups["k"] as string);
  // A rate that is not positive has no such distribution.
  if (count === null || count > 1000n || evaluateReal(rate)?.gt(0) !== true) return null;
  context.note({ kind: "formula", text: "P(X = k) = e^(-lambda) * lambda^k / k!" });
  return {
    kind: "evaluate",
    expression: over(
      times(power("ExponentialE", ["Negate", rate]), power(rate, num(count.toString()))),
      ["Factorial", num(count.toString())],
    ),
  };
}

const WORD = "{word:howmany} ";

/** Of numbers that are not negative: others have none. */
function geometricMean(data: readonly Expression[]): Expression {
  if (data.some((value) => evaluateReal(value)?.isNegative() === true))
    throw new AnsatzError(
      "unsupported",
      "A geometric mean is taken of numbers that are not negative.",
    );
  return power(times(...data), over(num(1), num(data.length)));
}

/** Descriptive statistics, counting and simple probability. */
export const STATISTICS_INTENTS: readonly Intent[] = [
  {
    name: "mean",
    frames: [
      `(mean|average|avg|arithmetic mean|mean value|average value) ${DATA}`,
      "[数据|一组数据]{data} 的(平均数|平均值|均值|算术平均数)",
    ],
    read: ofData(mean),
    examples: [
      { ask: "avg of 4 8 15 16 23 42", answer: "18" },
      { ask: "数据 2,4,4,6,9 的平均数", answer: "5" },
    ],
  },
  {
    name: "geometric mean",
    frames: [`geometric mean ${DATA}`, "{data} 的几何平均[数]"],
    read: ofData(geometricMean),
    examples: [{ ask: "geometric mean of 2, 8", answer: "4" }],
  },
  {
    name: "harmonic mean",
    frames: [`harmonic mean ${DATA}`, "{data} 的调和平均[数]"],
    read: ofData((data) => over(num(data.length), add(...data.map((x) => over(num(1), x))))),
    examples: [{ ask: "harmonic mean of 2, 6", answer: "3" }],
  },
  {
    name: "median",
    frames: [`median[ value] ${DATA}`, "[数据|一组数据]{data} 的中位数"],
    read: ordered("median"),
    examples: [
      { ask: "median of 3, 1, 4, 1", answer: "2" },
      { ask: "数据 7,3,5 的中位数", answer: "5" },
    ],
  },
  {
    name: "mode",
    frames: [`mode ${DATA}`, "[数据|一组数据]{data} 的众数"],
    read: ordered("mode"),
    examples: [{ ask: "mode of 1, 2, 2, 3", answer: "2" }],
  },
  {
    name: "range of data",
    frames: [
      `range of [the ](data |numbers |values )[:]{data}`,
      /^(?:the )?range of (?<data>-?\d+(?:\.\d+)?(?:\s*,\s*-?\d+(?:\.\d+)?)+)$/i,
      "[数据|一组数据]{data} 的极差",
    ],
    read: ordered("range"),
    examples: [{ ask: "range of the data 4, 9, 1", answer: "8" }],
  },
  {
    name: "population standard deviation",
    frames: [
      `population (standard deviation|std dev|std|sd|stdev) ${DATA}`,
      "[数据]{data} 的(总体标准差|标准差)",
    ],
    read: ofData(
      (data) => sqrt(over(squares(data), num(data.length))),
      "The population formula with n is used.",
    ),
    examples: [{ ask: "population std dev of 2,4,4,4,5,5,7,9", answer: "2" }],
  },
  {
    name: "standard deviation",
    frames: [
      `[sample ](standard deviation|std dev|std. dev.|std|stddev|stdev|sd) ${DATA}`,
      "[数据]{data} 的样本标准差",
    ],
    read: ofData((data) => sqrt(over(squares(data), num(data.length - 1))), SAMPLE),
    examples: [{ ask: "std dev of 2,4,4,4,5,5,7,9", answer: "4*sqrt(14)/7" }],
  },
  {
    name: "population variance",
    frames: [`population variance ${DATA}`, "[数据]{data} 的(总体方差|方差)"],
    read: ofData(
      (data) => over(squares(data), num(data.length)),
      "The population formula with n is used.",
    ),
    examples: [{ ask: "数据 1,2,3 的方差", answer: "2/3" }],
  },
  {
    name: "variance",
    frames: [`[sample ](variance|var) ${DATA}`, "[数据]{data} 的样本方差"],
    read: ofData((data) => over(squares(data), num(data.length - 1)), SAMPLE),
    examples: [{ ask: "variance of 1, 2, 3", answer: "1" }],
  },
  {
    name: "z-score",
    frames: [
      "z[(-| )]score (of|for) [x[ ]=[ ]]{x}[,][ ](if|when|with|for|where|given|)[ ][the ]mean[ ][is |of |= |=]{m}[,| and|, and][ ](std|standard deviation|sd|std dev|stdev)[ ][is |of |= |=]{s}",
    ],
    read: formula({
      slots: ["x", "m", "s"],
      build: (x, m, s) => over(minus(x, m), s),
      shown: "z = (x - mean)/sd",
    }),
    examples: [{ ask: "z score of 85 if mean 70 and std 10", answer: "3/2" }],
  },
  {
    name: "uniform standard deviation",
    frames: [
      "[the ](standard deviation|std) of [a |the ][continuous ]uniform distribution (with|on|over|from|between) [min = |min=|min |[\\[]]{a}(,| and| to)[ ][max = |max=|max ]{b}[\\]]",
      "[the ](standard deviation|std) of [a |the ][continuous ]uniform distribution with min={a} and max={b}",
    ],
    read: formula({
      slots: ["a", "b"],
      build: (a, b) => over(minus(b, a), sqrt(num(12))),
      shown: "sd = (b - a)/sqrt(12)",
    }),
    examples: [
      {
        ask: "standard deviation of uniform distribution with min=-0.5 and max=0.5",
        answer: "sqrt(3)/6",
      },
    ],
  },
  {
    name: "Poisson probability",
    frames: [
      "poisson[ distribution][ with][,] (lambda|λ|mean|rate)[ ][=|of ][ ]{rate}[,] p\\(x[ ]=[ ]{k:digits}\\)",
    ],
    read: poisson,
    examples: [{ ask: "poisson lambda=3, P(X=0)", answer: "1/e^3" }],
  },
  {
    name: "heads in coin tosses",
    frames: [
      `(if |when |)[i |you |we ](flip|toss|flipping|tossing) {n:count} coins[,] [what is |what's |find ][the ](probability|chance|odds|prob) of [getting |having ][${WORD}]{k:count} (heads|tails|head|tail)`,
      `(if |when |)[i |you |we ](flip|toss|flipping|tossing) a coin {n:count} times[,] [what is |what's |find ][the ](probability|chance|odds|prob) of [getting |having ][${WORD}]{k:count} (heads|tails|head|tail)`,
      `[the ](probability|chance|odds|prob) of [getting |having ][${WORD}]{k:count} (heads|tails|head|tail) (when|if) [i |you |we ](flip|toss|flipping|tossing) {n:count} coins`,
      `[the ](probability|chance|odds|prob) of [getting |having ][${WORD}]{k:count} (heads|tails|head|tail) (in|from|out of|with) {n:count} [fair ](coin |)(flips|tosses|flip|toss|coins|coin flips|coin tosses)`,
      "(抛|掷|投|扔) {n:count} (次|枚|个) 硬币[,](有|)[{word:howmany}][有|出现]{k:count} (次|枚|个) (正面|反面)[朝上|向上]的概率",
      "(抛|掷|投|扔)[一枚|一个|一次]硬币 {n:count} 次[,](有|)[{word:howmany}][有|出现]{k:count} 次[出现](正面|反面)[朝上|向上]的概率",
      "[{word:howmany}]{k:count} (次|枚|个)(正面|反面)[朝上|向上][,](抛|掷|投|扔) {n:count} (次|枚|个) 硬币的概率",
    ],
    read: coins,
    examples: [
      { ask: "chance of exactly 5 heads in 10 coin flips", answer: "63/256" },
      { ask: "probability of no more than 1 head in 3 flips", answer: "1/2" },
      { ask: "抛10次硬币恰好出现5次正面的概率", answer: "63/256" },
      { ask: "抛三枚硬币，至少一个正面的概率", answer: "7/8" },
    ],
  },
  {
    name: "faces of a die",
    frames: [
      `[the ](probability|chance|odds|prob) of [getting |rolling |having ]${WORD}{k:count} {face:face} (in|from|out of|with|when rolling) {n:count} (rolls|throws|dice|dice rolls)[ of a die]`,
      "[the ](probability|chance|odds|prob) of (getting|rolling|throwing) [a |an ]{face:face}[ with (a|one) die| on a die]",
      "(掷|投|抛) [一个|一枚]骰子[,]{n:count} 次[,](有|)[{word:howmany}][有]{k:count} 次(为|是|出现|得到){face:count}[点]的概率",
    ],
    read: faces,
    examples: [
      { ask: "probability of at least one six in 4 rolls", answer: "671/1296" },
      { ask: "probability of rolling a 6", answer: "1/6" },
      { ask: "掷骰子4次，至少1次为6点的概率", answer: "671/1296" },
    ],
  },
  {
    name: "as many faces as dice",
    frames: [
      "[the ](probability|chance|odds|prob) of (getting|rolling|throwing) {n:count} {face:face}",
    ],
    read: (groups, context) =>
      /s$/i.test(groups["face"] as string) && !/^(?:a|an|one|1)$/i.test(groups["n"] as string)
        ? faces({ ...groups, k: groups["n"] }, context)
        : null,
    examples: [{ ask: "probability of rolling two sixes", answer: "1/36" }],
  },
  {
    name: "sum of dice",
    frames: [
      "[the ](probability|chance|odds|prob) [of ][getting |rolling |throwing ][a |the ](sum|total) [of |is |being |equal to ]{total:count} (with|on|from|when rolling|rolling|for|of) {n:count} dice",
      "(roll|rolling|throw|throwing) {n:count} dice[,] [what is |what's |find ][the ](probability|chance|odds|prob) [of |that ][getting |rolling ][a |the ](sum|total) [of |is |being |equal to ]{total:count}",
      "[the ](probability|chance|odds|prob) [of ](getting|rolling|throwing) [a |an ][sum of |total of ]{total:count} (with|on|from|rolling|) [rolling ]{n:count} dice",
      "[the ](probability|chance|odds|prob) [of ](getting|rolling|throwing) [a |an ][sum of |total of ]{total:count} {n:count} dice",
      "[the ](probability|chance) that [the sum of ]{n:count} dice [is |add up to |sum to ]{total:count}",
      "(掷|投|抛|扔) {n:count} (个|枚|颗) 骰子[,][它们的|其][点数]之和[为|是|等于]{total:count} 的概率",
    ],
    read: diceSum,
    examples: [
      { ask: "probability getting 7 two dice", answer: "1/6" },
      { ask: "掷两个骰子点数之和为8的概率", answer: "5/36" },
    ],
  },
  {
    name: "permutations",
    frames: [
      "[the ]number of {k:count}[-| ]permutations (of|from) {n:count} [objects|things|items|elements|people]",
      "(permutations|arrangements) of {k:count} (from|out of|of) {n:count} [objects|things|items|elements]",
      "[the ][number of ](permutations|arrangements) of {n:count} [objects |things |items |elements |people ]taken {k:count}[ at a time]",
      "{call:npr}\\({n:digits}, {k:digits}\\)",
      "how many ways can {n:count} (people|students|books|objects|things|items) (be arranged|be seated|be ordered|sit|stand|line up|be lined up)[ in a (row|line)]",
      "how many [different ]ways (can|to|are there to)[ you| i| we| one] (arrange|order|line up|seat) {n:count} [different |distinct ](people|objects|things|books|items|students)[ in a (row|line)| on a shelf]",
      "[how many ways (can|to) |number of ways to ](arrange|order|line up|seat) {n:count} (people|objects|things|books|items|students)[ in a (row|line)]",
      "{n:count} (个|名|位|本) (人|学生|同学|书|不同的书|物品) (排成一排|站成一排|排队|站成一列|排成一列)[,][共]有(多少|几)种[不同的]?(排法|排列|站法|方法|排列方法)".replace(
        "?",
        "",
      ),
      "从 {n:count} (个|名|位)[不同的](人|元素|数|物品)[中](选|取|选出|取出) {k:count} (个|名|位)[来]排列[,]有多少种(排法|方法)",
    ],
    read: arrangements,
    examples: [
      { ask: "number of 3 permutations of 2668 objects", answer: "18970072296" },
      { ask: "number of permutations of 5 objects taken 3 at a time", answer: "60" },
      { ask: "5个人排成一排有多少种排法", answer: "120" },
    ],
  },
  {
    name: "combinations",
    frames: [
      "{call:ncr}\\({n:digits}, {k:digits}\\)",
      "[the ][number of ]combinations of {n:count} [objects |things |items |elements |people ]taken {k:count}[ at a time]",
      "[how many |in how many ](ways to|ways can you|ways can i|ways are there to) (choose|pick|select) {k:count} [people |things |items |objects |books |cards ](from|out of|of|from among) {n:count}[ objects| items| people| things| books| cards]",
      "[how many |in how many |number of ](ways to|ways can you|ways can i|ways are there to) (choose|pick|select|form|make) [a |an ](committee|team|group|subset|set|sample|panel) of {k:count} [people |members |students |players |items |elements ](from|out of|among|from among|from a group of|from a class of) {n:count}[ people| students| members| players| items| elements| candidates]",
      "how many {k:count}[-| ](person|people|member|element|student) (committees|teams|groups|subsets) (can be (formed|made|chosen)|are there|can you (form|make)) (from|out of|among|with) {n:count}[ people| students| members| elements| players]",
      "how many {k:count}[-| ]card (poker |)hands [are there |can be dealt |are possible ](from|in|out of|with) [a |the ](deck|standard deck|pack) of {n:count}[ cards]",
      "[the ]number of (combinations|ways to choose|ways of choosing) [of ]{k:count} (from|out of|of|objects from|items from|people from) {n:count}[ objects| items| people| things]",
      "从 {n:count} (个|名|位|本)[不同的](人|元素|数|物品|书|球|)[中|里](任选|选|取|选出|取出|任取) {k:count} (个|名|位|本)[人|球|书][,][共]有(多少|几)种[不同的](选法|取法|方法|组合)",
    ],
    read: combinations,
    examples: [
      { ask: "number of ways to choose 3 from 10", answer: "120" },
      { ask: "how many ways to choose 3 from 10", answer: "120" },
      { ask: "nCr(10,3)", answer: "120" },
      { ask: "从10个人中选3个有多少种选法", answer: "120" },
    ],
  },
];
