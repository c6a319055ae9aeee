/** Marks that turn the direction of writing, have no width, or only carry hidden text. */
const HIDDEN =
  /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]|[\u{E0000}-\u{E007F}]/gu;
const CONTROLS = /[^\P{Cc}\n\t]/gu;

/**
 * A model's words without characters that a reader does not see: what stands there is what was checked. A
 * mark that turns the direction would show 21 where 12 was written. Signs are composed, so that `=` with a
 * stroke through it is ≠.
 */
export function visibleCharacters(text: string): string {
  return text.replace(/\r\n?/g, "\n").normalize("NFC").replace(HIDDEN, "").replace(CONTROLS, "");
}
