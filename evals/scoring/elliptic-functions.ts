import {
  add,
  complex,
  cos,
  divide,
  magnitude,
  multiply,
  negate,
  ONE,
  outOfReach,
  PI,
  power,
  Real,
  scale,
  sin,
  squareRoot,
  subtract,
  ZERO,
} from "./complex-decimal.ts";
import type { Complex } from "./complex-decimal.ts";

const CLOSE_ENOUGH = new Real("1e-28");

/** Carlson's symmetric integral of the first kind, by duplication. */
function carlsonFirst(x: Complex, y: Complex, z: Complex): Complex {
  let [a, b, c] = [x, y, z];
  for (let round = 0; round < 120; round++) {
    const mean = scale(add(add(a, b), c), new Real(1).div(3));
    const spread = Real.max(
      magnitude(subtract(a, mean)),
      magnitude(subtract(b, mean)),
      magnitude(subtract(c, mean)),
    );
    if (spread.lt(magnitude(mean).times(CLOSE_ENOUGH))) return divide(ONE, squareRoot(mean));
    const lambda = duplication(a, b, c);
    [a, b, c] = [a, b, c].map((part) => scale(add(part, lambda), "0.25")) as [
      Complex,
      Complex,
      Complex,
    ];
  }
  throw outOfReach("this elliptic integral");
}

/** Carlson's degenerate integral of the second kind, by duplication. */
function carlsonSecond(x: Complex, y: Complex, z: Complex): Complex {
  let [a, b, c] = [x, y, z];
  let sum = ZERO;
  let weight = new Real(1);
  for (let round = 0; round < 120; round++) {
    const mean = scale(add(add(a, b), scale(c, 3)), "0.2");
    const spread = Real.max(magnitude(subtract(a, mean)), magnitude(subtract(c, mean)));
    if (spread.lt(magnitude(mean).times(CLOSE_ENOUGH)))
      return add(scale(sum, 3), scale(power(mean, complex("-1.5")), weight));
    const lambda = duplication(a, b, c);
    sum = add(sum, divide(complex(weight), multiply(squareRoot(c), add(c, lambda))));
    weight = weight.div(4);
    [a, b, c] = [a, b, c].map((part) => scale(add(part, lambda), "0.25")) as [
      Complex,
      Complex,
      Complex,
    ];
  }
  throw outOfReach("this elliptic integral");
}

function duplication(a: Complex, b: Complex, c: Complex): Complex {
  const [x, y, z] = [squareRoot(a), squareRoot(b), squareRoot(c)];
  return add(add(multiply(x, y), multiply(y, z)), multiply(z, x));
}

function requireFirstPeriod(phi: Complex): void {
  if (phi.re.abs().gt(PI.div(2))) throw outOfReach("an elliptic integral beyond pi/2");
}

/** The incomplete integral of the first kind, of amplitude phi and parameter m. */
export function ellipticF(phi: Complex, m: Complex): Complex {
  requireFirstPeriod(phi);
  const s = sin(phi);
  const c = cos(phi);
  const delta = subtract(ONE, multiply(m, multiply(s, s)));
  return multiply(s, carlsonFirst(multiply(c, c), delta, ONE));
}

/** The incomplete integral of the second kind, of amplitude phi and parameter m. */
export function ellipticE(phi: Complex, m: Complex): Complex {
  requireFirstPeriod(phi);
  const s = sin(phi);
  const c = cos(phi);
  const square = multiply(s, s);
  const delta = subtract(ONE, multiply(m, square));
  const second = multiply(
    multiply(scale(m, new Real(-1).div(3)), multiply(square, s)),
    carlsonSecond(multiply(c, c), delta, ONE),
  );
  return add(ellipticF(phi, m), second);
}

export const ellipticK = (m: Complex): Complex => carlsonFirst(ZERO, subtract(ONE, m), ONE);

export function completeEllipticE(m: Complex): Complex {
  const second = multiply(
    scale(negate(m), new Real(1).div(3)),
    carlsonSecond(ZERO, subtract(ONE, m), ONE),
  );
  return add(ellipticK(m), second);
}
