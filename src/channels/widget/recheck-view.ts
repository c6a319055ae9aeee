import type { QueryResult } from "../../core/query-result.ts";
import type { RecheckResult } from "../../core/recheck-result.ts";
import { CallFailure } from "./api-failure.ts";
import { certificateRows } from "./certificate-view.ts";
import { make } from "./dom.ts";
import type { Strings } from "./strings.ts";
import { ICONS } from "./verdict-icons.ts";

export interface RecheckOptions {
  readonly strings: Strings;
  readonly recheck: (query: QueryResult) => Promise<RecheckResult>;
  /** Told what came of it: an answer that was not confirmed must not keep the badge it had. */
  readonly onChecked: (result: RecheckResult) => void;
}

/** A button that has the service check an engine's answer again, and what came of it. */
export function recheckView(query: QueryResult, options: RecheckOptions): HTMLElement {
  const { strings, recheck, onChecked } = options;
  const outcome = make("div", { class: "recheck-outcome", role: "status" });
  const button = make(
    "button",
    { type: "button", class: "chip small", click: () => void check() },
    strings.recheck,
  );
  async function check() {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    outcome.replaceChildren(make("p", { class: "detail" }, strings.rechecking));
    try {
      const result = await recheck(query);
      onChecked(result);
      outcome.replaceChildren(outcomeView(result, strings));
    } catch (error) {
      const said = error instanceof CallFailure ? error.message : "";
      outcome.replaceChildren(make("p", { class: "detail" }, said || strings.recheckFailed));
    }
    button.setAttribute("aria-disabled", "false");
  }
  return make("div", { class: "recheck" }, button, outcome);
}

function outcomeView(result: RecheckResult, strings: Strings): HTMLElement {
  const { verdict, detail, certificate, answer } = result;
  return make(
    "div",
    { class: `claim ${verdict}`, "data-recheck": verdict },
    make("span", { class: "icon", "aria-hidden": "true" }, ICONS[verdict]),
    make(
      "span",
      {},
      strings.recheckOutcomes[verdict],
      verdict === "refuted" && answer !== null ? ` ${strings.answerNow} ${answer}` : "",
      make("span", { class: "detail" }, detail),
      certificate ? certificateRows(certificate, strings) : null,
    ),
  );
}
