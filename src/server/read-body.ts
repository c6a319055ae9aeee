import type { Context } from "hono";
import type { z } from "zod";
import { AnsatzError } from "../core/errors.ts";

/**
 * The request's JSON body, as the schema has it.
 *
 * @throws AnsatzError `invalid_request` with the field at fault as `param`.
 */
export async function readBody<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  return validate(schema, await readJson(context));
}

/** The request's JSON body as it came; for a body whose schema depends on what is in it. */
export async function readJson(context: Context): Promise<unknown> {
  const type = context.req.header("content-type") ?? "";
  // A browser sends this type across origins only after asking, so a foreign page cannot start work.
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new AnsatzError(
      "invalid_request",
      "Send the body as JSON with the header `Content-Type: application/json`.",
    );
  const text = await context.req.text();
  context.set(BODY_READ, true);
  return parseJson(text);
}

const BODY_READ = "ansatz-body-read";

/** True where a request came with a body that nobody took; its connection cannot carry another request. */
export function hasUnreadBody(context: Context): boolean {
  const length = context.req.header("content-length");
  const isSent = length === undefined ? context.req.header("transfer-encoding") : length !== "0";
  return Boolean(isSent) && context.get(BODY_READ) !== true;
}

/** @throws AnsatzError `invalid_request` for the first thing wrong with the value. */
export function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const outcome = schema.safeParse(value);
  if (outcome.success) return outcome.data;
  const issue = outcome.error.issues[0];
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const param = pathText([...(issue?.path ?? []), ...unknown]);
  const where = param === "" ? "The body" : `\`${param}\``;
  const what = issue?.message ?? "Invalid input";
  throw new AnsatzError(
    "invalid_request",
    `${where} cannot be used: ${what}. Correct it and send the request again.`,
    param === "" ? {} : { param },
  );
}

/** @throws AnsatzError `invalid_request` for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AnsatzError(
      "invalid_request",
      "The body is not valid JSON. Check for a missing quote, comma or bracket.",
      { cause },
    );
  }
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("")
    .slice(0, 200);
}
