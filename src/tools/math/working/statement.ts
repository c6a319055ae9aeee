import type { Sentence } from "./read-sentence.ts";
import { argumentsOf, type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";

/** What one line of working says. */
export type Statement =
  /** Expressions that are all said to be equal; the first may be missing when the line begins with `=`. */
  | { readonly kind: "chain"; readonly members: readonly Expression[]; readonly continues: boolean }
  /** Relations with unknowns: alternatives ("or") of relations that hold together. */
  | { readonly kind: "relations"; readonly alternatives: readonly (readonly Expression[])[] }
  /** Calculations that stand in a sentence, each to be looked at by itself. */
  | { readonly kind: "sentence"; readonly sentence: Sentence };

export type Relations = Extract<Statement, { kind: "relations" }>;
export type Chain = Extract<Statement, { kind: "chain" }>;

export function relationsStatement(relations: readonly Expression[]): Relations {
  return { kind: "relations", alternatives: [relations] };
}

/** All symbols that are unknown in a statement. */
export function unknownsOf(statement: Statement): string[] {
  if (statement.kind === "sentence") return [];
  const parts = statement.kind === "chain" ? statement.members : statement.alternatives.flat();
  return variablesOf(["List", ...parts]);
}

export function printStatement(statement: Statement): string {
  return printWith(statement, printPlain, " or ");
}

export function latexOfStatement(statement: Statement): string {
  return printWith(statement, printLatex, " \\;\\text{or}\\; ");
}

function printWith(
  statement: Statement,
  print: (expression: Expression) => string,
  or: string,
): string {
  if (statement.kind === "sentence") return printSentence(statement.sentence, print);
  return statement.kind === "chain"
    ? `${statement.continues ? "= " : ""}${statement.members.map(print).join(" = ")}`
    : statement.alternatives.map((relations) => relations.map(print).join(", ")).join(or);
}

function printSentence(
  { calculations, answer }: Sentence,
  print: (expression: Expression) => string,
): string {
  const shown = calculations.map(({ name, members }) =>
    [...(name === null ? [] : [name]), ...members.map(print)].join(" = "),
  );
  return [...shown, ...(answer === null ? [] : [print(answer)])].join("; ");
}

const RELATIONS: ReadonlySet<string> = new Set([
  "Equal",
  "NotEqual",
  "Less",
  "LessEqual",
  "Greater",
  "GreaterEqual",
]);

export function isRelation(expression: Expression): boolean {
  return RELATIONS.has(headOf(expression));
}

/** `x = 3`: the unknown and its value, or null. */
export function assignmentOf(relation: Expression): { name: string; value: Expression } | null {
  if (headOf(relation) !== "Equal") return null;
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  const isName = typeof left === "string" && variablesOf(left).length === 1;
  return isName && variablesOf(right).length === 0 ? { name: left as string, value: right } : null;
}
