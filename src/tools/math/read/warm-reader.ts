import { AnsatzError } from "../../../core/errors.ts";
import { OPERATION_INTENTS, QUESTION_INTENTS } from "./intents/all.ts";
import { framesOf } from "./intents/intent.ts";
import { readMisspelt } from "./read-query.ts";

/** The thread is given back after so long, so that requests do not wait for the warming. */
const SLICE_MS = 8;
/** A pattern is compiled when it first meets a text, again for one with other scripts, and better the second time. */
const TEXTS = ["a", "a", "求", "求"] as const;
/** Questions of every stage of reading: plain, in words, in Chinese, misspelt, none. */
const QUESTIONS = [
  "2 + 2",
  "derivative of x^2",
  "求 x^2 的导数",
  "What is 3 + 4?",
  "\\frac{1}{2}",
  "derivatve of x",
  "how are you today",
] as const;

/**
 * Prepares every frame of the reader ahead of the first question, which would otherwise take up to a second
 * for it, in slices between which other work goes on. Safe to call again.
 */
export async function warmReader(): Promise<void> {
  let sliceEndsAt = performance.now() + SLICE_MS;
  const breathe = async (): Promise<void> => {
    if (performance.now() < sliceEndsAt) return;
    await pause();
    sliceEndsAt = performance.now() + SLICE_MS;
  };
  for (const intent of [...QUESTION_INTENTS, ...OPERATION_INTENTS]) {
    for (const { pattern } of framesOf(intent)) for (const text of TEXTS) pattern.test(text);
    await breathe();
  }
  for (const question of QUESTIONS) {
    await pause();
    readOrNot(question);
  }
}

function readOrNot(question: string): void {
  try {
    readMisspelt(question);
  } catch (error) {
    if (!AnsatzError.isInstance(error)) throw error;
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
