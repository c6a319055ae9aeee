import { AnsatzError } from "../../../core/errors.ts";
import type { EqualResult } from "../../../core/math-port.ts";
import { withDeadline } from "../exact/deadline.ts";
import { decideEqualTexts } from "./compare-answers.ts";

/** A comparison that does not finish by the deadline decides nothing. */
export function equalWithin(a: string, b: string, deadline: number): EqualResult {
  try {
    return withDeadline(deadline, () => decideEqualTexts(a, b));
  } catch (error) {
    if (!AnsatzError.isInstance(error) || error.code !== "timed_out") throw error;
    const texts = { a: null, b: null };
    return { verdict: "undecided", equal: null, method: "none", detail: error.message, ...texts };
  }
}
