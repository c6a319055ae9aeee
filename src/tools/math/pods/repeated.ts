import type { Expression } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";

/** A place, and with a period all the places that repeat it: `pi/2 + 2*pi*k`, k any whole number. */
export function repeated(variable: string, place: Expression, period: Expression | null): string {
  if (period === null) return printPlain(place);
  const turn = printPlain(["Multiply", period, variable === "k" ? "n" : "k"]);
  const start = printPlain(place);
  return start === "0" ? turn : `${start} + ${turn}`;
}
