import type { AskResult } from "../../core/ask-result.ts";
import { copiedForms } from "./copied-forms.ts";
import { make } from "./dom.ts";
import type { Strings } from "./strings.ts";

export interface TurnActionsOptions {
  readonly strings: Strings;
  readonly question: string;
  readonly askAnew: (question: string) => void;
  /** The address at which this conversation opens; null where the page has none. */
  readonly link: () => string | null;
}

/** What can be done with an answer: copy it in several forms, ask for it anew. */
export function turnActions(result: AskResult, options: TurnActionsOptions): HTMLElement {
  const { strings, question, askAnew, link } = options;
  const { text, markdown, latex } = copiedForms(question, result);
  const said = make("span", { class: "said", role: "status" });
  const copy = async (value: string) => {
    try {
      await navigator.clipboard.writeText(value);
      said.textContent = strings.copied;
    } catch {
      said.textContent = strings.copyRefused;
    }
  };
  const button = (name: string, label: string, click: () => void) =>
    make("button", { type: "button", class: "quiet", "aria-label": label, click }, name);
  const copier = (name: string, value: string | null) =>
    value === null ? null : button(name, `${strings.copy}: ${name}`, () => void copy(value));
  return make(
    "div",
    { class: "actions", role: "group", "aria-label": strings.actions },
    make("span", { class: "label", "aria-hidden": "true" }, strings.copy),
    copier(strings.copyText, text),
    copier("LaTeX", latex),
    copier("Markdown", markdown),
    copier(strings.copyLink, link()),
    button(strings.retry, strings.retry, () => askAnew(question)),
    said,
  );
}

/** A button that opens a field with the text in it; what is made of it is asked. */
export function editor(
  label: string,
  text: string,
  { strings, ask }: { readonly strings: Strings; readonly ask: (question: string) => void },
): HTMLElement {
  const field = make("textarea", { rows: "2", maxlength: "20000", "aria-label": label });
  const form = make(
    "form",
    {
      class: "edit",
      hidden: true,
      submit: (event) => {
        event.preventDefault();
        const question = field.value.trim();
        if (question === "") return field.focus();
        show(false);
        ask(question);
      },
      keydown: (event) => {
        if (!(event instanceof KeyboardEvent) || event.isComposing) return;
        if (event.key === "Escape") show(false);
        else if (event.key === "Enter" && !event.shiftKey) {
          event.preventDefault();
          form.requestSubmit();
        }
      },
    },
    field,
    make("button", { class: "chip" }, strings.ask),
    make("button", { type: "button", class: "quiet", click: () => show(false) }, strings.cancel),
  );
  const opener = make(
    "button",
    {
      type: "button",
      class: "quiet small",
      "aria-label": label,
      "aria-expanded": "false",
      click: () => show(form.hidden === true),
    },
    strings.edit,
  );
  function show(isOpen: boolean) {
    form.hidden = !isOpen;
    editor.classList.toggle("open", isOpen);
    opener.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return opener.focus();
    field.value = text;
    field.focus();
  }
  const editor = make("div", { class: "editor" }, opener, form);
  return editor;
}
