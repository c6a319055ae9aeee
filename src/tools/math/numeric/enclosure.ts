import type { Expression } from "../expression/expression.ts";
import { type Ball, Balls } from "./ball.ts";
import { evaluateBall } from "./evaluate-ball.ts";
import { type Ratio, ratioOf } from "./decimal-text.ts";
import { evaluateWithError } from "./evaluate-with-error.ts";

/** The true value lies between the two, ends included. */
export interface Enclosure {
  readonly low: Ratio;
  readonly high: Ratio;
}

const BITS_PER_DIGIT = 3.33;
const GUARD = 64;
/** Each try has twice the bits of the one before: for what cancellation and small values take away. */
const TRIES = 4;
/** Enough for 20,000 digits. */
const MOST_BITS = 70_000;
/** Working digits of the second evaluation, on decimals. */
const SECOND_DIGITS: readonly number[] = [60];

/**
 * Encloses the real value ever more closely, from about `digits` decimals on, until `isEnough`; null where that
 * is not reached. A second evaluation, with other arithmetic and other series, has to agree with its leading
 * digits; it is the only one for functions that the first does not know, and then gives at most 55 digits.
 * Throws `timed_out` when the deadline of the question is over.
 */
export function encloseValue(
  expression: Expression,
  digits: number,
  isEnough: (found: Enclosure) => boolean,
  evaluate: typeof evaluateBall = evaluateBall,
): Enclosure | null {
  const second = secondEvaluation(expression);
  let bits = Math.ceil(digits * BITS_PER_DIGIT) + GUARD;
  for (let tries = 0; tries < TRIES && bits <= MOST_BITS; tries++, bits *= 2) {
    const ball = evaluate(expression, new Balls(bits));
    if (ball === null) continue;
    const found = enclosureOf(ball, bits);
    if (second !== null && !overlap(found, second)) return null;
    if (isEnough(found)) return found;
  }
  return second !== null && isEnough(second) ? second : null;
}

function secondEvaluation(expression: Expression): Enclosure | null {
  const found = evaluateWithError(expression, () => true, {}, SECOND_DIGITS);
  if (found === null) return null;
  const { value, error } = found;
  return { low: ratioOf(value.sub(error)), high: ratioOf(value.add(error)) };
}

function enclosureOf({ middle, radius }: Ball, bits: number): Enclosure {
  const under = 1n << BigInt(bits);
  return { low: { over: middle - radius, under }, high: { over: middle + radius, under } };
}

const isAtMost = (a: Ratio, b: Ratio): boolean => a.over * b.under <= b.over * a.under;

function overlap(a: Enclosure, b: Enclosure): boolean {
  return isAtMost(a.low, b.high) && isAtMost(b.low, a.high);
}

/** Whether every number enclosed has the same sign. */
export function isSigned({ low, high }: Enclosure): boolean {
  return low.over > 0n || high.over < 0n;
}
