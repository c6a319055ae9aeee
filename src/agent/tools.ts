import { z } from "zod";
import type { CallOptions, MathPort } from "../core/math-port.ts";
import type { ToolSpecification } from "../core/model-port.ts";
import type { QueryResult } from "../core/query-result.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import { readArguments } from "./repair-arguments.ts";

const querySchema = z.object({
  query: z
    .string()
    .min(1)
    .max(2_000)
    .describe("An expression, equation or plain request, e.g. solve 2x + 3 = 7, or 15% of 80"),
});
const equalSchema = z.object({
  a: z.string().min(1).max(2_000).describe("The first answer"),
  b: z.string().min(1).max(2_000).describe("The second answer"),
});
const verifySchema = z.object({
  text: z.string().min(1).max(10_000).describe("The text whose statements are to be checked"),
});

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
  run(options: CallOptions): Promise<ToolOutcome>;
}

export type Preparation =
  | { readonly ok: true; readonly call: PreparedCall }
  | { readonly ok: false; readonly issue: string };

interface Tool {
  readonly specification: ToolSpecification;
  prepare(argumentsText: string): Preparation;
}

export interface ToolBox {
  readonly names: readonly string[];
  readonly specifications: readonly ToolSpecification[];
  /** Validates a call; arguments that cannot be repaired are an issue the model is told of. */
  prepare(name: string, argumentsText: string): Preparation;
}

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  query: ["input", "expression", "expr", "q", "question", "text", "problem", "equation"],
  a: ["first", "left", "answer1", "expression1"],
  b: ["second", "right", "answer2", "expression2"],
  text: ["input", "content", "answer", "query"],
};

function defineTool<Input extends Record<string, string>>(
  name: string,
  description: string,
  schema: z.ZodType<Input>,
  fields: readonly string[],
  run: (input: Input, options: CallOptions) => Promise<ToolOutcome>,
): Tool {
  const { $schema: _, ...parameters } = z.toJSONSchema(schema) as Record<string, unknown>;
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

/** The compact form of an engine answer: enough to reason with, small enough for a short context. */
function summarize(result: QueryResult): unknown {
  return {
    status: result.status,
    ...(result.reading === null ? {} : { understoodAs: result.reading.text }),
    ...(result.answer === null ? {} : { answer: result.answer.short }),
    ...(result.answer?.numeric === undefined ? {} : { decimal: result.answer.numeric }),
    ...(result.certificate === null ? {} : { check: result.certificate.grade }),
    ...(result.certificate?.conditions === undefined
      ? {}
      : { conditions: result.certificate.conditions }),
    ...(result.reason === undefined ? {} : { reason: result.reason.message }),
    ...(result.suggestions.length === 0
      ? {}
      : { tryInstead: result.suggestions.slice(0, 3).map((item) => item.input) }),
  };
}

/** The tools of one turn over an engine and a detector. */
export function createToolBox(math: MathPort, verifier: VerifierPort): ToolBox {
  const tools = [
    defineTool(
      "math_query",
      "Computes exactly: arithmetic, percentages, equations and systems, inequalities, derivatives, integrals, limits, sums, primes and divisors. No units or dates. One computation per call.",
      querySchema,
      ["query"],
      async ({ query }, options) => {
        const timeoutMs = options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs };
        const result = await math.query({ query, ...timeoutMs }, options);
        return { result: summarize(result), query: result };
      },
    ),
    defineTool(
      "math_equal",
      "Tells whether two answers are mathematically the same.",
      equalSchema,
      ["a", "b"],
      async ({ a, b }, options) => {
        const { verdict, equal, detail } = await math.equal(a, b, options);
        return { result: { verdict, equal, detail }, query: null };
      },
    ),
    defineTool(
      "verify",
      "Checks every equation and calculation stated in a text.",
      verifySchema,
      ["text"],
      async ({ text }, options) => {
        const { verdict, claims } = await verifier.verify({ text }, options);
        const shown = claims.slice(0, 20).map((claim) => ({
          text: claim.text,
          verdict: claim.verdict,
          ...(claim.evidence.expected === undefined ? {} : { expected: claim.evidence.expected }),
        }));
        return { result: { verdict, claims: shown }, query: null };
      },
    ),
  ];
  const byName = new Map(tools.map((tool) => [tool.specification.name, tool]));
  const names = [...byName.keys()];
  return {
    names,
    specifications: tools.map((tool) => tool.specification),
    prepare(name, argumentsText) {
      const tool = byName.get(name.trim());
      return tool === undefined
        ? {
            ok: false,
            issue: `There is no tool "${name.slice(0, 60)}". Use one of: ${names.join(", ")}.`,
          }
        : tool.prepare(argumentsText);
    },
  };
}

/** The longest text in a call that a model is held to; one that writes on and on is stopped there. */
const HELD_CHARACTERS = 160;

/** A JSON Schema of one call of one of these tools, for models that can be held to it. */
export function callSchema(tools: readonly ToolSpecification[]): Record<string, unknown> {
  const calls = tools.map(({ name, parameters }) => ({
    type: "object",
    properties: { name: { enum: [name] }, arguments: shortened(parameters) },
    required: ["name", "arguments"],
    additionalProperties: false,
  }));
  return calls.length === 1 ? (calls[0] as Record<string, unknown>) : { anyOf: calls };
}

/** The same schema with every longer text in it limited; what it means stays the same. */
function shortened(schema: Record<string, unknown>): Record<string, unknown> {
  const { properties } = schema;
  if (typeof properties !== "object" || properties === null) return schema;
  const entries = Object.entries(properties as Record<string, Record<string, unknown>>);
  return {
    ...schema,
    properties: Object.fromEntries(
      entries.map(([key, property]) => [
        key,
        Number(property["maxLength"] ?? 0) > HELD_CHARACTERS
          ? { ...property, maxLength: HELD_CHARACTERS }
          : property,
      ]),
    ),
  };
}
