type RealFunction = (x: number) => number | null;

/** Growth of f(x) times the distance below this share of its value farther away counts as integrable. */
const KEPT_SHARE = 0.7;

/**
 * Does the integral of f over the range certainly fail to converge? True when, towards a pole inside, an
 * end, or infinity, |f| keeps one sign and does not fall behind 1/distance (or 1/x): comparison with the
 * harmonic integral. False means only that no such place was found.
 */
export function findDivergence(f: RealFunction, lower: number, upper: number): string | null {
  const isFiniteRange = Number.isFinite(lower) && Number.isFinite(upper);
  const scale = isFiniteRange ? (upper - lower) / 4 : 0.25;
  if (Number.isFinite(lower) && keepsUp((h) => f(lower + h), scale))
    return `At the lower end the integrand does not fall behind 1/distance.`;
  if (Number.isFinite(upper) && keepsUp((h) => f(upper - h), scale))
    return `At the upper end the integrand does not fall behind 1/distance.`;
  if (upper === Number.POSITIVE_INFINITY && staysAboveHarmonic(f))
    return "Towards infinity the integrand does not fall behind 1/x.";
  if (lower === Number.NEGATIVE_INFINITY && staysAboveHarmonic((x) => f(-x)))
    return "Towards minus infinity the integrand does not fall behind 1/x.";
  const [a, b] = [
    Number.isFinite(lower) ? lower : Math.max(-50, Number.isFinite(upper) ? upper - 50 : -50),
    Number.isFinite(upper) ? upper : Math.min(50, Number.isFinite(lower) ? lower + 50 : 50),
  ];
  for (const pole of polesInside(f, a, b)) {
    const reach = Math.min(1e-2, (b - a) / 400);
    if (keepsUp((h) => f(pole + h), reach) || keepsUp((h) => f(pole - h), reach))
      return `Near ${Number(pole.toPrecision(8))} the integrand does not fall behind 1/distance.`;
  }
  return null;
}

function keepsUp(f: RealFunction, scale: number): boolean {
  const sizes = [1e-3, 1e-4, 1e-5, 1e-6].map((share) => (f(scale * share) ?? Number.NaN) * share);
  const [first, ...rest] = sizes as [number, ...number[]];
  if (!Number.isFinite(first) || Math.abs(first) < 1e-9) return false;
  return rest.every(
    (size, index) =>
      Math.sign(size) === Math.sign(first) &&
      Math.abs(size) >= KEPT_SHARE ** 0.34 * Math.abs(sizes[index] as number),
  );
}

function staysAboveHarmonic(f: RealFunction): boolean {
  const sizes = Array.from({ length: 25 }, (_, k) => {
    const x = 1e3 * 10 ** (k / 4) * (1 + 0.013 * (k % 7));
    return (f(x) ?? Number.NaN) * x;
  });
  const first = sizes[0] as number;
  return (
    Number.isFinite(first) &&
    Math.abs(first) > 1e-9 &&
    sizes.every(
      (size) =>
        Math.sign(size) === Math.sign(first) && Math.abs(size) >= KEPT_SHARE * Math.abs(first),
    )
  );
}

/** Places where |f| grows at least a thousandfold over its surroundings, found by a grid and a climb. */
function polesInside(f: RealFunction, a: number, b: number): number[] {
  const count = 1_200;
  const width = (b - a) / count;
  const sizes = Array.from({ length: count - 1 }, (_, k) => {
    const value = f(a + (k + 1) * width + width * 1e-7);
    return value === null ? Number.POSITIVE_INFINITY : Math.abs(value);
  });
  const found: number[] = [];
  for (let k = 1; k < sizes.length - 1 && found.length < 6; k++) {
    const size = sizes[k] as number;
    if (size < (sizes[k - 1] as number) || size < (sizes[k + 1] as number)) continue;
    let [lo, hi] = [a + k * width, a + (k + 2) * width];
    for (let round = 0; round < 16; round++) {
      const step = (hi - lo) / 12;
      let best = -1;
      let at = lo;
      for (let j = 0; j <= 12; j++) {
        const x = lo + j * step;
        const value = f(x);
        const magnitude = value === null ? Number.MAX_VALUE : Math.abs(value);
        if (magnitude > best) [best, at] = [magnitude, x];
      }
      [lo, hi] = [at - step, at + step];
    }
    const pole = (lo + hi) / 2;
    const near = Math.abs(f(pole + width * 1e-6) ?? 0);
    const far = Math.abs(f(pole + width * 0.5) ?? 0);
    if (near > 1_000 * far) found.push(pole);
  }
  return found;
}
