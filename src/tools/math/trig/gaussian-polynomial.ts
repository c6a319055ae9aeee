import type { Fraction } from "fraction.js";
import { checkDeadline } from "../exact/deadline.ts";

/** A complex number with rational parts. */
export interface Gaussian {
  readonly re: Fraction;
  readonly im: Fraction;
}

export const isNought = ({ re, im }: Gaussian): boolean => re.equals(0) && im.equals(0);

const times = (a: Gaussian, b: Gaussian): Gaussian => ({
  re: a.re.mul(b.re).sub(a.im.mul(b.im)),
  im: a.re.mul(b.im).add(a.im.mul(b.re)),
});

const minus = (a: Gaussian, b: Gaussian): Gaussian => ({
  re: a.re.sub(b.re),
  im: a.im.sub(b.im),
});

function over(a: Gaussian, b: Gaussian): Gaussian {
  const size = b.re.mul(b.re).add(b.im.mul(b.im));
  const turned = times(a, { re: b.re, im: b.im.neg() });
  return { re: turned.re.div(size), im: turned.im.div(size) };
}

/** Long division of polynomials with Gaussian coefficients, constant first; the divisor's last is not zero. */
export function dividedGaussian(
  dividend: readonly Gaussian[],
  divisor: readonly Gaussian[],
): { quotient: readonly Gaussian[]; remainder: readonly Gaussian[] } {
  const rest = [...dividend];
  const quotient: Gaussian[] = [];
  const lead = divisor.at(-1) as Gaussian;
  for (let shift = rest.length - divisor.length; shift >= 0; shift--) {
    checkDeadline(divisor.length);
    const factor = over(rest[shift + divisor.length - 1] as Gaussian, lead);
    quotient.unshift(factor);
    divisor.forEach((value, k) => {
      rest[shift + k] = minus(rest[shift + k] as Gaussian, times(factor, value));
    });
  }
  return { quotient, remainder: trimmed(rest) };
}

/** Euclid's algorithm; the leading coefficient is 1. */
export function gcdOfGaussians(
  a: readonly Gaussian[],
  b: readonly Gaussian[],
): readonly Gaussian[] {
  let [first, second] = [trimmed(a), trimmed(b)];
  while (second.length > 0) [first, second] = [second, dividedGaussian(first, second).remainder];
  const lead = first.at(-1) as Gaussian;
  return first.map((value) => over(value, lead));
}

function trimmed(values: readonly Gaussian[]): readonly Gaussian[] {
  let length = values.length;
  while (length > 0 && isNought(values[length - 1] as Gaussian)) length -= 1;
  return values.slice(0, length);
}
