import { type Expression, variablesOf } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal, formatReal } from "../numeric/evaluate-decimal.ts";
import type { CandidateAnswer, Outcome } from "./outcome.ts";

/** An answer that is one expression, with its decimal value where it is a number. */
export function expressionOutcome({ expression, certificate, engine }: CandidateAnswer): Outcome {
  const plain = printPlain(expression);
  const numeric = numericText(expression);
  return {
    kind: "answer",
    value: { kind: "expression", plain },
    short: plain,
    plain,
    latex: printLatex(expression),
    ...(numeric === null || numeric === plain ? {} : { numeric }),
    certificate,
    engine,
  };
}

/** A decimal of 15 digits for a number that is not an integer; complex numbers as a + b i. */
export function numericText(expression: Expression): string | null {
  if (variablesOf(expression).length > 0) return null;
  const real = evaluateReal(expression);
  if (real !== null)
    return real.isInteger() && real.abs().lt("1e21") ? real.toFixed() : formatReal(real);
  const value = evaluateComplex(expression);
  if (value === null) return null;
  const digits = (x: number): string => String(Number(x.toPrecision(12)));
  if (Math.abs(value.im) < 1e-14 * Math.max(1, value.abs())) return digits(value.re);
  if (Math.abs(value.re) < 1e-14 * value.abs()) return `${digits(value.im)}*i`;
  return `${digits(value.re)} ${value.im < 0 ? "-" : "+"} ${digits(Math.abs(value.im))}*i`;
}
