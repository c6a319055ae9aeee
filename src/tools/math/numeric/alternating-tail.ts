import { integrateNumerically } from "./quadrature.ts";

/** Half periods; the error falls by 5.8 with each. */
const PARTS = 26;

/**
 * The integral to infinity of an amplitude that falls to zero without turning, times a wave that changes
 * sign at `start` and every `half` from there on: an alternating series of the parts between the zeros,
 * summed by the algorithm of Cohen, Rodriguez Villegas and Zagier (2000). Null where the parts do not
 * alternate and fall.
 */
export function alternatingTail(
  f: (x: number) => number | null,
  start: number,
  half: number,
): number | null {
  const parts: number[] = [];
  for (let k = 0; k < PARTS; k++) {
    const part = integrateNumerically(f, start + k * half, start + (k + 1) * half, {
      looksForPoles: false,
    });
    if (part === null) return null;
    parts.push(k % 2 === 0 ? part.value : -part.value);
  }
  const sign = Math.sign(parts[0] as number);
  const falls = parts.every(
    (part, k) => part * sign > 0 && (k === 0 || Math.abs(part) < Math.abs(parts[k - 1] as number)),
  );
  return falls ? alternatingSum(parts) : null;
}

function alternatingSum(terms: readonly number[]): number {
  const n = terms.length;
  const power = (3 + Math.sqrt(8)) ** n;
  const d = (power + 1 / power) / 2;
  let [b, c, sum] = [-1, -d, 0];
  for (const [k, term] of terms.entries()) {
    c = b - c;
    sum += c * term;
    b = ((k + n) * (k - n) * b) / ((k + 0.5) * (k + 1));
  }
  return sum / d;
}
