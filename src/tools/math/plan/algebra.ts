import { isDeadEnd } from "../exact/deadline.ts";
import { Fraction } from "fraction.js";
import { NormalForm } from "../exact/normal-form.ts";
import type { Polynomial } from "../exact/polynomial.ts";
import { polynomialExpression, univariateExpression } from "../exact/to-expression.ts";
import { degreeOf, divide, gcd, primitive, trim, type Univariate } from "../exact/univariate.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  variablesOf,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { parameterConditions } from "../prove/denominators.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { AlgebraQuery } from "../read/algebra-query.ts";
import { coefficientsIn } from "../solve/solve-equation.ts";
import { EXACT } from "./candidates.ts";
import { evaluateExpression } from "./evaluate.ts";
import { commonContent } from "./common-content.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { allRoots, polarForm } from "./polar-form.ts";
import { fitsDescription, namedPolynomial } from "../exact/named-polynomials.ts";
import type { Certificate } from "../../../core/truth.ts";
import { partialFractions } from "../polynomial/partial-fractions.ts";
import { factorModuloQuery, factorOver } from "./factor-over.ts";
import { logarithmQuery } from "./logarithms.ts";
import { polynomialForm } from "./polynomial-forms.ts";
import { severalLetters } from "./several-letters.ts";
import { isTrigonometric, trigonometryQuery } from "./trigonometry.ts";
import { inverseSeriesOutcome, seriesOutcome } from "./series-expansion.ts";
import { numberTheoryQuery } from "./number-theory.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { allProposals } from "./portfolio.ts";

const MAX_SYLVESTER = 16;

/** Polynomials, series and number theory, each by an exact algorithm or a candidate proved equal. */
export async function algebraQuery(query: AlgebraQuery, context: ComputeContext): Promise<Outcome> {
  const { operation, operands } = query;
  const form = context.proving(() => polynomialForm(operation, operands, query.variable));
  if (form !== null) return form;
  if (query.variable === null) {
    const [first, second] = operands as [Expression, Expression];
    if (operation === "polar-form") return polarForm(first, context);
    if (operation === "all-roots") return allRoots(first, second, context);
    if (operation === "factor-over-reals") return factorOver(first, [], "reals", context);
    if (operation === "factor-over-complex") return factorOver(first, [], "complex", context);
    if (operation === "factor-with-roots")
      return factorOver(first, operands.slice(1), "named", context);
    if (operation === "factor-modulo" || operation === "is-irreducible-modulo")
      return context.proving(() =>
        factorModuloQuery(first, second, operation === "is-irreducible-modulo"),
      );
    if (operation === "combine-logarithms" || operation === "expand-logarithms")
      return context.proving(() => logarithmQuery(operation, first));
    if (isTrigonometric(operation)) return trigonometryQuery(operation, first, context);
    return (
      numberTheoryQuery(operation, operands) ??
      openOutcome("This is not asked of whole numbers.", "unsupported")
    );
  }
  if (operation.startsWith("partial-fractions"))
    return partialFractionsQuery(operation, operands, query.variable, context);
  const outcome = context.proving(() => polynomialQuery(query, query.variable as string));
  if (outcome !== null) return outcome;
  const head = { "polynomial-gcd": "GCD", "polynomial-lcm": "LCM" }[operation as string];
  if (head !== undefined && operands.length === 2)
    return evaluateExpression([head, ...operands], context);
  return openOutcome(
    ["series", "series-terms", "inverse-series"].includes(operation)
      ? "No series with exact coefficients was found there."
      : "This is worked out for polynomials only.",
    "unsupported",
  );
}

function polynomialQuery(query: AlgebraQuery, variable: string): Outcome | null {
  const [a, b, order] = query.operands as [Expression, Expression, Expression];
  const { operation } = query;
  switch (operation) {
    case "series":
      return seriesOutcome(a, variable, b, wholeNumber(order) ?? 6, null);
    case "series-terms":
      return seriesOutcome(a, variable, b, 0, wholeNumber(order));
    case "inverse-series":
      return inverseSeriesOutcome(a, variable, wholeNumber(b) ?? 6);
    case "resultant":
      return resultantOutcome(a, b, variable, false);
    case "discriminant":
      return resultantOutcome(a, tidySigns(differentiate(a, variable)), variable, true);
    default:
  }
  if (operation.endsWith("-polynomial")) return namedPolynomialOutcome(operation, a, variable);
  const isMultiple = operation === "polynomial-lcm";
  const isShared = isMultiple || operation === "polynomial-gcd";
  // To divide by a letter that is taken for a constant would make it a unit.
  if (isShared && new Set([...variablesOf(a), ...variablesOf(b)]).size > 1)
    return severalLetters(operation, a, b, variable);
  const [p, q] = [univariateIn(a, variable), univariateIn(b, variable)];
  if (p === null || q === null || p.length === 0 || q.length === 0)
    return severalLetters(operation, a, b, variable);
  if (operation === "polynomial-remainder" || operation === "polynomial-quotient") {
    const { quotient, remainder } = divide(p, q);
    return expressionOutcome({
      expression: univariateExpression(
        operation === "polynomial-remainder" ? remainder : quotient,
        variable,
      ),
      engine: EXACT,
      certificate: LONG_DIVISION,
    });
  }
  if (query.operation === "polynomial-division") return divisionOutcome(p, q, variable);
  const common = gcd(p, q);
  const value = isMultiple ? primitive(divide(times(p, q), common).quotient) : common;
  const content = commonContent(isMultiple, p, q);
  return expressionOutcome({
    expression: univariateExpression(
      value.map((coefficient) => coefficient.mul(content)),
      variable,
    ),
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "euclidean-algorithm",
      detail:
        "Euclid's algorithm with exact coefficients, and the common factor of whole coefficients.",
      engines: [EXACT],
    },
  });
}

const LONG_DIVISION: Certificate = {
  grade: "proved",
  method: "long-division",
  detail:
    "Long division with exact coefficients; quotient times divisor plus remainder is the dividend.",
  engines: [EXACT],
};

function namedPolynomialOutcome(family: string, n: Expression, variable: string): Outcome | null {
  const index = isNumber(n) ? Number(n.num) : -1;
  const coefficients = namedPolynomial(family, index);
  if (coefficients === null || !fitsDescription(family, index, coefficients)) return null;
  return expressionOutcome({
    expression: univariateExpression(coefficients, variable),
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "second-description",
      detail:
        "From its recurrence or sum with exact fractions; the equation that marks the family holds at several points, exactly.",
      engines: [EXACT],
    },
  });
}

function wholeNumber(expression: Expression | undefined): number | null {
  return expression !== undefined && isNumber(expression) ? Number(expression.num) : null;
}

function times(p: Univariate, q: Univariate): Univariate {
  const result = Array.from({ length: p.length + q.length - 1 }, () => new Fraction(0));
  p.forEach((a, i) =>
    q.forEach((b, j) => {
      result[i + j] = (result[i + j] as Fraction).add(a.mul(b));
    }),
  );
  return trim(result);
}

/** Coefficients with polynomials in the other letters, or null when it is not a polynomial. */
function polynomialsIn(
  form: NormalForm,
  parts: readonly Expression[],
  variable: string,
): Polynomial[][] | null {
  try {
    // One list for all, so that every part has the same generators.
    form.normalize(["Add", variable, ...parts]);
    const values = parts.map((part) => {
      const value = new NormalForm().normalize(part);
      return value.denominator.asConstant() === null ? null : part;
    });
    if (values.includes(null)) return null;
    const marks = parts.map((_, index) => `__part${index}`);
    const joined = form.normalize([
      "Add",
      ...parts.map((part, index): Expression => ["Multiply", part, marks[index] as string]),
      variable,
      ["Negate", variable],
    ]);
    const index = form.indexOfVariable(variable);
    if (index === null || joined.denominator.asConstant() === null) return null;
    if (![...joined.numerator.generators()].every((g) => g === index || !form.dependsOn(g, index)))
      return null;
    return marks.map((mark) => {
      const at = form.indexOfVariable(mark);
      const part = at === null ? undefined : coefficientsIn(joined.numerator, at)[1];
      return part === undefined ? [] : coefficientsIn(part, index);
    });
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

function univariateIn(expression: Expression, variable: string): Univariate | null {
  const found = polynomialsIn(new NormalForm(), [expression], variable)?.[0];
  const constants = found?.map((coefficient) => coefficient.asConstant());
  if (constants === undefined || constants.includes(null)) return null;
  return trim(constants as Fraction[]);
}

function divisionOutcome(p: Univariate, q: Univariate, variable: string): Outcome {
  const { quotient, remainder } = divide(p, q);
  const items = [quotient, remainder].map((part) => univariateExpression(part, variable));
  const [first, second] = items as [Expression, Expression];
  const text = `quotient ${printPlain(first)}, remainder ${printPlain(second)}`;
  return {
    kind: "answer",
    value: { kind: "list", items: items.map(printPlain) },
    short: text,
    plain: text,
    latex: `\\text{quotient } ${printLatex(first)},\\; \\text{remainder } ${printLatex(second)}`,
    certificate: {
      grade: "proved",
      method: "long-division",
      detail: `Long division with exact rational coefficients; the remainder has degree below ${degreeOf(q)}.`,
      engines: [EXACT],
    },
    engine: EXACT,
  };
}

/** The determinant of Sylvester's matrix; for a discriminant divided by the leading coefficient. */
function resultantOutcome(
  a: Expression,
  b: Expression,
  variable: string,
  isDiscriminant: boolean,
): Outcome | null {
  const form = new NormalForm();
  const found = polynomialsIn(form, [a, b], variable);
  if (found === null) return null;
  const [p, q] = found as [Polynomial[], Polynomial[]];
  const [m, n] = [p.length - 1, q.length - 1];
  if (m < 1 || n < 0 || m + n > MAX_SYLVESTER) return null;
  try {
    const zero = (p[0] as Polynomial).scale(new Fraction(0));
    const row = (part: Polynomial[], shift: number): Polynomial[] =>
      Array.from(
        { length: m + n },
        (_, column) => part[part.length - 1 - (column - shift)] ?? zero,
      );
    const rows = [
      ...Array.from({ length: n }, (_, shift) => row(p, shift)),
      ...Array.from({ length: m }, (_, shift) => row(q, shift)),
    ];
    let value: Polynomial | null = determinant(rows, form);
    if (isDiscriminant && value !== null) {
      value = value.divideExactly(p[m] as Polynomial, form.budget);
      if (value !== null && ((m * (m - 1)) / 2) % 2 === 1) value = value.negate();
    }
    const expression = value === null ? null : polynomialExpression(form, value);
    if (expression === null) return null;
    return expressionOutcome({
      expression,
      engine: EXACT,
      certificate: {
        grade: "proved",
        method: "sylvester-determinant",
        detail: "The determinant of Sylvester's matrix, worked out exactly.",
        engines: [EXACT],
      },
    });
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** Bareiss's elimination, in which every division is exact; null if one were not. */
function determinant(matrix: Polynomial[][], form: NormalForm): Polynomial | null {
  const rows = matrix.map((row) => [...row]);
  const size = rows.length;
  let previous: Polynomial | null = null;
  let isNegative = false;
  for (let k = 0; k < size - 1; k++) {
    const pivot = rows.findIndex((row, index) => index >= k && !(row[k] as Polynomial).isZero);
    if (pivot === -1) return (rows[0] as Polynomial[])[0]?.scale(new Fraction(0)) ?? null;
    if (pivot !== k) {
      [rows[k], rows[pivot]] = [rows[pivot] as Polynomial[], rows[k] as Polynomial[]];
      isNegative = !isNegative;
    }
    const top = rows[k] as Polynomial[];
    for (let i = k + 1; i < size; i++) {
      const row = rows[i] as Polynomial[];
      for (let j = k + 1; j < size; j++) {
        const cross = (row[j] as Polynomial)
          .multiply(top[k] as Polynomial, form.budget)
          .add(
            (row[k] as Polynomial).multiply(top[j] as Polynomial, form.budget).negate(),
            form.budget,
          );
        const next: Polynomial | null =
          previous === null ? cross : cross.divideExactly(previous, form.budget);
        if (next === null) return null;
        row[j] = next;
      }
    }
    previous = top[k] as Polynomial;
  }
  const last = (rows[size - 1] as Polynomial[])[size - 1] as Polynomial;
  return isNegative ? last.negate() : last;
}

const REAL_ROOTS = [2, 3, 5];

async function partialFractionsQuery(
  operation: string,
  operands: readonly Expression[],
  variable: string,
  context: ComputeContext,
): Promise<Outcome> {
  const input = operands[0] as Expression;
  const own = operation === "partial-fractions" ? partialFractions(input, variable) : null;
  const roots = REAL_ROOTS.map((value): Expression => ["Sqrt", integer(value)]);
  const extensions: readonly (readonly Expression[])[] =
    operation === "partial-fractions"
      ? [[]]
      : operation === "partial-fractions-reals"
        ? roots.map((root) => [root])
        : [["ImaginaryUnit"], ...roots.map((root): Expression[] => ["ImaginaryUnit", root])];
  const found = own === null ? [] : [{ expression: own, engine: EXACT }];
  for (const extension of own === null ? extensions : [])
    found.push(
      ...(await allProposals(context, {
        operation: "apart",
        arguments: [input, ...extension],
        variables: [variable],
      })),
    );
  const proved = context.proving(() =>
    found.filter(({ expression }) => decideEqual(input, expression).verdict === "proved"),
  );
  const [best] = proved.toSorted((a, b) => termCount(b.expression) - termCount(a.expression));
  if (best === undefined) return openOutcome("No partial fractions were established.");
  const conditions = parameterConditions(input, best.expression, [variable]);
  return expressionOutcome({
    expression: best.expression,
    engine: best.engine,
    certificate: {
      grade: "proved",
      method: "equal-to-input",
      detail: "The fractions add up to the input exactly.",
      engines: [...new Set([best.engine, EXACT])],
      ...(conditions.length === 0 ? {} : { conditions }),
    },
  });
}

function termCount(expression: Expression): number {
  return headOf(expression) === "Add" ? argumentsOf(expression).length : 1;
}
