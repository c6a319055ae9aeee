import { Fraction } from "fraction.js";
import { exactForm } from "../exact/exact-form.ts";
import { NormalForm } from "../exact/normal-form.ts";
import type { Polynomial } from "../exact/polynomial.ts";
import {
  fractionExpression,
  polynomialExpression,
  univariateExpression,
} from "../exact/to-expression.ts";
import { factorUnivariate } from "../exact/univariate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { minimalPolynomial } from "../polynomial/algebraic-number.ts";
import { cancelledForm } from "../polynomial/cancel.ts";
import { composed, decompose } from "../polynomial/decompose.ts";
import { coefficientsBy } from "../polynomial/gcd.ts";
import { rationalizeDenominator } from "../polynomial/rationalize.ts";
import { inElementary } from "../polynomial/symmetric.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { openOutcome, type Outcome } from "./outcome.ts";
import { asUnivariate } from "./univariate-input.ts";

/** A form of an expression proved equal to it; null where there is none. */
type Rewrite = (input: Expression, variable: string | null) => Expression | null;

const REWRITES: Readonly<Record<string, Rewrite>> = {
  together: (input) => cancelledForm(input),
  collect: (input, variable) => (variable === null ? null : collected(input, variable)),
  rationalize: (input) => rationalizeDenominator(input),
  horner: (input, variable) => (variable === null ? null : horner(input, variable)),
};

const REFUSALS: Readonly<Record<string, string>> = {
  together: "This could not be brought to one fraction.",
  collect: "This is no polynomial in that letter.",
  rationalize:
    "Roots of the second and third degree are brought out of denominators; here it did not succeed.",
  horner: "This is no polynomial in that letter.",
};

/** Forms and facts of polynomials and quotients; null for an operation of another kind. */
export function polynomialForm(
  operation: string,
  operands: readonly Expression[],
  variable: string | null,
): Outcome | null {
  const [input, second] = operands as [Expression, Expression?];
  const rewrite = REWRITES[operation];
  if (rewrite !== undefined) {
    const result = rewrite(input, variable);
    if (result === null) return openOutcome(REFUSALS[operation] as string, "unsupported");
    const decision = decideEqual(input, result);
    return decision.verdict !== "proved"
      ? openOutcome("The form could not be proved equal to the input.")
      : proved(
          result,
          "equal-to-input",
          "The difference to the input is zero in exact normal form.",
        );
  }
  switch (operation) {
    case "decompose":
      return decomposed(input);
    case "symmetric":
      return symmetric(input);
    case "degree":
    case "leading-coefficient":
    case "sum-of-roots":
    case "product-of-roots":
      return variable === null ? null : fact(operation, input, variable);
    case "minimal-polynomial-of-number":
      return minimalPolynomialOutcome(input);
    case "is-rational":
    case "is-irrational":
      return isRational(input, operation === "is-rational");
    case "is-irreducible":
      return isIrreducible(input);
    case "compose":
      return second === undefined || variable === null
        ? null
        : composition(input, second, variable);
    default:
      return null;
  }
}

function proved(expression: Expression, method: string, detail: string): Outcome {
  return expressionOutcome({
    expression,
    engine: EXACT,
    certificate: { grade: "proved", method, detail, engines: [EXACT] },
  });
}

/** Coefficients by powers of the letter, each written out; null when it is no polynomial in it. */
function coefficientsIn(input: Expression, variable: string): Expression[] | null {
  const form = new NormalForm();
  const value = form.normalize(input);
  const index = form.indexOfVariable(variable);
  const under = value.denominator.asConstant();
  if (index === null || under === null) return null;
  const isFree = [...value.numerator.generators()].every(
    (other) => other === index || !form.dependsOn(other, index),
  );
  if (!isFree) return null;
  const parts = coefficientsBy(value.numerator, index, form.budget).map((part: Polynomial) =>
    polynomialExpression(form, part.scale(under.inverse())),
  );
  return parts.includes(null) ? null : (parts as Expression[]);
}

function collected(input: Expression, variable: string): Expression | null {
  const coefficients = coefficientsIn(input, variable);
  if (coefficients === null) return null;
  const terms: Expression[] = [];
  for (let power = coefficients.length - 1; power >= 0; power--) {
    const coefficient = coefficients[power] as Expression;
    if (isNumber(coefficient) && Number(coefficient.num) === 0) continue;
    const raised: Expression = power === 1 ? variable : ["Power", variable, integer(power)];
    const isOne = isNumber(coefficient) && coefficient.num === "1";
    terms.push(power === 0 ? coefficient : isOne ? raised : ["Multiply", coefficient, raised]);
  }
  return terms.length === 1 ? tidySigns(terms[0] as Expression) : tidySigns(["Add", ...terms]);
}

function horner(input: Expression, variable: string): Expression | null {
  const coefficients = coefficientsIn(input, variable);
  if (coefficients === null || coefficients.length < 2) return null;
  return coefficients.slice(0, -1).reduceRight<Expression>(
    (inner, coefficient) => {
      const isOne = isNumber(inner) && inner.num === "1";
      const product: Expression = isOne ? variable : ["Multiply", variable, inner];
      const isZero = isNumber(coefficient) && Number(coefficient.num) === 0;
      return isZero ? product : tidySigns(["Add", product, coefficient]);
    },
    coefficients.at(-1) as Expression,
  );
}

function decomposed(input: Expression): Outcome {
  const polynomial = asUnivariate(input);
  if (polynomial === null)
    return openOutcome(
      "Polynomials of one letter with rational coefficients are decomposed.",
      "unsupported",
    );
  const { coefficients, variable } = polynomial;
  const parts = decompose(coefficients);
  if (parts === null) {
    const outcome = proved(
      input,
      "composition-search",
      "No polynomial of lower degree stands inside: for every degree that divides, the only possible inner polynomial was tried.",
    );
    return outcome.kind === "answer"
      ? { ...outcome, short: "no decomposition", value: { kind: "none", reason: "no-solution" } }
      : outcome;
  }
  const again = composed(parts.outer, parts.inner);
  if (
    again.length !== coefficients.length ||
    !again.every((value, k) => value.equals(coefficients[k] as Fraction))
  )
    return openOutcome("Put together again, the parts do not give the polynomial.");
  const [outer, inner] = [
    univariateExpression(parts.outer, "u"),
    univariateExpression(parts.inner, variable),
  ];
  const text = `f(u) = ${printPlain(outer)}, u = ${printPlain(inner)}`;
  return {
    kind: "answer",
    value: { kind: "mapping", entries: { f: printPlain(outer), u: printPlain(inner) } },
    short: text,
    plain: text,
    latex: `f(u) = ${printLatex(outer)},\\quad u = ${printLatex(inner)}`,
    certificate: {
      grade: "proved",
      method: "compose-back",
      detail: "Put together again, the two give the polynomial exactly.",
      engines: [EXACT],
    },
    engine: EXACT,
  };
}

function symmetric(input: Expression): Outcome {
  const letters = variablesOf(input);
  const form = new NormalForm();
  const value = form.normalize(input);
  const generators = letters.map((letter) => form.indexOfVariable(letter));
  const terms =
    value.denominator.asConstant() === null || generators.includes(null) || letters.length > 6
      ? null
      : inElementary(
          value.numerator.scale((value.denominator.asConstant() as Fraction).inverse()),
          (generators as number[]).toSorted((a, b) => a - b),
          form.budget,
        );
  if (terms === null)
    return openOutcome("This is no symmetric polynomial in its letters.", "unsupported");
  const written = terms.map(({ coefficient, exponents }): Expression => {
    const factors = exponents.flatMap((exponent, k): Expression[] => {
      const name = `e_${k + 1}`;
      return exponent === 0 ? [] : [exponent === 1 ? name : ["Power", name, integer(exponent)]];
    });
    return ["Multiply", fractionExpression(coefficient), ...factors];
  });
  const expression = tidySigns(
    exactForm(written.length === 1 ? (written[0] as Expression) : ["Add", ...written]) ?? [
      "Add",
      ...written,
    ],
  );
  const back = letters.reduce<Expression>(
    (result, _, k) => substitute(result, `e_${k + 1}`, elementary(letters, k + 1)),
    expression,
  );
  return decideEqual(back, input).verdict !== "proved"
    ? openOutcome("Put in again, the elementary symmetric polynomials do not give the input.")
    : proved(
        expression,
        "substitute-back",
        `With ${letters.map((_, k) => `e_${k + 1} = ${printPlain(elementary(letters, k + 1))}`).join(", ")} put in, it is the input exactly.`,
      );
}

/** The sum of all products of k different letters. */
function elementary(letters: readonly string[], k: number): Expression {
  const products: Expression[] = [];
  const visit = (from: number, chosen: readonly string[]): void => {
    if (chosen.length === k)
      products.push(chosen.length === 1 ? (chosen[0] as string) : ["Multiply", ...chosen]);
    else
      for (let at = from; at < letters.length; at++)
        visit(at + 1, [...chosen, letters[at] as string]);
  };
  visit(0, []);
  return products.length === 1 ? (products[0] as Expression) : ["Add", ...products];
}

function fact(operation: string, input: Expression, variable: string): Outcome {
  const body: Expression =
    headOf(input) === "Equal"
      ? [
          "Add",
          argumentsOf(input)[0] as Expression,
          ["Negate", argumentsOf(input)[1] as Expression],
        ]
      : input;
  const coefficients = coefficientsIn(body, variable);
  const lead = coefficients?.at(-1);
  if (coefficients === null || lead === undefined)
    return openOutcome("This is no polynomial in that letter.", "unsupported");
  const n = coefficients.length - 1;
  if (operation === "degree")
    return proved(integer(n), "exact-arithmetic", "Multiplied out exactly.");
  if (operation === "leading-coefficient")
    return proved(lead, "exact-arithmetic", "Multiplied out exactly.");
  if (n < 1) return openOutcome("A constant has no roots.");
  const top: Expression =
    operation === "sum-of-roots"
      ? ["Negate", coefficients[n - 1] as Expression]
      : n % 2 === 0
        ? (coefficients[0] as Expression)
        : ["Negate", coefficients[0] as Expression];
  const value: Expression = ["Divide", top, lead];
  return proved(
    exactForm(value) ?? value,
    "vieta",
    "By Vieta's formulas, each root counted with its multiplicity, complex ones too.",
  );
}

function minimalPolynomialOutcome(input: Expression): Outcome {
  const polynomial = minimalPolynomial(input);
  if (polynomial === null)
    return openOutcome(
      "Minimal polynomials are worked out for numbers made of roots, up to degree 12.",
      "unsupported",
    );
  const factors = factorUnivariate(polynomial);
  const whole = factors[0]?.factor ?? polynomial;
  const expression = univariateExpression(whole, "x");
  const isRoot = decideEqual(substitute(expression, "x", input), integer(0)).verdict === "proved";
  return factors.length !== 1 || factors[0]?.multiplicity !== 1 || !isRoot
    ? openOutcome("The polynomial found could not be proved to be minimal.")
    : proved(
        expression,
        "irreducible-zero",
        "The number put in gives zero exactly, and the polynomial is irreducible over the rational numbers.",
      );
}

function isRational(input: Expression, asked: boolean): Outcome {
  const polynomial = minimalPolynomial(input);
  if (polynomial === null)
    return openOutcome(
      "Whether this is rational is decided for numbers made of roots.",
      "unsupported",
    );
  const factors = factorUnivariate(polynomial);
  if (factors.length !== 1) return openOutcome("This could not be decided.");
  return truth(
    (polynomial.length === 2) === asked,
    `Its minimal polynomial has degree ${polynomial.length - 1}.`,
  );
}

function isIrreducible(input: Expression): Outcome {
  const polynomial = asUnivariate(input);
  if (polynomial === null || polynomial.coefficients.length < 2)
    return openOutcome(
      "Irreducibility is decided for polynomials of one letter over the rational numbers.",
      "unsupported",
    );
  const factors = factorUnivariate(polynomial.coefficients);
  const [only] = factors;
  return truth(
    factors.length === 1 && only?.multiplicity === 1,
    "Factored completely over the rational numbers, with whole-number arithmetic.",
  );
}

function truth(value: boolean, detail: string): Outcome {
  const text = value ? "yes" : "no";
  return {
    kind: "answer",
    value: { kind: "truth", value },
    short: text,
    plain: text,
    latex: `\\text{${text}}`,
    certificate: { grade: "proved", method: "factorization", detail, engines: [EXACT] },
    engine: EXACT,
  };
}

function composition(outer: Expression, inner: Expression, variable: string): Outcome {
  const result = substitute(outer, variable, inner);
  const written = exactForm(result) ?? tidySigns(result);
  return decideEqual(written, result).verdict !== "proved"
    ? openOutcome("The composition could not be written out exactly.")
    : proved(
        written,
        "equal-to-input",
        "The second function was put into the first and multiplied out exactly.",
      );
}
