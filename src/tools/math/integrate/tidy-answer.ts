import {
  argumentsOf,
  type Expression,
  headOf,
  isFunction,
  mapHeads,
  nodeCount,
  ONE,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
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
  const signed = tidySigns(mapHeads(inOwnBases(tidySigns(expression)), withoutInnerSign));
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

/** Every `e^(w ln b)` as `b^w`. */
export function inOwnBases(expression: Expression): Expression {
  return mapHeads(expression, inOwnBase);
}

/** `e^(w ln b)` as `b^w`, which it is by definition; the logarithm stands in every term of the exponent. */
function inOwnBase(node: Expression): Expression {
  const [first, exponent] = argumentsOf(node) as [Expression, Expression?];
  if (headOf(node) !== "Power" || first !== "ExponentialE" || exponent === undefined) return node;
  const terms = headOf(exponent) === "Add" ? argumentsOf(exponent) : [exponent];
  const logarithm = factorsIn(terms[0] as Expression).find((factor) => headOf(factor) === "Ln");
  if (logarithm === undefined) return node;
  const text = printPlain(logarithm);
  const rest: Expression[] = [];
  for (const term of terms) {
    const isNegative = headOf(term) === "Negate";
    const factors = factorsIn(term);
    const at = factors.findIndex((factor) => printPlain(factor) === text);
    if (at < 0) return node;
    const others = factors.toSpliced(at, 1);
    const product: Expression =
      others.length === 0
        ? ONE
        : others.length === 1
          ? (others[0] as Expression)
          : ["Multiply", ...others];
    rest.push(isNegative ? ["Negate", product] : product);
  }
  const power: Expression = rest.length === 1 ? (rest[0] as Expression) : ["Add", ...rest];
  return ["Power", argumentsOf(logarithm)[0] as Expression, power];
}

function factorsIn(term: Expression): readonly Expression[] {
  const inner = headOf(term) === "Negate" ? (argumentsOf(term)[0] as Expression) : term;
  return headOf(inner) === "Multiply" ? argumentsOf(inner) : [inner];
}
