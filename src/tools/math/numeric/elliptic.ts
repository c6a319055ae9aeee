import { Decimal } from "decimal.js";
import { checkDeadline } from "../exact/deadline.ts";

const Wide = Decimal.clone({ precision: 80, maxE: 100_000, minE: -100_000 });
/** Arguments this close to their mean leave an error below 1e-66 in a series of sixth order. */
const CLOSE = "1e-12";

/** Carlson's symmetric integral of the first kind by duplication (DLMF 19.36.1, 19.36.4). */
function carlsonFirst(x: Decimal, y: Decimal, z: Decimal): Decimal {
  let [a, b, c] = [x, y, z];
  for (;;) {
    checkDeadline(8);
    const mean = a.add(b).add(c).div(3);
    const [u, v] = [new Wide(1).sub(a.div(mean)), new Wide(1).sub(b.div(mean))];
    const w = u.add(v).neg();
    if (Decimal.max(u.abs(), v.abs(), w.abs()).lt(CLOSE)) {
      const second = u.mul(v).sub(w.mul(w));
      const third = u.mul(v).mul(w);
      return new Wide(1)
        .sub(second.div(10))
        .add(third.div(14))
        .add(second.mul(second).div(24))
        .sub(second.mul(third).mul(3).div(44))
        .div(mean.sqrt());
    }
    const shift = shiftOf(a, b, c);
    [a, b, c] = [a.add(shift).div(4), b.add(shift).div(4), c.add(shift).div(4)];
  }
}

/** sqrt(a b) + sqrt(b c) + sqrt(c a), the shift of one duplication. */
function shiftOf(a: Decimal, b: Decimal, c: Decimal): Decimal {
  const [p, q, r] = [a.sqrt(), b.sqrt(), c.sqrt()];
  return p.mul(q).add(q.mul(r)).add(r.mul(p));
}

/** Carlson's integral of the second kind by duplication (DLMF 19.36.2); the series at its end is cut after the first terms. */
function carlsonSecond(x: Decimal, y: Decimal, z: Decimal): Decimal {
  let [a, b, c] = [x, y, z];
  let sum = new Wide(0);
  let weight = new Wide(1);
  for (;;) {
    checkDeadline(8);
    const mean = a.add(b).add(c.mul(3)).div(5);
    const [u, v] = [new Wide(1).sub(a.div(mean)), new Wide(1).sub(b.div(mean))];
    if (Decimal.max(u.abs(), v.abs(), u.add(v).div(3).abs()).lt("1e-16")) {
      const w = u.add(v).neg().div(3);
      const second = u.mul(v).sub(w.mul(w).mul(6));
      const third = u.mul(v).mul(3).sub(w.mul(w).mul(8)).mul(w);
      const series = new Wide(1).sub(second.mul(3).div(14)).add(third.div(6));
      return sum.mul(3).add(weight.mul(series).div(mean.mul(mean.sqrt())));
    }
    const shift = shiftOf(a, b, c);
    sum = sum.add(weight.div(c.sqrt().mul(c.add(shift))));
    weight = weight.div(4);
    [a, b, c] = [a.add(shift).div(4), b.add(shift).div(4), c.add(shift).div(4)];
  }
}

/** The complete integral of the first kind with parameter m < 1 (DLMF 19.25.1). */
export function ellipticK(m: Decimal): Decimal | null {
  if (m.gte(1)) return null;
  return carlsonFirst(new Wide(0), new Wide(1).sub(m), new Wide(1));
}

/** The complete integral of the second kind with parameter m <= 1 (DLMF 19.25.1). */
export function ellipticComplete(m: Decimal): Decimal | null {
  if (m.gt(1)) return null;
  if (m.eq(1)) return new Wide(1);
  const rest = new Wide(1).sub(m);
  return carlsonFirst(new Wide(0), rest, new Wide(1)).sub(
    carlsonSecond(new Wide(0), rest, new Wide(1)).mul(m).div(3),
  );
}

/** The incomplete integral of the first kind F(phi, m) (DLMF 19.25.5), continued past pi/2 by its period. */
export function ellipticF(phi: Decimal, m: Decimal): Decimal | null {
  return incomplete(phi, m, ellipticK, (sine, cosine2, rest) =>
    sine.mul(carlsonFirst(cosine2, rest, new Wide(1))),
  );
}

/** The incomplete integral of the second kind E(phi, m) (DLMF 19.25.9). */
export function ellipticE(phi: Decimal, m: Decimal): Decimal | null {
  return incomplete(phi, m, ellipticComplete, (sine, cosine2, rest) =>
    sine.mul(carlsonFirst(cosine2, rest, new Wide(1))).sub(
      sine
        .pow(3)
        .mul(carlsonSecond(cosine2, rest, new Wide(1)))
        .mul(m)
        .div(3),
    ),
  );
}

function incomplete(
  angle: Decimal,
  parameter: Decimal,
  complete: (m: Decimal) => Decimal | null,
  within: (sine: Decimal, cosine2: Decimal, rest: Decimal) => Decimal,
): Decimal | null {
  const [phi, m] = [new Wide(angle), new Wide(parameter)];
  if (phi.abs().gt(1_000)) return null;
  const turns = phi.div(Wide.acos(-1)).round();
  const inner = phi.sub(turns.mul(Wide.acos(-1)));
  const sine = inner.sin();
  const rest = new Wide(1).sub(m.mul(sine).mul(sine));
  if (rest.lte(0)) return null;
  const value = within(sine, new Wide(1).sub(sine.mul(sine)), rest);
  if (turns.isZero()) return value;
  const whole = complete(m);
  return whole === null ? null : value.add(whole.mul(turns).mul(2));
}
