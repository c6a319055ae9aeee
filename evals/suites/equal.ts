import type { EqualResult } from "../../src/core/math-port.ts";
import { type EqualPair, equalPairs } from "../equal-pairs.ts";
import type { Suite } from "../suite.ts";

const SEED = 1;
const PAIRS = 4_200;

/** Are two written answers the same? Pairs that are equal, or different, by construction. */
export const equalSuite: Suite<EqualPair, EqualResult> = {
  name: "equal",
  description: "written answers that are equal or different by construction, English and Chinese",
  rule: "Two spellings of one value must be found equal, and spellings of two different values different, whichever stands first. Undecided counts as unanswered; equal said of different values is the worst fault.",
  deadlineMs: 5_000,
  load: () => Promise.resolve({ files: [], split: `seed ${SEED}`, rows: equalPairs(SEED, PAIRS) }),
  idOf: (row) => row.id,
  areaOf: (row) => row.family,
  async run({ a, b }, { math }, options) {
    const [result, swapped] = [await math.equal(a, b, options), await math.equal(b, a, options)];
    return result.verdict === swapped.verdict
      ? result
      : { ...result, verdict: "undecided", equal: null };
  },
  score: ({ a, b, isEqual }, { verdict, method, detail }) => ({
    mark:
      verdict === "undecided"
        ? "unanswered"
        : (verdict === "proved") === isEqual
          ? "correct"
          : "wrong",
    why: `${method}: ${detail}`,
    got: `${verdict}: ${a} | ${b}`.slice(0, 200),
    expected: isEqual ? "equal" : "different",
    presentedAs: verdict === "undecided" ? null : verdict,
  }),
};
