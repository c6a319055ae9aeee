import { z } from "zod";
import { podNameSchema, podSchema } from "./pod.ts";
import { certificateSchema } from "./truth.ts";

export const queryStatusSchema = z.enum([
  "answered",
  "undecided",
  "not-understood",
  "unsupported",
  "timed-out",
  "invalid",
]);
export type QueryStatus = z.infer<typeof queryStatusSchema>;

export const inputLanguageSchema = z.enum(["en", "zh", "latex", "expression"]);
export type InputLanguage = z.infer<typeof inputLanguageSchema>;

const intervalSchema = z.object({
  lo: z.string(),
  hi: z.string(),
  loClosed: z.boolean(),
  hiClosed: z.boolean(),
});

/** Further forms a result can be had in. */
export const FORMAT_NAMES = ["unicode", "mathml", "spoken", "llm"] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

/** The machine-usable answer. Every mathematical part is a string in plain notation, never a float. */
export const answerValueSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("expression"), plain: z.string() }),
  z.object({ kind: z.literal("quantity"), plain: z.string(), unit: z.string() }),
  z.object({ kind: z.literal("truth"), value: z.boolean() }),
  z.object({
    kind: z.literal("solutions"),
    variables: z.array(z.string()),
    solutions: z.array(z.record(z.string(), z.string())),
    /** True only when it is established that no other solution exists. */
    complete: z.boolean(),
    /** A parametrised family, e.g. "x = pi/6 + 2*pi*k, k integer". */
    family: z.string().optional(),
  }),
  z.object({
    kind: z.literal("intervals"),
    variable: z.string(),
    intervals: z.array(intervalSchema),
    /** Present where the intervals repeat: all of them, e.g. "2*pi*k < x < pi + 2*pi*k, k integer". */
    family: z.string().optional(),
  }),
  z.object({ kind: z.literal("list"), items: z.array(z.string()) }),
  z.object({ kind: z.literal("tuple"), items: z.array(z.string()) }),
  z.object({ kind: z.literal("set"), items: z.array(z.string()) }),
  z.object({ kind: z.literal("matrix"), rows: z.array(z.array(z.string())) }),
  z.object({ kind: z.literal("mapping"), entries: z.record(z.string(), z.string()) }),
  z.object({
    kind: z.literal("none"),
    reason: z.enum(["no-solution", "divergent", "undefined", "infinite"]),
  }),
  z.object({ kind: z.literal("date"), iso: z.string() }),
  z.object({ kind: z.literal("text"), text: z.string() }),
]);
export type AnswerValue = z.infer<typeof answerValueSchema>;

export const answerSchema = z.object({
  /** The least that answers the question. */
  short: z.string(),
  plain: z.string(),
  latex: z.string(),
  value: answerValueSchema,
  /** Decimal approximation where the answer is a number that has one. */
  numeric: z.string().optional(),
});
export type Answer = z.infer<typeof answerSchema>;

const alternativeSchema = z.object({ text: z.string(), input: z.string() });

export const queryResultSchema = z.object({
  status: queryStatusSchema,
  input: z.string(),
  language: inputLanguageSchema,
  /** How the input was understood; null when it was not. */
  reading: z.object({ text: z.string(), plain: z.string(), latex: z.string() }).nullable(),
  assumptions: z.array(
    z.object({ kind: z.string(), text: z.string(), alternatives: z.array(alternativeSchema) }),
  ),
  answer: answerSchema.nullable(),
  certificate: certificateSchema.nullable(),
  pods: z.array(podSchema),
  /** Pods that this answer can have and that were not asked for. */
  morePods: z.array(podNameSchema).optional(),
  /** Pods that were asked for and did not come in time. */
  timedOutPods: z.array(podNameSchema).optional(),
  suggestions: z.array(alternativeSchema),
  reason: z.object({ code: z.string(), message: z.string() }).optional(),
  /** The forms that were asked for. `llm` is the whole result as text for a language model. */
  formats: z
    .object({
      unicode: z.string().optional(),
      mathml: z.string().optional(),
      spoken: z.string().optional(),
      llm: z.string().optional(),
    })
    .optional(),
  timing: z.object({
    totalMs: z.number(),
    readMs: z.number(),
    computeMs: z.number(),
    proveMs: z.number(),
  }),
  /** The engine whose answer stands; empty when there is none. */
  engine: z.string(),
});
export type QueryResult = z.infer<typeof queryResultSchema>;

export const MAX_QUERY_CHARACTERS = 10_000;

export const queryRequestSchema = z.strictObject({
  query: z.string(),
  language: inputLanguageSchema.optional(),
  assumptions: z.array(z.string()).max(20).optional(),
  /** Ids of pods that are wanted beside the quick ones; `all` asks for every one there is. */
  pods: z.array(z.string().max(60)).max(50).optional(),
  formats: z.array(z.enum(FORMAT_NAMES)).max(10).optional(),
  /** How many digits decimal forms show. */
  digits: z.number().int().min(1).max(1_000).optional(),
  timeoutMs: z.number().int().min(1).max(60_000).optional(),
});
export type QueryRequest = z.infer<typeof queryRequestSchema>;
