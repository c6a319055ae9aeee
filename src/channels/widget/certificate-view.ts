import type { Certificate } from "../../core/truth.ts";
import type { Claim } from "../../core/verify-result.ts";
import { make } from "./dom.ts";
import { mathView } from "./math-view.ts";
import type { Strings } from "./strings.ts";
import { ICONS } from "./verdict-icons.ts";

/** What backs an answer or a claim, as rows of a table. */
export function certificateRows(certificate: Certificate, strings: Strings): HTMLElement {
  const row = (name: string, value: string) => [make("dt", {}, name), make("dd", {}, value)];
  const { grade, method, engines, conditions = [] } = certificate;
  return make(
    "dl",
    {},
    ...row(strings.grade, strings.grades[grade]),
    ...row(strings.method, method),
    ...row(strings.engines, engines.join(", ") || "–"),
    ...(conditions.length > 0 ? row(strings.conditions, conditions.join(", ")) : []),
  );
}

/** A claim with its verdict in words, what it should say instead, and how it was decided. */
export function claimLine({ text, verdict, evidence }: Claim, strings: Strings): HTMLElement {
  return make(
    "div",
    { class: `claim ${verdict}` },
    make("span", { class: "icon", "aria-hidden": "true" }, ICONS[verdict]),
    make(
      "span",
      {},
      make("q", {}, /\\[a-zA-Z]/.test(text) ? formulaOf(text) : text),
      ` ${strings.verdicts[verdict]}`,
      evidence.expected === undefined ? "" : `, ${strings.expected} ${evidence.expected}`,
      make("span", { class: "detail" }, evidence.detail),
    ),
  );
}

/** A claim that is written as a formula is shown as one. */
function formulaOf(text: string): HTMLElement {
  const latex = text.replaceAll(/^\s*(?:\$\$?|\\[([])|(?:\$\$?|\\[)\]])[.,;\s]*$/g, "");
  return mathView(latex, { isDisplay: false, plain: text });
}
