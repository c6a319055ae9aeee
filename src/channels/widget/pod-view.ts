import type { Plot } from "../../core/plot.ts";
import type { Pod, PodName } from "../../core/pod.ts";
import { make } from "./dom.ts";
import type { Redraw } from "./plot-redraw.ts";
import { mathView } from "./math-view.ts";
import { richTextView } from "./rich-text-view.ts";
import type { Language, Strings } from "./strings.ts";

export interface PodViewOptions {
  readonly strings: Strings;
  readonly language: Language;
  /** Draws a plot in another window. */
  readonly redraw: Redraw;
}

/** One pod as a card that opens: formula, picture with its description, table, worked steps. */
export function podView(pod: Pod, options: PodViewOptions): HTMLElement {
  const { title, plain, latex, svg, table, steps, description, certificate, plot } = pod;
  const { strings } = options;
  // As an image, a drawing can neither run scripts nor load anything.
  const picture = svg
    ? make("img", {
        alt: description ?? title,
        src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`,
      })
    : null;
  const view = make(
    "details",
    { class: "pod", "data-pod": pod.id },
    make("summary", {}, title),
    latex
      ? make(
          "div",
          { class: "formula-body" },
          mathView(latex, { isDisplay: true, plain: plain ?? latex }),
        )
      : plain && plain !== description
        ? richTextView(plain)
        : null,
    picture,
    description ? make("p", {}, description) : null,
    table ? tableView(table) : null,
    steps ? stepsView(pod, strings) : null,
    certificate
      ? make(
          "p",
          { class: "summary-note" },
          `${strings.grades[certificate.grade]}: ${certificate.detail}`,
        )
      : null,
  );
  if (picture !== null && plot !== undefined)
    view.addEventListener("toggle", () => void enliven(picture, plot, options), { once: true });
  return view;
}

/** Puts a plot that can be moved in the place of its picture; without what that needs the picture stays. */
async function enliven(
  picture: HTMLImageElement,
  plot: Plot,
  { language, redraw }: PodViewOptions,
): Promise<void> {
  try {
    const { interactivePlot } = await import("./interactive-plot.ts");
    picture.replaceWith(interactivePlot(plot, { language, redraw }));
  } catch {
    picture.classList.add("still");
  }
}

function tableView([heading, ...rows]: readonly (readonly string[])[]): HTMLElement {
  const cells = (tag: "td" | "th", row: readonly string[]) =>
    make("tr", {}, ...row.map((cell) => make(tag, tag === "th" ? { scope: "col" } : {}, cell)));
  return make(
    "table",
    {},
    heading ? make("thead", {}, cells("th", heading)) : null,
    make("tbody", {}, ...rows.map((row) => cells("td", row))),
  );
}

/** Steps are opened one at a time, each with a hint before it; the rest stays hidden until asked for. */
function stepsView({ steps = [], isComplete }: Pod, strings: Strings): HTMLElement {
  const list = make("ol");
  const hint = make("p", { class: "aside", role: "status" });
  const next = make("button", { type: "button", class: "chip" }, strings.nextStep);
  const all = make("button", { type: "button", class: "chip" }, strings.allSteps);
  let shown = 0;
  const show = (count: number): void => {
    for (; shown < count && shown < steps.length; shown++) {
      const step = steps[shown];
      if (step === undefined) break;
      list.append(
        make(
          "li",
          { class: step.depth > 0 ? "inner-step" : "step" },
          richTextView(step.text),
          make(
            "div",
            { class: "formula-body" },
            mathView(step.latex, { isDisplay: true, plain: step.plain }),
          ),
        ),
      );
    }
    const following = steps[shown];
    hint.textContent =
      following === undefined
        ? isComplete === false
          ? strings.stepsEndEarly
          : ""
        : `${strings.hint}: ${following.hint}`;
    if (following === undefined) {
      next.remove();
      all.remove();
    }
  };
  next.addEventListener("click", () => show(shown + 1));
  all.addEventListener("click", () => show(steps.length));
  show(0);
  return make("div", {}, list, hint, next, all);
}

export type FetchPod = (id: string) => Promise<Pod | null>;

/** Buttons for the pods that can be had; a pod that came takes the place of its button. */
export function morePodsView(
  names: readonly PodName[],
  fetchPod: FetchPod,
  options: PodViewOptions,
): HTMLElement | null {
  const { strings } = options;
  if (names.length === 0) return null;
  const pods = make("div");
  const buttons = names.map(({ id, title }) => {
    const button = make("button", { type: "button", class: "chip" }, title);
    button.addEventListener("click", () => void open(id, title, button));
    return button;
  });
  async function open(id: string, title: string, button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    button.textContent = `${title} …`;
    try {
      const pod = await fetchPod(id);
      if (pod === null) {
        button.textContent = `${title}: ${strings.nothingToShow}`;
        return;
      }
      const view = podView(pod, options);
      view.setAttribute("open", "");
      pods.append(view);
      button.remove();
      if (choice.querySelector("button") === null) choice.remove();
    } catch {
      button.disabled = false;
      button.textContent = `${title} ↻`;
    }
  }
  const choice = make(
    "div",
    { class: "suggestions" },
    make("span", { class: "label" }, strings.more),
    ...buttons,
  );
  return make("div", { class: "more-pods" }, pods, choice);
}
