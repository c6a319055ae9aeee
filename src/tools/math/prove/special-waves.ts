import { type Expression, integer, variablesOf } from "../expression/expression.ts";
import { tidy } from "../matrix/matrix.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "./decide-zero.ts";

const half = (root: number): Expression => [
  "Divide",
  root === 1 ? integer(1) : ["Sqrt", integer(root)],
  integer(2),
];
const VALUES: readonly Expression[] = [
  integer(0),
  integer(1),
  integer(-1),
  ...[1, 2, 3].flatMap((root): Expression[] => [half(root), ["Negate", half(root)]]),
];

/** The sine or cosine of a constant angle as a number where that is proved, else as it is. */
export function exactWave(head: "Sin" | "Cos", angle: Expression): Expression {
  const wave: Expression = [head, tidy(angle)];
  const value = variablesOf(angle).length === 0 ? evaluateReal(wave) : null;
  if (value === null) return wave;
  const near = VALUES.find((known) => evaluateReal(known)?.sub(value).abs().lt("1e-30"));
  return near !== undefined && decideEqual(wave, near).verdict === "proved" ? near : wave;
}
