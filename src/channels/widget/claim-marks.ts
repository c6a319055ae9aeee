import type { Claim } from "../../core/verify-result.ts";
import { certificateRows, claimLine } from "./certificate-view.ts";
import { make } from "./dom.ts";
import type { ClaimMarks } from "./rich-text-view.ts";
import type { Strings } from "./strings.ts";
import { ICONS } from "./verdict-icons.ts";

const GAP = 6;
const SHEET_BELOW = 544;

/**
 * Underlines claims by their verdict, each with a sign that opens its check. The line's style and the
 * sign say the verdict as well as the colour does. `layer` is where the opened check is put.
 */
export function claimMarks(
  claims: readonly Claim[],
  strings: Strings,
  layer: HTMLElement,
): ClaimMarks {
  const signs = new Map<number, HTMLButtonElement>();
  const open = (index: number, at: HTMLElement) => {
    const claim = claims[index];
    const sign = signs.get(index);
    if (claim && sign) openCheck(claim, { strings, layer, at, sign });
  };
  return {
    claims,
    mark(index, content) {
      const verdict = claims[index]?.verdict ?? "undecided";
      const mark = make(
        "span",
        {
          class: `marked ${verdict}`,
          "data-claim": String(index),
          // Text that is being selected to copy it does not open anything.
          click: () => isSelecting(mark) || open(index, mark),
        },
        content,
      );
      return mark;
    },
    sign(index) {
      const verdict = claims[index]?.verdict ?? "undecided";
      const sign = make(
        "button",
        {
          type: "button",
          class: `sign ${verdict}`,
          "data-claim": String(index),
          "aria-haspopup": "dialog",
          "aria-expanded": "false",
          "aria-label": strings.claimSign(strings.verdicts[verdict], index + 1),
          click: () => open(index, sign),
        },
        ICONS[verdict],
      );
      signs.set(index, sign);
      return sign;
    },
  };
}

function isSelecting(element: HTMLElement): boolean {
  const selection = element.ownerDocument.getSelection();
  return selection !== null && !selection.isCollapsed;
}

interface Opening {
  readonly strings: Strings;
  readonly layer: HTMLElement;
  readonly at: HTMLElement;
  readonly sign: HTMLButtonElement;
}

/** Shows a claim's check beside it. Escape, a click elsewhere and the button close it again. */
function openCheck(claim: Claim, { strings, layer, at, sign }: Opening): void {
  const { certificate, method } = claim.evidence;
  const box = make(
    "div",
    {
      class: "check",
      popover: "auto",
      role: "dialog",
      tabindex: "-1",
      "aria-label": strings.check,
    },
    claimLine(claim, strings),
    certificate
      ? certificateRows(certificate, strings)
      : make("p", { class: "detail" }, `${strings.noCertificate} ${strings.method}: ${method}`),
    make("p", { class: "detail" }, `${strings.source}: ${strings.provenances[claim.provenance]}`),
    make(
      "button",
      { type: "button", class: "chip", click: () => box.hidePopover() },
      strings.close,
    ),
  );
  const follow = () => place(box, at);
  box.addEventListener("beforetoggle", (event) => {
    sign.setAttribute("aria-expanded", String(event.newState === "open"));
    if (box.matches(":focus-within")) sign.focus({ preventScroll: true });
  });
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    removeEventListener("scroll", follow, true);
    removeEventListener("resize", follow);
    box.remove();
  });
  layer.append(box);
  box.showPopover();
  follow();
  box.focus({ preventScroll: true });
  addEventListener("scroll", follow, true);
  addEventListener("resize", follow);
}

/** Under the place, else over it; on a narrow screen the styles make it a sheet at the lower edge. */
function place(box: HTMLElement, at: HTMLElement): void {
  if (innerWidth < SHEET_BELOW) {
    box.style.removeProperty("left");
    box.style.removeProperty("top");
    return;
  }
  const [first] = at.getClientRects();
  if (!first) return;
  const { width, height } = box.getBoundingClientRect();
  const isBelow = first.bottom + GAP + height <= innerHeight || first.top < height + GAP;
  const left = Math.max(GAP, Math.min(first.left, innerWidth - width - GAP));
  box.style.left = `${left}px`;
  box.style.top = `${isBelow ? first.bottom + GAP : first.top - GAP - height}px`;
}
