import { AnsatzError } from "../../core/errors.ts";
import type { ReadingResult, ReadRequest } from "../../core/reading-result.ts";
import { withDeadline } from "./exact/deadline.ts";
import { asShown, shownReading } from "./present/present.ts";
import { detectLanguage, readMisspelt } from "./read/read-query.ts";
import { round } from "./work-query.ts";

/** Takes a millisecond once the reader is warm; it holds up everyone else, so it may not take as long as a question. */
const MOST_READING_MS = 1_000;

/** Reads a question as the engine would and computes nothing. What is not understood has no reading. */
export function readAlone({ query, language }: ReadRequest): ReadingResult {
  const startedAt = performance.now();
  const timing = () => ({ totalMs: round(performance.now() - startedAt) });
  try {
    const read = withDeadline(startedAt + MOST_READING_MS, () => readMisspelt(query, language));
    const shown = asShown(shownReading(read), read.language === "zh");
    return {
      input: query,
      language: read.language,
      ...(shown as ReturnType<typeof shownReading>),
      timing: timing(),
    };
  } catch (thrown) {
    // What outgrows the stack is not read either.
    if (!AnsatzError.isInstance(thrown) && !(thrown instanceof RangeError)) throw thrown;
    const reason = AnsatzError.isInstance(thrown)
      ? { code: thrown.code, message: thrown.message }
      : { code: "too_large", message: "This is too large to read. Shorten it." };
    return {
      input: query,
      language: language ?? detectLanguage(query),
      reading: null,
      assumptions: [],
      reason,
      timing: timing(),
    };
  }
}
