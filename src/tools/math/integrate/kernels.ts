import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  isFunction,
  nodeCount,
  symbolsOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { AnsatzError } from "../../../core/errors.ts";
import { freshName, type Substitution } from "./substitution.ts";
import { tidyRational, wholeOf } from "./tidy.ts";

const MOST_KERNELS = 14;

/**
 * "The derivative divides": for every part K of the integrand, the quotient integrand / K' written in K
 * alone, where that can be done by putting u for K and its powers.
 */
export function derivativeDivides(integrand: Expression, variable: string): Substitution[] {
  const found: Substitution[] = [];
  const mark = freshName(symbolsOf(integrand));
  const seen = new Set<string>();
  for (const kernel of kernelsOf(integrand, variable)) {
    const derivative = derivativeOf(kernel, variable);
    if (derivative === null) continue;
    const tidied = tidyRational(["Divide", integrand, derivative]);
    const shares: [Expression | null, (inMark: Expression) => Expression][] = [
      [["Divide", integrand, derivative], (inMark) => inMark],
      [tidied, (inMark) => inMark],
      // K'/K beside a function of K, where K is a quotient and 1/K not written as one.
      [
        tidied !== null && isBelowAndAbove(kernel, variable)
          ? tidyRational(["Multiply", tidied, kernel])
          : null,
        (inMark) => ["Divide", inMark, mark],
      ],
    ];
    for (const [whole, finish] of shares) {
      if (whole === null) continue;
      const replaced = tidyRational(replaceKernel(whole, kernel, mark));
      const inMark = replaced === null ? null : tidyRational(finish(replaced));
      if (inMark === null || contains(inMark, variable)) continue;
      const key = printPlain(inMark);
      if (!seen.has(key)) found.push({ integrand: inMark, mark, meaning: kernel });
      seen.add(key);
      break;
    }
  }
  return found;
}

function isBelowAndAbove(kernel: Expression, variable: string): boolean {
  return (
    headOf(kernel) === "Divide" && argumentsOf(kernel).every((part) => contains(part, variable))
  );
}

function derivativeOf(kernel: Expression, variable: string): Expression | null {
  try {
    return tidyRational(differentiate(kernel, variable));
  } catch (error) {
    if (AnsatzError.isInstance(error) && error.code === "unsupported") return null;
    throw error;
  }
}

/** The parts that hold the variable, smaller than the whole: larger ones first, so that most is replaced. */
function kernelsOf(integrand: Expression, variable: string): Expression[] {
  const found = new Map<string, Expression>();
  const visit = (node: Expression): void => {
    if (!isFunction(node) || !contains(node, variable)) return;
    if (node !== integrand) found.set(printPlain(node), node);
    for (const part of argumentsOf(node)) visit(part);
    // x^4 has the kernel x^2 as well.
    const exponent = node[0] === "Power" ? wholeOf(node[2] as Expression) : null;
    if (exponent !== null)
      for (let k = 2; k < exponent; k++)
        if (exponent % k === 0) {
          const power: Expression = ["Power", node[1] as Expression, integer(k)];
          found.set(printPlain(power), power);
        }
  };
  visit(integrand);
  return [...found.values()].sort((a, b) => nodeCount(b) - nodeCount(a)).slice(0, MOST_KERNELS);
}

/** Puts the mark for the kernel and for its whole powers: x^4 is (x^2)^2, e^(2 x) is (e^x)^2. */
function replaceKernel(node: Expression, kernel: Expression, mark: string): Expression {
  if (printPlain(node) === printPlain(kernel)) return mark;
  if (!isFunction(node)) return node;
  const power = asPowerOf(node, kernel);
  if (power !== null) return ["Power", mark, integer(power)];
  return [node[0], ...argumentsOf(node).map((part) => replaceKernel(part, kernel, mark))];
}

function asPowerOf(node: Expression, kernel: Expression): number | null {
  if (headOf(node) !== "Power") return null;
  const [base, exponent] = argumentsOf(node) as [Expression, Expression];
  const [own, ownExponent] = (
    headOf(kernel) === "Power" ? argumentsOf(kernel) : [kernel, { num: "1" }]
  ) as [Expression, Expression];
  if (printPlain(base) !== printPlain(own)) return null;
  const ratio = tidyRational(["Divide", exponent, ownExponent]);
  return ratio === null ? null : wholeOf(ratio);
}
