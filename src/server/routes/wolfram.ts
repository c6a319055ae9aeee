import { type Context, Hono } from "hono";
import { z } from "zod";
import { AnsatzError } from "../../core/errors.ts";
import { MAX_QUERY_CHARACTERS, type QueryResult } from "../../core/query-result.ts";
import { EngineCall } from "../engine-call.ts";
import { validate } from "../read-body.ts";
import type { Service } from "../service.ts";
import { assumedQuery } from "../wolfram/assumed-query.ts";
import { fullResult, STEPS_NAME, STEPS_STATE } from "../wolfram/full-result.ts";

const question = z
  .string("It is missing")
  .max(MAX_QUERY_CHARACTERS)
  .refine((text) => text.trim() !== "", "It is empty");
const whole = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, "It must be a whole number")
    .transform(Number)
    .refine(
      (value) => value >= minimum && value <= maximum,
      `It must be from ${minimum} to ${maximum}`,
    );
const seconds = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,3})?$/, "It must be a number of seconds")
  .transform((text) => Math.min(60_000, Math.max(1, Math.round(Number(text) * 1000))));

const textQuerySchema = z.object({
  input: question,
  maxchars: whole(100, 100_000).default(6_800),
  assumption: z.string().max(MAX_QUERY_CHARACTERS).optional(),
});
const shortQuerySchema = z.object({ i: question, timeout: seconds.optional() });
const fullQuerySchema = z.object({
  input: question,
  output: z
    .string()
    .default("json")
    .refine((form) => form.toLowerCase() === "json", "Only JSON is spoken here; set output=json"),
  format: z.string().max(200).default("plaintext,image"),
  assumption: z.string().max(MAX_QUERY_CHARACTERS).optional(),
  podstate: z.string().max(200).optional(),
  includepodid: z.string().max(200).optional(),
  excludepodid: z.string().max(200).optional(),
  totaltimeout: seconds.optional(),
});

/** Doors in the shape of Wolfram|Alpha's, so that what speaks to those needs another address only. */
export function wolframRoutes(service: Service): Hono {
  const { math, gate } = service;
  const ask = (
    context: Context,
    query: string,
    formats: ("llm" | "spoken")[],
    timeoutMs?: number,
  ) =>
    gate.run(() =>
      math.query(
        { query, formats, ...(timeoutMs === undefined ? {} : { timeoutMs }) },
        new EngineCall(context),
      ),
    );

  return new Hono()
    .get("/v1/llm-api", async (context) => {
      const { input, maxchars, assumption } = validate(textQuerySchema, context.req.query());
      const result = await gate.run(() =>
        assumedQuery(math, { query: input, formats: ["llm"] }, assumption, new EngineCall(context)),
      );
      if (result.answer === null) return context.text(thingsToTry(result), 501);
      return context.text(cutAtBlock(result.formats?.llm ?? result.answer.plain, maxchars));
    })
    .get("/v1/result", async (context) => {
      const { i, timeout } = validate(shortQuerySchema, context.req.query());
      const result = await ask(context, i, [], timeout);
      if (result.answer === null) return context.text(thingsToTry(result), 501);
      showBacking(context, result);
      return context.text(result.answer.short);
    })
    .get("/v1/spoken", async (context) => {
      const { i, timeout } = validate(shortQuerySchema, context.req.query());
      const result = await ask(context, i, ["spoken"], timeout);
      const spoken = result.formats?.spoken;
      if (result.answer === null || !spoken) return context.text(thingsToTry(result), 501);
      showBacking(context, result);
      return context.text(spoken);
    })
    .get("/v2/query", async (context) => {
      const query = validate(fullQuerySchema, context.req.query());
      if (query.podstate !== undefined && !isStepsState(query.podstate))
        throw new AnsatzError(
          "unsupported",
          `The state \`podstate\` is not known. A pod's \`states\` name what it has; here it is ${STEPS_STATE}.`,
          { param: "podstate" },
        );
      const formats = query.format.toLowerCase().split(",");
      const names = (text: string | undefined) =>
        (text ?? "").toLowerCase().split(",").filter(Boolean);
      const include = names(query.includepodid);
      const showsSteps = query.podstate !== undefined;
      const extra = include.filter((name) => name !== "input" && name !== "result");
      const pods = include.length > 0 ? [...extra, ...(showsSteps ? ["steps"] : [])] : ["all"];
      const result = await gate.run(() =>
        assumedQuery(
          math,
          { query: query.input, pods, timeoutMs: query.totaltimeout ?? 20_000 },
          query.assumption,
          new EngineCall(context),
        ),
      );
      return context.json(
        fullResult(result, {
          parts: {
            plaintext: formats.includes("plaintext"),
            image: formats.includes("image"),
            latex: formats.includes("latex"),
          },
          include,
          exclude: names(query.excludepodid),
          showsSteps,
        }),
      );
    });
}

/** The state's own name, the name a person reads, and either as the first click on it. */
function isStepsState(state: string): boolean {
  const plain = state.replace(/^\d{1,2}@/, "").toLowerCase();
  return plain === STEPS_STATE.toLowerCase() || plain === STEPS_NAME.toLowerCase();
}

/** A line of text has no room for how it was read and checked, so both stand in the headers, as in an address. */
function showBacking(context: Context, { reading, certificate, assumptions }: QueryResult): void {
  context.header("x-ansatz-grade", certificate?.grade ?? "unchecked");
  if (reading) context.header("x-ansatz-reading", headerText(reading.text));
  const assumed = assumptions.map(({ text }) => text).join(" ");
  if (assumed !== "") context.header("x-ansatz-assumed", headerText(assumed));
}

const MAX_HEADER = 500;

function headerText(text: string): string {
  return encodeURIComponent(text.slice(0, MAX_HEADER).toWellFormed());
}

/** Why there is no answer, and what would have one: a list for whoever tries again. */
function thingsToTry(result: QueryResult): string {
  const why = result.reason?.message ?? `There is no answer: the question is ${result.status}.`;
  if (result.suggestions.length === 0) return why;
  return `${why}\n\nThings to try instead:\n${result.suggestions.map(({ input }) => input).join("\n")}`;
}

/** Whole blocks only: half of one could say what the whole does not. */
function cutAtBlock(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.lastIndexOf("\n\n", limit);
  return end > 0 ? text.slice(0, end) : text.slice(0, text.lastIndexOf("\n", limit));
}
