import { fractionOf } from "../exact/fraction-of.ts";
import { endingDecimal } from "../exact/ending-decimal.ts";
import type { Expression } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { evaluateExpression } from "./evaluate.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

const LONGEST_EXACT = 24;

/** An amount of money worked out exactly, shown to the cent (halves away from zero). */
export async function moneyQuery(
  { expression, currency }: { readonly expression: Expression; readonly currency: string },
  context: ComputeContext,
): Promise<Outcome> {
  const outcome = await evaluateExpression(expression, context);
  if (outcome.kind !== "answer" || outcome.value.kind !== "expression") return outcome;
  const exact = fractionOf(expression);
  const value = evaluateReal(expression);
  if (value === null) return openOutcome("This amount has no real value.");
  const whole = exact === null ? null : endingDecimal(exact);
  const isShort = whole !== null && /^-?\d+(?:\.\d{1,2})?$/.test(whole);
  const shown = isShort ? whole : value.toFixed(2);
  // An exact fraction of hundreds of digits tells nobody anything.
  const plain =
    outcome.plain.length <= LONGEST_EXACT
      ? outcome.plain
      : value.toSignificantDigits(20).toString();
  return {
    ...outcome,
    short: `${shown} ${currency}`.trim(),
    plain: `${plain} ${currency}`.trim(),
    latex: currency === "" ? plain : `${plain}\\ \\mathrm{${currency}}`,
    numeric: value.toSignificantDigits(15).toString(),
    value:
      currency === "" ? { kind: "expression", plain } : { kind: "quantity", plain, unit: currency },
    certificate: {
      ...outcome.certificate,
      grade: outcome.certificate.grade === "proved" ? "exact-check" : outcome.certificate.grade,
      detail: `The formula is shown with the reading. ${outcome.certificate.detail}${isShort ? "" : " The short answer is rounded to the cent."}`,
    },
  };
}
