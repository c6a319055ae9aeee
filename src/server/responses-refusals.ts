import { isEmpty, isOneOf, type Refusal, refuseOptions } from "./refuse-options.ts";
import { SHARED_REFUSALS } from "./shared-refusals.ts";

const field = (value: unknown, name: string): unknown =>
  (value as Readonly<Record<string, unknown>>)[name] ?? undefined;

/** Options of `/v1/responses` that would change what the caller gets back. */
const REFUSALS: readonly Refusal[] = [
  ...SHARED_REFUSALS,
  ["access_programs", isEmpty, "There are no such programs here."],
  ["context_management", isEmpty, "Ansatz shortens long conversations by itself."],
  [
    "image",
    (value) => isOneOf(undefined, "auto", "disabled")(field(value, "context_compression")),
    "Pictures are shown to the model as they are.",
  ],
  ["include", isEmpty, "Ansatz has nothing further to include; its data is in `ansatz`."],
  ["max_tool_calls", () => false, "Ansatz holds its own tool calls to its own limits."],
  ["prompt", () => false, "Ansatz keeps no prompts. Send `instructions`."],
  [
    "reasoning",
    (value) =>
      ["summary", "generate_summary"].every((name) =>
        isOneOf(undefined, "auto")(field(value, name)),
      ) &&
      isOneOf(undefined, "auto")(field(value, "context")) &&
      isOneOf(undefined, "standard")(field(value, "mode")),
    "Of `reasoning` only `effort` is done here; the work is told whole, without a summary.",
  ],
  [
    "text",
    (value) => isOneOf(undefined, "medium")(field(value, "verbosity")),
    "Say in `instructions` how long the reply should be, not by `verbosity`.",
  ],
  ["truncation", isOneOf("auto", "disabled"), "Ansatz knows `auto` and `disabled`."],
];

/** @throws AnsatzError `unsupported` for the first option that Ansatz would have to imitate. */
export function refuseUnsupportedResponse(request: Readonly<Record<string, unknown>>): void {
  refuseOptions(request, REFUSALS);
}
