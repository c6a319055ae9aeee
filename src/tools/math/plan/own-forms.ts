import { sumOfAngles, withHalfAngles, withMagnitudes } from "../exact/constant-forms.ts";
import { exactForm } from "../exact/exact-form.ts";
import { surdExpression, surdOf } from "../exact/surd.ts";
import { withoutNestedRoots } from "../exact/unnested-root.ts";
import { type Expression, headOf, variablesOf } from "../expression/expression.ts";
import { cancelledRoots } from "../polynomial/cancel-roots.ts";
import { cancelledForm } from "../polynomial/cancel.ts";
import { waveForms } from "../trig/multiply-out.ts";
import { EXACT, isNested, isRootBelow, some } from "./candidates.ts";
import { gammaForms } from "./gamma-forms.ts";
import { ofInverseFunctions } from "./inverse-functions.ts";
import type { Proposal } from "./portfolio.ts";
import { isElementary, isQuotientOfPolynomials, termByTerm } from "./short-forms.ts";

export interface OwnForms {
  readonly proposals: readonly Proposal[];
  /** The expression is of a kind whose short forms are all here: no engine need be asked. */
  readonly isSettled: boolean;
}

/**
 * Forms of an expression by own algorithms: the exact normal form, lowest terms, roots without roots inside,
 * waves, gammas, inverse functions, closed values. Each is to be proved and weighed.
 */
export function ownForms(
  expression: Expression,
  exact: Expression | null,
  closed: Expression | null,
): OwnForms {
  const waves = waveForms(expression);
  const gammas = gammaForms(expression);
  const isConstant = variablesOf(expression).length === 0;
  const unnested = withoutNestedRoots(expression);
  const halved = isConstant ? withHalfAngles(expression) : null;
  const found = isConstant ? constantForms(expression) : [];
  if (waves.isWhole) return { proposals: waves.forms.map(byExactForm), isSettled: true };
  const forms = [
    exact,
    cancelledForm(expression),
    isConstant ? null : cancelledRoots(expression),
    termByTerm(exact),
    unnested,
    unnested === null ? null : exactForm(unnested),
    halved,
    ...found,
    ofInverseFunctions(expression),
    ...waves.forms,
    ...gammas.forms,
    closed ?? expression,
  ].filter((form) => form !== null);
  return {
    proposals: forms.map(byExactForm),
    isSettled: isConstant
      ? (closed !== null && isElementary(closed)) ||
        (halved !== null && /^(?:Sin|Cos)$/.test(headOf(expression))) ||
        [unnested, halved, ...found].some((form) => form !== null && !some(form, isNested))
      : waves.isSettled ||
        gammas.isSettled ||
        (exact !== null && isQuotientOfPolynomials(expression)),
  };
}

const byExactForm = (expression: Expression): Proposal => ({ expression, engine: EXACT });

/** Forms of a constant: magnitudes of complex numbers, sums of angles, no roots below. */
function constantForms(expression: Expression): Expression[] {
  const surd = some(expression, isRootBelow) ? surdOf(expression) : null;
  return [
    withMagnitudes(expression),
    sumOfAngles(expression),
    surd === null ? null : surdExpression(surd),
  ].filter((form) => form !== null);
}
