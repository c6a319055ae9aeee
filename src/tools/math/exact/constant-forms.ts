import { Fraction } from "fraction.js";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  mapHeads,
  ONE,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { turnsOf } from "./angle-turns.ts";
import { exactForm } from "./exact-form.ts";
import { fractionOf } from "./fraction-of.ts";
import { surdExpression, surdOf } from "./surd.ts";
import { fractionExpression } from "./to-expression.ts";
import { magnitudesAsRoots } from "./magnitudes.ts";
import { withoutNestedRoots } from "./unnested-root.ts";

/** Magnitudes as roots, without roots inside where that can be; null where there is none. */
export function withMagnitudes(expression: Expression): Expression | null {
  const rewritten = magnitudesAsRoots(expression);
  if (rewritten === null) return null;
  const exact = exactForm(rewritten) ?? rewritten;
  return withoutNestedRoots(exact) ?? exact;
}

const ROOT_OF_FIVE: Expression = ["Sqrt", integer(5)];
const COSINES: readonly Expression[] = [
  ZERO,
  ["Divide", ["Sqrt", integer(2)], integer(2)],
  ["Divide", ["Sqrt", integer(3)], integer(2)],
  ["Divide", ["Add", ROOT_OF_FIVE, ONE], integer(4)],
  ["Divide", ["Add", ROOT_OF_FIVE, integer(-1)], integer(4)],
].flatMap((value) => [value, ["Negate", value]] as Expression[]);

/** The cosine of a multiple of pi where it is one of those; a claim, as it is found by its value. */
function cosineOf(turn: Fraction): Expression | null {
  const value = evaluateReal(["Cos", ["Multiply", fractionExpression(turn), "Pi"]]);
  const near = COSINES.find(
    (known) => value !== null && evaluateReal(known)?.sub(value).abs().lt("1e-30"),
  );
  return near ?? null;
}

const HALVED: ReadonlySet<string> = new Set(["Sin", "Cos"]);

/** Sines and cosines of fifths, eighths, tenths and twelfths of pi by half angles, as roots of 2 ± 2 cos of the double. */
export function withHalfAngles(expression: Expression): Expression | null {
  let isChanged = false;
  const rewritten = mapHeads(expression, (node) => {
    const angle = argumentsOf(node)[0];
    if (!HALVED.has(headOf(node)) || angle === undefined || variablesOf(angle).length > 0)
      return node;
    const turn = fractionOf(exactForm(["Divide", angle, "Pi"]) ?? angle);
    const value = evaluateReal(node);
    if (turn === null || value === null || ![5n, 8n, 10n, 12n].includes(turn.d)) return node;
    const isSine = headOf(node) === "Sin";
    const direct = cosineOf(isSine ? new Fraction(1, 2).sub(turn) : turn);
    if (direct !== null) {
      isChanged = true;
      return direct;
    }
    const double = cosineOf(turn.mul(2));
    if (double === null) return node;
    const sum: Expression = ["Add", ONE, isSine ? ["Negate", double] : double];
    const inside = exactForm(["Multiply", integer(2), sum]);
    if (inside === null) return node;
    isChanged = true;
    const root: Expression = ["Divide", ["Sqrt", inside], integer(2)];
    return value.isNegative() ? ["Negate", root] : root;
  });
  if (!isChanged) return null;
  const unnested = withoutNestedRoots(rewritten) ?? rewritten;
  const surd = surdOf(unnested);
  return surd === null ? tidySigns(unnested) : surdExpression(surd);
}

/** A sum of inverse circular functions whose value is a multiple of pi/12 as that multiple; a claim, null for any other. */
export function sumOfAngles(expression: Expression): Expression | null {
  const turns = turnsOf(expression);
  const [value, pi] = [evaluateReal(expression), evaluateReal("Pi")];
  if (turns === null || value === null || pi === null) return null;
  const twelfths = value.div(pi).mul(12);
  if (twelfths.sub(twelfths.round()).abs().gt("1e-30")) return null;
  const share = new Fraction(twelfths.round().toNumber(), 12);
  return exactForm(["Multiply", fractionExpression(share), "Pi"]);
}
