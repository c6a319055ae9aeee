/** What the name of a property asks for, as far as names that mean one thing everywhere go. */
export type FieldMeaning =
  | "answer"
  | "latex"
  | "decimal"
  | "unit"
  | "verdict"
  | "proved"
  | "words"
  | "reading";

const NAMES: Readonly<Record<FieldMeaning, string>> = {
  answer: "answer answers finalanswer result value solution solutions roots output",
  latex: "latex answerlatex",
  decimal: "decimal approximation approximatevalue numeric numericvalue",
  unit: "unit units",
  verdict: "verdict",
  proved: "proved isproved verified isverified",
  words: "explanation reply text message details",
  reading: "reading interpretation understoodas",
};

const MEANINGS = new Map(
  (Object.keys(NAMES) as FieldMeaning[]).flatMap((meaning) =>
    NAMES[meaning].split(" ").map((name) => [name, meaning] as const),
  ),
);

export function meaningOf(name: string): FieldMeaning | null {
  return MEANINGS.get(name.replace(/[_-]/g, "").toLowerCase()) ?? null;
}
