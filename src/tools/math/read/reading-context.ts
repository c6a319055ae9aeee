import { AnsatzError } from "../../../core/errors.ts";
import { checkDeadline } from "../exact/deadline.ts";
import { type Expression, variablesOf } from "../expression/expression.ts";
import { NO_SCOPE, parseExpression, type ReadingChoice, type Scope } from "./parse.ts";
import { VARIABLE_LETTERS } from "./variable-letters.ts";
import { wordsToSigns } from "./words.ts";

export interface Assumption {
  readonly kind: string;
  readonly text: string;
  readonly alternatives: readonly { readonly text: string; readonly input: string }[];
}

/** Collects what was assumed while a query is read. */
export class ReadingContext {
  assumptions: Assumption[] = [];
  readonly scope: Scope;
  /** The question as it was asked, of which single expressions are read. */
  question = "";
  /** How many times the question has been put into other words on the way to what is read now. */
  rewritings = 0;

  constructor(scope: Scope = NO_SCOPE) {
    this.scope = scope;
  }

  /** Parses an expression written in words, plain notation or LaTeX. */
  parse(text: string): Expression {
    checkDeadline(8 + text.length / 16);
    refuseFunctionLetters(text, this.scope);
    const parsed = parseExpression(
      wordsToSigns(text.replace(/\$(?=\d)/g, "")),
      this.scope,
      `${this.question} ${text}`,
    );
    for (const choice of parsed.choices) this.note(choice);
    for (const choice of scopeChoices(text)) this.note(choice);
    if (/(?<!算术)平方根/u.test(text))
      this.note({ kind: "root", text: "平方根在算式中取算术平方根，即非负的一个。" });
    return parsed.expression;
  }

  /** The symbol a name stands for: e and i are kept apart from the constants where they are variables. */
  symbol(name: string): string {
    return this.scope.variables.has(name) ? (VARIABLE_LETTERS.get(name) ?? name) : name;
  }

  /** The same context in which these letters are variables. */
  withVariables(letters: readonly string[]): ReadingContext {
    const { functions, variables, values } = this.scope;
    const inner = new ReadingContext({
      functions,
      variables: new Set([...variables, ...letters]),
      values,
    });
    inner.assumptions = this.assumptions;
    inner.question = this.question;
    return inner;
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
        text:
          input === ""
            ? `${preferred} is taken as the variable`
            : `${preferred} is taken as the variable in ${input.slice(0, 80)}`,
        alternatives: variables
          .filter((name) => name !== preferred)
          .map((name) => ({ text: `Use ${name} instead`, input: retype(name) })),
      });
    return preferred;
  }
}

/** Spoken powers and roots whose extent the words leave open. */
function scopeChoices(text: string): ReadingChoice[] {
  const choices: ReadingChoice[] = [];
  const word = SPOKEN_POWER.exec(text)?.groups?.["word"];
  if (word !== undefined)
    choices.push({
      kind: "extent",
      text: `"${word.toLowerCase()}" belongs to what stands right before it, and to no more.`,
    });
  if (/[-+*/加减乘除]\s*[A-Za-z\d.]+\s*的\s*(?:平方|立方|\d+\s*次方)(?!根|和|差)/u.test(text))
    choices.push({ kind: "extent", text: "乘方只作用于紧挨在它前面的一项。" });
  const root =
    /(?:\b(?:square|cube) root of|根号)\s*(?<inner>\d+(?:\.\d+)?)\s*(?:plus|minus|[-+加减])/iu.exec(
      text,
    )?.groups?.["inner"];
  if (root !== undefined)
    choices.push({ kind: "extent", text: `The root is taken of ${root} alone.` });
  return choices;
}

const SPOKEN_POWER =
  /(?:\^|\b(?:sin|cos|tan|log|ln|exp|minus|negative|plus|times)\b|\d[a-z]|[-+*/])[^,;()]*?[^,;()\s]\s+(?<word>squared|cubed)\b/i;

/**
 * `r(n+1) = 2 r(n)` and `y(x) + y(0)` speak of a function, which as a product of letters would be silently
 * misread. One letter applied to different arguments, or to a shifted index, is taken for a function.
 */
function refuseFunctionLetters(text: string, { functions }: Scope): void {
  const uses = new Map<string, Set<string>>();
  for (const [, letter, argument] of text.matchAll(/(?<![A-Za-z\\])([A-Za-z])\(([^()]{1,40})\)/g)) {
    const seen = uses.get(letter as string) ?? new Set<string>();
    seen.add((argument as string).replace(/\s+/g, ""));
    uses.set(letter as string, seen);
  }
  for (const [letter, seen] of uses)
    if (
      !/[fghFGHW]/.test(letter) &&
      !functions.has(letter) &&
      seen.size > 1 &&
      [...seen].some((argument) => /^[a-z]([+-]\d+)?$/.test(argument))
    )
      throw new AnsatzError(
        "unsupported",
        `${letter}(…) looks like a function or a sequence; such equations are not supported yet. Write a product as ${letter}*(…).`,
      );
}
