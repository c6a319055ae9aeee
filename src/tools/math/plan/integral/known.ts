import { type Expression, variablesOf } from "../../expression/expression.ts";
import { knownDefinite } from "../../integrate/definite/known-definite.ts";
import { evaluateReal } from "../../numeric/evaluate-decimal.ts";
import { EXACT } from "../candidates.ts";
import type { ComputeContext, Outcome } from "../outcome.ts";
import { FAR, quadrature } from "./numeric.ts";
import { finishDefinite } from "./outcomes.ts";
import { oscillatingValue } from "./oscillating.ts";

function speaksAgainst(value: Expression, number: number): boolean {
  const real = evaluateReal(value)?.toNumber();
  return real === undefined || Math.abs(real - number) > FAR * Math.max(1, Math.abs(number));
}

/**
 * An integral of a family whose value is a theorem; null for all others, and where the number that
 * quadrature finds speaks against it.
 */
export async function knownIntegral(
  body: Expression,
  variable: string,
  bounds: readonly [Expression, Expression],
  context: ComputeContext,
): Promise<Outcome | null> {
  const found = context.proving(() => knownDefinite(body, variable, bounds));
  if (found === null) return null;
  const symbols = variablesOf(["List", body, ...bounds]).filter((name) => name !== variable);
  const isObjectedTo =
    symbols.length === 0 &&
    context.proving(() => {
      const number =
        quadrature(body, variable, ...bounds) ?? oscillatingValue(body, variable, bounds);
      return number !== null && speaksAgainst(found.value, number);
    });
  if (isObjectedTo) return null;
  // Every part of the value is in its exact form; no engine is asked for a shorter one.
  return finishDefinite(
    found.value,
    { ...context, engines: [] },
    {
      grade: "proved",
      method: "known-integral",
      detail: found.detail,
      engines: [EXACT],
      ...(symbols.length === 0 ? {} : { conditions: symbols.map((name) => `${name} > 0`) }),
    },
  );
}
