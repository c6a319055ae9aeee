import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { z } from "zod";
import { AnsatzError, toErrorBody } from "../core/errors.ts";

/** Longest line that is read; a longer one is answered with an error. */
const MAX_LINE_CHARACTERS = 1_000_000;
/** How many lines are worked on at once; answers keep the order of the lines. */
const WINDOW = 4;

const idSchema = z.union([z.string(), z.number(), z.null()]).optional();

/**
 * Reads one JSON object a line and writes one answer a line, in order, each with the `id` it came with. A
 * bad line is answered with an error object and never stops the rest.
 */
export async function runJsonLines<Input>(options: {
  readonly input: Readable;
  readonly write: (line: string) => void;
  readonly schema: z.ZodType<Input>;
  readonly answer: (input: Input) => Promise<object>;
}): Promise<void> {
  const pending: Promise<string>[] = [];
  const flushOne = async (): Promise<void> => {
    const line = await pending.shift();
    if (line !== undefined) options.write(`${line}\n`);
  };
  for await (const line of createInterface({
    input: options.input,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line.trim() === "") continue;
    pending.push(answerLine(line, options));
    if (pending.length >= WINDOW) await flushOne();
  }
  while (pending.length > 0) await flushOne();
}

async function answerLine<Input>(
  line: string,
  options: {
    readonly schema: z.ZodType<Input>;
    readonly answer: (input: Input) => Promise<object>;
  },
): Promise<string> {
  let id: unknown = null;
  try {
    if (line.length > MAX_LINE_CHARACTERS)
      throw new AnsatzError(
        "too_large",
        `The line has ${line.length} characters; the limit is ${MAX_LINE_CHARACTERS}.`,
      );
    const record = parseLine(line);
    const { id: given, ...rest } = record;
    const readId = idSchema.safeParse(given);
    id = readId.success ? (readId.data ?? null) : null;
    if (!readId.success)
      throw new AnsatzError("invalid_request", "id must be a string or a number.", { param: "id" });
    const parsed = options.schema.safeParse(rest);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const param = String(issue?.path[0] ?? "");
      throw new AnsatzError(
        "invalid_request",
        `The line is not valid: ${param === "" ? "" : `${param}: `}${issue?.message}.`,
        param === "" ? {} : { param },
      );
    }
    return JSON.stringify({ id, ...(await options.answer(parsed.data)) });
  } catch (error) {
    return JSON.stringify({ id, ...toErrorBody(AnsatzError.from(error)) });
  }
}

function parseLine(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (error) {
    throw new AnsatzError(
      "invalid_request",
      "The line is not JSON. Write one JSON object a line.",
      { cause: error },
    );
  }
  throw new AnsatzError(
    "invalid_request",
    "The line is JSON but not an object. Write one JSON object a line.",
  );
}
