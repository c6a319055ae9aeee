import { Decimal } from "decimal.js";

const Wide = Decimal.clone({ precision: 80, maxE: 100_000, minE: -100_000 });
const MOST_STEPS = 60;

/** Lambert's W of a real number on its principal branch or the branch -1 (DLMF 4.13), by Halley's iteration. */
export function lambertW(argument: Decimal, branch: Decimal = new Decimal(0)): Decimal | null {
  const x = new Wide(argument);
  const end = new Wide(-1).exp().neg();
  if (x.lt(end) || (branch.eq(-1) && x.gte(0)) || !(branch.eq(0) || branch.eq(-1))) return null;
  if (x.isZero()) return x;
  let w: Decimal = start(x, branch.eq(-1));
  for (let step = 0; step < MOST_STEPS; step++) {
    const power = w.exp();
    const miss = w.mul(power).sub(x);
    const slope = power.mul(w.add(1));
    if (slope.isZero()) return null;
    const next = w.sub(miss.div(slope.sub(w.add(2).mul(miss).div(w.add(1).mul(2)))));
    if (!next.isFinite()) return null;
    const isSettled = next.sub(w).abs().lte(next.abs().mul("1e-70"));
    w = next;
    if (isSettled) return branch.eq(-1) === w.lt(-1) ? w : null;
  }
  return null;
}

/** Near -1/e the branches part as a square root (DLMF 4.13.6); far from it they follow logarithms (4.13.10). */
function start(x: Decimal, isLower: boolean): Decimal {
  const near = x.mul(new Wide(1).exp()).add(1);
  if (near.lt("0.3")) {
    const p = near
      .mul(2)
      .sqrt()
      .mul(isLower ? -1 : 1);
    return p.sub(1).sub(p.mul(p).div(3));
  }
  if (isLower) {
    const log = x.neg().ln();
    return log.sub(log.neg().ln());
  }
  return x.gt(3) ? x.ln().sub(x.ln().ln()) : x.add(1).ln();
}
