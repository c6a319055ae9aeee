import { isDeadEnd } from "../exact/deadline.ts";
import { exactForm } from "../exact/exact-form.ts";
import type { Fraction } from "fraction.js";
import { differentiate } from "../expression/differentiate.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { MAX_BINOMIAL, MAX_FACTORIAL, MAX_FIBONACCI } from "../exact/exact-functions.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { specialValue } from "../exact/special-values.ts";
import { NormalForm } from "../exact/normal-form.ts";
import { asFraction } from "../exact/rational-function.ts";
import { endingDecimal } from "../exact/ending-decimal.ts";
import { fractionExpression, univariateExpression } from "../exact/to-expression.ts";
import { factorUnivariate, type Univariate } from "../exact/univariate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  mapHeads,
  nodeCount,
  variablesOf,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal, formatReal } from "../numeric/evaluate-decimal.ts";
import { denominatorsOf } from "../prove/denominators.ts";
import { resolveSpecialArguments } from "../prove/special-arguments.ts";
import { resolveSpecialAngles } from "../prove/special-angles.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { bestCandidate, cost, EXACT } from "./candidates.ts";
import { asUnivariate } from "./univariate-input.ts";
import { type CandidateAnswer, type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { allProposals } from "./portfolio.ts";

/** An answer that is one expression, with its decimal value where it is a number. */
export function expressionOutcome({ expression, certificate, engine }: CandidateAnswer): Outcome {
  const plain = printPlain(expression);
  const numeric = numericText(expression);
  return {
    kind: "answer",
    value: { kind: "expression", plain },
    short: plain,
    plain,
    latex: printLatex(expression),
    ...(numeric === null || numeric === plain ? {} : { numeric }),
    certificate,
    engine,
  };
}

/** A decimal of 15 digits for a number that is not an integer; complex numbers as a + b i. */
export function numericText(expression: Expression): string | null {
  if (variablesOf(expression).length > 0) return null;
  const real = evaluateReal(expression);
  if (real !== null)
    return real.isInteger() && real.abs().lt("1e21") ? real.toFixed() : formatReal(real);
  const value = evaluateComplex(expression);
  if (value === null) return null;
  const digits = (x: number): string => String(Number(x.toPrecision(12)));
  if (Math.abs(value.im) < 1e-14 * Math.max(1, value.abs())) return digits(value.re);
  if (Math.abs(value.re) < 1e-14 * value.abs()) return `${digits(value.im)}*i`;
  return `${digits(value.re)} ${value.im < 0 ? "-" : "+"} ${digits(Math.abs(value.im))}*i`;
}

const RELATION_HEADS = new Set(["List", "Set", "Tuple", "Sequence", "And", "Or"]);

/** Works out or simplifies one expression. */
export async function evaluateExpression(
  input: Expression,
  context: ComputeContext,
  operation: "evaluate" | "simplify" = "evaluate",
): Promise<Outcome> {
  const resolved = resolveDerivatives(expandDeterminants(input));
  if (resolved === null || holdsOperator(resolved))
    return openOutcome(
      "An integral, limit, sum or derivative inside a larger expression could not be worked out. Ask for it on its own.",
      "unsupported",
    );
  const expression = resolveSpecialAngles(resolveSpecialArguments(resolved));
  if (RELATION_HEADS.has(headOf(expression)))
    return openOutcome("A list is not one value. Ask what to do with it.", "unsupported");
  const undefinedPart = context.proving(() => findUndefined(expression));
  if (undefinedPart !== null) return undefinedOutcome(undefinedPart);
  const number = context.proving(() => exactNumber(expression));
  if (number !== null) return number;
  const own = exactForm(expression);
  const closed = withSpecialValues(expression);
  const isHuge = refuseHugeValue(expression) !== null;
  const asked = isHuge ? "evaluate" : operation;
  const found = await allProposals(context, { operation: asked, arguments: [expression] });
  const isUnfinished = (): boolean =>
    isUnreduced(
      expression,
      found.map((proposal) => proposal.expression),
      own,
    );
  const more =
    asked === "evaluate" && !isHuge && isUnfinished()
      ? await allProposals(context, { operation: "simplify", arguments: [expression] })
      : [];
  const all = [
    ...more,
    ...found,
    ...(own === null ? [] : [{ expression: own, engine: EXACT }]),
    { expression: closed ?? expression, engine: EXACT },
  ];
  // A constant in elementary functions is an answer to zeta(2); zeta(2) itself, though shorter, is none.
  const elementary =
    variablesOf(expression).length > 0 || isElementary(expression)
      ? []
      : all.filter((candidate) => isElementary(candidate.expression));
  const candidates =
    elementary.length > 0
      ? elementary
      : all.filter((candidate) => closed === null || !isSame(candidate.expression, expression));
  const best = bestCandidate(expression, candidates, context, {
    method: "equal-to-input",
    detail:
      "The result equals the input: their difference is zero in exact normal form, which is worked out apart from the engine.",
    conditions: lostConditions(expression, candidates[0]?.expression ?? expression),
  });
  if (best === null)
    return openOutcome(
      "The engine's result did not stand up to an independent check, so it is not shown.",
    );
  if (variablesOf(expression).length === 0) {
    if (best.certificate.grade === "unchecked")
      return openOutcome("The value could not be worked out within the limits on size.");
    const refusal = refuseHugeValue(best.expression);
    if (refusal !== null) return refusal;
    const echo = echoOutcome(expression, best.expression);
    if (echo !== null) return echo;
  }
  return expressionOutcome({
    ...best,
    certificate: { ...best.certificate, ...conditionsOf(expression, best.expression) },
  });
}

function isSame(a: Expression, b: Expression): boolean {
  return printPlain(a) === printPlain(b);
}

/** Special functions at rational arguments replaced by their closed forms, where there are any. */
function withSpecialValues(expression: Expression): Expression | null {
  const closed = mapHeads(expression, (node) => {
    const values = argumentsOf(node).map(fractionOf);
    if (values.length === 0 || values.includes(null)) return node;
    return specialValue(headOf(node), values as Fraction[]) ?? node;
  });
  return isSame(closed, expression) ? null : closed;
}

/** Constants of these functions are written so for want of a simpler form, as sin(1) is. */
const ELEMENTARY = new Set(
  (
    "Add Negate Multiply Divide Power Sqrt Exp Ln Log Lg Lb Abs Sin Cos Tan Cot Sec Csc Sinh Cosh Tanh Coth " +
    "Sech Csch Arcsin Arccos Arctan Arccot Arcsec Arccsc Arsinh Arcosh Artanh"
  ).split(" "),
);

/** A special function that comes back as it was asked is no result that could be called proved. */
function echoOutcome(asked: Expression, result: Expression): Outcome | null {
  if (printPlain(asked) !== printPlain(result) || isElementary(asked)) return null;
  if (evaluateReal(asked) === null && evaluateComplex(asked) === null)
    return openOutcome(`No value of ${printPlain(asked)} could be worked out.`);
  return expressionOutcome({
    expression: result,
    engine: EXACT,
    certificate: {
      grade: "unchecked",
      method: "none",
      detail: "No simpler form was found: this is the input itself, with its decimal value.",
      engines: [EXACT],
    },
  });
}

function isElementary(expression: Expression): boolean {
  const parts = argumentsOf(expression);
  return parts.length === 0 || (ELEMENTARY.has(headOf(expression)) && parts.every(isElementary));
}

const LARGEST: Readonly<Record<string, string>> = {
  Factorial: `factorials up to ${MAX_FACTORIAL}!`,
  Factorial2: `double factorials up to ${MAX_FACTORIAL}!!`,
  Gamma: `gamma up to ${MAX_FACTORIAL}`,
  Fibonacci: `Fibonacci numbers up to the ${MAX_FIBONACCI}th`,
  Binomial: `binomials of numbers up to ${MAX_BINOMIAL}`,
};

/** An integer function of an integer that is still unevaluated is beyond its limit: echoing it is no answer. */
function refuseHugeValue(expression: Expression): Outcome | null {
  const limit = LARGEST[headOf(expression)];
  if (limit !== undefined && argumentsOf(expression).every(isWholeNumber))
    return openOutcome(
      `This number is too large to write out: ${limit} are worked out. Ask for a smaller one, or for its logarithm.`,
      "unsupported",
      "too_large",
    );
  for (const part of argumentsOf(expression)) {
    const refusal = refuseHugeValue(part);
    if (refusal !== null) return refusal;
  }
  return null;
}

function isWholeNumber(expression: Expression): boolean {
  const value = evaluateReal(expression);
  return value !== null && value.isInteger() && value.gt(0);
}

/** A constant with functions in it that neither the engine nor the exact form made any shorter. */
function isUnreduced(
  expression: Expression,
  found: readonly Expression[],
  own: Expression | null,
): boolean {
  const [size, price] = [nodeCount(expression), cost(expression)];
  return (
    variablesOf(expression).length === 0 &&
    price > size &&
    size < 60 &&
    [...found, ...(own === null ? [] : [own])].every((candidate) => cost(candidate) >= price)
  );
}

function conditionsOf(input: Expression, result: Expression): { conditions?: string[] } {
  const conditions = lostConditions(input, result);
  return conditions.length === 0 ? {} : { conditions };
}

/** Denominators of the input that the result no longer shows: the result holds where they are not zero. */
export function lostConditions(input: Expression, result: Expression): string[] {
  const shown = new Set(denominatorsOf(result).map(printPlain));
  return [...new Set(denominatorsOf(input).map(printPlain))]
    .filter((text) => !shown.has(text))
    .map((text) => `${text} != 0`);
}

/** The exact value of a rational number, confirmed by an evaluation to 40 digits where there is one. */
function exactNumber(expression: Expression): Outcome | null {
  if (variablesOf(expression).length > 0) return null;
  try {
    const value = asFraction(new NormalForm().normalize(expression));
    if (value === null) return null;
    const result = fractionExpression(value);
    const check = evaluateReal(expression);
    const exact = evaluateReal(result);
    if (
      check !== null &&
      exact !== null &&
      check.sub(exact).abs().gt(exact.abs().add(1).mul(1e-30))
    )
      return null;
    return inDecimals(expression, value, {
      expression: result,
      engine: EXACT,
      certificate: {
        grade: "proved",
        method: "exact-arithmetic",
        detail:
          check === null
            ? "Computed with exact rational arithmetic, without rounding."
            : "Computed with exact rational arithmetic, without rounding; a separate evaluation to 40 digits agrees.",
        engines: check === null ? [EXACT] : [EXACT, "decimal"],
      },
    });
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** Whoever asks in decimals gets a decimal, where the exact value has one that ends. */
function inDecimals(asked: Expression, value: Fraction, answer: CandidateAnswer): Outcome {
  const outcome = expressionOutcome(answer);
  const text = holdsDecimal(asked) ? endingDecimal(value) : null;
  return text === null || outcome.kind !== "answer" ? outcome : { ...outcome, short: text };
}

function holdsDecimal(expression: Expression): boolean {
  return isNumber(expression)
    ? expression.num.includes(".")
    : argumentsOf(expression).some(holdsDecimal);
}

/** Functions that are quotients, with what they divide by. */
const HIDDEN_DIVISORS: Readonly<Record<string, string>> = {
  Tan: "Cos",
  Sec: "Cos",
  Cot: "Sin",
  Csc: "Sin",
  Coth: "Sinh",
  Csch: "Sinh",
};

/** The first part that divides by exactly zero, or null. */
function findUndefined(expression: Expression): Expression | null {
  for (const part of argumentsOf(expression)) {
    const inner = findUndefined(part);
    if (inner !== null) return inner;
  }
  const [first, second] = argumentsOf(expression) as [Expression, Expression];
  const isZero = (part: Expression): boolean =>
    variablesOf(part).length === 0 && decideEqual(part, { num: "0" }).verdict === "proved";
  const divisor = HIDDEN_DIVISORS[headOf(expression)];
  if (divisor !== undefined && isZero([divisor, first])) return expression;
  if (headOf(expression) === "Divide" && isZero(second)) return expression;
  if (headOf(expression) === "Ln" && isZero(first)) return expression;
  if (headOf(expression) === "Power" && isZero(first)) {
    const exponent = evaluateReal(second);
    if (exponent !== null && exponent.lte(0)) return expression;
  }
  return null;
}

function undefinedOutcome(part: Expression): Outcome {
  return {
    kind: "answer",
    value: { kind: "none", reason: "undefined" },
    short: "undefined",
    plain: "undefined",
    latex: "\\text{undefined}",
    certificate: {
      grade: "proved",
      method: "zero-denominator",
      detail: `${printPlain(part)} has no value: it divides by, or takes a logarithm or power of, exactly zero.`,
      engines: [EXACT],
    },
    engine: EXACT,
  };
}

const OPERATORS = new Set(["Integrate", "Limit", "Sum", "Product", "D"]);

/** An operation left standing is a question, not an answer. */
function holdsOperator(expression: Expression): boolean {
  return OPERATORS.has(headOf(expression)) || argumentsOf(expression).some(holdsOperator);
}

/** Derivatives inside an expression worked out; null where there is no rule for one. */
function resolveDerivatives(expression: Expression): Expression | null {
  try {
    return mapHeads(expression, (node) => {
      const [body, variable, order] = node.slice(1) as [Expression, Expression, Expression?];
      if (node[0] !== "D" || typeof variable !== "string") return node;
      const times = order !== undefined && isNumber(order) ? Number(order.num) : 1;
      let result: Expression = body;
      for (let count = 0; count < times; count++) result = differentiate(result, variable);
      return tidySigns(result);
    });
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

/** Determinants up to 5 by 5 written out by cofactors, so that the rest sees plain arithmetic. */
function expandDeterminants(expression: Expression): Expression {
  return mapHeads(expression, (node) => {
    if (node[0] !== "Determinant") return node;
    const list =
      node.length === 2 && headOf(node[1] as Expression) === "List"
        ? argumentsOf(node[1] as Expression)
        : argumentsOf(node);
    const rows = list.map(argumentsOf);
    if (rows.length === 0 || rows.length > 5 || rows.some((row) => row.length !== rows.length))
      return node;
    return determinant(rows);
  });
}

function determinant(rows: readonly (readonly Expression[])[]): Expression {
  const [top, ...rest] = rows as [readonly Expression[], ...(readonly Expression[])[]];
  if (rest.length === 0) return top[0] as Expression;
  return [
    "Add",
    ...top.map((entry, column): Expression => {
      const minor = determinant(rest.map((row) => row.filter((_, index) => index !== column)));
      return column % 2 === 0 ? ["Multiply", entry, minor] : ["Negate", ["Multiply", entry, minor]];
    }),
  ];
}

export async function expandExpression(
  expression: Expression,
  context: ComputeContext,
): Promise<Outcome> {
  const own = exactForm(expression);
  const found =
    own !== null && headOf(own) !== "Divide"
      ? []
      : await allProposals(context, { operation: "expand", arguments: [expression] });
  const best = bestCandidate(
    expression,
    [
      ...(own === null || headOf(own) === "Divide" ? [] : [{ expression: own, engine: EXACT }]),
      ...found,
    ],
    context,
    {
      method: "equal-to-input",
      detail: "The expanded form minus the input is zero in exact normal form.",
    },
  );
  return best === null ? openOutcome("This could not be expanded.") : expressionOutcome(best);
}

export async function factorExpression(
  expression: Expression,
  context: ComputeContext,
): Promise<Outcome> {
  const polynomial = asUnivariate(expression);
  const own =
    polynomial === null ? null : factoredForm(polynomial.coefficients, polynomial.variable);
  const simplified = exactForm(expression) ?? expression;
  const candidates =
    own === null
      ? await allProposals(context, { operation: "factor", arguments: [simplified] })
      : [{ expression: own, engine: EXACT }];
  const best = bestCandidate(expression, candidates, context, {
    method: "multiply-back",
    detail: "Multiplied out again, the factors give the input exactly.",
  });
  if (best === null) return openOutcome("No factored form was found.");
  return expressionOutcome(best);
}

function factoredForm(coefficients: Univariate, variable: string): Expression | null {
  const lead = coefficients.at(-1);
  if (lead === undefined || coefficients.length === 1) return null;
  const factors = factorUnivariate(coefficients);
  let product = lead;
  const parts: Expression[] = [];
  for (const { factor, multiplicity } of factors) {
    const base = univariateExpression(factor, variable);
    product = product.div((factor.at(-1) as typeof lead).pow(multiplicity) as typeof lead);
    parts.push(multiplicity === 1 ? base : ["Power", base, { num: String(multiplicity) }]);
  }
  parts.sort((a, b) => nodeCount(a) - nodeCount(b));
  if (product.equals(1))
    return parts.length === 1 ? (parts[0] as Expression) : ["Multiply", ...parts];
  if (product.equals(-1))
    return ["Negate", parts.length === 1 ? (parts[0] as Expression) : ["Multiply", ...parts]];
  const content = fractionExpression(product.abs());
  const body: Expression = ["Multiply", content, ...parts];
  return product.s < 0n ? ["Negate", body] : body;
}
