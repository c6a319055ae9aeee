import { isOneOf, type Refusal } from "./refuse-options.ts";

const isUnset = (value: unknown, name: string): boolean => {
  const set = (value as Readonly<Record<string, unknown>>)[name];
  return set === undefined || set === null || set === false;
};

/** Options of both doors that Ansatz would have to imitate. */
export const SHARED_REFUSALS: readonly Refusal[] = [
  ["top_logprobs", isOneOf(0), "An engine's answer has no token probabilities."],
  ["moderation", () => false, "Ansatz moderates nothing."],
  ["service_tier", isOneOf("auto", "default"), "There is one tier here."],
  [
    "stream_options",
    (value) => isUnset(value, "include_obfuscation"),
    "Streams are not padded with `include_obfuscation`.",
  ],
  [
    "prompt_cache_options",
    (value) => isUnset(value, "prewarm") && isUnset(value, "comparison_response_id"),
    "Caches are the model server's own; none is warmed or compared here.",
  ],
];
