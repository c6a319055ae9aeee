/** Signs of a person or a secret that no training needs, and what stands in their place. */
const SIGNS: readonly (readonly [pattern: RegExp, place: string])[] = [
  [/\b(?:sk|pk|rk|xox[abprs]|gh[pousr]|ansatz)[-_][A-Za-z0-9_-]{16,}/g, "[SECRET]"],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, "[SECRET]"],
  [/\bBearer\s+[\w.~+/-]{16,}=*/gi, "[SECRET]"],
  [/\bhttps?:\/\/[^\s/@]{1,100}:[^\s/@]{1,100}@/g, "https://[SECRET]@"],
  [/[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}/g, "[EMAIL]"],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, "[IP]"],
  // Numbers of the mathematics stay: a telephone number is one only with its sign of a country.
  [
    /(?<![\w.)])\+\d{1,3}[ -]?(?:\(\d{1,4}\)[ -]?)?\d{2,4}(?:[ -]\d{2,4}){1,4}(?![\w.])/g,
    "[PHONE]",
  ],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g, "[IBAN]"],
];

const CARD = /\b\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{1,7}\b/g;

/** The text without addresses, telephone, card and account numbers and keys. */
export function redacted(text: string): string {
  const cards = text.replace(CARD, (found) => (isCard(found) ? "[CARD]" : found));
  return SIGNS.reduce((rest, [pattern, place]) => rest.replace(pattern, place), cards);
}

/** Every string of a row, redacted; its names and numbers stay. */
export function redactedRow(value: unknown): unknown {
  if (typeof value === "string") return redacted(value);
  if (Array.isArray(value)) return value.map(redactedRow);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, redactedRow(part)]));
}

/** The check digit of card numbers (Luhn). */
function isCard(text: string): boolean {
  const digits = [...text.replace(/\D/g, "")].map(Number).toReversed();
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
