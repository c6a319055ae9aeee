import { z } from "zod";
import { AnsatzError, toErrorBody } from "../core/errors.ts";
import type { CallOptions } from "../core/math-port.ts";
import type { VerifierPort } from "../core/verifier-port.ts";
import { verifyRequestSchema, verifyResultSchema } from "../core/verify-result.ts";
import { validate } from "./read-body.ts";

/** Texts that one request may bring. */
export const MAX_BATCH_ITEMS = 256;

const idSchema = z.union([z.string().max(200), z.number()]);

export const verifyItemSchema = verifyRequestSchema.extend({ id: idSchema.optional() });

/** Items are validated one by one, so that a bad one is answered in its place. */
export const verifyBatchSchema = z.strictObject({
  items: z.array(z.unknown()).min(1).max(MAX_BATCH_ITEMS),
});

const placeSchema = z.object({ index: z.number().int(), id: idSchema.optional() });

export const verifyListSchema = z.object({
  object: z.literal("list"),
  data: z.array(
    z.union([
      verifyResultSchema.extend(placeSchema.shape),
      placeSchema.extend({
        error: z.object({ message: z.string(), type: z.string(), code: z.string() }),
      }),
    ]),
  ),
});

/**
 * Checks the items one after another and gives their results in order; an item that cannot be checked gets
 * its error, and the others their results. Throws `stopped` alone.
 */
export async function verifyBatch(
  verifier: VerifierPort,
  items: readonly unknown[],
  options: CallOptions,
): Promise<readonly object[]> {
  const data: object[] = [];
  for (const [index, item] of items.entries()) {
    const id = idOf(item);
    const place = { index, ...(id === undefined ? {} : { id }) };
    try {
      const { id: _id, ...request } = validate(verifyItemSchema, item);
      data.push({ ...place, ...(await verifier.verify(request, options)) });
    } catch (thrown) {
      const error = AnsatzError.from(thrown);
      if (error.code === "stopped") throw error;
      data.push({ ...place, ...toErrorBody(error) });
    }
  }
  return data;
}

/** The id a caller gave, also where the rest of the item is not valid. */
function idOf(item: unknown): string | number | undefined {
  return z.object({ id: idSchema }).safeParse(item).data?.id;
}
