import type { Expression } from "../expression/expression.ts";
import { isDeadEnd } from "../exact/deadline.ts";
import { parseExpression } from "../read/parse.ts";
import { unitNamed } from "../units/read-unit.ts";
import { type Token, tokensOf } from "./sentence-tokens.ts";

/** `12 * 5 = 60` as it stands in a sentence. */
export interface Calculation {
  /** The letter that is given the value, as in `A = 3 + 4 = 7`. */
  readonly name: string | null;
  readonly members: readonly Expression[];
  /** The same with per cent signs left out, where there are some. */
  readonly withoutPercent: readonly Expression[] | null;
  /** Decimal places of a member that is a single number; null for others. */
  readonly places: readonly (number | null)[];
  /** Whether a member counts something else than the one before, as in `1 triangle = 3 sides`. */
  readonly countsOther: readonly boolean[];
  /** The first number of each member, where it does not stand in brackets. */
  readonly leading: readonly (Expression | null)[];
  /** False where words beside the numbers may change what they are: other units, dozens, millions. */
  readonly isPlain: boolean;
}

export interface Sentence {
  readonly calculations: readonly Calculation[];
  /** An expression in quotation marks, such as a plan `A - B` for the whole. */
  readonly quoted: Expression | null;
  /** "the answer is 12". */
  readonly answer: Expression | null;
}

/** Words between a number and a sign that say more than what is counted. */
const SCALE =
  /^(?:of|units?|parts?|份|than|half|twice|thrice|double|triple|dozens?|hundreds?|thousands?|millions?|billions?|percent|pairs?|scores?|quarters?|more|less|fewer|divided|by|over|remainder|rest|r|and|or|is|are|was|were|the|because|since|so|if|then|when|while|but|thus|as|for|倍|的|百|千|万|亿|余|比|乘|除|加|减|约|半|每|第|点|分|折|和|又|是)$/iu;
/** Before a number these make it part of something that is not written with signs. */
const LEADING =
  /^(?:of|by|times|plus|minus|over|than|per|divided|half|twice|的|乘|除|加|减|比|以|第|点|分|之|零)$/iu;
/** "a total of 3 + 4 = 7" is about the sum. */
const TOTAL = /^(?:total|sum|increase|decrease|profit|cost|amount|charge|fee|speed)$/i;
/** Words that make another number of the last one. */
const AFTER =
  /^(?:dozens?|hundreds?|thousands?|millions?|billions?|percent|pairs?|scores?|quarters?|halves|of|divided|倍|百|千|万|亿|余|又|分|折|半|点)$/iu;
/** Money that is counted in parts of what the signs of money mean. */
const COINS = /^(?:cents?|pence|penny|pennies|nickels?|dimes?|角)$/iu;
const MOST_UNIT_WORDS = 3;
const MOST_CALCULATIONS = 12;

/** The calculations in a sentence; null where there is none that can be taken on its own. */
export function readSentence(text: string): Sentence | null {
  const tokens = tokensOf(text);
  const calculations: Calculation[] = [];
  for (let at = 0; at < tokens.length && calculations.length < MOST_CALCULATIONS;) {
    const found = canStart(tokens, at) ? new Reader(tokens, at).chain() : null;
    if (found === null) at += 1;
    else {
      calculations.push(found.calculation);
      at = found.end;
    }
  }
  const quoted = /["“”]([^"“”]{1,200})["“”]/u.exec(text)?.[1];
  const answer = /(?:answer|result|答案)(?: is|是|为)?[:：]?\s*(-?\d+(?:\.\d+)?)(?![\d/])/iu.exec(
    text,
  )?.[1];
  const sentence = {
    calculations,
    quoted: quoted === undefined ? null : readPart(quoted),
    answer: answer === undefined ? null : readPart(answer),
  };
  return calculations.length === 0 && sentence.answer === null ? null : sentence;
}

/** What stands before must not belong to the first number. */
function canStart(tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at] as Token];
  const isOperand =
    token.kind === "number" || token.kind === "name" || token.text === "(" || token.text === "-";
  if (!isOperand) return false;
  if (before === undefined) return true;
  // `f(0) = 1` is a value of a function, and `\\Delta 2` no number.
  const isCall = /^[A-Za-z]$/.test(before.text) || token.isSpaced !== true;
  if (token.text === "(" && isCall && /^[A-Za-z]/.test(before.text)) return false;
  if (before.kind === "word") {
    const isTotal = before.text === "of" && TOTAL.test(tokens[at - 2]?.text ?? "");
    return token.text !== "-" && (isTotal || !LEADING.test(before.text)) && !isInSum(tokens, at);
  }
  // A time of day or a ratio goes on.
  const ratio = before.text === ":" ? tokens[at - 2] : undefined;
  if (ratio?.kind === "number" || ratio?.text === ")") return false;
  return before.kind === "other" && /^[,.;:，。；：?!"“”、]$/u.test(before.text);
}

/** `8 guns + Nick's 10 guns`: only words stand between a sign and the number. */
function isInSum(tokens: readonly Token[], at: number): boolean {
  let place = at - 1;
  while (tokens[place]?.kind === "word") place -= 1;
  const token = tokens[place];
  return token?.kind === "sign" && /^[-+*/^]$/.test(token.text);
}

interface Member {
  /** What is counted, by the stems of the words beside the numbers. */
  readonly counted: ReadonlySet<string>;
  readonly text: string;
  readonly bare: string;
  readonly places: number | null;
  readonly leading: string | null;
}

/** Reads one chain from a place on. */
class Reader {
  private readonly tokens: readonly Token[];
  private at: number;
  private readonly units = new Set<string>();
  private counted = new Set<string>();
  private rates = 0;
  private hasScale = false;
  private hasMoney = false;

  constructor(tokens: readonly Token[], at: number) {
    this.tokens = tokens;
    this.at = at;
  }

  chain(): { calculation: Calculation; end: number } | null {
    const members: Member[] = [];
    const from = this.at;
    let end = from;
    for (;;) {
      const member = this.member();
      if (member === null) break;
      const next = this.tokens[this.at];
      // `= 3 dozen` and `= 400 000` say another number than the one that was read.
      const isCut =
        next?.kind === "number" ||
        next?.text === "…" ||
        next?.text === ":" ||
        (next?.text === "." && this.tokens[this.at + 1]?.text === ".") ||
        (next?.kind === "word" && AFTER.test(next.text)) ||
        (next?.kind === "sign" && next.text !== "=" && next.text !== ")");
      if (isCut) break;
      members.push(member);
      end = this.at;
      if (next?.text !== "=") break;
      this.at += 1;
    }
    if (members.length < 2) return null;
    const read = members.map(({ text }) => readPart(text));
    if (read.includes(null)) return null;
    const [first, ...rest] = read as [Expression, ...Expression[]];
    const isNamed = typeof first === "string";
    const kept = isNamed ? members.slice(1) : members;
    const hasPercent = kept.some(({ text, bare }) => text !== bare);
    return {
      end,
      calculation: {
        name: isNamed ? first : null,
        members: isNamed ? rest : [first, ...rest],
        withoutPercent: hasPercent
          ? kept.map(({ bare }) => readPart(bare) ?? ("Undefined" as Expression))
          : null,
        places: kept.map(({ places }) => places),
        countsOther: kept.map(({ counted }, index) => {
          const before = kept[index - 1]?.counted ?? new Set<string>();
          return (
            before.size > 0 && counted.size > 0 && ![...counted].some((one) => before.has(one))
          );
        }),
        leading: kept.map(({ leading }) => (leading === null ? null : readPart(leading))),
        isPlain:
          !this.hasScale &&
          !this.isRange(from) &&
          // 500/ 2/5 may be 500/(2/5).
          !members.some(({ bare }) => /[\d)]\/[\d.]+\/\d/.test(bare)) &&
          this.units.size < 2 &&
          !(this.hasMoney && this.units.has("coin")),
      },
    };
  }

  /** "Weeks 1-2 = …" and "pages 3-4": from one to the other. */
  private isRange(from: number): boolean {
    const [before, first, sign, second, next] = this.tokens.slice(Math.max(0, from - 1), from + 4);
    return (
      before?.kind === "word" &&
      /^[A-Z]|s$/.test(before.text) &&
      first?.kind === "number" &&
      sign?.text === "-" &&
      sign.isSpaced !== true &&
      second?.kind === "number" &&
      next?.text === "="
    );
  }

  /** Operands and signs in turn, up to what is neither. */
  private member(): Member | null {
    let [text, bare] = ["", ""];
    let operands = 0;
    let depth = 0;
    let single: Token | null = null;
    this.counted = new Set();
    let leading: string | null = null;
    for (;;) {
      let sign = "";
      while (this.isSign("-") || this.isSign("(")) {
        if (this.isSign("(")) depth += 1;
        sign += (this.tokens[this.at] as Token).text;
        this.at += 1;
      }
      const token = this.tokens[this.at];
      if (token === undefined || (token.kind !== "number" && token.kind !== "name")) return null;
      this.at += 1;
      const isPercent = token.kind === "number" && token.isPercent;
      text += `${sign}${isPercent ? `(${token.text}/100)` : token.text}`;
      bare += `${sign}${token.text}`;
      if (operands === 0 && !sign.includes("(")) leading = sign + token.text;
      single = operands === 0 && (sign === "" || sign === "-") ? token : null;
      operands += 1;
      if (isPercent && this.isWord("of")) {
        this.at += 1;
        [text, bare] = [`${text}*`, `${bare}*`];
        single = null;
        continue;
      }
      if (token.kind === "number") {
        if (token.isMoney) this.hasMoney = true;
        this.unitWords();
      }
      while (this.isSign(")") && depth > 0) {
        depth -= 1;
        [text, bare] = [`${text})`, `${bare})`];
        this.at += 1;
        this.unitWords();
      }
      // A bracket too many is a slip of the pen.
      while (this.isSign(")") && this.tokens[this.at + 1]?.text === "=") this.at += 1;
      const next = this.tokens[this.at];
      if (next?.kind !== "sign" || !/^[-+*/^(]$/.test(next.text)) break;
      if (next.text === "(") {
        // "70 (70%)" adds something about the number.
        if (next.isSpaced === true) break;
        [text, bare] = [`${text}*`, `${bare}*`];
        continue;
      }
      [text, bare] = [`${text}${next.text}`, `${bare}${next.text}`];
      this.at += 1;
    }
    const missing = ")".repeat(depth);
    return {
      counted: this.counted,
      text: text + missing,
      bare: bare + missing,
      places:
        operands === 1 && single?.kind === "number"
          ? (single.text.split(".")[1]?.length ?? 0) + (single.isPercent ? 2 : 0)
          : null,
      leading,
    };
  }

  private isSign(text: string): boolean {
    const token = this.tokens[this.at];
    return token?.kind === "sign" && token.text === text;
  }

  private isWord(text: string): boolean {
    const token = this.tokens[this.at];
    return token?.kind === "word" && token.text.toLowerCase() === text;
  }

  /** `15 students *`: what is counted, passed over where a sign follows. */
  private unitWords(): void {
    const words: string[] = [];
    let place = this.at;
    const isPer = (): boolean =>
      this.tokens[place]?.text === "/" && this.tokens[place + 1]?.kind === "word";
    while ((this.tokens[place]?.kind === "word" || isPer()) && words.length <= MOST_UNIT_WORDS) {
      if (isPer()) place += 1;
      words.push((this.tokens[place] as Token).text);
      place += 1;
    }
    const next = this.tokens[place];
    const isBefore = next?.kind === "sign" && words.length <= MOST_UNIT_WORDS;
    for (const word of words) {
      if (unitNamed(word) !== null) this.units.add(stemOf(word));
      if (COINS.test(word)) this.units.add("coin");
    }
    const [first] = words;
    // At the end of a chain the sentence goes on after the first word.
    for (const word of isBefore ? words : first === undefined ? [] : [first])
      this.counted.add(stemOf(word));
    if (!isBefore || words.length === 0) return;
    if (next.text === "/") this.rates += 1;
    // "100 pages / 2 pages/1.5 minutes" divides by a rate, which signs alone do not say.
    if (this.rates > 1) this.hasScale = true;
    if (words.some((word) => SCALE.test(word) || /^[A-Z][a-z]/.test(word))) this.hasScale = true;
    this.at = place;
  }
}

const stemOf = (word: string): string => word.toLowerCase().replace(/s$/, "");

function readPart(text: string): Expression | null {
  try {
    return parseExpression(text).expression;
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}
