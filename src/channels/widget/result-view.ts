import type { AskResult } from "../../core/ask-result.ts";
import type { QueryResult } from "../../core/query-result.ts";
import type { RecheckResult } from "../../core/recheck-result.ts";
import type { Certificate } from "../../core/truth.ts";
import type { Claim } from "../../core/verify-result.ts";
import { badgeAfter, badgeOf, wasCorrected, type BadgeKind } from "./badge.ts";
import { breachesView } from "./breach-view.ts";
import { certificateRows, claimLine } from "./certificate-view.ts";
import { claimMarks } from "./claim-marks.ts";
import { make } from "./dom.ts";
import { mathView } from "./math-view.ts";
import { type FetchPod, morePodsView, podView, type PodViewOptions } from "./pod-view.ts";
import { recheckView, type RecheckOptions } from "./recheck-view.ts";
import { markedTextView } from "./rich-text-view.ts";
import type { Strings } from "./strings.ts";
import { ICONS } from "./verdict-icons.ts";

export interface ResultViewOptions extends PodViewOptions {
  /** The turn's number, set beside the answer as a book numbers its formulas. */
  readonly number: number;
  readonly ask: (question: string) => void;
  /** Asks in the place of this question. */
  readonly askAnew: (question: string) => void;
  /** Makes one more pod of a query's answer. */
  readonly fetchPod: (query: QueryResult) => FetchPod;
  readonly recheck: RecheckOptions["recheck"];
  /** Inputs that work, offered where there is no answer. */
  readonly suggestions: QueryResult["suggestions"];
}

/** The answer, its badge, and what stands behind it. */
export function resultView(result: AskResult, options: ResultViewOptions): HTMLElement {
  const { query, claims, steps, breaches = [] } = result;
  const formula = query?.answer && result.route === "direct" ? query : null;
  const certificate = query?.certificate;
  const { strings } = options;
  const view = make("div", { class: "result" });
  const reply = markedTextView(result.reply, claimMarks(claims, strings, view));
  const unmarked = claims.filter((_claim, index) => !reply.isMarked(index)).length;
  const badge = badgeOf(result);
  const badges = badgesView(badge, wasCorrected(result), strings);
  const onChecked = (recheck: RecheckResult) => {
    const kind = badgeAfter(badge, recheck);
    badges.replaceChildren(...badgesView(kind, wasCorrected(result), strings).childNodes);
  };
  view.append(
    ...present(
      query ? assumptionsView(query, options) : null,
      formula ? formulaView(result, formula, options) : null,
      formula ? null : reply.element,
      badges,
      query?.answer && certificate
        ? recheckView(query, { strings, recheck: options.recheck, onChecked })
        : null,
      options.suggestions.length > 0 ? suggestionsView(options) : null,
      certificate ? certificateView(certificate, options.strings) : null,
      breaches.length > 0 ? breachesView(breaches, strings) : null,
      claims.length > 0 ? claimsView(claims, unmarked, strings) : null,
      ...(query?.pods ?? [])
        .filter((pod) => !SHOWN_ABOVE.has(pod.id))
        .map((pod) => podView(pod, options)),
      query ? morePodsView(query.morePods ?? [], options.fetchPod(query), options) : null,
      // The engine's own wording says again what stands above, so it is folded.
      formula ? wordsView(reply.element, strings) : null,
      steps.length > 0 ? stepsView(steps, strings) : null,
    ),
  );
  return view;
}

function present(...views: readonly (HTMLElement | null)[]): HTMLElement[] {
  return views.filter((view) => view !== null);
}

/** How the input was understood. */
export function readingView(text: string, latex: string, strings: Strings): HTMLElement {
  return make(
    "div",
    { class: "reading" },
    make("span", { class: "label" }, strings.readAs),
    make(
      "span",
      { class: "reading-body" },
      latex === "" ? null : mathView(latex, { isDisplay: false, plain: text }),
      latex === "" || text === "" ? text : make("span", { class: "reading-text" }, text),
    ),
  );
}

function assumptionsView(query: QueryResult, { strings, askAnew }: ResultViewOptions) {
  if (query.assumptions.length === 0) return null;
  const items = query.assumptions.map((assumption) =>
    make(
      "li",
      {},
      `${strings.assuming} ${assumption.text}`,
      ...(assumption.alternatives.length > 0 ? [` — ${strings.insteadUse} `] : []),
      ...assumption.alternatives.map(({ text, input }) => chip(text, input, askAnew)),
    ),
  );
  return make("ul", { class: "assumptions" }, ...items);
}

function formulaView(result: AskResult, query: QueryResult, options: ResultViewOptions) {
  const { answer, certificate } = query;
  if (!answer) return null;
  const { strings, number } = options;
  const conditions = certificate?.conditions ?? [];
  const { value, numeric } = answer;
  const isDecimalNew = numeric !== undefined && numeric !== answer.plain;
  const aside = (text: string) => make("p", { class: "aside" }, text);
  return make(
    "div",
    { class: "formula" },
    make(
      "div",
      { class: "formula-body", tabindex: "0" },
      WORDED.has(value.kind)
        ? make("p", { class: "worded" }, result.answer ?? answer.short)
        : mathView(answer.latex, { isDisplay: true, plain: answer.plain }),
    ),
    make("span", { class: "formula-number", "aria-hidden": "true" }, `(${number})`),
    isDecimalNew && aside(numeric.includes("≈") ? numeric : `≈ ${numeric}`),
    value.kind === "solutions" && value.family !== undefined && aside(value.family),
    conditions.length > 0 && aside(`${strings.provided} ${conditions.join(", ")}`),
    value.kind === "solutions" && !value.complete && aside(strings.incomplete),
  );
}

/** Parts of a result that have their own place in a turn. */
const SHOWN_ABOVE: ReadonlySet<string> = new Set(["input", "result", "decimal"]);

/** Answers that are words in the asker's language rather than formulas. */
const WORDED: ReadonlySet<string> = new Set(["truth", "none", "text", "date"]);

function wordsView(reply: HTMLElement, strings: Strings) {
  return make("details", {}, make("summary", {}, strings.inWords), reply);
}

function badgesView(kind: BadgeKind, isCorrected: boolean, strings: Strings) {
  return make(
    "p",
    { class: "badges" },
    make(
      "span",
      { class: `badge ${kind}`, "data-badge": kind },
      make("span", { class: "icon", "aria-hidden": "true" }, ICONS[kind]),
      strings.badges[kind],
    ),
    isCorrected && make("span", { class: "badge corrected" }, `↻ ${strings.corrected}`),
  );
}

function certificateView(certificate: Certificate, strings: Strings) {
  const { method, detail } = certificate;
  return make(
    "details",
    { class: "certificate" },
    make("summary", {}, strings.certificate, make("span", { class: "summary-note" }, method)),
    make("p", {}, detail),
    certificateRows(certificate, strings),
  );
}

/** All claims; opened by itself where some could not be marked in the text. */
function claimsView(claims: readonly Claim[], unmarked: number, strings: Strings) {
  return make(
    "details",
    { open: unmarked > 0, class: "claim-list" },
    make("summary", {}, strings.claims(claims.length)),
    unmarked > 0 ? make("p", { class: "detail" }, strings.unmarked(unmarked)) : null,
    make(
      "ul",
      { class: "claims" },
      ...claims.map((claim) => make("li", {}, claimLine(claim, strings))),
    ),
  );
}

function stepsView(steps: AskResult["steps"], strings: Strings) {
  const items = steps.map(({ text, ms }) =>
    make("li", {}, text, make("span", { class: "summary-note" }, `${Math.round(ms)} ms`)),
  );
  return make(
    "details",
    { class: "steps" },
    make("summary", {}, strings.steps(steps.length)),
    make("ol", {}, ...items),
  );
}

function suggestionsView({ suggestions, strings, ask }: ResultViewOptions) {
  return make(
    "div",
    { class: "suggestions" },
    make("span", { class: "label" }, strings.suggestions),
    ...suggestions.map(({ input }) => chip(input, input, ask)),
  );
}

export function chip(text: string, input: string, ask: (question: string) => void) {
  return make("button", { type: "button", class: "chip", click: () => ask(input) }, text);
}
