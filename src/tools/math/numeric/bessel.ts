import { Decimal } from "decimal.js";
import { gamma } from "./special-functions.ts";

/** Guard digits for series whose terms grow before they shrink. */
const Wide = Decimal.clone({ precision: 120, maxE: 100_000, minE: -100_000 });
/** DLMF 5.2.3, OEIS A001620. */
const EULER_GAMMA =
  "0.57721566490153286060651209008240243104215933593992359880576723488486772677766467093694706329174674951463";
const WIDEST = 30;
const WIDEST_AIRY = 15;
const SMALLEST = "1e-75";
const MOST_TERMS = 400;

let pi: Decimal | null = null;
function PI(): Decimal {
  pi ??= Wide.acos(-1);
  return pi;
}

const isInside = (order: Decimal, x: Decimal): boolean =>
  x.abs().lte(WIDEST) && order.abs().lte(WIDEST) && (x.gt(0) || order.isInteger());

/** (x/2)^order times the sum of (sign x^2/4)^k / (k! gamma(order + k + 1)) (DLMF 10.2.2, 10.25.2). */
function ascending(order: Decimal, x: Decimal, sign: 1 | -1): Decimal | null {
  if (x.isZero()) return order.isZero() ? new Wide(1) : order.gt(0) ? new Wide(0) : null;
  const scale =
    order.isInteger() && order.gte(0) ? factorial(order.toNumber()) : gamma(order.add(1));
  if (scale === null) return null;
  const step = x.mul(x).div(4).mul(sign);
  let term = new Wide(1).div(scale);
  let sum = term;
  for (let k = 1; k < MOST_TERMS; k++) {
    term = term.mul(step).div(k).div(order.add(k));
    sum = sum.add(term);
    if (term.abs().lt(SMALLEST)) return sum.mul(x.div(2).pow(order));
  }
  return null;
}

/** J of a real order at a real number; negative numbers for whole orders only. */
export function besselJ(order: Decimal, argument: Decimal): Decimal | null {
  const [v, x] = [new Wide(order), new Wide(argument)];
  if (!isInside(v, x)) return null;
  if (!v.isInteger() || v.gte(0)) return ascending(v, x, -1);
  const mirrored = ascending(v.neg(), x, -1);
  return mirrored === null ? null : mirrored.mul(v.mod(2).isZero() ? 1 : -1);
}

/** I of a real order at a real number; negative numbers for whole orders only. */
export function besselI(order: Decimal, argument: Decimal): Decimal | null {
  const [v, x] = [new Wide(order), new Wide(argument)];
  return isInside(v, x) ? ascending(v.isInteger() ? v.abs() : v, x, 1) : null;
}

/** Y of a real order at a positive number (DLMF 10.2.3, 10.8.1). */
export function besselY(order: Decimal, argument: Decimal): Decimal | null {
  const [v, x] = [new Wide(order), new Wide(argument)];
  if (!isInside(v, x) || x.lte(0)) return null;
  if (v.isInteger()) {
    const value = withLogarithm(v.abs().toNumber(), x, -1);
    return value === null ? null : value.mul(v.lt(0) && !v.mod(2).isZero() ? -1 : 1);
  }
  const [up, down] = [ascending(v, x, -1), ascending(v.neg(), x, -1)];
  const angle = PI().mul(v);
  return up === null || down === null ? null : up.mul(angle.cos()).sub(down).div(angle.sin());
}

/** K of a real order at a positive number (DLMF 10.27.4, 10.31.1). */
export function besselK(order: Decimal, argument: Decimal): Decimal | null {
  const [v, x] = [new Wide(order), new Wide(argument)];
  if (!isInside(v, x) || x.lte(0)) return null;
  if (v.isInteger()) return withLogarithm(v.abs().toNumber(), x, 1);
  const [up, down] = [ascending(v, x, 1), ascending(v.neg(), x, 1)];
  return up === null || down === null ? null : down.sub(up).mul(PI()).div(2).div(PI().mul(v).sin());
}

/** Y (sign -1) and K (sign 1) of whole orders. */
function withLogarithm(n: number, x: Decimal, sign: 1 | -1): Decimal | null {
  const regular = ascending(new Wide(n), x, sign);
  if (regular === null) return null;
  const square = x.mul(x).div(4);
  const half = x.div(2);
  let finite = new Wide(0);
  for (let k = 0; k < n; k++)
    finite = finite.add(
      factorial(n - k - 1)
        .div(factorial(k))
        .mul(square.mul(-sign).pow(k)),
    );
  let sum = new Wide(0);
  let term = new Wide(1).div(factorial(n));
  // digamma(k + 1) + digamma(n + k + 1), by harmonic numbers from k to k + 1.
  let weight = new Wide(EULER_GAMMA).mul(-2);
  for (let k = 1; k <= n; k++) weight = weight.add(new Wide(1).div(k));
  for (let k = 0; k < MOST_TERMS; k++) {
    const part = term.mul(weight);
    sum = sum.add(part);
    if (part.abs().lt(SMALLEST) && k > 3) break;
    weight = weight.add(new Wide(1).div(k + 1)).add(new Wide(1).div(n + k + 1));
    term = term
      .mul(square)
      .mul(sign)
      .div(k + 1)
      .div(n + k + 1);
  }
  const parity = n % 2 === 0 ? 1 : -1;
  if (sign === 1)
    return half
      .pow(-n)
      .mul(finite)
      .div(2)
      .sub(half.ln().mul(regular).mul(parity))
      .add(half.pow(n).mul(sum).mul(parity).div(2));
  return half
    .ln()
    .mul(regular)
    .mul(2)
    .sub(half.pow(-n).mul(finite))
    .sub(half.pow(n).mul(sum))
    .div(PI());
}

function factorial(n: number): Decimal {
  let result = new Wide(1);
  for (let k = 2; k <= n; k++) result = result.mul(k);
  return result;
}

/** The two power series that solve y'' = x y, with their derivatives (DLMF 9.4.1 to 9.4.4). */
function airySeries(x: Decimal): readonly [Decimal, Decimal, Decimal, Decimal] {
  const cube = x.mul(x).mul(x);
  let [even, odd] = [new Wide(1), x];
  let [f, g, df, dg] = [even, odd, new Wide(0), new Wide(1)];
  for (let k = 1; k < MOST_TERMS; k++) {
    const n = 3 * k;
    even = even.mul(cube).div(n * (n - 1));
    odd = odd.mul(cube).div(n * (n + 1));
    f = f.add(even);
    g = g.add(odd);
    if (!x.isZero()) {
      df = df.add(even.mul(n).div(x));
      dg = dg.add(odd.mul(n + 1).div(x));
    }
    if (even.abs().add(odd.abs()).lt(SMALLEST)) break;
  }
  return [f, g, df, dg];
}

function airy(argument: Decimal, isSecond: boolean, isDerivative: boolean): Decimal | null {
  const x = new Wide(argument);
  if (x.abs().gt(WIDEST_AIRY)) return null;
  const third = new Wide(1).div(3);
  const [small, large] = [gamma(third), gamma(third.mul(2))];
  if (small === null || large === null) return null;
  const [f, g, df, dg] = airySeries(x);
  const three = new Wide(3);
  const atZero = three.pow(isSecond ? third.div(-2) : third.mul(-2)).div(large);
  const slope = three.pow(isSecond ? third.div(2) : third.neg()).div(small);
  const [a, b] = isDerivative ? [df, dg] : [f, g];
  return atZero.mul(a).add(slope.mul(b).mul(isSecond ? 1 : -1));
}

export const airyAi = (x: Decimal): Decimal | null => airy(x, false, false);
export const airyBi = (x: Decimal): Decimal | null => airy(x, true, false);
export const airyAiPrime = (x: Decimal): Decimal | null => airy(x, false, true);
export const airyBiPrime = (x: Decimal): Decimal | null => airy(x, true, true);
