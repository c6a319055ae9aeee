import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { complexPlot, type ComplexPoint } from "../plot/complex-plot.ts";
import { renderSvg } from "../plot/render-svg.ts";
import { parseExpression } from "../read/parse.ts";
import type { PodMaker, PodSubject } from "./pod-maker.ts";

const MOST_POINTS = 40;

/** Where the solutions of an equation lie in the complex plane, when one of them at least is not real. */
export const complexPlanePod: PodMaker = {
  id: "complex-plane",
  title: { en: "Solutions in the complex plane", zh: "复平面上的解" },
  speed: "slow",
  appliesTo: (subject) => textsOf(subject).some((text) => /\bi\b/.test(text)),
  make: (subject) => {
    const points = textsOf(subject).map(pointOf);
    if (!points.every((point) => point !== null)) return null;
    if (points.every(({ im }) => im === 0)) return null;
    const plot = complexPlot(points, subject.isChinese);
    return { svg: renderSvg(plot), plot, description: plot.description };
  },
};

/** The numbers of the answer: solutions for one unknown, or a list such as all roots of a number. */
function textsOf({ outcome }: PodSubject): string[] {
  const { value } = outcome;
  if (value.kind !== "solutions" || value.family !== undefined) return [];
  const [variable] = value.variables;
  if (variable === undefined || value.variables.length > 1) return [];
  if (value.solutions.length > MOST_POINTS) return [];
  return value.solutions.flatMap((solution) => solution[variable] ?? []);
}

function pointOf(text: string): ComplexPoint | null {
  const value = evaluateComplex(parseExpression(text).expression);
  if (value === null) return null;
  const [re, im] = [rounded(Number(value.re)), rounded(Number(value.im))];
  return Number.isFinite(re) && Number.isFinite(im) ? { re, im, text } : null;
}

/** Rounding errors about zero are zero. */
const rounded = (value: number): number => (Math.abs(value) < 1e-12 ? 0 : value);
