/** The derivatives of the state at x, or null where they have no value. */
export type Slope = (x: number, state: readonly number[]) => number[] | null;

const MOST_STEPS = 200_000;

/**
 * y' = f(x, y) from one end to the other by the pair of Dormand and Prince (1980), orders 5 and 4, with the step
 * chosen by their difference. Null where a slope has no value or the step becomes too small, as before a pole.
 */
export function integrateDormandPrince(
  slope: Slope,
  from: number,
  start: readonly number[],
  to: number,
  tolerance: number,
): number[] | null {
  let x = from;
  let state = [...start];
  const direction = Math.sign(to - from);
  let step = direction * Math.min(Math.abs(to - from), 0.01);
  for (let count = 0; count < MOST_STEPS && x !== to; count++) {
    if ((x + step - to) * direction > 0) step = to - x;
    const stages: number[][] = [];
    for (const [row, node] of DORMAND_PRINCE.entries()) {
      const at = state.map(
        (value, i) =>
          value +
          step *
            node.weights.reduce((sum, w, j) => sum + w * ((stages[j] as number[])[i] as number), 0),
      );
      const found = slope(x + node.place * step, row === 0 ? state : at);
      if (found === null) return null;
      stages.push(found);
    }
    const combine = (weights: readonly number[], i: number): number =>
      weights.reduce((sum, w, j) => sum + w * ((stages[j] as number[])[i] as number), 0);
    const next = state.map((value, i) => value + step * combine(FIFTH, i));
    const error = Math.max(
      ...state.map(
        (value, i) =>
          Math.abs(step * (combine(FIFTH, i) - combine(FOURTH, i))) /
          (tolerance * Math.max(1, Math.abs(value), Math.abs(next[i] as number))),
      ),
    );
    if (!Number.isFinite(error)) {
      step /= 4;
    } else {
      if (error <= 1) {
        x = step === to - x ? to : x + step;
        state = next;
      }
      step *= Math.min(4, Math.max(0.2, 0.9 * Math.max(error, 1e-10) ** -0.2));
    }
    if (Math.abs(step) < 1e-12 * Math.max(1, Math.abs(x)) && x !== to) return null;
  }
  return x === to && state.every(Number.isFinite) ? state : null;
}

interface Stage {
  readonly place: number;
  readonly weights: readonly number[];
}

const DORMAND_PRINCE: readonly Stage[] = [
  { place: 0, weights: [] },
  { place: 1 / 5, weights: [1 / 5] },
  { place: 3 / 10, weights: [3 / 40, 9 / 40] },
  { place: 4 / 5, weights: [44 / 45, -56 / 15, 32 / 9] },
  {
    place: 8 / 9,
    weights: [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  },
  { place: 1, weights: [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656] },
  {
    place: 1,
    weights: [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  },
];
const FIFTH = [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84, 0];
const FOURTH = [5179 / 57600, 0, 7571 / 16695, 393 / 640, -92097 / 339200, 187 / 2100, 1 / 40];

const LEVELS = 8;

/**
 * The same by another method that shares nothing with it: the modified midpoint rule with its error in powers of
 * the step squared taken out by extrapolation (Gragg 1965, Bulirsch and Stoer 1966).
 */
export function integrateByExtrapolation(
  slope: Slope,
  from: number,
  start: readonly number[],
  to: number,
  tolerance: number,
): number[] | null {
  let x = from;
  let state = [...start];
  const direction = Math.sign(to - from);
  let step = direction * Math.min(Math.abs(to - from), 0.1);
  for (let count = 0; count < MOST_STEPS && x !== to; count++) {
    if ((x + step - to) * direction > 0) step = to - x;
    const found = extrapolated(slope, x, state, step, tolerance);
    if (found === null) {
      step /= 2;
      if (Math.abs(step) < 1e-10 * Math.max(1, Math.abs(x))) return null;
      continue;
    }
    x = step === to - x ? to : x + step;
    state = found.state;
    step *= found.level < LEVELS - 3 ? 1.5 : 0.95;
  }
  return x === to && state.every(Number.isFinite) ? state : null;
}

function extrapolated(
  slope: Slope,
  x: number,
  state: readonly number[],
  step: number,
  tolerance: number,
): { readonly state: number[]; readonly level: number } | null {
  let previous: number[][] = [];
  for (let level = 0; level < LEVELS; level++) {
    const first = midpoint(slope, x, state, step, 2 * (level + 1));
    if (first === null) return null;
    const row = [first];
    for (let k = 1; k <= level; k++) {
      const ratio = ((level + 1) / (level + 1 - k)) ** 2 - 1;
      const [now, before] = [row[k - 1] as number[], previous[k - 1] as number[]];
      row.push(now.map((value, i) => value + (value - (before[i] as number)) / ratio));
    }
    const [last, earlier] = [row.at(-1) as number[], row.at(-2)];
    if (earlier !== undefined && level >= 3) {
      const isSettled = last.every(
        (value, i) =>
          Math.abs(value - (earlier[i] as number)) <= tolerance * Math.max(1, Math.abs(value)),
      );
      if (isSettled) return { state: last, level };
    }
    previous = row;
  }
  return null;
}

function midpoint(
  slope: Slope,
  x: number,
  state: readonly number[],
  step: number,
  count: number,
): number[] | null {
  const small = step / count;
  const begin = slope(x, state);
  if (begin === null) return null;
  let before = [...state];
  let now = state.map((value, i) => value + small * (begin[i] as number));
  for (let k = 1; k < count; k++) {
    const found = slope(x + k * small, now);
    if (found === null) return null;
    const next = before.map((value, i) => value + 2 * small * (found[i] as number));
    before = now;
    now = next;
  }
  const end = slope(x + step, now);
  if (end === null) return null;
  return now.map((value, i) => (value + (before[i] as number) + small * (end[i] as number)) / 2);
}
