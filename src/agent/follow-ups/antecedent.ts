import type { QueryResult } from "../../core/query-result.ts";
import { verdictOfResult } from "../word-result.ts";
import type { Antecedent, Earlier } from "./earlier.ts";

/** What an answered question leaves to point at; null when it was not answered. */
export function antecedentOfResult(question: string, result: QueryResult): Earlier | null {
  if (result.status !== "answered" || result.answer === null) return null;
  const plain = result.reading?.plain ?? "";
  return {
    question,
    answer: plainAnswer(result),
    quantity: quantityOf(result),
    items: itemsOf(result),
    solution: onlySolution(result),
    subject: subjectOf(plain),
    kind: kindOf(plain),
    reading: result.reading,
    short: result.answer.short,
    isProved: verdictOfResult(result) === "proved",
  };
}

/** An answer that a reply merely states; nothing was proved of it here. */
export function antecedentOfWords(question: string, answer: string): Earlier {
  return {
    question,
    answer,
    subject: null,
    solution: null,
    kind: "other",
    reading: null,
    short: answer,
    isProved: false,
  };
}

/** An answer that can stand in an expression; a set of solutions or a sentence cannot. */
function plainAnswer({ answer, reading }: QueryResult): string | null {
  const value = answer?.value;
  // One goes on from the number itself, not from the digits that were shown of it.
  const isRounded = /^Decimal value of |的小数值/.test(reading?.text ?? "");
  if (value?.kind === "expression") return isRounded ? (reading?.plain ?? null) : value.plain;
  if (value?.kind === "quantity" && value.unit === "") return value.plain;
  return value?.kind === "solutions" ? onlyValue(answer) : null;
}

/** The value of the only unknown in the only solution: what "double it" goes on from. */
function onlyValue(answer: QueryResult["answer"]): string | null {
  const value = answer?.value;
  if (value?.kind !== "solutions" || !value.complete || value.family !== undefined) return null;
  const [solution, second] = value.solutions;
  if (solution === undefined || second !== undefined || value.variables.length !== 1) return null;
  return Object.values(solution)[0] ?? null;
}

/** A single letter may be an unknown: 5000 m - 200 m. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  m: "meters",
  g: "grams",
  s: "seconds",
  h: "hours",
  d: "days",
  L: "liters",
  N: "newtons",
  J: "joules",
  W: "watts",
};

function quantityOf({ answer }: QueryResult): string | null {
  const value = answer?.value;
  return value?.kind === "quantity" && value.unit !== ""
    ? `${value.plain} ${LONG_NAMES[value.unit] ?? value.unit}`
    : null;
}

/** The parts of a list, or the complete solutions in one unknown. */
function itemsOf({ answer }: QueryResult): readonly string[] {
  const value = answer?.value;
  if (value?.kind === "list" || value?.kind === "set" || value?.kind === "tuple")
    return value.items.every((item) => typeof item === "string") ? value.items : [];
  if (value?.kind !== "solutions" || !value.complete || value.family !== undefined) return [];
  if (value.variables.length !== 1) return [];
  return value.solutions.flatMap((solution) => Object.values(solution));
}

function onlySolution({ answer }: QueryResult): Readonly<Record<string, string>> | null {
  const value = answer?.value;
  if (value?.kind !== "solutions" || !value.complete || value.family !== undefined) return null;
  const [solution, second] = value.solutions;
  return solution === undefined || second !== undefined ? null : solution;
}

function kindOf(plain: string): Antecedent["kind"] {
  if (/^d(?:\^\d+)?\/d/.test(plain)) return "derivative";
  return /^integrate .* d\w+$/.test(plain) ? "integral" : "other";
}

/** The expression inside the plain reading of a question; null for an equation with two sides. */
function subjectOf(plain: string): string | null {
  const inside =
    /^d(?:\^\d+)?\/d\w+(?:\^\d+)? \((.*)\)$/.exec(plain)?.[1] ??
    /^integrate (.*) d\w+(?: from .*)?$/.exec(plain)?.[1] ??
    /^limit of (.*) as .*$/.exec(plain)?.[1] ??
    /^y = (.*)$/.exec(plain)?.[1] ??
    /^(.*) = 0$/.exec(plain)?.[1] ??
    plain;
  // Units stand in a plain reading under names of their own, which are no letters of the question.
  return inside === "" || /[=<>]|\bU_\d| (?:of|for|as|with) /.test(inside) ? null : inside;
}
