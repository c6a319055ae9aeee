import type { Answer, AnswerValue } from "../../src/core/query-result.ts";

type Named = Readonly<Record<string, string>>;

/** Removes a left side such as `y =` or `f(x) =`; a text with more than one relation is left alone. */
export function withoutLeftSide(text: string): string {
  const match = /^\s*[\p{L}_][\p{L}\p{N}_]*(?:\s*\(\s*\w+\s*\))?\s*=(?!=)([^=<>]+)$/u.exec(text);
  return (match?.[1] ?? text).trim();
}

/** Splits at commas that stand outside brackets. */
export function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = "";
  for (const character of text) {
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (character === "," && depth === 0) {
      parts.push(current.trim());
      current = "";
    } else current += character;
  }
  parts.push(current.trim());
  return parts.filter((part) => part !== "");
}

/** The one expression an answer consists of, or null when it is of another kind. */
export function expressionOf(answer: Answer): string | null {
  const value = answer.value;
  if (value.kind === "expression") return withoutLeftSide(value.plain);
  if (value.kind === "quantity") return value.plain;
  if (value.kind === "none") return value.reason === "infinite" ? signedInfinity(answer) : null;
  if (value.kind === "text") return withoutLeftSide(value.text);
  const items = itemsOf(answer);
  return items?.length === 1 ? (items[0] ?? null) : null;
}

function signedInfinity(answer: Answer): string {
  return /-\s*(infinity|∞|oo)/.test(answer.plain) ? "-infinity" : "infinity";
}

/** The members of an answer that is a collection, or null. Solutions give the values of `variable`. */
export function itemsOf(answer: Answer, variable?: string): string[] | null {
  const value = answer.value;
  switch (value.kind) {
    case "list":
    case "tuple":
    case "set":
      return value.items.map(withoutLeftSide);
    case "solutions":
      return solutionItems(value, variable);
    case "expression":
      return [withoutLeftSide(value.plain)];
    case "quantity":
      return [value.plain];
    case "mapping":
      return Object.values(value.entries);
    case "matrix":
      return vectorItems(value.rows);
    case "none":
      return value.reason === "no-solution" ? [] : null;
    default:
      return null;
  }
}

function vectorItems(rows: string[][]): string[] | null {
  if (rows.length === 1) return rows[0] ?? null;
  return rows.every((row) => row.length === 1) ? rows.map((row) => row[0] ?? "") : null;
}

function solutionItems(
  value: Extract<AnswerValue, { kind: "solutions" }>,
  variable: string | undefined,
): string[] | null {
  const name = variable ?? value.variables[0];
  if (name === undefined) return value.solutions.length === 0 ? [] : null;
  const found = value.solutions.map((solution) => solution[name]);
  return found.every((text) => text !== undefined) ? found : null;
}

/** The named values of each solution, or null when the answer is of another kind. */
export function solutionsOf(answer: Answer): Named[] | null {
  const value = answer.value;
  if (value.kind === "solutions") return value.solutions;
  if (value.kind === "mapping") return [value.entries];
  if (value.kind === "none") return value.reason === "no-solution" ? [] : null;
  return null;
}

/** The rows of an answer that is a matrix, or null. */
export function rowsOf(answer: Answer): string[][] | null {
  const value = answer.value;
  if (value.kind === "matrix") return value.rows;
  if (value.kind === "list" || value.kind === "tuple" || value.kind === "set") {
    const rows = value.items.map(bracketed);
    return rows.every((row) => row !== null) ? rows : null;
  }
  return null;
}

function bracketed(text: string): string[] | null {
  const match = /^\s*[[({](.*)[\])}]\s*$/s.exec(text);
  return match === null ? null : splitTopLevel(match[1] ?? "");
}
