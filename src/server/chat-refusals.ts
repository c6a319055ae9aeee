import { isEmpty, isOneOf, type Refusal, refuseOptions } from "./refuse-options.ts";
import { SHARED_REFUSALS } from "./shared-refusals.ts";

const PENALTY = "A penalty on repeated tokens falls on repeated digits too, and changes numbers.";

/** Options that would change what the caller gets back, the values that change nothing, and why not. */
const REFUSALS: readonly Refusal[] = [
  ...SHARED_REFUSALS,
  ["functions", isEmpty, "Functions of the caller are sent as `tools`."],
  ["function_call", isOneOf("none", "auto"), "Ansatz chooses its tools itself."],
  ["logprobs", isOneOf(false), "An engine's answer has no token probabilities."],
  ["logit_bias", isEmpty, "An answer that was checked is not steered by tokens."],
  ["presence_penalty", isOneOf(0), PENALTY],
  ["frequency_penalty", isOneOf(0), PENALTY],
  [
    "modalities",
    (value) => Array.isArray(value) && value.every((item) => item === "text"),
    "Ansatz replies in text.",
  ],
  ["audio", () => false, "Ansatz replies in text."],
  ["verbosity", isOneOf("medium"), "Say in a system message how long the reply should be."],
  ["web_search_options", () => false, "Ansatz does not search the web."],
];

/** @throws AnsatzError `unsupported` for the first option that Ansatz would have to imitate. */
export function refuseUnsupported(request: Readonly<Record<string, unknown>>): void {
  refuseOptions(request, REFUSALS);
}
