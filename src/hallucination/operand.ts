import { isLetterPair } from "./letter-pairs.ts";
import { DETECTOR_LIMITS } from "./limits.ts";
import { label, withoutLabels } from "./measured.ts";
import type { Token } from "./tokens.ts";
import { unitWord } from "./unit-words.ts";

/** One side of a relation as it stands in the text. */
export interface Operand {
  readonly first: number;
  /** Index of the token after the operand and its unit words. */
  readonly next: number;
  readonly start: number;
  readonly end: number;
  readonly plain: string;
  /** The same with the units that stand behind its numbers; see `measured.ts`. */
  readonly labelled: string;
  /** Longer than what is read as mathematics; no claim is made of it. */
  readonly isTooLong: boolean;
  readonly operators: number;
  readonly hasVariable: boolean;
  readonly hasBinder: boolean;
  readonly hasPercent: boolean;
  /** Words that stood behind numbers: units and things counted. */
  readonly words: readonly string[];
  readonly currency: string | null;
  /** A division by a rate ("/ 2 pages/1.5 minutes") that may be grouped in two ways. */
  readonly isGroupingOpen: boolean;
}

const CLAUSE_WORDS = new Set(
  "and or then so but if because versus vs than which that when while where since thus therefore hence he she they it we you i is are was were has have had".split(
    " ",
  ),
);
const CLAUSE_CHARACTERS = new Set("所因那则故答即又和也就且而但再相式代解把将移化");
const isClauseWord = (text: string): boolean =>
  CLAUSE_WORDS.has(text.toLowerCase()) || CLAUSE_CHARACTERS.has(text);
const MAX_UNIT_TOKENS = 6;

/** Reads the longest operand that starts at a token; null when none does. */
export function readOperand(tokens: readonly Token[], first: number): Operand | null {
  return new OperandReader(tokens, first).read();
}

class OperandReader {
  private readonly tokens: readonly Token[];
  private readonly first: number;
  private position: number;
  private operators = 0;
  private hasVariable = false;
  private hasBinder = false;
  private hasPercent = false;
  private isGroupingOpen = false;
  private slashes = 0;
  private isLastSlashSpaced = false;
  private depth = 0;
  private currency: string | null = null;
  private readonly words: string[] = [];
  private lastEnd: number;

  constructor(tokens: readonly Token[], first: number) {
    this.tokens = tokens;
    this.first = first;
    this.position = first;
    this.lastEnd = tokens[first]?.start ?? 0;
  }

  read(): Operand | null {
    const labelled = this.readSum();
    if (labelled === null) return null;
    const plain = withoutLabels(labelled);
    return {
      first: this.first,
      next: this.position,
      start: (this.tokens[this.first] as Token).start,
      end: this.lastEnd,
      plain,
      labelled,
      isTooLong: plain.length > DETECTOR_LIMITS.operandCharacters,
      operators: this.operators,
      hasVariable: this.hasVariable,
      hasBinder: this.hasBinder,
      hasPercent: this.hasPercent,
      words: this.words,
      currency: this.currency,
      isGroupingOpen: this.isGroupingOpen,
    };
  }

  private peek(offset = 0): Token | undefined {
    return this.tokens[this.position + offset];
  }

  private take(): Token {
    const token = this.tokens[this.position] as Token;
    this.position += 1;
    this.lastEnd = token.end;
    return token;
  }

  private readSum(): string | null {
    let plain = this.readSigned();
    if (plain === null) return null;
    for (;;) {
      const before = { position: this.position, lastEnd: this.lastEnd, words: this.words.length };
      if (this.takeThen()) plain = `(${plain})`;
      const operator = this.readOperator();
      const right = operator === null ? null : this.readSigned();
      if (operator === null || right === null) {
        this.position = before.position;
        this.lastEnd = before.lastEnd;
        this.words.length = before.words;
        return plain;
      }
      this.operators += 1;
      plain += operator === "" ? `*${right}` : ` ${operator} ${right}`;
    }
  }

  /** "3加4再乘以2" and "3加4的和乘以2" go on from the result so far. */
  private takeThen(): boolean {
    const [first, second] = [this.peek(0), this.peek(1)];
    const isThen = first?.text === "再" && second?.type === "operator";
    const isNamed = this.isResultNamed(0) && this.operators === 1;
    for (let count = isThen ? 1 : isNamed ? 2 : 0; count > 0; count--) this.take();
    return isThen || isNamed;
  }

  /** "的和" before another operator. */
  private isResultNamed(offset: number): boolean {
    return (
      this.peek(offset)?.text === "的" &&
      /^[和差积商]$/.test(this.peek(offset + 1)?.text ?? "") &&
      this.peek(offset + 2)?.type === "operator"
    );
  }

  /** The operator between two operands: written, `x` for times, "of" behind a share, or nothing. */
  private readOperator(): string | null {
    const token = this.peek();
    if (token === undefined) return null;
    if (token.type === "operator") {
      this.take();
      if (token.plain === "/") this.noteSlash(token);
      return token.plain;
    }
    if (token.type === "of" && this.isShareBefore()) {
      this.take();
      for (let count = 0; count < 2 && this.peek()?.type === "word"; count++) this.position += 1;
      return "*";
    }
    if (this.isTimesSign(token)) {
      this.take();
      return "*";
    }
    const previous = this.tokens[this.position - 1] as Token;
    const isTouching = !token.isSpaced && previous.end === token.start;
    if (!isTouching) return null;
    if (isLetterPair(this.tokens, token)) return previous.type === "number" ? "" : null;
    if (token.type === "open") return previous.type === "word" ? null : "";
    if (token.type === "variable" || token.type === "function")
      return ["number", "variable", "close", "power"].includes(previous.type) ? "" : null;
    return null;
  }

  /** "500/ 2/5": the spaces say that the two divisions are not meant from left to right. */
  private noteSlash(token: Token): void {
    const isSpaced = token.isSpaced || this.peek()?.isSpaced === true;
    if (this.slashes > 0 && isSpaced !== this.isLastSlashSpaced) this.isGroupingOpen = true;
    this.isLastSlashSpaced = isSpaced;
    this.slashes += 1;
  }

  private isShareBefore(): boolean {
    const previous = this.tokens[this.position - 1];
    if (previous === undefined) return false;
    if (previous.type === "percent" || previous.type === "fraction") return true;
    const slash = this.tokens[this.position - 2];
    const isFraction = previous.type === "number" && slash?.text === "/" && !slash.isSpaced;
    return isFraction && this.tokens[this.position - 3]?.type === "number";
  }

  private isTimesSign(token: Token): boolean {
    if (token.type !== "variable" || !/^x$/i.test(token.text)) return false;
    const next = this.peek(1);
    if (next === undefined) return false;
    const startsNumber = ["number", "currency", "open"].includes(next.type);
    return startsNumber && token.isSpaced === next.isSpaced;
  }

  private readSigned(): string | null {
    const token = this.peek();
    if (token?.type === "operator" && (token.text === "-" || token.text === "+")) {
      const next = this.peek(1);
      if (next === undefined || next.isSpaced) return null;
      this.take();
      const inner = this.readPower();
      return inner === null ? null : token.text === "-" ? `(-${inner})` : inner;
    }
    return this.readPower();
  }

  private readPower(): string | null {
    let base = this.readPrimary();
    if (base === null) return null;
    for (;;) {
      const token = this.peek();
      if (token?.type === "power" && !(token.text === "^" && this.peek(1) === undefined)) {
        this.take();
        this.operators += 1;
        if (token.plain.length > 1) base = `${base}${token.plain}`;
        else {
          this.depth += 1;
          const exponent = this.depth > DETECTOR_LIMITS.depth ? null : this.readSigned();
          if (exponent === null) return null;
          this.depth -= 1;
          base = `${base}^${exponent}`;
        }
      } else if (token?.type === "factorial" && !token.isSpaced && this.isFactorial()) {
        this.take();
        this.operators += 1;
        base = `${base}!`;
      } else break;
    }
    const unit = this.readUnits();
    return unit === "" ? base : label(base, unit);
  }

  /** An exclamation mark that ends a sentence is no factorial. */
  private isFactorial(): boolean {
    const next = this.peek(1);
    return next !== undefined && ["operator", "relation", "close", "power"].includes(next.type);
  }

  private readPrimary(): string | null {
    const token = this.peek();
    if (token === undefined) return null;
    switch (token.type) {
      case "number":
        return this.readNumber();
      case "currency": {
        const next = this.peek(1);
        if (next?.type !== "number" && next?.text !== "-") return null;
        const sign = this.take().text;
        this.currency = sign;
        return this.readMoney(sign);
      }
      case "fraction":
        // "Half as many as Ann" is no number; "half of 40" is.
        if (this.peek(1)?.type !== "of") return null;
        this.take();
        this.operators += 1;
        return token.plain;
      case "variable":
        this.take();
        if (token.plain !== "pi") this.hasVariable = true;
        return token.plain;
      case "function":
        return this.readFunction();
      case "word": {
        if (!isLetterPair(this.tokens, token)) return null;
        this.take();
        this.hasVariable = true;
        return [...token.text].join("*");
      }
      case "binder":
        return this.readBinder();
      case "open":
        return this.readGroup();
      default:
        return null;
    }
  }

  /** "$5" and "$5/hour" carry the sign as their unit. */
  private readMoney(sign: string): string | null {
    const inner = this.readSigned();
    return inner === null ? null : label(inner, sign);
  }

  private readNumber(): string {
    const token = this.take();
    let plain = token.plain;
    const fraction = [this.peek(0), this.peek(1), this.peek(2)];
    const [top, slash, bottom] = fraction;
    // "1 1/2" is one and a half.
    if (
      top?.type === "number" &&
      top.isSpaced &&
      slash?.text === "/" &&
      !slash.isSpaced &&
      bottom?.type === "number" &&
      !bottom.isSpaced &&
      Number(top.plain) < Number(bottom.plain)
    ) {
      for (let count = 0; count < 3; count++) this.take();
      plain = `(${plain} + ${top.plain}/${bottom.plain})`;
    }
    const percent = this.peek();
    if (percent?.type === "percent" && (!percent.isSpaced || percent.text !== "%")) {
      this.take();
      this.hasPercent = true;
      plain = `${plain}%`;
    }
    const suffix = this.peek();
    if (suffix?.type === "currency" && !suffix.isSpaced) {
      const next = this.peek(1);
      if (next?.type !== "number") this.currency = this.take().text;
    }
    return plain;
  }

  private readFunction(): string | null {
    const name = this.take().plain;
    this.operators += 1;
    let power = "";
    if (this.peek()?.type === "power") {
      const sign = this.take().plain;
      power = sign.length > 1 ? sign : `^${this.readPrimary() ?? ""}`;
    }
    const argument = this.peek()?.type === "open" ? this.readGroup() : this.readPrimary();
    return argument === null ? null : `${name}(${argument})${power}`;
  }

  /** `d/dx f` and `∫ f dx`; the engine is given the written form, so only the extent matters here. */
  private readBinder(): string | null {
    const token = this.take();
    if (token.text !== "∫" && !token.text.includes("/")) return null;
    this.hasBinder = true;
    this.hasVariable = true;
    if (token.text !== "∫") return this.readSigned();
    for (let count = 0; count < 20; count++) {
      const next = this.peek();
      if (next?.type === "binder" && !next.text.includes("/") && next.text !== "∫") {
        this.take();
        return token.text;
      }
      if (next?.type === "operator") this.take();
      else if (this.readSigned() === null) return null;
    }
    return null;
  }

  private readGroup(): string | null {
    this.depth += 1;
    if (this.depth > DETECTOR_LIMITS.depth) return null;
    this.take();
    const inner = this.readSum();
    if (inner === null || this.peek()?.type !== "close") return null;
    this.take();
    this.depth -= 1;
    return `(${inner})`;
  }

  /**
   * Passes over "eggs", "pages per day", "/bike" when an operator, a relation or the end follows, and
   * gives what it passed over.
   */
  private readUnits(): string {
    let offset = 0;
    let phrase = "";
    const words: string[] = [];
    for (; offset < MAX_UNIT_TOKENS; offset++) {
      const token = this.peek(offset);
      if (token === undefined) break;
      if (isLetterPair(this.tokens, token)) break;
      if (token.type === "word" || token.type === "of") {
        if (token.type === "of" && offset === 0) break;
        if (isClauseWord(token.text) || this.isResultNamed(offset)) break;
        words.push(token.text.toLowerCase());
      } else if (
        token.type === "variable" &&
        (token.isSpaced || this.isRateUnit(offset)) &&
        !this.isTimesSignAt(offset)
      ) {
        words.push(token.text);
      } else if (
        !(
          token.text === "/" &&
          (this.peek(offset + 1)?.type === "word" || this.isRateUnit(offset + 1))
        )
      )
        break;
      phrase += token.isSpaced ? ` ${token.text}` : token.text;
    }
    const after = this.peek(offset);
    const isClosed =
      after !== undefined &&
      offset > 0 &&
      (["operator", "relation", "close"].includes(after.type) || this.isTimesSignAt(offset));
    if (!isClosed) return "";
    if (words.length > 0 && after.text === "/" && this.slashes > 0) this.isGroupingOpen = true;
    const isMinusOfProse = after.text === "-" && after.isSpaced === false && words.length > 0;
    if (isMinusOfProse) return "";
    this.words.push(...words);
    for (let count = 0; count < offset; count++) this.take();
    return phrase;
  }

  /** The "h" of "km/h". */
  private isRateUnit(offset: number): boolean {
    const [unit, slash, letter] = [-2, -1, 0].map((shift) => this.peek(offset + shift));
    return (
      letter?.type === "variable" &&
      slash?.text === "/" &&
      unitWord(letter.text) !== undefined &&
      unitWord(unit?.text ?? "") !== undefined
    );
  }

  private isTimesSignAt(offset: number): boolean {
    const token = this.peek(offset);
    const next = this.peek(offset + 1);
    return (
      token !== undefined &&
      /^x$/i.test(token.text) &&
      next !== undefined &&
      ["number", "currency", "open"].includes(next.type)
    );
  }
}
