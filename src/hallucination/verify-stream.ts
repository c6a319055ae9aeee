import { AnsatzError } from "../core/errors.ts";
import type { CallOptions } from "../core/math-port.ts";
import type { VerifierInput, VerifierPort } from "../core/verifier-port.ts";
import type { VerifyEvent } from "../core/verify-event.ts";
import { type Claim, MAX_VERIFY_CHARACTERS } from "../core/verify-result.ts";
import { completeUntil } from "./complete-sentences.ts";
import { WORDS_AFTER } from "./cues.ts";

/** Up to here every sentence is checked as it ends; from here on when a tenth more is complete. */
const EVERY_SENTENCE_UNTIL = 4_000;
const GROWTH = 1.1;

/**
 * Checks a text while it is being written. Claims are told as their sentences are complete, decided by what
 * stands before them; a refutation waits until the words behind it, which may take it back, are there too.
 * What needs the whole text (the final answer, statements put to the engine, roots and steps of equations,
 * origins of numbers) comes with the end. The last event has the result that `verify` gives for the whole text.
 *
 * Throws what `verify` throws; `too_large` as soon as the text is too long.
 */
export async function* verifyStream(
  verifier: VerifierPort,
  pieces: AsyncIterable<string> | Iterable<string>,
  input: Omit<VerifierInput, "text" | "isPartial"> = {},
  options: CallOptions = {},
): AsyncGenerator<VerifyEvent> {
  const told = new ToldClaims();
  let text = "";
  let complete = 0;
  let checked = 0;
  for await (const piece of pieces) {
    text += piece;
    refuseLong(text);
    complete = completeUntil(text, complete);
    const isDue =
      complete <= EVERY_SENTENCE_UNTIL ? complete > checked : complete > checked * GROWTH;
    if (!isDue) continue;
    checked = complete;
    const part = { ...input, text: text.slice(0, complete), isPartial: true };
    const { claims } = await verifier.verify(part, options);
    yield* told.update(claims.filter((claim) => isSettled(claim, complete)));
  }
  const result = await verifier.verify({ ...input, text }, options);
  yield* told.update(result.claims);
  yield { type: "verify-end", result };
}

function isSettled({ verdict, end }: Claim, complete: number): boolean {
  return verdict !== "refuted" || end + WORDS_AFTER <= complete;
}

function refuseLong(text: string): void {
  if (text.length > MAX_VERIFY_CHARACTERS)
    throw new AnsatzError(
      "too_large",
      `The text is longer than ${MAX_VERIFY_CHARACTERS} characters. Verify it in parts.`,
      { param: "text" },
    );
}

/** What a reader was told so far, and what there is to add to it or to take back. */
class ToldClaims {
  private told = new Map<string, string>();

  *update(claims: readonly Claim[]): Generator<VerifyEvent> {
    const now = new Map<string, string>();
    for (const claim of claims) {
      const id = newId(claim, now);
      const content = JSON.stringify(claim);
      now.set(id, content);
      if (this.told.get(id) !== content) yield { type: "claim-checked", id, claim };
    }
    for (const id of this.told.keys()) if (!now.has(id)) yield { type: "claim-withdrawn", id };
    this.told = now;
  }
}

/** Two claims may be of one kind and about the same words. */
function newId({ start, end, kind }: Claim, taken: ReadonlyMap<string, unknown>): string {
  const base = `${start}-${end}-${kind}`;
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
  return id;
}
