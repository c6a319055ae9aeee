import { AnsatzError } from "../../src/core/errors.ts";
import type { EngineRequest } from "../../src/tools/math/engines/candidate-engine.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import { printPlain } from "../../src/tools/math/expression/print-plain.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import type { NerdamerTask } from "./nerdamer-worker.ts";

/** An expression in nerdamer's notation. */
const written = (expression: Expression): string =>
  printPlain(expression).replace(/\binfinity\b/g, "Infinity");

/** What nerdamer is told; null for what it does not do. */
export function nerdamerTask({
  operation,
  arguments: parts,
  variables,
}: EngineRequest<string>): NerdamerTask | null {
  const [body = "", first = "", second = ""] = parts.map(written);
  const [name = "x", other = "t"] = variables;
  switch (operation) {
    case "evaluate":
      return { call: body };
    case "simplify":
    case "expand":
    case "factor":
      return { call: `${operation}(${body})` };
    case "differentiate":
      return { call: `diff(${body},${name}${first === "" ? "" : `,${first}`})` };
    case "integrate":
      return {
        call:
          parts.length === 1
            ? `integrate(${body},${name})`
            : `defint(${body},${first},${second},${name})`,
      };
    case "limit":
      return parts.length === 2 ? { call: `limit(${body},${name},${first})` } : null;
    case "sum":
    case "product":
      return { call: `${operation}(${body},${name},${first},${second})` };
    case "solve":
      return { call: `solve(${body},${name})` };
    case "solve-system":
      return { equations: parts.map(written) };
    case "laplace":
      return { call: `laplace(${body},${name},${other})` };
    case "inverse_laplace":
      return { call: `ilt(${body},${name},${other})` };
    default:
      return null;
  }
}

const UNEVALUATED = /\b(?:integrate|defint|limit|sum|product|solve|laplace|ilt|diff)\(/;

/** nerdamer's answer as candidates; what it left as it was, or our notation cannot say, is left out. */
export function readNerdamer(operation: string, text: string): Expression[] {
  if (text === "" || UNEVALUATED.test(text)) return [];
  if (operation === "solve-system") return readSystem(text.split(","));
  const parts = operation === "solve" ? itemsOf(text) : [text];
  return parts.flatMap(readOne);
}

function readSystem(entries: readonly string[]): Expression[] {
  const pairs: Expression[] = [];
  for (let k = 0; k + 1 < entries.length; k += 2) {
    const [value] = readOne(entries[k + 1] as string);
    if (value === undefined) return [];
    pairs.push(["Tuple", entries[k] as string, value]);
  }
  return pairs.length === 0 ? [] : [["List", ...pairs]];
}

/** The items between the square brackets; commas inside parentheses separate nothing. */
function itemsOf(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let item = "";
  for (const sign of text.replace(/^\[|\]$/g, "")) {
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (sign === "," && depth === 0) {
      items.push(item);
      item = "";
    } else item += sign;
  }
  return item === "" ? items : [...items, item];
}

function readOne(text: string): Expression[] {
  try {
    return [parseExpression(text.replace(/\bInfinity\b/g, "infinity")).expression];
  } catch (error) {
    if (AnsatzError.isInstance(error)) return [];
    throw error;
  }
}
