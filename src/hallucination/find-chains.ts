import type { Relation } from "../core/math-port.ts";
import type { ClaimKind } from "../core/verify-result.ts";
import type { Candidate, Hedge, Reading, WrittenNumber } from "./candidate.ts";
import { doubt, type Surroundings, surroundingsOf } from "./cues.ts";
import { labelsOf, unitAfter } from "./labels.ts";
import { unitWord } from "./unit-words.ts";
import { type Operand, readOperand } from "./operand.ts";
import { readingsOf } from "./readings.ts";
import { type Token, tokenize } from "./tokens.ts";

interface Link {
  readonly operand: Operand;
  /** Relation that follows the operand; null on the last. */
  readonly relation: Token | null;
}

/** Finds written relations and chains of them (`a = b = c`) in prose. */
export function findChains(text: string, question: string): readonly Candidate[] {
  const tokens = tokenize(text);
  const found: Candidate[] = [];
  for (let index = 0; index < tokens.length;) {
    const links = readChain(tokens, index);
    const last = links.at(-1);
    if (last === undefined) {
      index += 1;
      continue;
    }
    found.push(...claimsOfChain(text, tokens, links, question));
    index = Math.max(index + 1, last.operand.next);
  }
  return found;
}

function readChain(tokens: readonly Token[], first: number): readonly Link[] {
  const links: Link[] = [];
  for (let index = first; ;) {
    const operand = readOperand(tokens, index);
    if (operand === null) return links;
    const relation = tokens[operand.next];
    const isRelation = relation?.type === "relation";
    links.push({ operand, relation: isRelation ? relation : null });
    if (!isRelation) return links;
    index = operand.next + 1;
    while (isSkippable(tokens[index])) index += 1;
  }
}

/** "= about 5": the word belongs to the relation, and the surroundings read it. */
function isSkippable(token: Token | undefined): boolean {
  return token?.type === "word" && /^(?:about|approximately|roughly|exactly)$/i.test(token.text);
}

function claimsOfChain(
  text: string,
  tokens: readonly Token[],
  links: readonly Link[],
  question: string,
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let index = 0; index + 1 < links.length; index++) {
    const left = links[index] as Link;
    const right = (links[index + 1] as Link).operand;
    if (left.relation === null) break;
    if (left.operand.isTooLong || right.isTooLong) continue;
    if (index === 0 && isTornOff(tokens, left.operand)) continue;
    if (index + 2 === links.length && isCutShort(tokens, right)) continue;
    const candidate = candidateOf(text, tokens, left.operand, left.relation, right, question);
    if (candidate === null) continue;
    // A chain of three or more is a calculation that goes on, so each link is meant as equal.
    const isChained = links.length > 2 && candidate.isSymbolic && !candidate.isIdentityAsserted;
    const isCalculation =
      isChained &&
      right.hasVariable &&
      !surroundingsOf(text, candidate.start, candidate.end, question).isConditional;
    found.push(
      isChained ? { ...candidate, isIdentityAsserted: isCalculation, isChained } : candidate,
    );
  }
  return found;
}

const BULLET = /^[-+*]$/;
/** Words behind which a statement begins. */
const CONNECTIVE = /^(?:so|thus|hence|therefore|since|because|that)$/i;

/** True when something that was not read as mathematics stands right before the operand. */
function isTornOff(tokens: readonly Token[], operand: Operand): boolean {
  const before = tokens[operand.first - 1];
  if (before === undefined || before.type === "newline") return false;
  if (before.type === "operator") {
    const earlier = tokens[operand.first - 2];
    const startsLine = earlier === undefined || earlier.type === "newline";
    return !(startsLine && BULLET.test(before.text));
  }
  if (before.type === "word" || before.type === "variable")
    return (
      (operand.operators === 0 && !CONNECTIVE.test(before.text) && !operand.hasVariable) ||
      isRange(tokens, operand) ||
      isAside(tokens, operand)
    );
  if (before.type === "of") return isShareOf(tokens, operand.first - 1);
  return ["number", "close", "power", "percent", "factorial", "function"].includes(before.type)
    ? !isListMark(tokens, operand.first - 1)
    : before.type === "other" && isPartOfFormula(before.text, tokens[operand.first]);
}

const SHARES =
  /^(?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|percent|percentage|share|fraction|part|ratio|rest|remainder|square|root|power|multiples?|out|instead)$/i;

/** "20% of 3 + 4 = …" is torn from its share; "a total of 3 + 4 = 7" is a whole statement. */
function isShareOf(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  if (before === undefined) return false;
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
function isCutShort(tokens: readonly Token[], operand: Operand): boolean {
  const after = tokens[operand.next];
  if (after === undefined) return false;
  if (after.type === "other") return /^[\d\\_{^|:]/.test(after.text) && !after.isSpaced;
  if (after.type === "power") return true;
  // "10^11 % 10^12" goes on with a remainder.
  if (after.type === "percent") return tokens[operand.next + 1]?.type === "number";
  if (after.type === "operator") {
    const next = tokens[operand.next + 1];
    return next !== undefined && !after.isSpaced && next.type !== "word" && next.type !== "newline";
  }
  if (after.type !== "word" || operand.operators > 0 || unitWord(after.text) === undefined)
    return false;
  // "= 2 hours 30 minutes" and "= 5 feet 3 inches" are one quantity in two units.
  return tokens[operand.next + 1]?.type === "number" && tokens[operand.next + 2]?.type === "word";
}

function candidateOf(
  text: string,
  tokens: readonly Token[],
  left: Operand,
  relation: Token,
  right: Operand,
  question: string,
): Candidate | null {
  // "(4) = 16π" numbers a formula, or is torn from one that was set in several lines.
  if (left.operators === 0 && left.plain.startsWith("(") && /^\(\d+\)$/.test(left.plain))
    return null;
  const isSymbolic = left.hasVariable || right.hasVariable;
  const sign = relation.plain as Relation;
  if (relation.isWeak && left.hasVariable) return null;
  if (
    relation.isWeak &&
    left.operators === 0 &&
    labelsOf(left, right, unitAfter(text, right.end)) === null
  )
    return null;
  const written = text.slice(left.start, left.end);
  // "Code 2-05 is 5": a hyphen without spaces and a verb make no difference.
  if (relation.isWeak && /^\d+(?:-\d+)+$/.test(written)) return null;
  const around = surroundingsOf(text, left.start, right.end, question);
  const base = { start: left.start, end: right.end };
  if (isSymbolic) return symbolicCandidate(text, base, left, sign, right, around);
  const trailing = trailingWords(tokens, right);
  const words = [...left.words, ...right.words, ...trailing];
  for (const operand of [left, right]) if (operand.currency !== null) words.push(operand.currency);
  const labels = labelsOf(left, right, unitAfter(text, right.end));
  const isConversion = labels !== null && left.operators === 0;
  if (
    !isConversion &&
    left.operators === 0 &&
    (left.words.length > 0 || (right.operators === 0 && words.length > 0))
  )
    return null;
  return {
    ...base,
    kind: labels === null ? kindOf(sign, left.operators + right.operators) : "unit",
    readings: [
      ...readingsOf(left.plain, sign, right.plain),
      ...shorterReadings(left, sign, right, text.slice(right.start, right.end)),
    ],
    isSymbolic: false,
    isIdentityAsserted: true,
    hasBinder: false,
    hedge:
      around.hedge ??
      notationHedge(written, relation, right) ??
      groupingHedge(left, right) ??
      shareHedge(left, right) ??
      thingHedge(left, right, words),
    labels,
    isRounded: around.isRounded,
    isCounting: (trailing.length > 0 || right.words.length > 0) && right.currency === null,
    written: writtenNumber(text, right),
  };
}

/** Rounds of golf ("73-73-65=211") and marks out of ten or a hundred are written like arithmetic. */
function notationHedge(written: string, relation: Token, right: Operand): Hedge | null {
  const [, first, second] = /^([5-8]\d)-([5-8]\d)$/.exec(written) ?? [];
  const isScore = Number(first) + Number(second) === Number(right.plain);
  if (isScore || /^\d+(?:-\d+){2,}$/.test(written))
    return doubt("The hyphens may only separate numbers.");
  return relation.isWeak && /^\d+(?:\.\d+)?\/(?:5|10|20|100)$/.test(written)
    ? doubt("This may be a mark and no fraction.")
    : null;
}

function groupingHedge(left: Operand, right: Operand): Hedge | null {
  return left.isGroupingOpen || right.isGroupingOpen
    ? { reason: "The division by a rate can be grouped in two ways.", isDenial: true }
    : null;
}

const UNKNOWN_UNITS = /^(?:units?|parts?|shares?|boxes|blocks?|u|份)$/;

/** "5 units + 5 = 4 units + 20" and "3 triangles = 3 x 3 matches": the words stand for other amounts. */
function thingHedge(left: Operand, right: Operand, words: readonly string[]): Hedge | null {
  if (/ [+-] /.test(left.plain) && words.some((word) => UNKNOWN_UNITS.test(word)))
    return doubt("A unit or part stands here for an amount that is not written.");
  const last = left.words.at(-1);
  const isOther = last !== undefined && right.operators > 0 && !right.words.includes(last);
  return isOther && right.plain.includes("*")
    ? doubt("The two sides count different things.")
    : null;
}

/** "5 + 1 = 6 times $5 …": the statement may end at the first number of its right side. */
function shorterReadings(
  left: Operand,
  relation: Relation,
  right: Operand,
  written: string,
): readonly Reading[] {
  const isWorded = right.operators > 0 && /\p{L}{2,}/u.test(written);
  const first = isWorded ? /^(-?\d+(?:\.\d+)?%?)\s*[*/]/.exec(right.plain)?.[1] : undefined;
  const readings: Reading[] =
    first === undefined ? [] : [...readingsOf(left.plain, relation, first)];
  // "10% of the $400 + $1580 = $1980": the share may be of the sum, and the sum what is stated.
  const sum = /^\(?\d+(?:\.\d+)?(?:%|\/\d+\))\s*\*\s*(.+\s[+-]\s.+)$/.exec(left.plain)?.[1];
  if (sum !== undefined) {
    readings.push(...readingsOf(sum, relation, right.plain));
    const share = left.plain.slice(0, left.plain.length - sum.length);
    readings.push(...readingsOf(`${share}(${sum})`, relation, right.plain));
  }
  return readings;
}

const SHARE = /^(?:\(?(\d+)\s*\/\s*(\d+)\)?|\d+(?:\.\d+)?%)$/;

/** "2/5 = 14" and "10% = 6" say how much a share comes to, not that two numbers are equal. */
function shareHedge(left: Operand, right: Operand): Hedge | null {
  const share = SHARE.exec(left.plain);
  const isAmount = left.words.length > 0 || /^\d+$/.test(right.plain) || right.operators > 0;
  if (share === null || right.hasPercent || !isAmount) return null;
  const isProper = share[1] === undefined || Number(share[1]) < Number(share[2]);
  return isProper ? doubt("A share stands here for the amount it comes to.") : null;
}

function trailingWords(tokens: readonly Token[], operand: Operand): readonly string[] {
  const words: string[] = [];
  for (let offset = 0; offset < 2; offset++) {
    const token = tokens[operand.next + offset];
    if (token?.type !== "word" && token?.type !== "variable") break;
    words.push(token.text.toLowerCase());
  }
  return words;
}

function kindOf(sign: Relation, operators: number): ClaimKind {
  if (sign !== "=" && sign !== "≈") return operators === 0 ? "comparison" : "inequality";
  return operators === 0 ? "equation" : "arithmetic";
}

function writtenNumber(text: string, operand: Operand): WrittenNumber | null {
  const slice = text.slice(operand.start, operand.end);
  const match = /-?(?:\d[\d,]*(?:\.\d+)?|\.\d+)/.exec(slice);
  if (match === null || operand.operators > 0) return null;
  const start = operand.start + match.index;
  return { start, end: start + match[0].length, text: match[0] };
}

/** A name alone on one side ("x = 5", "f(x) = 2x", "A = pi*r^2") is a condition or a definition. */
function isDefinition(side: string): boolean {
  return /^[A-Za-z](?:_\w+)?(?:'+)?(?:\([A-Za-z]\))?$/.test(side.trim());
}

function symbolicCandidate(
  text: string,
  base: { start: number; end: number },
  left: Operand,
  sign: Relation,
  right: Operand,
  around: Surroundings,
): Candidate | null {
  const leftText = text.slice(left.start, left.end).trim();
  const rightText = text.slice(right.start, right.end).trim();
  return symbolicStatement(base, leftText, sign, rightText, left.hasBinder, around);
}

/** A relation with variables, unless it is a condition or a definition. */
export function symbolicStatement(
  base: { start: number; end: number },
  left: string,
  relation: Relation,
  right: string,
  hasBinder: boolean,
  around: Surroundings,
): Candidate | null {
  if (relation !== "=" || isDefinition(left) || isDefinition(right)) return null;
  const isRewriting = around.isIdentityAsserted && !around.isConditional && /[A-Za-z]/.test(right);
  return {
    ...base,
    kind: "equation",
    readings: [{ left, relation, right }],
    isSymbolic: true,
    isIdentityAsserted: hasBinder || isRewriting,
    hasBinder,
    hedge: around.hedge,
    labels: null,
    isRounded: false,
    isCounting: false,
    written: null,
  };
}
