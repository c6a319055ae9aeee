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
    const parsed = parseExpression(wordsToSigns(text));
    for (const choice of parsed.choices) this.note(choice);
    return parsed.expression;
  }

  note(choice: ReadingChoice): void {
    if (!this.assumptions.some(({ text }) => text === choice.text))
      this.assumptions.push({ ...choice, alternatives: [] });
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
