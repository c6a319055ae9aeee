import { make } from "./dom.ts";
import { richTextView } from "./rich-text-view.ts";
import type { Strings } from "./strings.ts";

/** What a key shows, what it writes, and its name in the list of names. */
const KEYS = [
  ["√", "sqrt("],
  ["xⁿ", "^"],
  ["|x|", "abs("],
  ["(", "("],
  [")", ")"],
  ["π", "pi"],
  ["∞", "infinity"],
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "!="],
  ["∫", "integrate "],
  ["d/dx", "derivative of "],
  ["lim", "limit of "],
  ["ln", "log("],
] as const;

const MAX_PREVIEW = 2_000;

/** A button and the row of keys it opens; a key writes at the caret of the field. */
export function mathKeys(field: HTMLTextAreaElement, strings: Strings) {
  const row = make(
    "div",
    { class: "math-keys", role: "group", "aria-label": strings.mathKeys, hidden: true },
    ...KEYS.map(([shown, written], index) =>
      make(
        "button",
        {
          type: "button",
          class: "chip small",
          // The name holds what is seen, for those who speak to their machine.
          "aria-label": `${shown}: ${strings.mathKeyNames[index] ?? ""}`,
          click: () => write(field, written),
        },
        shown,
      ),
    ),
  );
  const button = make(
    "button",
    {
      type: "button",
      class: "quiet",
      "aria-label": `√x: ${strings.mathKeys}`,
      "aria-expanded": "false",
      click: () => {
        row.hidden = row.hidden !== true;
        button.setAttribute("aria-expanded", String(row.hidden !== true));
      },
    },
    "√x",
  );
  return { row, button };
}

function write(field: HTMLTextAreaElement, text: string): void {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

/** The formulas of a question as they will be set, while it is typed; nothing where it holds none. */
export function preview(question: string): HTMLElement | null {
  if (question.length > MAX_PREVIEW) return null;
  const isBare = /\\[a-zA-Z]+/.test(question) && !/\$|\\[([]/.test(question);
  const view = richTextView(
    isBare && !/[\u4e00-\u9fff]/.test(question) ? `$$${question}$$` : question,
  );
  return view.querySelector(".math") === null ? null : view;
}
