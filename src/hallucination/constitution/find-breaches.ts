import type { Breach } from "../../core/verify-result.ts";
import type { RuleInput } from "./code-rule.ts";
import { CODE_RULES } from "./code-rules.ts";
import type { Constitution } from "./constitution.ts";

const MAX_BREACHES = 100;

/** Where a text breaks the principles that are checked by code, in the order of the text. */
export function findBreaches(constitution: Constitution, input: RuleInput): readonly Breach[] {
  return constitution.principles
    .filter(({ check }) => check === "code")
    .flatMap(({ id, breach }) =>
      (CODE_RULES[id]?.(input) ?? []).map(({ start, end, detail }): Breach => ({
        rule: id,
        start,
        end,
        text: input.text.slice(start, end),
        detail,
        by: "code",
        isWeak: false,
        causes: breach,
      })),
    )
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .slice(0, MAX_BREACHES);
}
