import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";

const PLACES = [0.7, 1.3, 2.1] as const;
const SIZES = [0.9, 1.4, 0.6] as const;
const TOLERANCE = 1e-7;
/** Beyond this the originals that are compared have died away. */
const FAR = 60;

interface Pair {
  readonly original: Expression;
  readonly image: Expression;
  readonly from: string;
  readonly to: string;
}

/**
 * Compares the image with the integral of f(x) e^(-iwx) over the line, or of f(x) cos(wx) or sin(wx) from 0, at
 * three values of w; null where a value could not be worked out.
 */
export function agreesOnLine(pair: Pair, range: "line" | "cos" | "sin"): boolean | null {
  const { original, image, from, to } = pair;
  if (hasImpulse(original)) return null;
  const others = [...new Set([...variablesOf(original), ...variablesOf(image)])].filter(
    (name) => name !== from && name !== to,
  );
  for (const [round, place] of PLACES.entries()) {
    const put = (expression: Expression): Expression =>
      others.reduce<Expression>(
        (all, name, index) =>
          substitute(all, name, { num: String((SIZES[round] as number) + 0.2 * index) }),
        expression,
      );
    const value = evaluateComplex(put(image), { [to]: place });
    const sums = integrals(put(original), from, place, range === "line");
    if (value === null || sums === null) return null;
    const [wantedRe, wantedIm] =
      range === "line" ? [sums.cos, -sums.sin] : [range === "cos" ? sums.cos : sums.sin, 0];
    const gap = Math.hypot(value.re - wantedRe, value.im - wantedIm);
    if (gap > TOLERANCE * Math.max(0.1, Math.hypot(wantedRe, wantedIm))) return false;
  }
  return true;
}

function hasImpulse(expression: Expression): boolean {
  return headOf(expression) === "DiracDelta" || argumentsOf(expression).some(hasImpulse);
}

/** The places of steps, where the integral is taken apart. */
function endsOf(expression: Expression, variable: string): number[] {
  if (headOf(expression) !== "Heaviside")
    return argumentsOf(expression).flatMap((part) => endsOf(part, variable));
  const argument = argumentsOf(expression)[0] as Expression;
  const [at0, at1] = [0, 1].map((x) => evaluateComplex(argument, { [variable]: x })?.re);
  return at0 === undefined || at1 === undefined || at0 === at1 ? [] : [at0 / (at0 - at1)];
}

/** Abscissas and weights of the rule of Gauss with eight points (DLMF 3.5.v). */
const GAUSS = [
  [0.1834346424956498, 0.362683783378362],
  [0.525532409916329, 0.3137066458778873],
  [0.7966664774136267, 0.2223810344533745],
  [0.9602898564975363, 0.1012285362903763],
] as const;
const PIECE = 0.5;

/** The integrals of f(x) cos(wx) and f(x) sin(wx), piece by piece between zero and the steps. */
function integrals(
  body: Expression,
  variable: string,
  w: number,
  isWhole: boolean,
): { readonly cos: number; readonly sin: number } | null {
  const low = isWhole ? -FAR : 0;
  const ends = [...new Set([low, 0, FAR, ...endsOf(body, variable)])]
    .filter((place) => place >= low && place <= FAR)
    .sort((a, b) => a - b);
  let [cos, sin] = [0, 0];
  for (let k = 0; k + 1 < ends.length; k++) {
    const [from, to] = [ends[k] as number, ends[k + 1] as number];
    const count = Math.ceil((to - from) / PIECE);
    const half = (to - from) / count / 2;
    for (let j = 0; j < count; j++) {
      const middle = from + (2 * j + 1) * half;
      for (const [node, weight] of GAUSS)
        for (const x of [middle - half * node, middle + half * node]) {
          const value = evaluateComplex(body, { [variable]: x });
          if (value === null || Math.abs(value.im) > 1e-9) return null;
          cos += value.re * weight * half * Math.cos(w * x);
          sin += value.re * weight * half * Math.sin(w * x);
        }
    }
  }
  return { cos, sin };
}
