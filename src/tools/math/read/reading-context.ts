import { AnsatzError } from "../../../core/errors.ts";
import { type Expression, variablesOf } from "../expression/expression.ts";
import { parseExpression, type ReadingChoice } from "./parse.ts";
import { wordsToSigns } from "./words.ts";

export interface Assumption {
  readonly kind: string;
  readonly text: string;
  readonly alternatives: readonly { readonly text: string; readonly input: string }[];
}

/** Collects what was assumed while a query is read. */
export class ReadingContext {
  readonly assumptions: Assumption[] = [];

  /** Parses an expression written in words, plain notation or LaTeX. */
  parse(text: string): Expression {
    refuseFunctionLetters(text);
    const parsed = parseExpression(wordsToSigns(text));
    for (const choice of parsed.choices) this.note(choice);
    return parsed.expression;
  }

  note(choice: ReadingChoice): void {
    if (!this.assumptions.some(({ text }) => text === choice.text))
      this.assumptions.push({ ...choice, alternatives: [] });
  }

  /** Takes assumptions of a kind back, once the question settles them. */
  forget(kind: string): void {
    const kept = this.assumptions.filter((assumption) => assumption.kind !== kind);
    this.assumptions.splice(0, this.assumptions.length, ...kept);
  }

  /** The variable asked about, or the likeliest one, with the others offered as alternatives. */
  chooseVariable(
    expression: Expression,
    input: string,
    retype: (variable: string) => string,
  ): string {
    const variables = variablesOf(expression);
    if (variables.length === 0) return "x";
    const preferred =
      ["x", "y", "z", "t", "n", "u"].find((name) => variables.includes(name)) ??
      (variables[0] as string);
    if (variables.length > 1)
      this.assumptions.push({
        kind: "variable",
        text: `${preferred} is taken as the variable in ${input.slice(0, 80)}`,
        alternatives: variables
          .filter((name) => name !== preferred)
          .map((name) => ({ text: `Use ${name} instead`, input: retype(name) })),
      });
    return preferred;
  }
}

/**
 * `r(n+1) = 2 r(n)` and `y(x) + y(0)` speak of a function, which as a product of letters would be silently
 * misread. One letter applied to different arguments, or to a shifted index, is taken for a function.
 */
function refuseFunctionLetters(text: string): void {
  const uses = new Map<string, Set<string>>();
  for (const [, letter, argument] of text.matchAll(/(?<![A-Za-z\\])([A-Za-z])\(([^()]{1,40})\)/g)) {
    const seen = uses.get(letter as string) ?? new Set<string>();
    seen.add((argument as string).replace(/\s+/g, ""));
    uses.set(letter as string, seen);
  }
  for (const [letter, seen] of uses)
    if (
      !/[fghFGH]/.test(letter) &&
      seen.size > 1 &&
      [...seen].some((argument) => /^[a-z]([+-]\d+)?$/.test(argument))
    )
      throw new AnsatzError(
        "unsupported",
        `${letter}(…) looks like a function or a sequence; such equations are not supported yet. Write a product as ${letter}*(…).`,
      );
}
