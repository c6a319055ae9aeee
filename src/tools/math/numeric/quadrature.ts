/**
 * Numeric integration by the tanh-sinh (double exponential) rule of Takahasi and Mori (1974), which copes
 * with integrable singularities at the ends. Infinite ranges are mapped by x = sinh-type substitutions.
 */
export interface QuadratureResult {
  readonly value: number;
  /** Difference between the two finest levels; not a bound. */
  readonly error: number;
}

/** Null when the values do not settle: a pole inside, divergence, or too much oscillation. */
export function integrateNumerically(
  f: (x: number) => number | null,
  lower: number,
  upper: number,
  { looksForPoles = true }: { readonly looksForPoles?: boolean } = {},
): QuadratureResult | null {
  if (Number.isFinite(lower) && Number.isFinite(upper)) {
    if (looksForPoles && hasPole(f, lower, upper)) return null;
    return settle((step) => finiteSum(f, lower, upper, step));
  }
  if (Number.isFinite(lower)) return settle((step) => halfLineSum((t) => f(lower + t), step));
  if (Number.isFinite(upper)) return settle((step) => halfLineSum((t) => f(upper - t), step));
  return settle((step) => lineSum(f, step));
}

function settle(level: (step: number) => number | null): QuadratureResult | null {
  let previous = level(1 / 4);
  let step = 1 / 8;
  for (let round = 0; round < 6; round++, step /= 2) {
    const value = level(step);
    if (value === null || previous === null || !Number.isFinite(value)) return null;
    const error = Math.abs(value - previous);
    if (error <= 1e-10 * Math.max(1, Math.abs(value))) return { value, error };
    previous = value;
  }
  return null;
}

function finiteSum(
  f: (x: number) => number | null,
  a: number,
  b: number,
  step: number,
): number | null {
  const half = (b - a) / 2;
  let sum = 0;
  for (let k = -Math.ceil(4 / step); k <= Math.ceil(4 / step); k++) {
    const t = k * step;
    const inner = (Math.PI / 2) * Math.sinh(t);
    const weight = ((Math.PI / 2) * Math.cosh(t)) / Math.cosh(inner) ** 2;
    // Distance from the nearer end, kept apart so that it does not round to zero.
    const gap = half / (Math.exp(Math.abs(inner)) * Math.cosh(inner));
    const x = t < 0 ? a + gap : b - gap;
    if (x <= a || x >= b || weight < 1e-300) continue;
    const value = f(x);
    if (value === null) return null;
    sum += value * weight;
  }
  return sum * half * step;
}

/** x = exp(pi/2 sinh t) on (0, infinity). */
function halfLineSum(f: (x: number) => number | null, step: number): number | null {
  let sum = 0;
  for (let k = -Math.ceil(5 / step); k <= Math.ceil(5 / step); k++) {
    const t = k * step;
    const x = Math.exp((Math.PI / 2) * Math.sinh(t));
    const weight = x * (Math.PI / 2) * Math.cosh(t);
    if (x < 1e-280 || x > 1e280) continue;
    const value = f(x);
    if (value === null) {
      if (x > 1e8 || x < 1e-8) continue;
      return null;
    }
    sum += value * weight;
  }
  return sum * step;
}

/** x = sinh(pi/2 sinh t) on the whole line. */
function lineSum(f: (x: number) => number | null, step: number): number | null {
  let sum = 0;
  for (let k = -Math.ceil(5 / step); k <= Math.ceil(5 / step); k++) {
    const t = k * step;
    const inner = (Math.PI / 2) * Math.sinh(t);
    const x = Math.sinh(inner);
    const weight = Math.cosh(inner) * (Math.PI / 2) * Math.cosh(t);
    if (Math.abs(x) > 1e150) continue;
    const value = f(x);
    if (value === null) {
      if (Math.abs(x) > 1e8) continue;
      return null;
    }
    sum += value * weight;
  }
  return sum * step;
}

/**
 * Looks for a point where |f| grows without bound: a fine grid, then a climb towards the largest values.
 * A bounded or integrable peak stays below the growth of a pole, which gains a factor of ten for each
 * tenfold approach.
 */
function hasPole(f: (x: number) => number | null, a: number, b: number): boolean {
  const count = 800;
  const width = (b - a) / count;
  const sizes = Array.from({ length: count - 1 }, (_, k) => {
    const value = f(a + (k + 1) * width + width * 1e-7);
    return value === null ? Number.POSITIVE_INFINITY : Math.abs(value);
  });
  for (let k = 1; k < sizes.length - 1; k++) {
    const size = sizes[k] as number;
    if (size < (sizes[k - 1] as number) || size < (sizes[k + 1] as number)) continue;
    if (climbs(f, a + k * width, a + (k + 2) * width, size)) return true;
  }
  return false;
}

function climbs(f: (x: number) => number | null, from: number, to: number, start: number): boolean {
  let [lo, hi] = [from, to];
  let best = Math.max(start, 1e-3);
  for (let round = 0; round < 14; round++) {
    const step = (hi - lo) / 12;
    let top = lo;
    let size = -1;
    for (let j = 0; j <= 12; j++) {
      const x = lo + j * step;
      const value = f(x);
      const magnitude = value === null ? Number.POSITIVE_INFINITY : Math.abs(value);
      if (magnitude > size) {
        size = magnitude;
        top = x;
      }
    }
    if (size === Number.POSITIVE_INFINITY) return round > 0 || !Number.isFinite(start);
    best = Math.max(best, size);
    lo = top - step;
    hi = top + step;
  }
  return best > 1e6 * Math.max(start, 1e-3);
}
