import type { Expression } from "../expression/expression.ts";
import { calmRange, chooseRange, definedRange } from "./choose-window.ts";
import type { Turn } from "./find-marks.ts";
import type { FunctionPlotRequest } from "./function-plot.ts";
import type { Point } from "./sample-curve.ts";

/** What is marked on a curve. */
export interface Marks {
  readonly zeros: number[];
  readonly turns: Turn[];
}

/** How far from zero is looked for something to see when there is nothing near it. */
const FARTHER = [25, 125, 1_000];
const FEW = 4;

/** Where to look, and what is found there: the range that was given, else near zero, else where something is. */
export function lookAround(
  { range, functions, variable, places = [] }: FunctionPlotRequest,
  find: (range: Point) => Marks,
): Marks & { readonly wide: Point } {
  const [first] = functions as [Expression];
  if (range !== undefined) return { wide: range, ...find(range) };
  const near = definedRange(
    first,
    variable,
    calmRange(first, variable, chooseRange(first, places)),
  );
  const found = find(near);
  if (places.length > 0 || found.zeros.length + found.turns.length > 0)
    return { wide: near, ...found };
  for (const size of FARTHER) {
    const { zeros, turns } = find([-size, size]);
    const there = [...zeros, ...turns.map(({ x }) => x)];
    if (there.some((x) => x >= near[0] && x <= near[1])) break;
    if (there.length === 0) continue;
    if (there.length > FEW) break;
    const wide = definedRange(first, variable, chooseRange(first, there));
    return { wide, ...find(wide) };
  }
  return { wide: near, ...found };
}
