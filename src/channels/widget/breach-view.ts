import type { Breach } from "../../core/verify-result.ts";
import { make } from "./dom.ts";
import type { Strings } from "./strings.ts";

/**
 * Which principles a reply breaks and where, open by itself: a breach says nothing of what is true, so no
 * claim and no badge shows it.
 */
export function breachesView(breaches: readonly Breach[], strings: Strings): HTMLElement {
  return make(
    "details",
    { class: "breach-list", open: true },
    make("summary", {}, strings.breaches(breaches.length)),
    make("ul", { class: "claims" }, ...breaches.map((breach) => breachItem(breach, strings))),
  );
}

function breachItem({ rule, text, detail, isWeak }: Breach, strings: Strings): HTMLElement {
  const principle = strings.principles[rule] ?? rule;
  return make(
    "li",
    { class: "claim breach", "data-rule": rule },
    make("span", { class: "icon", "aria-hidden": "true" }, "⚠"),
    make(
      "span",
      {},
      make("q", {}, text),
      ` ${principle}`,
      isWeak ? ` (${strings.opinionOfModel})` : "",
      make("span", { class: "detail" }, detail),
    ),
  );
}
