import { z } from "zod";

/** What was measured: `unknown` when the trial failed or ran out of time; never taken for a yes. */
export const measuredSchema = z.enum(["yes", "no", "unknown"]);
export type Measured = z.infer<typeof measuredSchema>;

/** The questions of the probe, in the order they are asked. */
export const PROBE_ITEMS = [
  "schema",
  "english",
  "chinese",
  "instructions",
  "nativeTools",
  "streamedCalls",
  "parallelTools",
  "toolsWithSchema",
  "honestCut",
  "logProbabilities",
  "vision",
  "arithmeticSetup",
] as const;
export type ProbeItem = (typeof PROBE_ITEMS)[number];

const findingSchema = z.object({
  answer: measuredSchema,
  detail: z.string(),
  ms: z.number(),
});
export type Finding = z.infer<typeof findingSchema>;

/** How a model is worked with; chosen from its profile. */
export const strategySchema = z.enum(["native", "text", "slot", "wording"]);
export type Strategy = z.infer<typeof strategySchema>;

/** Raised when the trials change, so that older profiles are measured again. */
export const PROFILE_VERSION = 1;

/** What one model on one server was measured to do. */
export const modelProfileSchema = z.object({
  version: z.literal(PROFILE_VERSION),
  /** The server's address, or `embedded`. */
  server: z.string(),
  model: z.string(),
  /** Changes with the server's version and the loaded weights. */
  fingerprint: z.string(),
  probedAtMs: z.number(),
  /** Where the model's reasoning arrives: a field's name, `think-tags`, `none`, or `unknown`. */
  reasoning: z.enum([
    "reasoning",
    "reasoning_content",
    "thinking",
    "think-tags",
    "none",
    "unknown",
  ]),
  contextTokens: z.number().nullable(),
  /** The best of all exchanges, the time to the first token included. */
  tokensPerSecond: z.number().nullable(),
  items: z.record(z.enum(PROBE_ITEMS), findingSchema),
  strategy: strategySchema,
});
export type ModelProfile = z.infer<typeof modelProfileSchema>;

/** Whether a model is there that was measured to see pictures, and why not. */
export type Sight =
  | { readonly can: true }
  | {
      readonly can: false;
      readonly why: "no-model" | "unmeasured" | "blind";
      /** The models this is said of, by their ids. */
      readonly models: string;
    };
