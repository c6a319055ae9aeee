/** A word of a text with its offsets. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** One form for the inflections of a word; what is compared. */
  readonly stem: string;
  /** Carries content; not a function word or a filler. */
  readonly isContent: boolean;
}

const FUNCTION_WORDS = new Set(
  "a an the and or but if then so of to in on at by for with from as is are was were be been being am it its it's this that these those there here he she they them him his her hers their theirs we us our i me my mine you your yours who whom which what when where how why do does did done doing have has had having not no n't nor can could will would shall should may might must just very too also than into over under about up down out off again more most some any such only own same other s t re ve ll d m oh yes yeah well really lot know think like um hmm ok okay right sure actually".split(
    " ",
  ),
);
const CHINESE_FUNCTION = new Set(
  "的了是在和与对为等也就都而及其这那有将从到被把由向并或但则又所以因且着过地得之于以中上下个们一不还很更最将会可能该此".split(
    "",
  ),
);

const WORD =
  /\d[\d,.]*\d|\d|\p{Script=Han}+|(?:(?!\p{Script=Han})\p{L})+(?:['’](?!\p{Script=Han})\p{L}+)?/gu;

/** Cuts a text into words; Chinese into pairs of characters, which needs no dictionary. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    if (/\p{Script=Han}/u.test(match[0])) words.push(...chinesePairs(match[0], start));
    else {
      const lower = match[0].toLowerCase().replaceAll("’", "'");
      words.push({
        start,
        end: start + match[0].length,
        text: match[0],
        stem: stemOf(lower),
        isContent: !FUNCTION_WORDS.has(lower),
      });
    }
  }
  return words;
}

function chinesePairs(run: string, offset: number): readonly Word[] {
  const characters = [...run];
  if (characters.length === 1)
    return [
      {
        start: offset,
        end: offset + run.length,
        text: run,
        stem: run,
        isContent: !CHINESE_FUNCTION.has(run),
      },
    ];
  const words: Word[] = [];
  let at = offset;
  for (let index = 0; index + 1 < characters.length; index++) {
    const [first, second] = [characters[index] ?? "", characters[index + 1] ?? ""];
    const text = first + second;
    const isContent = !CHINESE_FUNCTION.has(first) && !CHINESE_FUNCTION.has(second);
    words.push({ start: at, end: at + text.length, text, stem: text, isContent });
    at += first.length;
  }
  return words;
}

/** Drops common English endings, so that "stored" meets "store". */
export function stemOf(word: string): string {
  let stem = word;
  if (stem.length > 3) stem = stem.replace(/'s$/, "");
  if (stem.length > 5) stem = stem.replace(/(?:ational|ization|fulness|iveness)$/, "");
  if (stem.length > 4) stem = stem.replace(/ies$/, "y").replace(/(?<=[^s])s$/, "");
  if (stem.length > 5) stem = stem.replace(/(?:ing|edly|ed|er|est|ly|ment|ion|ive|al)$/, "");
  return stem.replace(/([b-df-hj-np-tv-z])\1$/, "$1").replace(/e$/, "");
}
