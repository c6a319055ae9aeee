import { z } from "zod";

const language = z.enum(["en", "zh"]);

export const choiceCaseSchema = z.discriminatedUnion("kind", [
  z.object({
    id: z.string(),
    kind: z.literal("chat"),
    language,
    prompt: z.string(),
    keywords: z.array(z.string()),
  }),
  z.object({
    id: z.string(),
    kind: z.literal("slot"),
    language,
    prompt: z.string(),
    slot: z.string(),
    schema: z.record(z.string(), z.unknown()),
    accepted: z.array(z.union([z.string(), z.number(), z.boolean()])),
  }),
  z.object({
    id: z.string(),
    kind: z.literal("wording"),
    language,
    question: z.string(),
    result: z.string(),
  }),
]);
export type ChoiceCase = z.infer<typeof choiceCaseSchema>;

const CHINESE = /\p{Script=Han}/gu;
const LETTER = /\p{L}/gu;

/** True when the letters of a text are mostly those of the language. */
export function isInLanguage(text: string, expected: "en" | "zh"): boolean {
  const letters = text.match(LETTER)?.length ?? 0;
  const chinese = text.match(CHINESE)?.length ?? 0;
  if (letters === 0) return false;
  return expected === "zh" ? chinese / letters > 0.5 : chinese === 0;
}

export function numbersOf(text: string): string[] {
  const found = text.match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [];
  return [...new Set(found.map((number) => number.replaceAll(",", "").replace(/^0+(?=\d)/, "")))];
}

/** True when every number of the result is in the text and the text has no number of its own. */
export function keepsNumbers(text: string, result: string, question: string): boolean {
  const written = numbersOf(text);
  const given = new Set([...numbersOf(result), ...numbersOf(question)]);
  return (
    numbersOf(result).every((number) => written.includes(number)) &&
    written.every((number) => given.has(number))
  );
}

export function fillsSlot(text: string, slot: string, accepted: readonly unknown[]): boolean {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return false;
  }
  const value = z.record(z.string(), z.unknown()).safeParse(parsed).data?.[slot];
  return accepted.includes(typeof value === "string" ? value.trim() : value);
}
