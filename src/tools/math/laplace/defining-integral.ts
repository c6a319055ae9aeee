import { type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { integrateNumerically } from "../numeric/quadrature.ts";

/** Values of s at which a transform is compared with its defining integral. */
export const PLACES = [4.7, 6.1, 8.3] as const;
/** Values of the other symbols, one row for each place. */
const SIZES = [0.7, 1.3, 0.4] as const;
const TOLERANCE = 1e-8;
/** Beyond this many decay lengths e^(-st) leaves nothing that counts. */
const LONGEST = 600;
const SLOW_LONGEST = 60;

export interface TransformPair {
  readonly original: Expression;
  readonly image: Expression;
  readonly time: string;
  readonly frequency: string;
  /** Where the original jumps; the integral is taken from one to the next. */
  readonly breaks?: readonly Expression[];
  /** Added to each s, so that the integral converges. */
  readonly shift?: (values: Readonly<Record<string, number>>) => number;
}

/**
 * Compares the image with the integral of original e^(-st) from 0 to infinity at three values of s; null
 * where an integral or a value could not be worked out.
 */
export function agreesWithIntegral(pair: TransformPair): boolean | null {
  const { original, image, time, frequency } = pair;
  const others = [...new Set([...variablesOf(original), ...variablesOf(image)])].filter(
    (name) => name !== time && name !== frequency,
  );
  for (const [round, place] of PLACES.entries()) {
    const values = Object.fromEntries(
      others.map((name, index) => [name, (SIZES[round] as number) + 0.15 * index]),
    );
    const put = (expression: Expression): Expression =>
      others.reduce(
        (all, name) => substitute(all, name, { num: String(values[name]) }),
        expression,
      );
    const s = Number((place + (pair.shift?.(values) ?? 0)).toFixed(6));
    const found = integral(put(original), time, s, (pair.breaks ?? []).map(put));
    const value = valueOf(substitute(put(image), frequency, { num: String(s) }));
    if (found === null || value === null) return null;
    if (Math.abs(value - found) > TOLERANCE * Math.max(1e-2, Math.abs(found))) return false;
  }
  return true;
}

function integral(
  integrand: Expression,
  time: string,
  s: number,
  breaks: readonly Expression[],
): number | null {
  const places = breaks.map(valueOf);
  if (places.some((place) => place === null || place < 0)) return null;
  const ends = [0, ...new Set(places as number[]), Number.POSITIVE_INFINITY].sort((a, b) => a - b);
  let total = 0;
  for (let k = 0; k + 1 < ends.length; k++) {
    const [from, to] = [ends[k] as number, ends[k + 1] as number];
    if (from === to) continue;
    const part = integrateNumerically((t) => weighted(integrand, time, t, s), from, to);
    if (part === null) return null;
    total += part.value;
  }
  return total;
}

function weighted(integrand: Expression, time: string, t: number, s: number): number | null {
  if (s * t > LONGEST) return 0;
  const value = evaluateComplex(integrand, { [time]: t });
  if (value !== null)
    return Math.abs(value.im) > 1e-9 * Math.max(1, Math.abs(value.re))
      ? null
      : value.re * Math.exp(-s * t);
  if (s * t > SLOW_LONGEST) return 0;
  const real = evaluateReal(integrand, { [time]: t });
  return real === null ? null : real.toNumber() * Math.exp(-s * t);
}

function valueOf(expression: Expression): number | null {
  const real = evaluateReal(expression);
  if (real !== null) return real.toNumber();
  const value = evaluateComplex(expression);
  return value === null || Math.abs(value.im) > TOLERANCE ? null : value.re;
}
