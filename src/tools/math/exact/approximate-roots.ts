import type { Univariate } from "./univariate.ts";

/**
 * All complex roots of a square-free polynomial in double precision by the Durand-Kerner iteration,
 * polished by Newton steps. Null when it does not converge or coefficients overflow.
 */
export function approximateRoots(p: Univariate): { re: number; im: number }[] | null {
  const degree = p.length - 1;
  const lead = Number(p[degree]?.valueOf());
  const c = p.map((value) => Number(value.valueOf()) / lead);
  if (c.some((value) => !Number.isFinite(value))) return null;
  const radius =
    1 + Math.max(...c.slice(0, degree).map((value, k) => Math.abs(value) ** (1 / (degree - k))));
  let roots = Array.from({ length: degree }, (_, k) => {
    const angle = (2 * Math.PI * k) / degree + 0.4;
    return { re: radius * Math.cos(angle), im: radius * Math.sin(angle) };
  });
  for (let round = 0; round < 600; round++) {
    let change = 0;
    roots = roots.map((z, k) => {
      let denominator = { re: 1, im: 0 };
      roots.forEach((w, j) => {
        if (j !== k) denominator = times(denominator, { re: z.re - w.re, im: z.im - w.im });
      });
      const step = over(horner(c, z), denominator);
      change = Math.max(change, Math.hypot(step.re, step.im) / Math.max(1, Math.hypot(z.re, z.im)));
      return { re: z.re - step.re, im: z.im - step.im };
    });
    if (!Number.isFinite(change)) return null;
    if (change < 1e-15) break;
  }
  const slope = c.slice(1).map((value, k) => value * (k + 1));
  return roots.map((start) => {
    let z = start;
    for (let round = 0; round < 3; round++) {
      const step = over(horner(c, z), horner(slope, z));
      if (!Number.isFinite(step.re) || !Number.isFinite(step.im)) break;
      z = { re: z.re - step.re, im: z.im - step.im };
    }
    return Math.abs(z.im) < 1e-12 * Math.max(1, Math.abs(z.re)) ? { re: z.re, im: 0 } : z;
  });
}

interface C {
  readonly re: number;
  readonly im: number;
}

function times(a: C, b: C): C {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

function over(a: C, b: C): C {
  const size = b.re * b.re + b.im * b.im;
  return { re: (a.re * b.re + a.im * b.im) / size, im: (a.im * b.re - a.re * b.im) / size };
}

function horner(c: readonly number[], z: C): C {
  let value: C = { re: 0, im: 0 };
  for (let k = c.length - 1; k >= 0; k--) {
    value = times(value, z);
    value = { re: value.re + (c[k] as number), im: value.im };
  }
  return value;
}
