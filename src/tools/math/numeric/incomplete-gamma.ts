import { Decimal } from "decimal.js";
import { exponentialIntegral, gamma } from "./special-functions.ts";

/** Guard digits: the value is about e^-x beside terms of size 1, so 60 digits are left for x up to 60. */
const Wide = Decimal.clone({ precision: 130, maxE: 100_000, minE: -100_000 });
const LARGEST = 60;
const MOST_TERMS = 2_000;

/** The upper incomplete gamma function of real arguments (DLMF 8.7.1, 8.8.2, 8.4.8); null where it is not real. */
export function upperGamma(order: Decimal, argument: Decimal): Decimal | null {
  const [a, x] = [new Wide(order), new Wide(argument)];
  if (x.abs().gt(LARGEST) || a.abs().gt(200)) return null;
  if (x.isZero()) return a.gt(0) ? gamma(a) : null;
  if (a.isInteger() && a.gt(0)) return finiteSum(a.toNumber(), x);
  if (x.isNegative()) return null;
  if (a.isInteger()) return downwards(a.toNumber(), x);
  const whole = gamma(a);
  return whole === null ? null : whole.sub(lower(a, x));
}

/** (n-1)! e^-x (1 + x + … + x^(n-1)/(n-1)!). */
function finiteSum(n: number, x: Decimal): Decimal {
  let term: Decimal = new Wide(1);
  let sum: Decimal = term;
  let factorial: Decimal = new Wide(1);
  for (let k = 1; k < n; k++) {
    term = term.mul(x).div(k);
    sum = sum.add(term);
    factorial = factorial.mul(k);
  }
  return factorial.mul(x.neg().exp()).mul(sum);
}

/** From E1(x) = -Ei(-x) by (a) Gamma(a, x) = Gamma(a + 1, x) - x^a e^-x. */
function downwards(a: number, x: Decimal): Decimal | null {
  const first = exponentialIntegral(x.neg());
  if (first === null) return null;
  let value: Decimal = first.neg();
  for (let k = -1; k >= a; k--) value = value.sub(x.pow(k).mul(x.neg().exp())).div(k);
  return value;
}

function lower(a: Decimal, x: Decimal): Decimal {
  let term: Decimal = new Wide(1).div(a);
  let sum: Decimal = term;
  for (let k = 1; k < MOST_TERMS; k++) {
    term = term.mul(x).div(a.add(k));
    sum = sum.add(term);
    if (term.abs().lt("1e-100")) break;
  }
  return sum.mul(x.pow(a)).mul(x.neg().exp());
}

/** The generalised exponential integral E_n(x) = x^(n-1) Gamma(1-n, x) (DLMF 8.19.1). */
export function exponentialIntegralOfOrder(order: Decimal, argument: Decimal): Decimal | null {
  const [n, x] = [new Wide(order), new Wide(argument)];
  if (x.lte(0) && !(n.isInteger() && n.lte(0) && !x.isZero())) return null;
  const value = upperGamma(new Wide(1).sub(n), x);
  return value === null ? null : value.mul(x.pow(n.sub(1)));
}
