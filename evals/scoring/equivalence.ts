import { AnsatzError } from "../../src/core/errors.ts";
import { magnitude, Real, subtract } from "./complex-decimal.ts";
import type { Complex } from "./complex-decimal.ts";
import { evaluate, isUnevaluated } from "./evaluate.ts";
import type { Bindings } from "./evaluate.ts";
import { equalExactly, exactNumber } from "./exact-number.ts";
import { correct, inexact, unanswered, unscorable, wrong } from "./mark.ts";
import type { Judgement } from "./mark.ts";
import { hasDecimal, hasLongDecimal, parsePlain } from "./plain-syntax.ts";
import type { PlainNode } from "./plain-syntax.ts";
import { samplePoints } from "./sample-points.ts";
import type { SampleOptions } from "./sample-points.ts";

const TIGHT = new Real("1e-25");
const LOOSE = new Real("1e-5");
const NOTHING = new Real("1e-40");

export type Closeness = "same" | "near" | "different";

/** Same to 25 digits, near to 5, or different; beside zero the comparison is absolute. */
export function closeness(got: Complex, expected: Complex): Closeness {
  const gap = magnitude(subtract(got, expected));
  const size = magnitude(expected);
  if (size.lt(NOTHING)) {
    if (gap.lt("1e-30")) return "same";
    return gap.lt(LOOSE.times("1e-3")) ? "near" : "different";
  }
  if (gap.lte(size.times(TIGHT))) return "same";
  return gap.lte(size.times(LOOSE)) ? "near" : "different";
}

/** The value, or null where the scorer cannot evaluate. */
export function valueAt(node: PlainNode, bindings: Bindings): Complex | null {
  try {
    return evaluate(node, bindings);
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}

/** The tree, or null when the text is not plain notation. */
export function tryParse(text: string): PlainNode | null {
  try {
    return parsePlain(text);
  } catch (error) {
    if (AnsatzError.isInstance(error)) return null;
    throw error;
  }
}

/** Judges whether two texts are equal as functions of their variables (or as numbers). */
export function judgeEquivalent(
  gotText: string,
  expectedText: string,
  options: SampleOptions = {},
): Judgement {
  const got = tryParse(gotText);
  if (got === null) return unscorable(`cannot read "${gotText.slice(0, 120)}"`);
  const expected = tryParse(expectedText);
  if (expected === null) return unscorable(`cannot read the expectation "${expectedText}"`);
  return judgeTrees(got, expected, options);
}

/** As `judgeEquivalent`, on trees. */
export function judgeTrees(
  got: PlainNode,
  expected: PlainNode,
  options: SampleOptions = {},
): Judgement {
  if (isUnevaluated(got)) return unanswered("the answer holds an operation not carried out");
  const [exactGot, exactExpected] = [exactNumber(got), exactNumber(expected)];
  if (exactGot !== null && exactExpected !== null && equalExactly(exactGot, exactExpected))
    return correct("equal as exact numbers");
  const seen = { same: 0, near: 0, different: 0 };
  for (const point of samplePoints([got, expected], options)) {
    const a = valueAt(got, point);
    const b = valueAt(expected, point);
    if (a === null || b === null) continue;
    seen[closeness(a, b)] += 1;
  }
  if (seen.different > 0) return wrong(`differs at ${seen.different} of the sample points`);
  if (seen.near > 0)
    return inexact(
      hasDecimal(got) ? "a decimal where an exact form is asked" : "agrees to few digits only",
    );
  if (seen.same < 3) return unscorable("could not be evaluated at enough points");
  if (hasLongDecimal(got) && !hasLongDecimal(expected))
    return inexact("a decimal where an exact form is asked");
  return correct("equal at all sample points");
}
