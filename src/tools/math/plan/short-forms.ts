import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  isSymbol,
  nodeCount,
  variablesOf,
} from "../expression/expression.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { cost } from "./candidates.ts";
import type { ComputeContext } from "./outcome.ts";
import type { Proposal } from "./portfolio.ts";

/** Constants of these functions are written so for want of a simpler form, as sin(1) is. */
const ELEMENTARY = new Set(
  (
    "Add Negate Multiply Divide Power Sqrt Exp Ln Log Lg Lb Abs Sin Cos Tan Cot Sec Csc Sinh Cosh Tanh Coth " +
    "Sech Csch Arcsin Arccos Arctan Arccot Arcsec Arccsc Arsinh Arcosh Artanh"
  ).split(" "),
);

export function isElementary(expression: Expression): boolean {
  const parts = argumentsOf(expression);
  return parts.length === 0 || (ELEMENTARY.has(headOf(expression)) && parts.every(isElementary));
}

/** So few nodes that no engine is asked for fewer; a few more where the input was twice as dear. */
const SHORTEST = 4;
const SHORT = 8;

/** Is a form of our own so short that nothing is gained by asking the engines? */
export function isShortAlready(
  input: Expression,
  forms: readonly Proposal[],
  context: ComputeContext,
): boolean {
  return context.proving(() =>
    forms.some(
      ({ expression }) =>
        (nodeCount(expression) <= SHORTEST
          ? nodeCount(expression) < nodeCount(input) || isPlain(input)
          : (nodeCount(expression) <= SHORT || isQuotientOfPolynomials(expression)) &&
            cost(expression) * 2 <= cost(input)) &&
        isElementary(expression) &&
        decideEqual(input, expression).verdict === "proved",
    ),
  );
}

/** A constant "(e^3 - 4)/e^3" term by term: 1 - 4/e^3. Null for what is no sum over one product. */
export function termByTerm(expression: Expression | null): Expression | null {
  if (expression === null || headOf(expression) !== "Divide") return null;
  const [above, below] = argumentsOf(expression) as [Expression, Expression];
  if (headOf(above) !== "Add" || headOf(below) === "Add" || variablesOf(expression).length > 0)
    return null;
  const terms = argumentsOf(above).map((term) => exactForm(["Divide", term, below]));
  return terms.includes(null) ? null : ["Add", ...(terms as Expression[])];
}

/** In lowest terms such a form has nothing left that an engine could shorten much. */
export function isQuotientOfPolynomials(expression: Expression): boolean {
  const [base, exponent] = argumentsOf(expression);
  if (headOf(expression) === "Power")
    return exponent !== undefined && isNumber(exponent) && /^\d+$/.test(exponent.num)
      ? isQuotientOfPolynomials(base as Expression)
      : false;
  // "(e^3 - 4)/e^3" is a constant, which an engine may write as 1 - 4/e^3.
  if (isSymbol(expression)) return variablesOf(expression).length > 0;
  return (
    /^(?:|Add|Negate|Multiply|Divide)$/.test(headOf(expression)) &&
    argumentsOf(expression).every(isQuotientOfPolynomials)
  );
}

/** Sums and products of letters and numbers. */
function isPlain(expression: Expression): boolean {
  return (
    /^(?:|Add|Negate|Multiply)$/.test(headOf(expression)) && argumentsOf(expression).every(isPlain)
  );
}
