import { exactForm } from "../exact/exact-form.ts";
import { Decimal } from "decimal.js";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  isNumber,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import type { CalculusQuery } from "../read/calculus-query.ts";
import { parseExpression } from "../read/parse.ts";
import { solveSystem } from "../solve/solve-system.ts";
import { integrateQuery } from "./calculus.ts";
import { EXACT } from "./candidates.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { limitQuery } from "./limit.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { rangeByPieces } from "./range-by-pieces.ts";
import { solveQuery } from "./solve.ts";

type Of<Kind extends CalculusQuery["kind"]> = Extract<CalculusQuery, { kind: Kind }>;

const ENTIRE = new Set([
  "Add",
  "Negate",
  "Multiply",
  "Sin",
  "Cos",
  "Exp",
  "Sinh",
  "Cosh",
  "Arctan",
  "Tanh",
]);

/** True for expressions that are smooth for every real value: no divisions by, or roots and logarithms of, variables. */
export function isEntire(expression: Expression): boolean {
  const parts = argumentsOf(expression);
  if (parts.length === 0 || variablesOf(expression).length === 0) return true;
  const [base, exponent] = parts as [Expression, Expression];
  if (headOf(expression) === "Power")
    return variablesOf(base).length === 0
      ? evaluateReal(base)?.gt(0) === true && isEntire(exponent)
      : isNumber(exponent) && /^\d+$/.test(exponent.num) && isEntire(base);
  if (headOf(expression) === "Divide") return variablesOf(exponent).length === 0 && isEntire(base);
  return ENTIRE.has(headOf(expression)) && parts.every(isEntire);
}

/** Every real root, exactly and completely, or a sentence that says why not. */
async function everyRealRoot(
  expression: Expression,
  variable: string,
  context: ComputeContext,
): Promise<Expression[] | string> {
  const solved = await solveQuery(
    [["Equal", expression, integer(0)]],
    [variable],
    { isReal: true, interval: null },
    context,
  );
  if (solved.kind === "open") return solved.message;
  if (solved.value.kind === "none" && solved.value.reason === "no-solution") return [];
  if (
    solved.value.kind !== "solutions" ||
    !solved.value.complete ||
    solved.value.family !== undefined
  )
    return "not every root of the equation is known";
  return solved.value.solutions
    .map((solution) => parseExpression(solution[variable] as string).expression)
    .filter((root) => evaluateReal(root) !== null);
}

/** The greatest or least value, which must be attained. */
export async function extremumQuery(
  query: Of<"extremum">,
  context: ComputeContext,
): Promise<Outcome> {
  const { expression, variables } = query;
  const [only, ...others] = variables;
  const byPieces =
    only === undefined || others.length > 0
      ? null
      : context.proving(() => extremeByPieces(query, only));
  if (byPieces !== null) return byPieces;
  if (!isEntire(expression))
    return openOutcome(
      "The places at which this function may turn or break could not all be found, so its extreme values are left open.",
      "unsupported",
    );
  if (variables.length > 1) return quadraticExtremum(query);
  const [variable] = variables as [string];
  const roots = await everyRealRoot(differentiate(expression, variable), variable, context);
  if (typeof roots === "string")
    return openOutcome(`The points with derivative zero could not all be found: ${roots}.`);
  return query.interval === null
    ? overTheReals(query, variable, roots, context)
    : overAnInterval(query, variable, roots, query.interval);
}

/** The end of all values; null where the values are not established. */
function extremeByPieces(
  { expression, isMaximum, interval }: Of<"extremum">,
  variable: string,
): Outcome | null {
  const values = rangeByPieces(expression, variable, interval);
  const end = isMaximum ? values?.at(-1) : values?.[0];
  if (end === undefined) return null;
  const [value, at, isTaken] = isMaximum
    ? [end.hi, end.hiAt, end.hiClosed]
    : [end.lo, end.loAt, end.loClosed];
  if (typeof value === "number") return unbounded(isMaximum);
  const size = evaluateReal(value);
  if (size === null) return null;
  if (!isTaken || at === null)
    return openOutcome(
      `The function comes as near to ${size.toSignificantDigits(15).toString()} as one likes without taking a ${isMaximum ? "greatest" : "least"} value.`,
    );
  return found(
    { at, value, size },
    variable,
    "The domain was parted, exactly, where the function or its derivative breaks and where the derivative is zero; the values at these places and the limits beside them were compared.",
  );
}

interface Point {
  readonly at: Expression;
  readonly value: Expression;
  readonly size: Decimal;
}

function pointsOf(
  expression: Expression,
  variable: string,
  places: readonly Expression[],
): Point[] {
  return places.flatMap((at) => {
    const value = substitute(expression, variable, at);
    const size = evaluateReal(value);
    return size === null ? [] : [{ at, value: exactForm(value) ?? value, size }];
  });
}

function bestOf(points: readonly Point[], isMaximum: boolean): Point | undefined {
  return points.toSorted((a, b) => (isMaximum ? b.size.cmp(a.size) : a.size.cmp(b.size)))[0];
}

function overAnInterval(
  { expression, isMaximum }: Of<"extremum">,
  variable: string,
  roots: readonly Expression[],
  [lower, upper]: readonly [Expression, Expression],
): Outcome {
  const [a, b] = [evaluateReal(lower), evaluateReal(upper)];
  if (a === null || b === null || a.gte(b))
    return openOutcome("The interval needs a lower end below its upper end.", "unsupported");
  const inside = roots.filter((root) => {
    const value = evaluateReal(root) as Decimal;
    return value.gte(a) && value.lte(b);
  });
  const best = bestOf(pointsOf(expression, variable, [lower, ...inside, upper]), isMaximum);
  return best === undefined
    ? openOutcome("No point of the interval has a real value.")
    : found(
        best,
        variable,
        "The function is smooth, so it takes its extreme values on a closed interval at the ends or where its derivative is zero; all of these were compared.",
      );
}

async function overTheReals(
  { expression, isMaximum }: Of<"extremum">,
  variable: string,
  roots: readonly Expression[],
  context: ComputeContext,
): Promise<Outcome> {
  const best = bestOf(pointsOf(expression, variable, roots), isMaximum);
  for (const end of ["PositiveInfinity", "NegativeInfinity"] as const) {
    const outcome = await limitQuery(expression, variable, end, null, context);
    if (outcome.kind === "open" || outcome.certificate.grade === "unchecked")
      return openOutcome(`How the function behaves for large ${variable} could not be decided.`);
    const sign = /^-\s*(?:infinity|∞)/.test(outcome.short)
      ? -1
      : /^(?:infinity|∞)/.test(outcome.short)
        ? 1
        : 0;
    if (sign === (isMaximum ? 1 : -1)) return unbounded(isMaximum);
    const limit =
      sign === 0 && outcome.value.kind === "expression"
        ? evaluateReal(parseExpression(outcome.value.plain).expression)
        : null;
    if (sign === 0 && limit === null)
      return openOutcome(`How the function behaves for large ${variable} could not be decided.`);
    if (
      limit !== null &&
      (best === undefined || (isMaximum ? limit.gt(best.size) : limit.lt(best.size)))
    )
      return openOutcome(
        `The function comes as near to ${limit.toSignificantDigits(15).toString()} as one likes without taking a ${isMaximum ? "greatest" : "least"} value.`,
      );
  }
  return best === undefined
    ? openOutcome(`There is no ${isMaximum ? "greatest" : "least"} value.`)
    : found(
        best,
        variable,
        "The function is smooth; every point with derivative zero was found, their values compared, and the limits at both ends do not pass the best of them.",
      );
}

function unbounded(isMaximum: boolean): Outcome {
  const text = isMaximum ? "infinity" : "-infinity";
  return {
    kind: "answer",
    value: { kind: "none", reason: "infinite" },
    short: `none (unbounded ${isMaximum ? "above" : "below"})`,
    plain: text,
    latex: isMaximum ? "\\infty" : "-\\infty",
    certificate: {
      grade: "numeric-check",
      method: "limits-at-the-ends",
      detail: "The function grows beyond every bound.",
      engines: [EXACT],
    },
    engine: EXACT,
  };
}

function found({ at, value }: Point, variable: string, detail: string): Outcome {
  const outcome = expressionOutcome({
    expression: value,
    engine: EXACT,
    certificate: { grade: "exact-check", method: "critical-points", detail, engines: [EXACT] },
  });
  return outcome.kind === "answer"
    ? {
        ...outcome,
        pods: [{ id: "place", title: "Attained at", plain: `${variable} = ${printPlain(at)}` }],
      }
    : outcome;
}

/** A quadratic form plus linear terms with a definite Hessian has one extremum, where the gradient is zero. */
function quadraticExtremum({ expression, variables, isMaximum }: Of<"extremum">): Outcome {
  const gradient = variables.map((name) => differentiate(expression, name));
  const hessian = gradient.map((part) =>
    variables.map((name) => fractionOf(differentiate(part, name))),
  );
  if (hessian.some((row) => row.some((entry) => entry === null)))
    return openOutcome(
      "With several variables, extrema are worked out for quadratic functions.",
      "unsupported",
    );
  const entries = hessian.map((row) =>
    row.map((entry) => (entry as NonNullable<typeof entry>).mul(isMaximum ? -1 : 1)),
  );
  const isDefinite = entries.every((_, size) => {
    const minor: Expression[] = entries
      .slice(0, size + 1)
      .map((row) => [
        "List",
        ...row.slice(0, size + 1).map((x): Expression => ({ num: x.toFraction() })),
      ]);
    return (
      determinantSign(
        minor.map((row) => argumentsOf(row).map((x) => fractionOf(asExpression(x)))),
      ) > 0
    );
  });
  if (!isDefinite)
    return openOutcome(
      `The quadratic form is not ${isMaximum ? "negative" : "positive"} definite, so there is no single ${isMaximum ? "greatest" : "least"} value.`,
    );
  const solved = solveSystem(
    gradient.map((part): Expression => ["Equal", part, integer(0)]),
    variables,
  );
  const [only] = solved?.solutions ?? [];
  if (solved === null || !solved.isComplete || solved.solutions.length !== 1 || only === undefined)
    return openOutcome("The point where the gradient is zero could not be found exactly.");
  const value = variables.reduce(
    (all, name) => substitute(all, name, only[name] as Expression),
    expression,
  );
  const outcome = expressionOutcome({
    expression: exactForm(value) ?? value,
    engine: EXACT,
    certificate: {
      grade: "proved",
      method: "definite-hessian",
      detail:
        "The second derivatives are constant and their matrix is definite by Sylvester's criterion, so the only point with zero gradient is the global extremum.",
      engines: [EXACT],
    },
  });
  return outcome.kind === "answer"
    ? {
        ...outcome,
        pods: [
          {
            id: "place",
            title: "Attained at",
            plain: variables
              .map((name) => `${name} = ${printPlain(only[name] as Expression)}`)
              .join(", "),
          },
        ],
      }
    : outcome;
}

const asExpression = (x: Expression): Expression => {
  const text = isNumber(x) ? x.num : "0";
  const [over, under] = text.replace("-", "").split("/") as [string, string?];
  const size: Expression =
    under === undefined ? { num: over } : ["Divide", { num: over }, { num: under }];
  return text.startsWith("-") ? ["Negate", size] : size;
};

/** The sign of a determinant of fractions by elimination. */
function determinantSign(rows: readonly (readonly ReturnType<typeof fractionOf>[])[]): number {
  const matrix = rows.map((row) => row.map((entry) => entry as NonNullable<typeof entry>));
  let sign = 1;
  for (let k = 0; k < matrix.length; k++) {
    const pivot = matrix.findIndex((row, r) => r >= k && !row[k]?.equals(0));
    if (pivot < 0) return 0;
    if (pivot !== k) {
      [matrix[k], matrix[pivot]] = [matrix[pivot] as never, matrix[k] as never];
      sign = -sign;
    }
    const top = matrix[k] as NonNullable<(typeof matrix)[number]>;
    const head = top[k] as NonNullable<ReturnType<typeof fractionOf>>;
    if (head.compare(0) < 0) sign = -sign;
    for (let r = k + 1; r < matrix.length; r++) {
      const row = matrix[r] as typeof top;
      const factor = (row[k] as typeof head).div(head);
      matrix[r] = row.map((entry, c) => entry.sub(factor.mul(top[c] as typeof head)));
    }
  }
  return sign;
}

/** The integral of |f| between the outermost roots, piece by piece between neighbouring roots. */
export async function areaBetween(
  { expression, variable }: Of<"area-between">,
  context: ComputeContext,
): Promise<Outcome> {
  if (!isEntire(expression))
    return openOutcome(
      "Areas are worked out between curves that are smooth everywhere.",
      "unsupported",
    );
  const roots = await everyRealRoot(expression, variable, context);
  if (typeof roots === "string")
    return openOutcome(`The points where the curves meet could not all be found: ${roots}.`);
  const sorted = roots.toSorted((a, b) =>
    (evaluateReal(a) as Decimal).cmp(evaluateReal(b) as Decimal),
  );
  if (sorted.length < 2)
    return openOutcome("The curves meet in fewer than two points, so they enclose no area.");
  const pieces: Expression[] = [];
  for (let k = 0; k + 1 < sorted.length; k++) {
    const bounds = [sorted[k] as Expression, sorted[k + 1] as Expression] as const;
    const piece = await integrateQuery(expression, variable, bounds, context);
    if (piece.kind === "open") return piece;
    if (piece.value.kind !== "expression" || piece.certificate.grade === "unchecked")
      return openOutcome("One of the integrals between the curves could not be worked out.");
    pieces.push(["Abs", parseExpression(piece.value.plain).expression]);
  }
  const area: Expression = ["Add", ...pieces];
  const exact = exactForm(area) ?? area;
  const size = evaluateReal(exact);
  if (size === null) return openOutcome("The area has no real value.");
  return expressionOutcome({
    expression: exact,
    engine: EXACT,
    certificate: {
      grade: "exact-check",
      method: "piecewise-integral",
      detail: `Every real intersection was found (${sorted.map(printPlain).join(", ").slice(0, 200)}); the integrals between neighbouring ones were proved one by one.`,
      engines: [EXACT],
    },
  });
}
