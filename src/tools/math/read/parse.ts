import {
  argumentsOf,
  type Expression,
  type FunctionNode,
  headOf,
  isFunction,
  isNumber,
  variablesOf,
} from "../expression/expression.ts";

import { readBinder, startsBinder } from "./binders.ts";
import { readLatexCommand } from "./latex-commands.ts";
import { LATEX_SYMBOLS } from "./latex-symbols.ts";
import { readNamed } from "./read-names.ts";
import { numeral, readNumber } from "./read-numbers.ts";
import { writtenRoot } from "./real-root.ts";
import { multiply } from "./products.ts";
import { normalizeMathText } from "./normalize.ts";
import { TokenStream } from "./token-stream.ts";
import { tokenize } from "./tokenize.ts";

/** A choice the reader made where the notation allows another. */
export interface ReadingChoice {
  readonly kind: string;
  readonly text: string;
}

/** Names that the text around an expression has given a meaning. */
export interface Scope {
  /** Letters that stand for functions: `f(x)` is a call, not a product. */
  readonly functions: ReadonlySet<string>;
  /** Letters that are variables even where they also name a constant: e and i. */
  readonly variables: ReadonlySet<string>;
  /** Letters that stand for one number each, worked out before the question. */
  readonly values: ReadonlySet<string>;
}

export const NO_SCOPE: Scope = { functions: new Set(), variables: new Set(), values: new Set() };

export interface ParsedExpression {
  readonly expression: Expression;
  readonly choices: readonly ReadingChoice[];
}

const RELATIONS: ReadonlyMap<string, string> = new Map([
  ["=", "Equal"],
  ["==", "Equal"],
  ["\\ne", "NotEqual"],
  ["\\neq", "NotEqual"],
  ["!=", "NotEqual"],
  ["<", "Less"],
  [">", "Greater"],
  ["<=", "LessEqual"],
  [">=", "GreaterEqual"],
  ["\\le", "LessEqual"],
  ["\\leq", "LessEqual"],
  ["\\ge", "GreaterEqual"],
  ["\\geq", "GreaterEqual"],
  ["\\lt", "Less"],
  ["\\gt", "Greater"],
  ["≈", "Approximately"],
  ["\\approx", "Approximately"],
]);

/**
 * Reads plain, Unicode, LaTeX and code-like notation into one inert expression. Throws an AnsatzError
 * with code `syntax` or `too_large`; it never guesses at words it does not know.
 */
export function parseExpression(
  text: string,
  scope: Scope = NO_SCOPE,
  question: string = text,
): ParsedExpression {
  return new ExpressionReader(text, scope, question).readAll();
}

export class ExpressionReader {
  readonly stream: TokenStream;
  readonly choices: ReadingChoice[] = [];
  /** Above zero inside an integral, where `dx` ends the integrand. */
  integralDepth = 0;
  private barDepth = 0;
  /** Remainders written `a mod n`. */
  private readonly infixModuli = new WeakSet<FunctionNode>();
  /** Numbers written with a percent sign. */
  private readonly percentages = new WeakSet<FunctionNode>();
  readonly isLatex: boolean;
  readonly scope: Scope;
  /** The whole question that the expression is part of. */
  readonly question: string;

  constructor(text: string, scope: Scope = NO_SCOPE, question: string = text) {
    this.scope = scope;
    this.question = question;
    const normalized = normalizeMathText(text);
    this.isLatex = /\\[A-Za-z]/.test(text);
    this.stream = new TokenStream(tokenize(normalized));
  }

  readAll(): ParsedExpression {
    if (this.stream.peek().type === "end") this.stream.fail("it is empty");
    let expression = this.readRelation();
    if (this.stream.is(",")) {
      const items = [expression];
      while (this.stream.accept(",")) items.push(this.readRelation());
      expression = ["Sequence", ...items];
    }
    if (this.stream.peek().type !== "end") this.stream.fail("there is something unexpected");
    return { expression, choices: this.choices };
  }

  readRelation(): Expression {
    const first = this.readSum();
    const parts: Expression[] = [first];
    const heads: string[] = [];
    for (;;) {
      const head = RELATIONS.get(this.stream.peek().text);
      if (head === undefined || this.stream.peek().type === "end") break;
      this.stream.next();
      heads.push(head);
      parts.push(this.readSum());
    }
    if (heads.length === 0) return first;
    const relations = heads.map((head, index): FunctionNode => [
      head,
      parts[index] as Expression,
      parts[index + 1] as Expression,
    ]);
    if (relations.some((relation) => this.isCongruence(relation)))
      this.stream.fail(
        "this may be a congruence; write mod(a, n) with parentheses where the remainder of one number is meant",
      );
    return relations.length === 1 ? (relations[0] as Expression) : ["And", ...relations];
  }

  /** `3x = 1 mod 7`: the modulus is meant for both sides, not for the number before it. */
  private isCongruence([head, left, right]: FunctionNode): boolean {
    return (
      head === "Equal" &&
      isFunction(right as Expression) &&
      this.infixModuli.has(right as FunctionNode) &&
      variablesOf(right as Expression).length === 0 &&
      isFunction(left as Expression) &&
      variablesOf(left as Expression).length > 0
    );
  }

  readSum(): Expression {
    return this.stream.nested(() => {
      const terms: Expression[] = [this.readProduct()];
      for (;;) {
        if (this.stream.accept("+")) terms.push(this.readAddend(terms[0] as Expression));
        else if (this.stream.accept("-"))
          terms.push(["Negate", this.readAddend(terms[0] as Expression)]);
        else if (this.stream.is("\\pm"))
          this.stream.fail('"±" stands for two expressions; write them one at a time');
        else return terms.length === 1 ? (terms[0] as Expression) : ["Add", ...terms];
      }
    });
  }

  /** In "200 - 10% + 5" a share of 200 may be meant. */
  private readAddend(first: Expression): Expression {
    const term = this.readProduct();
    const isShare = (part: Expression): boolean => isFunction(part) && this.percentages.has(part);
    if (isShare(term) && !isShare(first))
      this.choices.push({
        kind: "percentage",
        text: "A percentage in a sum was read as hundredths, not as a share of what stands before it.",
      });
    return term;
  }

  /** The operand of a sum, limit or derivative operator: a product. */
  readTerm(): Expression {
    return this.stream.nested(() => this.readProduct());
  }

  /** A bound in braces or parentheses. */
  readGroup(): Expression {
    return this.stream.is("{") ? this.readBraced() : this.readBracketed();
  }

  /** The point a limit approaches: `0`, `a`, `pi/2`, `\\infty`; a following `^+` is left standing. */
  readApproach(): Expression {
    let point = this.readPrimary();
    while (this.stream.accept("/")) point = ["Divide", point, this.readPrimary()];
    return point;
  }

  private readProduct(): Expression {
    let left = this.readUnary();
    let afterDivision = false;
    for (;;) {
      if (this.stream.accept("*", "\\cdot", "\\times", "\\ast")) {
        left = multiply(left, this.readUnary());
        afterDivision = false;
      } else if (this.stream.accept("/", "\\div", "\\slash")) {
        left = ["Divide", left, this.readUnary()];
        afterDivision = true;
      } else if (this.acceptModulo()) {
        if (headOf(left) === "Power" && headOf(argumentsOf(left)[1] as Expression) === "Negate")
          this.stream.fail("a negative power has another meaning modulo a number; it stands");
        const remainder: FunctionNode = ["Mod", left, this.readUnary()];
        this.infixModuli.add(remainder);
        left = remainder;
      } else if (this.startsFactor()) {
        const next = this.stream.peek();
        if (next.type === "number")
          this.stream.fail(
            "a number follows directly on a factor; write the operator between them",
          );
        if (afterDivision)
          this.choices.push({
            kind: "implicit-multiplication",
            text: "A product written without a sign after a division was read from left to right: a/b c is (a/b) c.",
          });
        const factor = this.readPower();
        if (headOf(factor) === "Tuple" && !isNumber(left) && headOf(left) !== "List")
          this.stream.fail(
            "something with several arguments was called that is not a known function",
          );
        left = multiply(left, factor);
      } else return left;
    }
  }

  private acceptModulo(): boolean {
    if (this.stream.accept("\\bmod", "\\mod")) return true;
    if (this.stream.is("mod") && !this.stream.is("(", 1)) return this.stream.accept("mod");
    return false;
  }

  private readUnary(): Expression {
    if (this.stream.accept("+")) return this.stream.nested(() => this.readUnary());
    if (this.stream.accept("-")) return ["Negate", this.stream.nested(() => this.readUnary())];
    return this.readPower();
  }

  /** A base with postfixes and powers; right-associative. */
  readPower(): Expression {
    const base = this.readPostfix(this.readPrimary());
    if (!this.stream.accept("^")) return base;
    this.noteShortExponent(base);
    const exponent = this.readExponent();
    const power: Expression = ["Power", base, exponent];
    return this.readPostfix(power);
  }

  /** `e^2x` and `x^1/2`: only the number after the sign is the exponent, where more may be meant. */
  private noteShortExponent(base: Expression): void {
    const [exponent, next, after] = [0, 1, 2].map((offset) => this.stream.peek(offset));
    if (this.isLatex || exponent?.type !== "number" || next === undefined || next.spaceBefore)
      return;
    const isProduct = next.type === "name" && (base === "ExponentialE" || isNumber(base));
    const isRoot = exponent.text === "1" && next.text === "/" && after?.type === "number";
    if (isProduct || isRoot)
      this.choices.push({
        kind: "exponent",
        text: `Only ${exponent.text} is read as the exponent, not ${exponent.text}${next.text}${isRoot ? after.text : ""}.`,
      });
  }

  readExponent(): Expression {
    return this.stream.nested(() => {
      if (this.stream.is("{")) return this.readBraced();
      if (this.stream.accept("-")) return ["Negate", this.readExponent()] as Expression;
      if (this.stream.accept("+")) return this.readExponent();
      return this.inScript(true, () => this.readPower());
    });
  }

  private isScript = false;

  /** Reads as an exponent or a bound without braces, which ends with its number, or as anything else. */
  inScript<Result>(isScript: boolean, read: () => Result): Result {
    const before = this.isScript;
    this.isScript = isScript;
    try {
      return read();
    } finally {
      this.isScript = before;
    }
  }

  readBraced(): Expression {
    this.stream.expect("{");
    const inner = this.inScript(false, () => this.withBars(() => this.readRelation()));
    this.stream.expect("}");
    return inner;
  }

  /** A LaTeX argument: a braced group or the next single digit or symbol. */
  readLatexArgument(): Expression {
    if (this.stream.is("{")) return this.stream.nested(() => this.readBraced());
    const token = this.stream.peek();
    if ((token.type === "number" || token.type === "name") && token.text.length > 1) {
      const [first, rest] = [token.text.slice(0, 1), token.text.slice(1)];
      this.stream.replaceCurrent(
        { ...token, text: first },
        { ...token, text: rest, start: token.start + 1, spaceBefore: false },
      );
    }
    // One digit alone: what follows an exponent or a bound is no part of it.
    if (token.type === "number") return { num: numeral(this.stream.next().text) };
    return this.readPrimary();
  }

  private readPostfix(base: Expression): Expression {
    const signed = this.readSign(base);
    return signed === null ? base : this.stream.nested(() => this.readPostfix(signed));
  }

  /** The base with the one sign that follows it; null where none does. */
  private readSign(base: Expression): Expression | null {
    if (this.stream.accept("!"))
      return this.stream.accept("!") ? ["Factorial2", base] : ["Factorial", base];
    if ((this.stream.is("%") || this.stream.is("\\%")) && !this.startsFactor(1)) {
      this.stream.next();
      const hundredths: FunctionNode = ["Divide", base, { num: "100" }];
      this.percentages.add(hundredths);
      return hundredths;
    }
    if (!this.stream.accept("°") && !this.acceptDegree()) return null;
    const scale = this.stream.peek();
    if (/^[CFKR]$/.test(scale.text) && !scale.spaceBefore)
      this.stream.fail("a temperature is no angle; ask to convert it to a unit");
    return ["Divide", multiply(base, "Pi"), { num: "180" }];
  }

  private acceptDegree(): boolean {
    if (!this.stream.is("^") || !this.stream.is("\\circ", 1)) {
      if (this.stream.is("^") && this.stream.is("{", 1) && this.stream.is("\\circ", 2)) {
        for (let count = 0; count < 3; count++) this.stream.next();
        this.stream.expect("}");
        return true;
      }
      return false;
    }
    this.stream.next();
    this.stream.next();
    return true;
  }

  /** True when the token at the offset can begin a factor of an implicit product. */
  startsFactor(offset = 0): boolean {
    const token = this.stream.peek(offset);
    if (token.type === "number") return true;
    if (token.type === "name") {
      if (this.integralDepth > 0 && this.isDifferential(offset)) return false;
      return token.text !== "mod" || this.stream.is("(", offset + 1);
    }
    if (token.type === "command")
      return (
        !RELATIONS.has(token.text) &&
        ![
          "\\cdot",
          "\\times",
          "\\div",
          "\\to",
          "\\bmod",
          "\\mod",
          "\\pm",
          "\\%",
          "\\}",
          "\\ast",
          "\\rightarrow",
          "\\circ",
          "\\end",
          "\\\\",
          "\\rvert",
          "\\rfloor",
          "\\rceil",
          "\\mid",
        ].includes(token.text) &&
        !(this.integralDepth > 0 && this.isDifferential(offset))
      );
    if (token.text === "|") return this.barDepth === 0;
    return ["(", "[", "{", "√", "∛"].includes(token.text);
  }

  /** `dx`, `d x`, `\mathrm{d}x`: the end of an integrand. */
  isDifferential(offset = 0): boolean {
    const token = this.stream.peek(offset);
    if (token.type === "name") {
      if (/^d[A-Za-z]$/.test(token.text)) return true;
      const following = this.stream.peek(offset + 1);
      return (
        token.text === "d" &&
        ((following.type === "name" && following.text.length === 1) ||
          LATEX_SYMBOLS.has(following.text))
      );
    }
    return (
      ["\\mathrm", "\\rm", "\\text", "\\operatorname"].includes(token.text) &&
      this.stream.is("{", offset + 1) &&
      this.stream.is("d", offset + 2)
    );
  }

  readPrimary(): Expression {
    return this.stream.nested(() => {
      if (startsBinder(this)) return readBinder(this);
      const token = this.stream.peek();
      if (token.type === "number")
        return readNumber(this, { isInList: this.argumentDepth > 0, isScript: this.isScript });
      if (token.type === "name") return readNamed(this);
      if (token.type === "command") return readLatexCommand(this);
      if (this.stream.accept("√")) return ["Sqrt", this.readPower()] as Expression;
      if (this.stream.accept("∛")) return writtenRoot(this.readPower(), { num: "3" }, this.choices);
      if (token.text === "(" || token.text === "[") return this.readBracketed();
      if (token.text === "{") return this.readCurly();
      if (token.text === "|") return this.readAbsolute("|");
      return this.stream.fail("a number, variable or bracket is missing");
    });
  }

  readAbsolute(closer: string): Expression {
    this.stream.next();
    this.barDepth += 1;
    const inner = this.readSum();
    this.barDepth -= 1;
    this.stream.expect(closer);
    return ["Abs", inner];
  }

  withBars<T>(read: () => T): T {
    const outer = this.barDepth;
    this.barDepth = 0;
    try {
      return read();
    } finally {
      this.barDepth = outer;
    }
  }

  /** Above zero inside a function's argument list or a list in brackets, where a comma separates arguments. */
  private argumentDepth = 0;

  private readBracketed(): Expression {
    const open = this.stream.next().text;
    const close = open === "(" ? ")" : "]";
    const items = this.inScript(false, () =>
      this.withBars(() => this.readItems(close, open === "[" ? 1 : 0)),
    );
    this.stream.expect(close);
    if (open === "(") return items.length === 1 ? (items[0] as Expression) : ["Tuple", ...items];
    return items.length === 1 && !isFunction(items[0] as Expression) && this.isLatex
      ? (items[0] as Expression)
      : items.length === 1 && headOf(items[0] as Expression) !== "List"
        ? (items[0] as Expression)
        : ["List", ...items];
  }

  private readCurly(): Expression {
    this.stream.next();
    const items = this.withBars(() => this.readItems("}", this.isLatex ? 0 : 1));
    this.stream.expect("}");
    if (
      items.length === 1 &&
      (this.isLatex || isFunction(items[0] as Expression)) &&
      headOf(items[0] as Expression) !== "List"
    )
      return items[0] as Expression;
    return items.some((item) => headOf(item) === "Set" || headOf(item) === "List")
      ? [
          "List",
          ...items.map((item): Expression =>
            headOf(item) === "Set" && isFunction(item)
              ? ["List", ...(item.slice(1) as Expression[])]
              : item,
          ),
        ]
      : ["Set", ...items];
  }

  /** Comma-separated items up to, and without, the closing bracket. */
  readItems(closer: string, argumentDepth = 1): Expression[] {
    const outer = this.argumentDepth;
    this.argumentDepth = outer + argumentDepth;
    const items: Expression[] = [];
    if (!this.stream.is(closer)) {
      items.push(this.readRelation());
      while (this.stream.accept(",")) items.push(this.readRelation());
    }
    this.argumentDepth = outer;
    return items;
  }
}
