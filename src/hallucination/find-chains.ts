import type { Relation } from "../core/math-port.ts";
import type { ClaimKind } from "../core/verify-result.ts";
import type { Candidate, WrittenNumber } from "./candidate.ts";
import { type Surroundings, surroundingsOf } from "./cues.ts";
import { isWrittenOut } from "./expansion.ts";
import { labelsOf, unitAfter } from "./labels.ts";
import { type Operand, readOperand } from "./operand.ts";
import {
  groupingHedge,
  notationHedge,
  shareHedge,
  shorterReadings,
  thingHedge,
} from "./operand-hedges.ts";
import { readingsOf } from "./readings.ts";
import { isCutShort, isTornOff } from "./torn-off.ts";
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
    if (isPartOfDecimal(text, left.operand.start, right.end)) continue;
    if (index === 0 && isTornOff(tokens, left.operand)) continue;
    if (index + 2 === links.length && isCutShort(tokens, right)) continue;
    const candidate = candidateOf(text, tokens, left.operand, left.relation, right, question);
    if (candidate === null) continue;
    // "a² + ab + b²": what is not read belongs to the formula.
    if (
      candidate.isSymbolic &&
      tokens[right.next]?.type === "operator" &&
      index + 2 === links.length
    )
      continue;
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

/** "1,5 = 3/2": a comma between digits may be a decimal sign, and what is left of the number no number. */
function isPartOfDecimal(text: string, start: number, end: number): boolean {
  return (
    /^\d,\d$/.test(text.slice(start - 2, start + 1)) || /^\d,\d$/.test(text.slice(end - 1, end + 2))
  );
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
  if (relation.isWeak && isPropertyBehind(left)) return null;
  // "Code 2-05 is 5": a hyphen without spaces and a verb make no difference.
  if (relation.isWeak && (/^\d+(?:-\d+)+$/.test(written) || isSpanOfYears(written))) return null;
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
      shareHedge(left, relation, right) ??
      thingHedge(left, right, words),
    labels,
    isRounded: around.isRounded,
    isRoundingAsked: around.isRoundingAsked,
    isCounting: (trailing.length > 0 || right.words.length > 0) && right.currency === null,
    written: writtenNumber(text, right),
  };
}

/** "3*4的个位数字是2" tells a property of the product; "3*4的结果是12" its value. */
function isPropertyBehind({ words }: Operand): boolean {
  const said = words.join("");
  return (
    said.startsWith("的") && !/^的(?:计算)?(?:结果|值|积|和|差|商|总和|总数|答案|得数)/.test(said)
  );
}

/** "2008/09" and "2007-2008 for Ann" name a season. */
function isSpanOfYears(written: string): boolean {
  const [, first, second = ""] =
    /^((?:1[5-9]|20)\d\d)\s?[-/]\s?(\d{2}|\d{4})(?!\d)/.exec(written) ?? [];
  if (first === undefined) return false;
  const years = Number(first.slice(0, 4 - second.length) + second) - Number(first);
  return years === 1 || (second.length === 4 && years > 0) || second === "00";
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
  if (relation !== "=" || isDefinition(left)) return null;
  // "sqrt(x^2) = x for all real x" sets no condition on x.
  if (isDefinition(right) && !around.isForEveryReal) return null;
  const isMisexpanded =
    !around.isConditional && !around.isShownOrGiven && isWrittenOut(left, right);
  const isRewriting = around.isIdentityAsserted && !around.isConditional && /[A-Za-z]/.test(right);
  return {
    ...base,
    kind: "equation",
    readings: [{ left, relation, right }],
    isSymbolic: true,
    isIdentityAsserted: hasBinder || isRewriting || isMisexpanded,
    hasBinder,
    hedge: around.hedge,
    labels: null,
    isRounded: false,
    isCounting: false,
    written: null,
  };
}
