import { checkDeadline } from "./deadline.ts";
import { gcdBigint } from "./integers.ts";

/**
 * A proper factor of an odd composite number by Pollard's rho in Brent's form (Brent, 1980), or null when
 * none is found within the number of steps.
 */
export function properFactor(n: bigint, mostSteps: number): bigint | null {
  for (let constant = 1n, spent = 0; spent < mostSteps; constant += 2n) {
    let y = 2n;
    let found = 1n;
    let before = y;
    let saved = y;
    for (let block = 1; found === 1n && spent < mostSteps; block *= 2) {
      before = y;
      for (let k = 0; k < block; k++) {
        checkDeadline();
        y = (y * y + constant) % n;
      }
      for (let done = 0; done < block && found === 1n; done += 128) {
        saved = y;
        checkDeadline(64);
        let product = 1n;
        const batch = Math.min(128, block - done);
        for (let k = 0; k < batch; k++) {
          y = (y * y + constant) % n;
          product = (product * (before > y ? before - y : y - before)) % n;
        }
        found = gcdBigint(product, n);
        spent += batch;
      }
    }
    if (found === n) {
      // The batch hid the factor: walk through it one step at a time.
      do {
        saved = (saved * saved + constant) % n;
        found = gcdBigint(before > saved ? before - saved : saved - before, n);
      } while (found === 1n);
    }
    if (found !== 1n && found !== n) return found;
  }
  return null;
}
