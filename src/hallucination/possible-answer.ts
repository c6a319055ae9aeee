import { canonicalNumber } from "./numbers.ts";

/** Things that come whole; a cake or an hour does not. */
const WHOLE_THINGS =
  "people persons? students? children|child kids? boys? girls? men women friends? players? workers? passengers? customers? guests? members? teachers? employees? patients? animals? dogs? cats? birds? fish cows? sheep horses? chickens? ducks? rabbits? zebras? puppies kittens coins? cars? trucks? buses books? tickets? cards? marbles? stickers? toys? balls? balloons? eggs? stamps? pencils? pens? chairs? tables? houses? rooms? trees? flowers? roses? plants? seeds? votes? letters? shirts? shoes socks hats? bottles? buttons? beads? dolls? bikes? bicycles computers? phones? boxes packs? packages? trips? seats? games? songs? photos? pictures? tires? windows? desks? crayons? cupcakes? cookies? donuts? envelopes? packets? candles? necklaces? bracelets? earrings? outfits? socks? gumballs?";
const THINGS = WHOLE_THINGS.split(/[\s|]+/).join("|");
const ENGLISH = new RegExp(
  String.raw`\bhow many (?!more\b|fewer\b|less\b)(?:[a-z-]+ ){0,2}?(?:${THINGS})\b`,
  "i",
);
const CHINESE = /(?:多少|几)(?:个人|名|位|人|只|头|匹|条鱼|本书|棵|辆|张票|枚)/;
/** An average, a share or a difference of counts may be any number. */
const NOT_A_COUNT =
  /\baverage|\bmean\b|\bper\b|\beach\b|\bevery\b|\bexpect|\bprobab|\bratio|\bhow many more|\bfewer|\bdifference|percent|%|平均|比例|多几|少几|相差|每/i;

/**
 * Why an answer cannot be the number of things a question asks for: half a person, or fewer than none. Null
 * when it can, or when it is not sure that a count is asked for.
 */
export function impossibleCount(question: string, answer: string): string | null {
  const last = /[^.!?。！？]*[?？]\s*$/.exec(question.trim())?.[0] ?? "";
  if (!(ENGLISH.test(last) || CHINESE.test(last)) || NOT_A_COUNT.test(last)) return null;
  const number = /^\s*(-?)\s*(\d[\d,]*(?:\.\d+)?)(?![\d/^*+-])/.exec(answer);
  if (number === null || /[=~≈/]|about|approx|roughly|约/i.test(answer)) return null;
  if (number[1] === "-" && /[1-9]/.test(number[2] ?? ""))
    return "The question asks how many there are, which is never less than none.";
  return canonicalNumber(number[2] ?? "").includes(".")
    ? "The question asks how many whole things there are, and this is no whole number."
    : null;
}
