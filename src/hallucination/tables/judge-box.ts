import { wordsOf } from "../support/words.ts";
import { cellNumber } from "./cell-number.ts";
import type { TableJudgement } from "./judge-grid.ts";
import type { Box } from "./read-table.ts";

const NEGATION = /\b(?:not|never|no|neither|none|nor|only|except|without)\b|n't|[不没未]/i;
const NUMBER = /\$?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(thousand|million|billion)?/gi;
const AFTER = /\b(?:after|later than|since)\b|之?后|以后/i;
const BEFORE = /\b(?:before|earlier than|prior to)\b|之?前|以前/i;
const MORE =
  /\b(?:more than|over|above|exceed\w*|greater than|longer than|higher than|larger than|older than)\b|超过|多于|大于/i;
const LESS =
  /\b(?:less than|under|below|fewer than|shorter than|lower than|smaller than|younger than)\b|少于|低于|小于|不到/i;
const AT_LEAST = /\b(?:at least|or more)\b|至少/i;
const AT_MOST = /\b(?:at most|or less|or fewer|up to)\b|至多/i;
/** Parts of a year, decades and centuries are no year. */
const PART_OF_TIME =
  /\b(?:spring|summer|autumn|fall|winter|mid|middle|early|late|end|beginning|turn|decade|century|season|january|february|march|april|may|june|july|august|september|october|november|december)\b|\d['’]?s\b|世纪|年代|[季月]/i;
const VAGUE =
  /\b(?:when|while|whose|aged?|old|first|last|another|about|around|approximately|nearly|almost|roughly|close to|between|ago|per|each|average|percent)\b|%|约|近|年前/i;

/** Names of boxes that sentences put in other words. */
const SPOKEN: ReadonlyMap<string, RegExp> = new Map([
  ["born", /\bborn\b|\bbirth\b|出生/i],
  ["died", /\bdied\b|\bdeath\b|\bpassed away\b|去世|逝世/i],
  ["released", /\breleased?\b|\bcame out\b|发行|上映/i],
  ["release date", /\breleased?\b|\bcame out\b|\bpremiered\b|上映/i],
  ["founded", /\bfounded\b|\bestablished\b|成立|创立/i],
  ["established", /\bfounded\b|\bestablished\b|成立/i],
  ["opened", /\bopened\b|开放|开业/i],
  ["running time", /\b(?:runs|runtime|running time|minutes)\b|片长/i],
  ["length", /\b(?:length|minutes)\b|长/i],
  ["budget", /\bbudget\b|\bcost\b.*\bmake\b|预算/i],
  ["box office", /\bbox office\b|\bgross\w*\b|票房/i],
  ["population", /\bpopulation\b|\bpeople\b.*\blive\b|人口/i],
]);

const SPOKEN_NUMBERS: ReadonlyMap<string, string> = new Map(
  "two three four five six seven eight nine ten eleven twelve"
    .split(" ")
    .map((word, index) => [word, String(index + 2)]),
);
const SPOKEN_NUMBER = new RegExp(String.raw`\b(?:${[...SPOKEN_NUMBERS.keys()].join("|")})\b`, "gi");

/** The sentence with digits for number words, and hours as minutes. */
function inDigits(sentence: string): string {
  return sentence
    .replace(SPOKEN_NUMBER, (word) => SPOKEN_NUMBERS.get(word.toLowerCase()) ?? word)
    .replace(/\b(?:an|1) hour\b/i, "60 minutes")
    .replace(/\b(\d{1,2}) hours\b/i, (_, hours: string) => `${60 * Number(hours)} minutes`);
}

/** Judges a sentence with one number by the entry of a box it speaks of; null where that is not clear. */
export function judgeByBox(written: string, box: Box): TableJudgement | null {
  const sentence = inDigits(written);
  if (NEGATION.test(sentence) || VAGUE.test(sentence) || PART_OF_TIME.test(sentence)) return null;
  const numbers = [...sentence.matchAll(NUMBER)];
  if (numbers.length !== 1) return null;
  const [whole, digits = "", scale] = numbers[0] as RegExpExecArray;
  const entry = entryOf(sentence, box);
  if (entry === null || countForeign(sentence, box, entry) > MOST_FOREIGN) return null;
  const isVerb = /ed$/i.test(entry.name) || SPOKEN.has(entry.name.toLowerCase());
  const isYear = /^(?:1[5-9]|20)\d\d$/.test(digits) && scale === undefined;
  const behind = sentence.slice((numbers[0]?.index ?? 0) + whole.length);
  const isCount = !isYear && scale === undefined && isCounted(behind, entry);
  const values = isYear
    ? yearsOf(entry.values)
    : isCount
      ? [entry.values.length]
      : amountsOf(entry.values);
  const value = values.length === 1 ? (values[0] as number) : null;
  if (value === null) return null;
  const scales = { thousand: 1e3, million: 1e6, billion: 1e9 };
  const factor = scales[(scale?.toLowerCase() ?? "") as keyof typeof scales] ?? 1;
  const stated = Number(digits.replaceAll(",", "")) * factor;
  const unit = /^\s*([a-z]+)/i.exec(behind)?.[1];
  if (!isYear && !isCount && !isSameUnit(unit, entry.values)) return null;
  const detail = `The entry "${entry.name}" has ${entry.values.join("; ").slice(0, 80)}.`;
  const expected = String(value);
  const judged = (holds: boolean): TableJudgement => ({ holds, detail, expected });
  if (isYear && !isVerb) return null;
  if (AFTER.test(sentence) && isYear) return judged(value > stated);
  if (BEFORE.test(sentence) && isYear) return judged(value < stated);
  if (isYear) return /\bin\b|[年]/i.test(sentence) ? judged(value === stated) : null;
  if (AT_LEAST.test(sentence)) return judged(value >= stated);
  if (AT_MOST.test(sentence)) return judged(value <= stated);
  if (MORE.test(sentence)) return judged(value > stated);
  if (LESS.test(sentence)) return judged(value < stated);
  return judged(value === stated);
}

const TITLE = /^(?:title|name|名称|姓名|标题)$/i;
/** Content words beside the title and the entry may carry a statement of their own. */
const MOST_FOREIGN = 0;
const COMPARING =
  /^(?:more|less|than|over|under|least|most|before|after|born|died|death|releas|com|found|establish|open|run|long|minut|budget|million|billion|thousand|box|office|gross|population|people|year|film|movie|made|premier|earli|lat|differ|separat)/i;

function countForeign(sentence: string, box: Box, entry: Box["entries"][number]): number {
  const title = box.entries.find(({ name }) => TITLE.test(name));
  const known = new Set(
    [entry, ...(title === undefined ? [] : [title])].flatMap(({ name, values }) =>
      wordsOf(`${name} ${values.join(" ")}`).map(({ stem }) => stem),
    ),
  );
  return wordsOf(sentence).filter(
    ({ isContent, stem, text }) =>
      isContent && !/\d/.test(text) && !known.has(stem) && !COMPARING.test(text),
  ).length;
}

function entryOf(sentence: string, box: Box): Box["entries"][number] | null {
  const said = new Set(wordsOf(sentence).map(({ stem }) => stem));
  const found = box.entries.filter(({ name }) => {
    const spoken = SPOKEN.get(name.toLowerCase());
    if (spoken !== undefined) return spoken.test(sentence);
    const parts = wordsOf(name).filter(({ isContent }) => isContent);
    return parts.length > 0 && parts.every(({ stem }) => said.has(stem));
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** "3 labels" where the entry "Labels" lists names, one each: they are counted. */
function isCounted(behind: string, { name, values }: Box["entries"][number]): boolean {
  const isList =
    values.length > 1 && values.every((value) => !/\d|[,;&/]|\band\b|\bet al/i.test(value));
  const counted = /^\s*(?:different |separate )?(\p{L}+)/u.exec(behind)?.[1] ?? "";
  return isList && wordsOf(name).some(({ stem }) => stem === wordsOf(counted)[0]?.stem);
}

/** The one year of an entry; two different ones leave it open. */
function yearsOf(values: readonly string[]): readonly number[] {
  const years = values.flatMap((value) => value.match(/(?<!\d)(?:1[5-9]|20)\d\d(?!\d)/g) ?? []);
  return [...new Set(years.map(Number))];
}

function amountsOf(values: readonly string[]): readonly number[] {
  return values
    .flatMap((value) => cellNumber(value) ?? Number.NaN)
    .filter((value) => !Number.isNaN(value));
}

/** "112 minutes" is compared with minutes only; a number without a unit with anything. */
function isSameUnit(unit: string | undefined, values: readonly string[]): boolean {
  const given = /\d[\d,.]*\s*(?:thousand|million|billion)?\s*([a-z]+)/i.exec(values[0] ?? "")?.[1];
  if (given === undefined)
    return !/^(?:minutes?|hours?|years?|days?|months?|km|miles?|feet|meters?)$/i.test(unit ?? "");
  const plain = (word: string): string => word.toLowerCase().replace(/s$/, "");
  return unit !== undefined && plain(unit) === plain(given);
}
