import { AnsatzError } from "../../../core/errors.ts";
import { headOf, variablesOf } from "../expression/expression.ts";
import type { DefinedQuery, Definition } from "./defined-query.ts";
import { withLetterVariables } from "./letter-variables.ts";
import { EVERYWHERE, type MathQuery } from "./math-query.ts";
import type { Scope } from "./parse.ts";
import { readPointValue } from "./point-values.ts";
import { type Assumption, ReadingContext } from "./reading-context.ts";
import { VARIABLE_LETTERS } from "./variable-letters.ts";
import { stripFillers } from "./words.ts";

const MOST_DEFINITIONS = 40;
const LEAD =
  /^(?:(?:let(?: us say| now)?|suppose(?: that)?|assume(?: that)?|given(?: that)?|if|define|consider|with|and|also|设|令|已知|若|如果|给定|假设)(?![A-Za-z])\s*[:：,，]?\s*)+/iu;
const IN_ONE_SENTENCE =
  /^(?<lead>let|suppose|assume|given(?: that)?|if|with|define)\s+(?<facts>.+?),?\s*(?:then\s+)?(?<question>\b(?:what|find|calculate|compute|evaluate|determine|solve|simplify|work out)\b.+)$/iu;
const IN_ONE_SENTENCE_ZH =
  /^(?:已知|设|令|若|如果|给定|假设)\s*(?<facts>.+?)\s*[，,。；;]\s*(?:则|那么|请|试)*(?<question>(?:求|计算|解|问)?.+)$/u;
const ALL_FACTS_ZH =
  /^(?:已知|设|令|若|如果|给定|假设)\s*(?<facts>.+)\s*[，,。；;]\s*(?:则|那么|请|试)*(?<question>(?:求|计算|解|问).+)$/u;
const FACT_THEN_QUESTION =
  /^(?<facts>[A-Za-z]\([A-Za-z](?:\s*,\s*[A-Za-z])*\)\s*=.+?)\s*[,，;；]\s*(?:then\s+|则)?(?<question>(?:what|find|calculate|compute|evaluate|determine|求|[A-Za-z]['’′]{0,3}\().*)$/iu;
const TRAILING =
  /^(?<question>.+?)\s*,?\s+(?:where|if|when|given(?: that)?|with|for)\s+(?<facts>[A-Za-z](?:_\w+)?(?:\([a-z]\))?\s*=.+)$/iu;
const TRAILING_ZH = /^(?<question>.+?)\s*[，,]\s*(?:其中|当)\s*(?<facts>[A-Za-z]\s*=.+)$/u;
const FUNCTION =
  /^(?<name>[A-Za-z])\s?\((?<parameters>[A-Za-z](?:\s*,\s*[A-Za-z])*)\)\s*(?:=|\bbe\b|\bis\b|为|是)\s*(?<body>.+)$/iu;
const NAMED = /^(?<name>[A-Za-z](?:_\w+)?)\s*(?:\bbe\b|\bdenotes?\b|为|是)\s*(?<body>.+)$/iu;
const VALUE = /^(?<name>[A-Za-z](?:_\w+)?)\s*=\s*(?<body>[^=<>]+)$/u;

const PRIMED =
  /^(?:(?:the )?value of )?(?<name>[A-Za-z])(?<primes>'{1,3}|[’′]{1,3})\s?\((?<argument>[^()]+(?:\([^()]*\)[^()]*)*)\)(?:\s*的值)?$/iu;

/** (f o g)(3) is f(g(3)). */
const COMPOSED = /\(\s*([A-Za-z])\s*(?:o|∘|\\circ)\s*([A-Za-z])\s*\)\s*\(([^()]+)\)/gu;

interface Fact {
  readonly text: string;
  /** "Suppose y = 2x + 1" may leave x to be found from a later fact; "let y = 2x + 1" names an expression. */
  readonly isSupposed: boolean;
}

interface Parts {
  readonly facts: readonly Fact[];
  readonly question: string;
}

/** Reads one question that stands alone, with the names that are in force. */
export type ReadOne = (text: string, context: ReadingContext) => MathQuery;

export interface ReadDefinitions {
  readonly query: MathQuery;
  readonly assumptions: readonly Assumption[];
}

/**
 * Reads a text that defines before it asks, in several sentences or in one; null when it is not of that
 * shape. Throws when a definition or the question cannot be read: nothing is skipped.
 */
export function readDefinitions(text: string, readOne: ReadOne): ReadDefinitions | null {
  const parts = splitLeading(text);
  return parts === null ? null : new DefinitionReader(parts, readOne).read();
}

/** The same for conditions that follow the question: "… where a = 200 and b = 100". */
export function readTrailingDefinitions(text: string, readOne: ReadOne): ReadDefinitions | null {
  const found =
    readPointValue(text) ?? TRAILING.exec(text)?.groups ?? TRAILING_ZH.exec(text)?.groups;
  if (found === undefined) return null;
  const pieces = splitFacts(found["facts"] as string);
  if (!pieces.every((piece) => VALUE.test(piece) || FUNCTION.test(piece))) return null;
  const facts = pieces.map((piece) => ({ text: piece, isSupposed: false }));
  return new DefinitionReader({ facts, question: found["question"] as string }, readOne).read();
}

const GIVEN = String.raw`[A-Za-z](?:_\w+)?\s*=\s*[^=<>,，;；]+?`;
const LEADING_VALUES = new RegExp(
  String.raw`^(?<facts>${GIVEN}(?:\s*(?:[,，;；]|\band\b|且)\s*${GIVEN})*)(?:\s*[,，;；.]\s*|\s+(?=(?:find|what|calculate|compute|evaluate|求|计算)(?![A-Za-z])))(?:then\s+|则)?(?<question>[^=]+)$`,
  "iu",
);

/** Values before the question, without a word that says so: "z = 3 + 4i, |z|", "a = 2, b = 3, a + b". */
export function readLeadingValues(text: string, readOne: ReadOne): ReadDefinitions | null {
  const groups = LEADING_VALUES.exec(text)?.groups;
  if (groups === undefined) return null;
  const question = groups["question"] as string;
  const pieces = splitFacts(groups["facts"] as string);
  const names = pieces.map((piece) => VALUE.exec(piece)?.groups?.["name"]);
  if (!names.every((name) => name !== undefined && isUsed(question, name))) return null;
  const facts = pieces.map((piece) => ({ text: piece, isSupposed: false }));
  return new DefinitionReader({ facts, question }, readOne).read();
}

const isUsed = (text: string, name: string): boolean =>
  new RegExp(`(?<![A-Za-z])[a-z]{0,2}${name}(?![A-Za-z]{2})`).test(text);

function splitLeading(text: string): Parts | null {
  const sentences = text
    .split(
      /(?<=[.。；;!])\s+(?=\p{Lu}|\p{Script=Han}|(?:what|find|how|calculate|compute|evaluate|determine|solve|simplify|let)(?![A-Za-z])|[a-z]\s?(?:\([a-z]\)\s*)?=)|(?<=[。；])/u,
    )
    .map((sentence) => sentence.trim().replace(/(?<![.。；;!])[.。；;!]+$/u, ""))
    .filter((sentence) => sentence !== "");
  const last = sentences.at(-1) ?? "";
  if (sentences.length > 1)
    return sentences.slice(0, -1).every((sentence) => /[=＝]|\bbe\b|为|是/u.test(sentence))
      ? { facts: sentences.slice(0, -1).flatMap(factsOf), question: last }
      : null;
  const found =
    IN_ONE_SENTENCE.exec(last)?.groups ??
    ALL_FACTS_ZH.exec(last)?.groups ??
    IN_ONE_SENTENCE_ZH.exec(last)?.groups ??
    FACT_THEN_QUESTION.exec(last)?.groups;
  if (found === undefined || !/[=＝]|\bbe\b|为|是/u.test(found["facts"] as string)) return null;
  return { facts: factsOf(found["facts"] as string), question: found["question"] as string };
}

/** The facts of a sentence: one, or several where each names its own letter. */
function factsOf(sentence: string): Fact[] {
  const isSupposed = !/^(?:let|define|设|令)(?![A-Za-z])/iu.test(sentence);
  const body = sentence.replace(LEAD, "");
  const pieces = splitFacts(body);
  const isList = pieces.every((piece) => FUNCTION.test(piece) || NAMED.test(piece));
  return (isList ? pieces : [body]).map((text) => ({ text, isSupposed }));
}

function splitFacts(text: string): string[] {
  return text
    .split(/\s*[,，、;；]\s*(?:and\s+)?(?![^()]*\))|\s+and\s+|\s*且\s*/u)
    .map((fact) => fact.trim())
    .filter((fact) => fact !== "");
}

class DefinitionReader {
  private readonly functions = new Set<string>();
  private readonly values = new Set<string>();
  private readonly variables = new Set<string>();
  private readonly definitions: Definition[] = [];
  private readonly assumptions: Assumption[] = [];
  private readonly parts: Parts;
  private readonly readOne: ReadOne;

  constructor(parts: Parts, readOne: ReadOne) {
    this.parts = parts;
    this.readOne = readOne;
  }

  read(): ReadDefinitions {
    if (this.parts.facts.length > MOST_DEFINITIONS)
      throw new AnsatzError(
        "too_large",
        `The question has ${this.parts.facts.length} definitions; the limit is ${MOST_DEFINITIONS}.`,
      );
    this.declareLetters();
    for (const fact of this.parts.facts) this.readFact(fact);
    const query = this.readQuestion(this.parts.question);
    return {
      query:
        this.definitions.length === 0
          ? query
          : ({ kind: "defined", definitions: this.definitions, query } satisfies DefinedQuery),
      assumptions: this.assumptions,
    };
  }

  /** e and i are variables where the text names them, solves for them or applies a function to them alone. */
  private declareLetters(): void {
    const { facts, question } = this.parts;
    for (const letter of ["e", "i"]) {
      const isNamed = facts.some(
        ({ text: fact }) =>
          new RegExp(`^${letter}(?:\\s*=|\\s+be\\b|\\()|^[a-z]\\(${letter}\\)`, "i").test(fact) ||
          (!FUNCTION.test(fact) &&
            !NAMED.test(fact) &&
            !VALUE.test(fact) &&
            new RegExp(`(?<![A-Za-z])${letter}(?![A-Za-z(^])`).test(fact)),
      );
      const isAsked = new RegExp(
        `\\b[a-z]\\(${letter}\\)|(?:for|wrt|respect to) ${letter}\\b`,
      ).test(question);
      if (isNamed || isAsked) this.variables.add(letter);
    }
  }

  private context(parameters: readonly string[] = []): ReadingContext {
    const scope: Scope = {
      functions: this.functions,
      variables: new Set([...this.variables, ...parameters, ...this.values]),
      values: this.values,
    };
    return new ReadingContext(scope);
  }

  private readFact({ text: fact, isSupposed }: Fact): void {
    const asFunction = FUNCTION.exec(fact)?.groups;
    if (asFunction !== undefined && !this.functions.has(asFunction["name"] as string)) {
      const name = asFunction["name"] as string;
      if (applies(asFunction["body"] as string, name))
        throw new AnsatzError(
          "unsupported",
          `${name} is defined by itself. Ask for a closed form or one term: ${name}(n) = 2${name}(n-1), ${name}(0) = 1, find ${name}(10).`,
        );
      const parameters = (asFunction["parameters"] as string).split(/\s*,\s*/);
      const query = this.readBody(asFunction["body"] as string, parameters);
      this.functions.add(name);
      this.definitions.push({
        kind: "function",
        name: symbolOf(name),
        parameters: parameters.map(symbolOf),
        query,
      });
      return;
    }
    const named = NAMED.exec(fact)?.groups ?? VALUE.exec(fact)?.groups;
    const name = named?.["name"] ?? "";
    if (
      named !== undefined &&
      !this.values.has(name) &&
      !mentions(named["body"] as string, name) &&
      !(isSupposed && this.hasUnknown(named["body"] as string))
    ) {
      const query = this.readBody(named["body"] as string, []);
      this.values.add(name);
      this.definitions.push({ kind: "value", name: symbolOf(name), query });
      return;
    }
    const context = this.context();
    const equations = splitFacts(fact).map((piece) => context.parse(piece));
    if (!equations.every((equation) => headOf(equation) === "Equal"))
      throw new AnsatzError(
        "unsupported",
        `"${fact.slice(0, 80)}" is neither a definition nor an equation. Write name = value, f(x) = expression, or equations.`,
      );
    for (const name of variablesOf(["And", ...equations])) this.values.add(letterOf(name));
    this.definitions.push({ kind: "equations", equations });
  }

  /** Does an expression hold a letter that has no value yet? */
  private hasUnknown(text: string): boolean {
    const letters = text.match(/(?<![A-Za-z])[A-Za-z](?![A-Za-z(])/g) ?? [];
    return letters.some((letter) => !this.values.has(letter));
  }

  private readBody(text: string, parameters: readonly string[]): MathQuery {
    const context = this.context(parameters);
    const query = withLetterVariables(this.readOne(stripFillers(text), context)).query;
    this.assumptions.push(...context.assumptions.filter(({ kind }) => kind !== "variable"));
    if (query.kind === "differentiate" && parameters.length === 1)
      return { ...query, variable: this.derivativeVariable(query, parameters[0] as string) };
    return query;
  }

  /** "Let g(x) be the derivative of x^2 + a x" differentiates by x. */
  private derivativeVariable(
    query: Extract<MathQuery, { kind: "differentiate" }>,
    parameter: string,
  ): string {
    const symbol = symbolOf(parameter);
    return variablesOf(query.expression).includes(symbol) ? symbol : query.variable;
  }

  private readQuestion(text: string): MathQuery {
    const context = this.context();
    const stripped = stripFillers(text).replace(COMPOSED, "$1($2($3))");
    const asked = /^(?:the value of\s+)?(?<name>[A-Za-z](?:_\w+)?)(?:\s*的值)?$/u.exec(stripped)
      ?.groups?.["name"];
    const solved =
      asked === undefined
        ? this.readPrimed(stripped, context)
        : this.takeEquationsFor(symbolOf(asked));
    const query = solved ?? withLetterVariables(this.readOne(stripped, context), this.values).query;
    this.assumptions.push(...context.assumptions);
    return query;
  }

  /** f'(2) and f''(x) of a function of one variable that was defined. */
  private readPrimed(text: string, context: ReadingContext): MathQuery | null {
    const { name, primes, argument } = PRIMED.exec(text)?.groups ?? {};
    const defined = this.definitions.find(
      (definition) => definition.kind === "function" && definition.name === symbolOf(name ?? ""),
    );
    if (defined?.kind !== "function" || defined.parameters.length !== 1) return null;
    if (primes === undefined || argument === undefined) return null;
    const [variable] = defined.parameters as [string];
    const point = context.parse(argument);
    return {
      kind: "differentiate",
      expression: [defined.name, variable],
      variable,
      order: primes.length,
      at: point === variable ? null : point,
    };
  }

  /** "Let 2v^2 - 8 = 0. What is v?" asks for every root, so the equations are the question. */
  private takeEquationsFor(name: string): MathQuery | null {
    const index = this.definitions.findLastIndex(
      (definition) =>
        definition.kind === "equations" &&
        definition.equations.some((equation) => variablesOf(equation).includes(name)),
    );
    const found = this.definitions[index];
    if (found?.kind !== "equations") return null;
    if (index !== this.definitions.length - 1) return null;
    this.definitions.splice(index, 1);
    return { kind: "solve", equations: found.equations, unknowns: [name], domain: EVERYWHERE };
  }
}

function letterOf(symbol: string): string {
  return [...VARIABLE_LETTERS].find(([, variable]) => variable === symbol)?.[0] ?? symbol;
}

function symbolOf(name: string): string {
  return VARIABLE_LETTERS.get(name) ?? name;
}

function applies(text: string, name: string): boolean {
  return new RegExp(`(?<![A-Za-z])${name}\\s?\\(`).test(text);
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![A-Za-z])${name}(?![A-Za-z(])`).test(text);
}
