import { CONSTANT_NAMES, functionByName, GREEK } from "../expression/functions.ts";

/** Words after a number that change what it says; none of them names things that are counted. */
const NOT_NOUNS =
  /^(?:and|or|not|no|none|nor|but|except|than|more|less|fewer|over|under|above|below|to|by|per|of|out|plus|minus|times|mod|modulo|divided|multiplied|percent|per|cent|half|halves|third|thirds|quarter|quarters|hundred|thousand|million|billion|trillion|dozen|squared|cubed|factorial|if|when|where|for|is|are|was|infinity|degrees?|radians?|base|choose|with|without|approximately|about|remainder|r)$/i;
const CLASSIFIERS =
  "个只本张条件块支枚颗辆台架艘头匹位名人次种类份双对套箱袋瓶盒间座棵朵粒片页篇道题步层岁";
const NUMBER = String.raw`[-+−]?(?:\d[\d,]*(?:\.\d+)?(?:\s*/\s*\d+)?|\.\d+)`;
const ENGLISH = new RegExp(String.raw`^(${NUMBER})\s+([A-Za-z]+(?:[ -][A-Za-z]+){0,3})$`);
const CHINESE = new RegExp(
  String.raw`^(${NUMBER})\s*([${CLASSIFIERS}]?)([\p{Script=Han}]{0,8})$`,
  "u",
);

/**
 * A number of things: "5 apples", "5个苹果". Words of mathematics are no nouns, and letters that the
 * reader would multiply are none either. The noun comes in the singular, without its classifier.
 */
export function readCounted(
  text: string,
): { readonly number: string; readonly noun: string } | null {
  const english = ENGLISH.exec(text);
  if (english !== null) {
    const [, number, noun] = english as unknown as [string, string, string];
    const words = noun.split(/[ -]/);
    return words.every(isNoun) ? { number, noun: singular(noun) } : null;
  }
  const chinese = CHINESE.exec(text);
  if (chinese === null) return null;
  const [, number, classifier, noun] = chinese as unknown as [string, string, string, string];
  if (
    (classifier === "" && noun === "") ||
    /[分之零一二两三四五六七八九十百千万亿半约和或且]/u.test(noun)
  )
    return null;
  return { number, noun };
}

function isNoun(word: string): boolean {
  return (
    word.length >= 3 &&
    !NOT_NOUNS.test(word) &&
    functionByName(word) === undefined &&
    !CONSTANT_NAMES.has(word) &&
    !GREEK.has(word) &&
    [...word].sort().join("") !== word
  );
}

function singular(noun: string): string {
  return noun
    .toLowerCase()
    .replace(/(?<=(?:s|x|ch|sh))es$/, "")
    .replace(/ies$/, "y")
    .replace(/(?<=[^s])s$/, "");
}
