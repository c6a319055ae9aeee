import { Decimal } from "decimal.js";
import type { Expression } from "../expression/expression.ts";
import { evaluateReal } from "./evaluate-decimal.ts";

const Real = Decimal.clone({ precision: 50 });
const POINTS = 16;
/** Panels of each try; two tries in a row have to agree. */
const PANELS = [2, 4, 8, 16] as const;
const AGREEMENT = "1e-16";

interface Node {
  readonly place: Decimal;
  readonly weight: Decimal;
}

let nodes: readonly Node[] | null = null;

/** Zeros of the Legendre polynomial by Newton's method, and their weights: DLMF 3.5.15, 3.5.19, to 45 digits. */
function legendreNodes(): readonly Node[] {
  nodes ??= Array.from({ length: POINTS }, (_, k) => {
    let x = new Real(Math.cos((Math.PI * (k + 0.75)) / (POINTS + 0.5)));
    let slope = new Real(1);
    for (let step = 0; step < 6; step++) {
      let [before, now] = [new Real(1), x];
      for (let n = 2; n <= POINTS; n++)
        [before, now] = [
          now,
          x
            .mul(now)
            .mul(2 * n - 1)
            .sub(before.mul(n - 1))
            .div(n),
        ];
      slope = before
        .sub(x.mul(now))
        .mul(POINTS)
        .div(new Real(1).sub(x.mul(x)));
      x = x.sub(now.div(slope));
    }
    const weight = new Real(2).div(new Real(1).sub(x.mul(x)).mul(slope).mul(slope));
    return { place: x, weight };
  });
  return nodes;
}

/**
 * The integral over a finite range by Gauss and Legendre's rule in decimals, on panels that are halved until two tries
 * agree to 16 digits; null where they do not, or where the integrand has no real value. Throws `timed_out`.
 */
export function integrateByGauss(
  body: Expression,
  variable: string,
  lower: Decimal,
  upper: Decimal,
): number | null {
  let before: Decimal | null = null;
  for (const panels of PANELS) {
    const value = onPanels(body, variable, new Real(lower), new Real(upper), panels);
    if (value === null) return null;
    const scale = Decimal.max(value.abs(), 1);
    if (before !== null && value.sub(before).abs().lte(scale.mul(AGREEMENT)))
      return value.toNumber();
    before = value;
  }
  return null;
}

function onPanels(
  body: Expression,
  variable: string,
  lower: Decimal,
  upper: Decimal,
  panels: number,
): Decimal | null {
  const half = upper.sub(lower).div(2 * panels);
  let total = new Real(0);
  for (let panel = 0; panel < panels; panel++) {
    const middle = lower.add(half.mul(2 * panel + 1));
    for (const { place, weight } of legendreNodes()) {
      const value = evaluateReal(body, { [variable]: middle.add(half.mul(place)) });
      if (value === null) return null;
      total = total.add(weight.mul(value));
    }
  }
  return total.mul(half);
}
