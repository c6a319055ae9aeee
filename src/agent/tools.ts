import { z } from "zod";
import type { CallOptions, MathPort } from "../core/math-port.ts";
import type { ToolSpecification } from "../core/model-port.ts";
import type { QueryResult } from "../core/query-result.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import { defineTool, type Preparation, type Tool, type ToolOutcome } from "./define-tool.ts";

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
const unitsSchema = z.object({
  quantity: z.string().min(1).max(200).describe("A number with its unit, e.g. 5 miles"),
  to: z.string().min(1).max(60).describe("The unit wanted, e.g. km"),
});
const datesSchema = z.object({
  from: z.string().min(1).max(60).describe("A date, e.g. 2024-02-28"),
  until: z.string().min(1).max(60).describe("A later date, or a span such as 45 days or -2 weeks"),
});

export interface ToolBox {
  readonly names: readonly string[];
  readonly specifications: readonly ToolSpecification[];
  /** Validates a call; arguments that cannot be repaired are an issue the model is told of. */
  prepare(name: string, argumentsText: string): Preparation;
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

async function ask(math: MathPort, query: string, options: CallOptions): Promise<ToolOutcome> {
  const timeoutMs = options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs };
  const result = await math.query({ query, ...timeoutMs }, options);
  return { result: summarize(result), query: result };
}

/** A span is a number of days, weeks, months or years; anything else is taken for a date. */
function dateQuestion(from: string, until: string): string {
  const span = /^([-+]?)\s*(\d+)\s*(days?|weeks?|months?|years?)?$/i.exec(until.trim());
  if (span === null) return `days between ${from} and ${until}`;
  return `${span[2]} ${span[3] ?? "days"} ${span[1] === "-" ? "before" : "after"} ${from}`;
}

/** The tools of one turn over an engine and a detector, and those of others behind them. */
export function createToolBox(
  math: MathPort,
  verifier: VerifierPort,
  others: readonly Tool[] = [],
): ToolBox {
  const tools = [
    defineTool(
      "math_query",
      "Computes exactly: arithmetic, percentages, equations and systems, inequalities, derivatives, integrals, limits, sums, primes and divisors, units, dates. One computation per call.",
      querySchema,
      ["query"],
      ({ query }, options) => ask(math, query, options),
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
    defineTool(
      "math_units",
      "Converts a quantity into another unit.",
      unitsSchema,
      ["quantity", "to"],
      ({ quantity, to }, options) => ask(math, `${quantity} in ${to}`, options),
    ),
    defineTool(
      "math_dates",
      "Counts the days between two dates, or gives the date that is a span later or earlier.",
      datesSchema,
      ["from", "until"],
      ({ from, until }, options) => ask(math, dateQuestion(from, until), options),
    ),
  ];
  tools.push(...others);
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
