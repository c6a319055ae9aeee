import {
  argumentsOf,
  type Expression,
  headOf,
  isFunction,
  mapHeads,
  nodeCount,
} from "../expression/expression.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { tidyRational } from "./tidy.ts";

const EVEN: ReadonlySet<string> = new Set(["Cos", "Sec", "Cosh", "Sech", "Abs"]);
const ODD: ReadonlySet<string> = new Set(
  "Sin Tan Cot Csc Sinh Tanh Coth Csch Arcsin Arctan Arsinh Artanh Erf Erfi SinIntegral SinhIntegral FresnelS FresnelC".split(
    " ",
  ),
);

/**
 * The same antiderivative with fractions combined term by term, or as a whole where terms cancel, and signs
 * drawn out of odd functions.
 */
export function tidyAnswer(expression: Expression): Expression {
  const signed = tidySigns(mapHeads(tidySigns(expression), withoutInnerSign));
  if (headOf(signed) !== "Add") return tidyTerm(signed);
  const byTerm = tidySigns(["Add", ...argumentsOf(signed).map(tidyTerm)]);
  const whole = tidyTerm(byTerm);
  return nodeCount(whole) < nodeCount(byTerm) ? whole : byTerm;
}

function tidyTerm(term: Expression): Expression {
  return tidyRational(term) ?? term;
}

function withoutInnerSign(node: Expression): Expression {
  const [first] = argumentsOf(node);
  if (!isFunction(node) || first === undefined || headOf(first) !== "Negate") return node;
  const inner = argumentsOf(first)[0] as Expression;
  if (EVEN.has(node[0])) return [node[0], inner];
  return ODD.has(node[0]) ? ["Negate", [node[0], inner]] : node;
}
