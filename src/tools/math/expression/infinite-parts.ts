import { argumentsOf, type Expression } from "./expression.ts";

const INFINITIES: ReadonlySet<string> = new Set([
  "PositiveInfinity",
  "NegativeInfinity",
  "ComplexInfinity",
]);

/** Does infinity occur in it, as if it were a number? */
export function holdsInfinity(expression: Expression): boolean {
  return typeof expression === "string"
    ? INFINITIES.has(expression)
    : argumentsOf(expression).some(holdsInfinity);
}

/** Infinity itself, with or without a sign. */
export function isBareInfinity(text: string): boolean {
  return /^-?(?:complex )?infinity$/.test(text);
}
