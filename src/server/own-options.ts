import { z } from "zod";
import { policyNameSchema } from "../core/policy.ts";
import { EFFORTS } from "./reasoning-effort.ts";
import type { RunOrder } from "./run-order.ts";

/** The options of Ansatz itself, under `ansatz` in a request of another's form. */
export const ownOptionsSchema = z.strictObject({
  conversation_id: z.string().min(1).max(200).optional(),
  context: z.string().max(100_000).optional(),
  /** Drafts a model may write of one answer; the one that most agree on is given. */
  samples: z.number().int().min(1).max(8).optional(),
  /** What is done with a draft that is refuted or undecided. */
  policy: policyNameSchema.optional(),
});

type OwnOptions = Omit<z.infer<typeof ownOptionsSchema>, "conversation_id">;

/** What a run takes of them; the effort says how many drafts, where they do not. */
export function readOwnOptions(
  own: OwnOptions | null | undefined,
  effort: keyof typeof EFFORTS | null | undefined,
): Pick<RunOrder, "context" | "samples" | "policy"> {
  const { context, policy, samples = EFFORTS[effort ?? "medium"] } = own ?? {};
  return {
    ...(context === undefined ? {} : { context }),
    ...(samples === undefined ? {} : { samples }),
    ...(policy === undefined ? {} : { policy }),
  };
}

/** Up to 16 short strings the caller keeps beside what it asks, as OpenAI limits them. */
export const metadataSchema = z
  .record(z.string().max(64, "Its names take at most 64 characters"), z.string().max(512))
  .refine((metadata) => Object.keys(metadata).length <= 16, "It takes at most 16 entries");
