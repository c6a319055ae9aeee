import { AnsatzError } from "../../../core/errors.ts";
import { checkDeadline } from "../exact/deadline.ts";
import { READ_LIMITS } from "./limits.ts";
import type { Token } from "./tokenize.ts";

/** A cursor over tokens with the few operations a recursive-descent reader needs. */
export class TokenStream {
  private readonly tokens: Token[];
  private index = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = [...tokens];
  }

  peek(offset = 0): Token {
    return this.tokens[Math.min(this.index + offset, this.tokens.length - 1)] as Token;
  }

  next(): Token {
    const token = this.peek();
    if (token.type !== "end") this.index += 1;
    return token;
  }

  is(text: string, offset = 0): boolean {
    const token = this.peek(offset);
    return token.type !== "end" && token.text === text;
  }

  accept(...texts: string[]): boolean {
    if (!texts.some((text) => this.is(text))) return false;
    this.index += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) this.fail(`"${text}" is missing`);
  }

  /** Replaces the current token by several, for names that turn out to be products. */
  replaceCurrent(...replacements: readonly Token[]): void {
    this.tokens.splice(this.index, 1, ...replacements);
  }

  mark(): number {
    return this.index;
  }

  reset(mark: number): void {
    this.index = mark;
  }

  /** Runs a nested reading one level deeper; bounds recursion for hostile input. */
  nested<T>(read: () => T): T {
    checkDeadline(4);
    this.depth += 1;
    if (this.depth > READ_LIMITS.depth)
      throw new AnsatzError(
        "too_large",
        `The expression is nested deeper than ${READ_LIMITS.depth} levels. Split it into smaller parts.`,
      );
    try {
      return read();
    } finally {
      this.depth -= 1;
    }
  }

  fail(problem: string): never {
    const token = this.peek();
    const where =
      token.type === "end" ? "at the end" : `before "${token.text}" at position ${token.start + 1}`;
    throw new AnsatzError("syntax", `The expression cannot be read: ${problem} ${where}.`);
  }
}
