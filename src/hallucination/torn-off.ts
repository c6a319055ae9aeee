import type { Operand } from "./operand.ts";
import type { Token } from "./tokens.ts";
import { unitWord } from "./unit-words.ts";

const BULLET = /^[-+*]$/;
/** Words behind which a statement begins. */
const CONNECTIVE = /^(?:so|thus|hence|therefore|since|because|that)$/i;

/** True when something that was not read as mathematics stands right before the operand. */
export function isTornOff(tokens: readonly Token[], operand: Operand): boolean {
  const before = tokens[operand.first - 1];
  if (before === undefined || before.type === "newline") return false;
  if (before.text === "\ufffc") return true;
  // "2 + 3 + 5 + … + 29 = 129" goes on from its dots.
  if (/^[….⋯]$/.test(before.text) && tokens[operand.first]?.type === "operator") return true;
  // "1 : 5 = 2 : 10" compares ratios.
  if (before.text === ":" && before.isSpaced && tokens[operand.first - 2]?.type === "number")
    return true;
  if (before.type === "operator") {
    const earlier = tokens[operand.first - 2];
    const startsLine = earlier === undefined || earlier.type === "newline";
    return !(startsLine && BULLET.test(before.text));
  }
  if (before.type === "word" || before.type === "variable")
    return (
      (operand.operators === 0 && !CONNECTIVE.test(before.text) && !operand.hasVariable) ||
      isRange(tokens, operand) ||
      isPropertyOf(tokens, operand.first - 1) ||
      isSecondOfPair(tokens, operand.first - 1) ||
      isLaterUnit(tokens, operand) ||
      isAside(tokens, operand)
    );
  if (before.type === "of") return isShareOf(tokens, operand.first - 1);
  return ["number", "close", "power", "percent", "factorial", "function"].includes(before.type)
    ? !isListMark(tokens, operand.first - 1)
    : before.type === "other" && isPartOfFormula(before.text, tokens[operand.first]);
}

/** "The sum of 1/2 and" before the operand. */
function isSecondOfPair(tokens: readonly Token[], index: number): boolean {
  if (!/^(?:and|和|与)$/i.test(tokens[index]?.text ?? "")) return false;
  let at = index - 1;
  while (tokens[at]?.type === "number" || tokens[at]?.text === "/") at -= 1;
  return at < index - 1 && (tokens[at]?.type === "of" || /^between$/i.test(tokens[at]?.text ?? ""));
}

/** "1 hour" before "20 min + …": one quantity in two units. */
function isLaterUnit(tokens: readonly Token[], operand: Operand): boolean {
  if (tokens[operand.first]?.type !== "number" || unitAt(tokens, operand.first + 1) === 0)
    return false;
  return [1, 2, 3].some((length) => {
    const unit = operand.first - length;
    return tokens[unit - 1]?.type === "number" && unitAt(tokens, unit) === length;
  });
}

/** How many tokens from here on name a unit: a word, or up to three Chinese characters; 0 for none. */
function unitAt(tokens: readonly Token[], index: number): number {
  const word = tokens[index];
  if (word === undefined || (word.type !== "word" && word.type !== "variable")) return 0;
  if (/^[A-Za-z]/.test(word.text)) return unitWord(word.text) === undefined ? 0 : 1;
  for (let length = 3; length > 0; length--) {
    const text = tokens
      .slice(index, index + length)
      .map((token) => token.text)
      .join("");
    if (/^\p{Script=Han}+$/u.test(text) && unitWord(text) !== undefined) return length;
  }
  return 0;
}

const MOST_WORDS_BETWEEN = 2;

/** "The last digit of the product 3 * 4 is 2" tells a property of what is written, not its value. */
function isPropertyOf(tokens: readonly Token[], index: number): boolean {
  for (let at = index; at >= 0 && at >= index - MOST_WORDS_BETWEEN; at--) {
    const token = tokens[at];
    if (token?.type === "of" || token?.text.toLowerCase() === "in") return isShareOf(tokens, at);
    if (token?.type !== "word") return false;
    if (/^[位字数根半]$/.test(token.text)) return true;
  }
  return false;
}

const SHARES =
  /^(?:digits?|remainder|factors?|divisors?|zeros?|zeroes|reciprocal|inverse|opposite|negative|square|cube|double|twice|triple|average|mean|median|logarithm|half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|percent|percentage|share|fraction|part|ratio|rest|root|power|multiples?|out|instead)$/i;

/** "20% of 3 + 4 = …" is torn from its share; "a total of 3 + 4 = 7" is a whole statement. */
function isShareOf(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  if (before === undefined) return false;
  if (tokens[index]?.type !== "of" && before.type !== "word") return false;
  return before.type !== "word" || SHARES.test(before.text);
}

/** Signs that end or open a piece of prose; anything else that touches an operand belongs to it. */
const PUNCTUATION = /^[\s.,:;!?"'“”‘’()（）。，、：；！？…*_#>•·—–`「」『』《》【】$]$/u;

function isPartOfFormula(before: string, next: Token | undefined): boolean {
  if (/^[\\_{^|]$/.test(before)) return true;
  return next?.isSpaced !== true && !PUNCTUATION.test(before);
}

/** "Weeks 1-2", "pages 10-20": a range, no difference. */
function isRange(tokens: readonly Token[], operand: Operand): boolean {
  const [low, dash, high] = tokens.slice(operand.first, operand.first + 3);
  return (
    operand.operators === 1 &&
    low?.type === "number" &&
    dash?.text === "-" &&
    !dash.isSpaced &&
    high?.type === "number" &&
    !high.isSpaced &&
    Number(low.plain) < Number(high.plain) &&
    /s$/i.test(tokens[operand.first - 1]?.text ?? "")
  );
}

/** "19 km (12 mi) x 2": the bracket repeats what stands before it in another unit. */
function isAside(tokens: readonly Token[], operand: Operand): boolean {
  const isNumber = tokens[operand.first - 2]?.type === "number";
  return tokens[operand.first]?.type === "open" && isNumber;
}

/** "1)" and "(2)" at the start of a line number the step. */
function isListMark(tokens: readonly Token[], index: number): boolean {
  if (tokens[index]?.type !== "close" || tokens[index - 1]?.type !== "number") return false;
  const start = tokens[index - 2]?.type === "open" ? index - 3 : index - 2;
  const before = tokens[start];
  return start < 0 || before === undefined || before.type === "newline";
}

/** True when the operand was cut where the text goes on with mathematics ("= 3:30", "= 5x^{2"). */
export function isCutShort(tokens: readonly Token[], operand: Operand): boolean {
  const after = tokens[operand.next];
  if (after === undefined) return false;
  if (after.text === "\ufffc") return true;
  if (after.text === ":" && tokens[operand.next + 1]?.type === "number") return true;
  if (after.type === "other") return /^[\d\\_{^|:]/.test(after.text) && !after.isSpaced;
  if (after.type === "power") return true;
  // "10^11 % 10^12" goes on with a remainder.
  if (after.type === "percent") return tokens[operand.next + 1]?.type === "number";
  if (after.type === "operator") {
    const next = tokens[operand.next + 1];
    return next !== undefined && !after.isSpaced && next.type !== "word" && next.type !== "newline";
  }
  const unit = operand.operators > 0 ? 0 : unitAt(tokens, operand.next);
  if (unit === 0) return false;
  // "= 2 hours 30 minutes" and "= 5 feet 3 inches" are one quantity in two units.
  const number = operand.next + unit;
  return tokens[number]?.type === "number" && unitAt(tokens, number + 1) > 0;
}
