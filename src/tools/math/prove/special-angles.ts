import {
  argumentsOf,
  type Expression,
  headOf,
  mapHeads,
  rational,
  variablesOf,
} from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideEqual } from "./decide-zero.ts";

const FORWARD: Readonly<Record<string, string>> = {
  Arcsin: "Sin",
  Arccos: "Cos",
  Arctan: "Tan",
};

/** Denominators of the multiples of pi that are tried: the angles with square roots as their values. */
const DENOMINATORS = [1n, 2n, 3n, 4n, 5n, 6n, 8n, 10n, 12n, 24n];

/**
 * Inverse circular functions of constants as multiples of pi, where the function of the multiple is proved
 * to equal the argument; the multiple itself is found as the decimal value, so the branch is right.
 */
export function resolveSpecialAngles(expression: Expression): Expression {
  return mapHeads(expression, (node) => {
    const forward = FORWARD[headOf(node)];
    const [argument] = argumentsOf(node);
    if (forward === undefined || argument === undefined || variablesOf(argument).length > 0)
      return node;
    const angle = evaluateReal(node);
    const pi = evaluateReal("Pi");
    if (angle === null || pi === null) return node;
    const share = angle.div(pi);
    for (const denominator of DENOMINATORS) {
      const numerator = share.mul(denominator.toString()).round();
      const difference = share.mul(denominator.toString()).minus(numerator).abs();
      if (difference.gt("1e-30")) continue;
      const multiple: Expression = [
        "Multiply",
        rational(BigInt(numerator.toFixed(0)), denominator),
        "Pi",
      ];
      return decideEqual([forward, multiple], argument).verdict === "proved" ? multiple : node;
    }
    return node;
  });
}
