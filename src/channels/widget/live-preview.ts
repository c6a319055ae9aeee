import type { ReadingResult } from "../../core/reading-result.ts";
import { make } from "./dom.ts";
import { mathView } from "./math-view.ts";
import { preview } from "./math-keys.ts";
import type { Strings } from "./strings.ts";

export type ReadQuestion = (question: string, signal: AbortSignal) => Promise<ReadingResult>;

const PAUSE_MS = 150;
const MAX_CHARACTERS = 500;

/** Prose is not sent anywhere before it is asked. */
const IS_MATHEMATICAL = /\d|[\^*/=√∫∑<>≤≥]|\b(?:sqrt|sin|cos|tan|log|ln|exp|abs|pi|lim)\b/;

export interface LivePreview {
  readonly element: HTMLElement;
  show(question: string): void;
}

/**
 * A question as it is being typed: its LaTeX set in place, and plain notation as the engine reads it, so
 * that `sqrt(x)/2` is seen as it will be understood. What is not understood yet is not shown.
 */
export function livePreview(strings: Strings, read: ReadQuestion): LivePreview {
  const element = make("div", {
    class: "preview",
    "aria-label": strings.preview,
    role: "group",
    tabindex: "0",
    hidden: true,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | null = null;

  const put = (view: HTMLElement | null) => {
    element.hidden = view === null;
    element.replaceChildren(...(view === null ? [] : [view]));
  };
  const readAs = async (question: string, { signal }: AbortController) => {
    try {
      const { reading } = await read(question, signal);
      if (!signal.aborted) put(reading && readingView(reading.latex, reading.plain, strings));
    } catch {
      // Without the service there is no reading; that is said when the question is asked.
      if (!signal.aborted) put(null);
    }
  };
  return {
    element,
    show(question) {
      clearTimeout(timer);
      asked?.abort();
      const set = preview(question);
      const text = question.trim();
      if (set !== null || text.length > MAX_CHARACTERS || !IS_MATHEMATICAL.test(text))
        return put(set);
      const controller = new AbortController();
      asked = controller;
      timer = setTimeout(() => void readAs(text, controller), PAUSE_MS);
    },
  };
}

function readingView(latex: string, plain: string, strings: Strings): HTMLElement | null {
  if (latex === "") return null;
  return make(
    "div",
    { class: "preview-reading" },
    make("span", { class: "label" }, strings.readAs),
    mathView(latex, { isDisplay: false, plain }),
  );
}
