import { z } from "zod";
import type { CallOptions } from "../core/math-port.ts";
import type { ToolSpecification } from "../core/model-port.ts";
import type { QueryResult } from "../core/query-result.ts";
import { readArguments } from "./repair-arguments.ts";

export interface ToolOutcome {
  /** What the model and the record of the run see. */
  readonly result: unknown;
  /** The engine's full answer, when the tool was the engine. */
  readonly query: QueryResult | null;
}

/** A tool with typed input, ready to run. */
export interface PreparedCall {
  readonly name: string;
  readonly input: unknown;
  /** The same call has the same key, however its arguments were written. */
  readonly key: string;
  /** Somebody else's: what it returns is retrieved, not computed. */
  readonly isExternal?: boolean;
  run(options: CallOptions): Promise<ToolOutcome>;
}

export type Preparation =
  | { readonly ok: true; readonly call: PreparedCall }
  | { readonly ok: false; readonly issue: string };

export interface Tool {
  readonly specification: ToolSpecification;
  prepare(argumentsText: string): Preparation;
}

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  query: ["input", "expression", "expr", "q", "question", "text", "problem", "equation"],
  a: ["first", "left", "answer1", "expression1"],
  b: ["second", "right", "answer2", "expression2"],
  text: ["input", "content", "answer", "query"],
  quantity: ["value", "amount", "from", "input"],
  to: ["unit", "target", "into", "to_unit"],
  from: ["start", "date", "begin"],
  until: ["end", "to", "span", "days"],
};

/** A tool of texts: its name, its schema and what it does; its JSON Schema is made from the same. */
export function defineTool<Input extends Record<string, string>>(
  name: string,
  description: string,
  schema: z.ZodType<Input>,
  fields: readonly string[],
  run: (input: Input, options: CallOptions) => Promise<ToolOutcome>,
): Tool {
  const parameters = parametersOf(schema);
  const onlyField = fields.length === 1 ? (fields[0] as string) : null;
  return {
    specification: { name, description, parameters },
    prepare(argumentsText) {
      const raw = readArguments(argumentsText, onlyField);
      const parsed = schema.safeParse(renamed(raw, fields));
      if (!parsed.success) return { ok: false, issue: issueOf(name, fields, parsed.error) };
      const input = parsed.data;
      const key = `${name} ${JSON.stringify(fields.map((field) => input[field]?.trim()))}`;
      return { ok: true, call: { name, input, key, run: (options) => run(input, options) } };
    },
  };
}

/** Every turn defines its tools anew, over the same schemas. */
const parametersBySchema = new WeakMap<z.ZodType, Readonly<Record<string, unknown>>>();

function parametersOf(schema: z.ZodType): Record<string, unknown> {
  const known = parametersBySchema.get(schema);
  if (known !== undefined) return known;
  const { $schema: _, ...parameters } = z.toJSONSchema(schema) as Record<string, unknown>;
  parametersBySchema.set(schema, parameters);
  return parameters;
}

function renamed(raw: unknown, fields: readonly string[]): unknown {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return raw;
  const given = raw as Record<string, unknown>;
  const entries = fields.map((field) => {
    const name = [field, ...(ALIASES[field] ?? [])].find((alias) => given[alias] !== undefined);
    const value = name === undefined ? undefined : given[name];
    return [field, typeof value === "number" ? String(value) : value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function issueOf(name: string, fields: readonly string[], error: z.ZodError): string {
  const issue = error.issues[0];
  const where = issue?.path.join(".") ?? "";
  const what = issue?.message ?? "the arguments are no JSON object";
  return `The arguments of ${name} are not valid${where === "" ? "" : ` at "${where}"`}: ${what}. Send a JSON object with ${fields.map((field) => `"${field}"`).join(" and ")}, each a string.`;
}
