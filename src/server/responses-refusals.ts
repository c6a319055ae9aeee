import { isEmpty, isOneOf, type Refusal, refuseOptions } from "./refuse-options.ts";

/** Options of `/v1/responses` that would change what the caller gets back. */
const REFUSALS: readonly Refusal[] = [
  [
    "text",
    (value) => {
      const format = (value as { format?: { type?: unknown } | null }).format;
      return !format || format.type === "text";
    },
    "Ansatz replies in text; its data is in the response's `ansatz` field.",
  ],
  ["include", isEmpty, "Ansatz has nothing further to include; its data is in `ansatz`."],
  ["prompt", () => false, "Ansatz keeps no prompts. Send `instructions`."],
  ["top_logprobs", isOneOf(0), "An engine's answer has no token probabilities."],
  ["truncation", isOneOf("auto", "disabled"), "Ansatz knows `auto` and `disabled`."],
];

/** @throws AnsatzError `unsupported` for the first option that Ansatz would have to imitate. */
export function refuseUnsupportedResponse(request: Readonly<Record<string, unknown>>): void {
  refuseOptions(request, REFUSALS);
}
