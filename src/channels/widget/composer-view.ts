import { make } from "./dom.ts";
import { livePreview, type ReadQuestion } from "./live-preview.ts";
import { mathKeys } from "./math-keys.ts";
import { pictureField } from "./picture-field.ts";
import type { Strings } from "./strings.ts";

export interface Composer {
  readonly element: HTMLElement;
  readonly field: HTMLTextAreaElement;
  readonly isBusy: boolean;
  setBusy(isBusy: boolean): void;
  /** Says something beside the conversation, to the eye and to a screen reader. */
  announce(text: string): void;
}

/** The field for the question and the button that asks, or stops while a run is at work. */
export function composerView(
  strings: Strings,
  on: {
    readonly ask: (question: string, picture: string | null) => void;
    readonly canSee: () => Promise<boolean>;
    readonly stop: () => void;
    readonly read: ReadQuestion;
  },
): Composer {
  let isBusy = false;
  const field = make("textarea", {
    id: "question",
    rows: "1",
    maxlength: "20000",
    placeholder: strings.placeholder,
    autocomplete: "off",
    spellcheck: "false",
  });
  const button = make("button", { class: "primary", type: "submit" }, strings.ask);
  const notice = make("p", { class: "notice", role: "status" });
  const shown = livePreview(strings, on.read);
  const keys = mathKeys(field, strings);
  const pictures = pictureField(field, {
    strings,
    canSee: on.canSee,
    announce: (text) => {
      notice.textContent = text;
    },
  });

  const submit = () => {
    if (isBusy) return on.stop();
    const { picture } = pictures;
    const question = field.value.trim() || (picture === null ? "" : strings.readPicture);
    if (question === "") return field.focus();
    field.value = "";
    pictures.clear();
    fit();
    notice.textContent = "";
    on.ask(question, picture);
  };
  const fit = () => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
    shown.show(field.value);
  };
  field.addEventListener("input", fit);
  field.addEventListener("focus", () => pictures.prepare());
  field.addEventListener("keydown", (event) => {
    // Enter that ends a composed character (as in Chinese input) is not yet a question.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!isBusy) submit();
  });

  const element = make(
    "form",
    {
      class: "composer",
      "aria-label": strings.composer,
      submit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    notice,
    shown.element,
    pictures.element,
    keys.row,
    make(
      "div",
      { class: "composer-row" },
      make("label", { class: "hidden", for: "question" }, strings.question),
      keys.button,
      pictures.button,
      field,
      button,
    ),
  );
  return {
    element,
    field,
    get isBusy() {
      return isBusy;
    },
    setBusy(next) {
      isBusy = next;
      button.textContent = next ? strings.stop : strings.ask;
      button.classList.toggle("stop", next);
      if (!next) field.focus({ preventScroll: true });
    },
    announce(text) {
      notice.textContent = text;
    },
  };
}
