import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  isNumber,
  isFunction,
  ONE,
  substitute,
  symbolsOf,
  ZERO,
} from "../expression/expression.ts";
import { isZero } from "./harmonic.ts";
import { linearIn } from "./linear.ts";
import { freshName } from "./substitution.ts";
import { asPower, factorsOf, productOf, termsOf } from "./terms.ts";
import { settled, tidyRational, wholeOf } from "./tidy.ts";

/**
 * Antiderivatives of x^m e^(a x^n + b), with s = (m + 1)/n no whole number: -x^(m+1) e^b Gamma(s, z)/(n z^s) with
 * z = -a x^n, whose factor x^(m+1)/z^s is constant on every branch (DLMF 8.2.2); for m = -1: e^b Ei(a x^n)/n. The
 * power in the exponent may be one of a linear expression, a polynomial standing beside it. Null for anything else.
 * The result is a claim: differentiate it back.
 */
export function integrateExponentialsOfPowers(
  integrand: Expression,
  variable: string,
): Expression | null {
  const base = raisedBase(integrand, variable);
  if (base === null) return null;
  if (base === variable) return ofTerms(integrand, variable);
  const linear = linearIn(base, variable);
  if (linear === null) return null;
  const mark = freshName(symbolsOf(integrand));
  const old: Expression = ["Divide", ["Add", mark, ["Negate", linear.offset]], linear.slope];
  const inMark = replaced(integrand, base, variable, mark, settled(old));
  const found = ofTerms(settledProduct(["Divide", inMark, linear.slope]), mark);
  return found === null ? null : substitute(found, mark, base);
}

const settledProduct = (node: Expression): Expression => tidyRational(node) ?? node;

/** What is raised to a power in an exponent. */
function raisedBase(node: Expression, variable: string, isAbove = false): Expression | null {
  if (!isFunction(node) || !contains(node, variable)) return null;
  const [first, second] = argumentsOf(node) as [Expression, Expression?];
  if (headOf(node) === "Power" && second !== undefined && contains(second, variable))
    return contains(first, variable) ? null : raisedBase(second, variable, true);
  if (isAbove && headOf(node) === "Power" && linearIn(first, variable) !== null) return first;
  for (const part of argumentsOf(node)) {
    const found = raisedBase(part, variable, isAbove);
    if (found !== null) return found;
  }
  return null;
}

/** The base as the mark, other occurrences of the variable by it. */
function replaced(
  node: Expression,
  base: Expression,
  variable: string,
  mark: string,
  old: Expression,
): Expression {
  if (JSON.stringify(node) === JSON.stringify(base)) return mark;
  if (node === variable) return old;
  if (!isFunction(node)) return node;
  return [
    headOf(node),
    ...argumentsOf(node).map((part) => replaced(part, base, variable, mark, old)),
  ];
}

function ofTerms(integrand: Expression, variable: string): Expression | null {
  const parts: Expression[] = [];
  let areElementary = true;
  for (const term of termsOf(integrand)) {
    const part = ofTerm(term, variable);
    if (part === null) return null;
    areElementary &&= part.isElementary;
    parts.push(part.antiderivative);
  }
  if (areElementary) return null;
  return parts.length === 1 ? (parts[0] as Expression) : ["Add", ...parts];
}

interface Part {
  readonly antiderivative: Expression;
  /** With s = 1, which is no reason to come here. */
  readonly isElementary: boolean;
}

function ofTerm(term: Expression, variable: string): Part | null {
  const { constant, factors } = factorsOf(term, variable);
  let m: Expression = ZERO;
  const exponents: Expression[] = [];
  for (const factor of factors) {
    const { base, exponent } = asPower(factor);
    if (base === variable && !contains(exponent, variable)) m = ["Add", m, exponent];
    else if (!contains(base, variable))
      exponents.push(base === "ExponentialE" ? exponent : ["Multiply", exponent, ["Ln", base]]);
    else return null;
  }
  const read = exponents.length === 0 ? null : monomialIn(["Add", ...exponents], variable);
  if (read === null) return null;
  const { a, n, b } = read;
  const next = settled(["Add", m, ONE]);
  const s = settled(["Divide", next, n]);
  const moving: Expression = ["Multiply", a, ["Power", variable, n]];
  const fixed: Expression[] = isZero(b) ? [constant] : [constant, ["Power", "ExponentialE", b]];
  if (isZero(s))
    return {
      antiderivative: productOf([...fixed, ["Divide", ["ExpIntegralEi", moving], n]]),
      isElementary: false,
    };
  if (isOne(s))
    return {
      antiderivative: productOf([
        ...fixed,
        ["Divide", ["Power", "ExponentialE", moving], ["Multiply", n, a]],
      ]),
      isElementary: true,
    };
  if (wholeOf(s) !== null) return null;
  const z = settled(["Negate", moving]);
  const scale: Expression = ["Divide", ["Power", variable, next], ["Multiply", n, ["Power", z, s]]];
  return {
    antiderivative: ["Negate", productOf([...fixed, scale, ["UpperGamma", s, z]])],
    isElementary: false,
  };
}

/** `a x^n + b` with n neither 0 nor 1; null for anything else. */
function monomialIn(
  expression: Expression,
  variable: string,
): { readonly a: Expression; readonly n: Expression; readonly b: Expression } | null {
  const moving: { readonly constant: Expression; readonly n: Expression }[] = [];
  const fixed: Expression[] = [];
  for (const term of termsOf(expression)) {
    const { constant, factors } = factorsOf(term, variable);
    const [only, ...others] = factors;
    if (only === undefined) {
      fixed.push(constant);
      continue;
    }
    const { base, exponent } = asPower(only);
    if (others.length > 0 || base !== variable || contains(exponent, variable)) return null;
    moving.push({ constant, n: exponent });
  }
  const [only, ...others] = moving;
  if (only === undefined || others.length > 0 || isOne(only.n)) return null;
  return { a: settled(only.constant), n: only.n, b: settled(["Add", ZERO, ...fixed]) };
}

const isOne = (node: Expression): boolean => isNumber(node) && node.num === "1";
