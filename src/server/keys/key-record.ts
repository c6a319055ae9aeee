import { z } from "zod";

/** What a key may be used for; `engine` is everything that no model takes part in. */
export const SCOPES = ["chat", "engine", "feedback", "rewards", "metrics"] as const;
export type Scope = (typeof SCOPES)[number];

export const keyLimitsSchema = z.object({
  /** Requests and model tokens a minute, and runs at work at once; without limit where left out. */
  requestsPerMinute: z.number().int().min(1).optional(),
  tokensPerMinute: z.number().int().min(1).optional(),
  runs: z.number().int().min(1).optional(),
});
export type KeyLimits = z.infer<typeof keyLimitsSchema>;

/** A key as it is stored: never the key itself, only its digest. */
export const keyRecordSchema = z.object({
  name: z.string(),
  /** What is stored under this key belongs to the tenant and is seen by its keys alone. */
  tenant: z.string(),
  digest: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  /** Models one may name; null for all. */
  models: z.array(z.string()).nullable(),
  limits: keyLimitsSchema,
  expiresAtMs: z.number().nullable(),
  revokedAtMs: z.number().nullable(),
});
export type KeyRecord = z.infer<typeof keyRecordSchema>;
