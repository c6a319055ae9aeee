import { Fraction } from "fraction.js";

const known: Fraction[] = [new Fraction(1)];

/** The Bernoulli number B_n with B_1 = -1/2, by its recurrence (DLMF 24.5.3); kept once computed. */
export function bernoulli(n: number): Fraction {
  for (let m = known.length; m <= n; m++) {
    let sum = new Fraction(0);
    let choose = 1n;
    for (let k = 0; k < m; k++) {
      if (k < 2 || k % 2 === 0) sum = sum.add((known[k] as Fraction).mul(choose));
      choose = (choose * BigInt(m + 1 - k)) / BigInt(k + 1);
    }
    known.push(m > 1 && m % 2 === 1 ? new Fraction(0) : sum.div(-(m + 1)));
  }
  return known[n] as Fraction;
}
