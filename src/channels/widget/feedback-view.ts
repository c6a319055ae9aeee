import { CallFailure } from "./api-failure.ts";
import { make } from "./dom.ts";
import type { Strings } from "./strings.ts";

export type Rating = "good" | "bad";
export type Rate = (runId: string, rating: Rating, comment?: string) => Promise<unknown>;

/** Says whether an answer was good; for a bad one also why. What is said last stands. */
export function feedbackView(runId: string, strings: Strings, rate: Rate): HTMLElement {
  const said = make("span", { class: "said", role: "status" });
  const send = async (rating: Rating, comment?: string) => {
    try {
      await rate(runId, rating, comment);
      for (const button of [good, bad])
        button.setAttribute("aria-pressed", String(button.dataset["rating"] === rating));
      reasons.hidden = rating === "good";
      said.textContent = strings.thanks;
    } catch (error) {
      said.textContent = (error instanceof CallFailure && error.message) || strings.unreachable;
    }
  };
  const button = (rating: Rating, label: string) =>
    make(
      "button",
      {
        type: "button",
        class: "quiet",
        "data-rating": rating,
        "aria-pressed": "false",
        click: () => void send(rating),
      },
      label,
    );
  const good = button("good", strings.good);
  const bad = button("bad", strings.bad);
  const reasons = make(
    "div",
    { class: "reasons", role: "group", "aria-label": strings.why, hidden: true },
    make("span", { class: "label", "aria-hidden": "true" }, strings.why),
    ...strings.reasons.map((reason) =>
      make(
        "button",
        { type: "button", class: "chip small", click: () => void send("bad", reason) },
        reason,
      ),
    ),
  );
  return make(
    "div",
    { class: "feedback", role: "group", "aria-label": strings.feedback },
    good,
    bad,
    said,
    reasons,
  );
}
