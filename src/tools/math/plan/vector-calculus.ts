import type { Certificate, Grade } from "../../../core/truth.ts";
import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isNumber,
  ONE,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { cancelledForm } from "../polynomial/cancel.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import type { VectorCalculusQuery } from "../read/vector-calculus-query.ts";
import { undefinedPart } from "../prove/undefined-part.ts";
import { differentiateQuery } from "./calculus.ts";
import { cost, EXACT } from "./candidates.ts";
import { evaluateExpression } from "./evaluate.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { matrixOutcome, plainVector } from "./linear-algebra/matrix-outcome.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { higherDerivative } from "./higher-derivative.ts";
import { specialPoints } from "./special-points.ts";

const LARGEST = 6;
const GRADES: readonly Grade[] = ["unchecked", "numeric-check", "exact-check", "proved"];
const ZERO: Expression = { num: "0" };

/** Derivatives taken so far, with the weakest grade among them. */
export class Partials {
  grade: Grade = "proved";
  private readonly context: ComputeContext;
  private readonly known = new Map<string, Expression>();

  constructor(context: ComputeContext) {
    this.context = context;
  }

  /** The derivative, each differentiated by two separate sets of rules; throws the outcome that is none. */
  async of(f: Expression, variable: string): Promise<Expression> {
    if (!variablesOf(f).includes(variable)) return ZERO;
    const key = `${variable}|${printPlain(f)}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const outcome = await differentiateQuery(f, variable, 1, null, this.context);
    if (outcome.kind !== "answer" || outcome.value.kind !== "expression")
      throw new NotDifferentiated(outcome);
    const { grade } = outcome.certificate;
    if (GRADES.indexOf(grade) < GRADES.indexOf(this.grade)) this.grade = grade;
    const result = parseExpression(outcome.value.plain).expression;
    this.known.set(key, result);
    return result;
  }

  certificate(detail: string, conditions: readonly string[] = []): Certificate {
    return {
      grade: this.grade,
      method: "differentiate-again",
      detail:
        `Every derivative was taken by two separate sets of rules, equal in normal form. ${detail}`.trim(),
      engines: [EXACT],
      ...(conditions.length === 0 ? {} : { conditions: [...conditions] }),
    };
  }
}

class NotDifferentiated extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super("A derivative could not be worked out.");
    this.outcome = outcome;
  }
}

/** Derivatives of functions of several variables, of fields, and of curves given implicitly or by a parameter. */
export async function vectorCalculusQuery(
  query: VectorCalculusQuery,
  context: ComputeContext,
): Promise<Outcome> {
  if (query.functions.length > LARGEST || query.variables.length > LARGEST)
    return openOutcome(
      `Up to ${LARGEST} functions and variables are worked with.`,
      "unsupported",
      "too_large",
    );
  if (query.at !== null && query.at.length !== pointSize(query))
    return openOutcome(
      "The point has another number of coordinates than there are variables.",
      "unsupported",
    );
  try {
    return await answer(query, new Partials(context), context);
  } catch (error) {
    if (error instanceof NotDifferentiated) return error.outcome;
    throw error;
  }
}

function pointSize({ operation, variables }: VectorCalculusQuery): number {
  return operation === "tangent-plane" ? 2 : variables.length;
}

async function answer(
  query: VectorCalculusQuery,
  partials: Partials,
  context: ComputeContext,
): Promise<Outcome> {
  const { operation, functions, variables } = query;
  const [f, g] = functions as [Expression, Expression];
  const [x, y] = variables as [string, string];
  const each = <Value>(
    items: readonly Value[],
    make: (item: Value) => Promise<Expression>,
  ): Promise<Expression[]> =>
    items.reduce<Promise<Expression[]>>(
      async (before, item) => [...(await before), await make(item)],
      Promise.resolve([]),
    );
  const at = (expression: Expression): Expression => settled(putIn(expression, query));
  switch (operation) {
    case "gradient":
      return vector(
        (await each(variables, (name) => partials.of(f, name))).map(at),
        partials.certificate(""),
      );
    case "jacobian":
    case "jacobian-determinant":
    case "hessian": {
      const rows =
        operation === "hessian"
          ? await each(variables, (name) => partials.of(f, name))
          : [...functions];
      const matrix: Expression[][] = [];
      for (const row of rows)
        matrix.push((await each(variables, (name) => partials.of(row, name))).map(at));
      if (operation !== "jacobian-determinant")
        return matrixOutcome(matrix, partials.certificate(""));
      if (matrix.length !== variables.length)
        return openOutcome("A determinant needs as many functions as variables.", "unsupported");
      return shown(
        await evaluateExpression(
          ["Determinant", ...matrix.map((row): Expression => ["List", ...row])],
          context,
          "simplify",
        ),
        partials,
        "The determinant is that of its definition.",
      );
    }
    case "divergence": {
      if (functions.length !== variables.length)
        return openOutcome("A divergence needs as many components as variables.", "unsupported");
      const terms = await each([...functions.keys()], (k) =>
        partials.of(functions[k] as Expression, variables[k] as string),
      );
      return expression(
        await shortEnough(at(sum(terms)), context),
        partials.certificate("The sum is that of the definition."),
      );
    }
    case "curl": {
      const [p, q, r = ZERO] = functions as [Expression, Expression, Expression?];
      if (functions.length < 2 || functions.length > 3 || variables.length !== functions.length)
        return openOutcome(
          "A curl is worked out for fields of two or three components.",
          "unsupported",
        );
      const z = variables[2];
      const minus = async (
        a: Expression,
        by: string | undefined,
        b: Expression,
        to: string | undefined,
      ): Promise<Expression> =>
        sum([
          by === undefined ? ZERO : await partials.of(a, by),
          negative(to === undefined ? ZERO : await partials.of(b, to)),
        ]);
      const parts = [await minus(r, y, q, z), await minus(p, z, r, x), await minus(q, x, p, y)].map(
        at,
      );
      return vector(parts, partials.certificate("The components are those of the definition."));
    }
    case "laplacian": {
      const terms = await each(variables, async (name) =>
        partials.of(await partials.of(f, name), name),
      );
      return expression(
        await shortEnough(at(sum(terms)), context),
        partials.certificate("The sum is that of the definition."),
      );
    }
    case "mixed-partial": {
      let result = f;
      for (const name of variables) result = await partials.of(result, name);
      return expression(at(result), partials.certificate(""));
    }
    case "total-differential": {
      const parts = await each(variables, (name) => partials.of(f, name));
      const terms = parts.map((part, k): Expression =>
        isNumber(part) && part.num === "1"
          ? `d${variables[k]}`
          : ["Multiply", part, `d${variables[k]}`],
      );
      const outcome = expression(tidySigns(sum(terms)), partials.certificate(""));
      // dx and dy are no names that are read back.
      return outcome.kind === "answer"
        ? { ...outcome, value: { kind: "text", text: outcome.plain } }
        : outcome;
    }
    case "directional-derivative":
      return directional(
        query,
        await each(variables, (name) => partials.of(f, name)),
        partials,
        context,
      );
    case "tangent-plane":
      return tangentPlane(query, await each(variables, (name) => partials.of(f, name)), partials);
    case "implicit-derivative":
    case "implicit-second-derivative":
      return implicit(query, partials, context);
    case "parametric-derivative":
    case "parametric-second-derivative": {
      const [dx, dy] = [await partials.of(f, x), await partials.of(g, x)];
      if (isZero(dx))
        return openOutcome("x does not change along this curve, so there is no derivative.");
      let result = quotient(dy, dx);
      if (operation === "parametric-second-derivative")
        result = quotient(await partials.of(result, x), dx);
      return conditioned(await shortEnough(at(result), context), partials, [
        `${printPlain(dx)} != 0`,
      ]);
    }
    case "wronskian": {
      const rows: Expression[][] = [[...functions]];
      while (rows.length < functions.length)
        rows.push(await each(rows.at(-1) as Expression[], (entry) => partials.of(entry, x)));
      return shown(
        await evaluateExpression(
          ["Determinant", ...rows.map((row): Expression => ["List", ...row])],
          context,
          "simplify",
        ),
        partials,
        "The determinant is that of the definition.",
      );
    }
    case "higher-derivative":
      return higherDerivative(f, x, query.direction?.[0] ?? ONE);
    case "tangent-to-implicit":
      return tangentToImplicit(query, partials);
    case "derivative-of-integral": {
      const [, lower, upper] = functions as [Expression, Expression, Expression];
      const [t] = variables as [string, string];
      const end = async (bound: Expression): Promise<Expression> => {
        const slope = await partials.of(bound, y);
        const value = substitute(f, t, bound);
        return isZero(slope)
          ? ZERO
          : isNumber(slope) && slope.num === "1"
            ? value
            : ["Multiply", value, slope];
      };
      const result = sum([await end(upper), negative(await end(lower))]);
      return expression(await simplest(result, context), {
        ...partials.certificate(
          "The integrand at the upper bound times its derivative, less the same at the lower one (fundamental theorem).",
        ),
        method: "fundamental-theorem",
        conditions: [`${printPlain(f)} is continuous between the bounds`],
      });
    }
    case "critical-points":
    case "inflection-points":
      return specialPoints(query, partials, context);
  }
}

/** Throws the outcome that is none where the rules of differentiation divide by zero at the point. */
function putIn(expression: Expression, { variables, at }: VectorCalculusQuery): Expression {
  if (at === null) return expression;
  const result = variables.reduce(
    (partly, name, k) => substitute(partly, name, at[k] as Expression),
    expression,
  );
  if (undefinedPart(result) === null) return result;
  throw new NotDifferentiated(
    openOutcome(
      "At this point the function or what the rules of differentiation make of it divides by zero, so nothing is told about it.",
    ),
  );
}

/** The shorter of the tidied expression and its exact form. */
function settled(expression: Expression): Expression {
  const tidy = tidySigns(expression);
  const exact = exactForm(expression);
  return exact !== null && cost(exact) <= cost(tidy) ? exact : tidy;
}

function sum(terms: readonly Expression[]): Expression {
  const kept = terms.filter((term) => !isZero(term));
  if (kept.length === 0) return ZERO;
  return kept.length === 1 ? (kept[0] as Expression) : settled(["Add", ...kept]);
}

function negative(term: Expression): Expression {
  return isZero(term) ? ZERO : tidySigns(["Negate", term]);
}

function isZero(expression: Expression): boolean {
  return isNumber(expression) && Number(expression.num) === 0;
}

function quotient(over: Expression, under: Expression): Expression {
  const plain: Expression = tidySigns(["Divide", over, under]);
  const short = cancelledForm(plain);
  return short !== null && cost(short) <= cost(plain) ? short : plain;
}

async function simplest(expression: Expression, context: ComputeContext): Promise<Expression> {
  const outcome = await evaluateExpression(expression, context, "simplify");
  return outcome.kind === "answer" &&
    outcome.value.kind === "expression" &&
    outcome.certificate.grade === "proved"
    ? parseExpression(outcome.value.plain).expression
    : expression;
}

/** The line through the point with the slope -F_x/F_y, or a vertical one. */
async function tangentToImplicit(query: VectorCalculusQuery, partials: Partials): Promise<Outcome> {
  const [f] = query.functions as [Expression];
  const [x, y] = query.variables as [string, string];
  const at = query.at ?? [];
  if (decideEqual(putIn(f, query), ZERO).verdict !== "proved")
    return openOutcome(
      "The point does not lie on the curve, so there is no tangent there.",
      "unsupported",
    );
  const [a, b] = [await partials.of(f, x), await partials.of(f, y)].map(
    (part) => exactForm(putIn(part, query)) ?? putIn(part, query),
  ) as [Expression, Expression];
  const isVertical = decideEqual(b, ZERO).verdict === "proved";
  if (isVertical && decideEqual(a, ZERO).verdict !== "refuted")
    return openOutcome("The curve has no single tangent at this point.");
  if (!isVertical && decideEqual(b, ZERO).verdict !== "refuted")
    return openOutcome("Whether the tangent is vertical could not be decided.");
  const line = isVertical
    ? at[0]
    : exactForm([
        "Add",
        at[1] as Expression,
        ["Negate", ["Multiply", ["Divide", a, b], ["Add", x, ["Negate", at[0] as Expression]]]],
      ]);
  if (line === null || line === undefined)
    return openOutcome("The line could not be written out exactly.");
  const outcome = expression(line, partials.certificate("The point lies on the curve, exactly."));
  const name = isVertical ? x : y;
  return outcome.kind === "answer"
    ? {
        ...outcome,
        short: `${name} = ${outcome.short}`,
        plain: `${name} = ${outcome.plain}`,
        latex: `${name} = ${outcome.latex}`,
      }
    : outcome;
}

function expression(value: Expression, certificate: Certificate): Outcome {
  return expressionOutcome({ expression: value, engine: EXACT, certificate });
}

const LONG = 40;

/** Long sums are simplified, with a proof. */
async function shortEnough(value: Expression, context: ComputeContext): Promise<Expression> {
  return cost(value) > LONG ? simplest(value, context) : value;
}

function conditioned(
  value: Expression,
  partials: Partials,
  conditions: readonly string[],
): Outcome {
  const left = conditions.filter((text) => /[A-Za-z]/.test(text.replace("!=", "")));
  return expression(value, partials.certificate("", left));
}

function shown(outcome: Outcome, partials: Partials, detail: string): Outcome {
  if (outcome.kind !== "answer") return outcome;
  const certificate = partials.certificate(detail);
  const grade = GRADES[
    Math.min(GRADES.indexOf(certificate.grade), GRADES.indexOf(outcome.certificate.grade))
  ] as Grade;
  return { ...outcome, certificate: { ...certificate, grade } };
}

function vector(parts: readonly Expression[], certificate: Certificate): Outcome {
  const plain = plainVector(parts);
  return {
    kind: "answer",
    value: { kind: "tuple", items: parts.map(printPlain) },
    short: plain,
    plain,
    latex: `\\left(${parts.map(printLatex).join(", ")}\\right)`,
    certificate,
    engine: EXACT,
  };
}

/** The gradient times the unit vector of the direction. */
async function directional(
  query: VectorCalculusQuery,
  gradient: readonly Expression[],
  partials: Partials,
  context: ComputeContext,
): Promise<Outcome> {
  const { direction } = query;
  if (direction === null || direction.length !== gradient.length)
    return openOutcome(
      "The direction has another number of components than there are variables.",
      "unsupported",
    );
  if (direction.every(isZero))
    return openOutcome("The direction must not be the zero vector.", "unsupported");
  const product = sum(
    gradient.map((part, k): Expression => ["Multiply", part, direction[k] as Expression]),
  );
  const length: Expression = [
    "Sqrt",
    ["Add", ...direction.map((part): Expression => ["Power", part, { num: "2" }])],
  ];
  return shown(
    await evaluateExpression(["Divide", putIn(product, query), length], context, "simplify"),
    partials,
    "The gradient was multiplied by the unit vector of the direction.",
  );
}

/** z = f(a, b) + f_x (x - a) + f_y (y - b). */
function tangentPlane(
  query: VectorCalculusQuery,
  gradient: readonly Expression[],
  partials: Partials,
): Outcome {
  const { functions, variables, at } = query;
  if (at === null || variables.length !== 2)
    return openOutcome(
      "A tangent plane is asked for z = f(x, y) at a point (a, b).",
      "unsupported",
    );
  const value = putIn(functions[0] as Expression, query);
  const terms = gradient.map((part, k): Expression => [
    "Multiply",
    putIn(part, query),
    ["Add", variables[k] as string, ["Negate", at[k] as Expression]],
  ]);
  const plane = exactForm(["Add", value, ...terms]);
  if (plane === null) return openOutcome("The plane could not be written out exactly.");
  const outcome = expression(
    plane,
    partials.certificate(
      "Value and derivatives at the point were put into the equation of the plane.",
    ),
  );
  return outcome.kind === "answer"
    ? {
        ...outcome,
        short: `z = ${outcome.short}`,
        plain: `z = ${outcome.plain}`,
        latex: `z = ${outcome.latex}`,
      }
    : outcome;
}

/** dy/dx = -F_x/F_y where F(x, y) = 0 (implicit function theorem), and its derivative along the curve. */
async function implicit(
  query: VectorCalculusQuery,
  partials: Partials,
  context: ComputeContext,
): Promise<Outcome> {
  const [f] = query.functions as [Expression];
  const [x, y] = query.variables as [string, string];
  const [fx, fy] = [await partials.of(f, x), await partials.of(f, y)];
  if (isZero(fy)) return openOutcome(`The equation does not determine ${y}.`);
  const slope = quotient(negative(fx), fy);
  let result = slope;
  if (query.operation === "implicit-second-derivative") {
    const [sx, sy] = [await partials.of(slope, x), await partials.of(slope, y)];
    result = quotient(sum([sx, ["Multiply", sy, slope]]), ONE);
    const isDegenerate =
      headOf(result) === "Divide" && isZero(argumentsOf(result)[0] as Expression);
    if (isDegenerate) result = ZERO;
  }
  if (query.at !== null) {
    if (decideEqual(putIn(f, query), ZERO).verdict !== "proved")
      return openOutcome(
        "The point does not lie on the curve, so there is no derivative there.",
        "unsupported",
      );
    if (decideEqual(putIn(fy, query), ZERO).verdict !== "refuted")
      return openOutcome(
        "The derivative is not determined at this point: the tangent is vertical or the curve crosses itself.",
      );
  }
  return conditioned(
    await shortEnough(settled(putIn(result, query)), context),
    partials,
    query.at === null ? [`${printPlain(fy)} != 0`] : [],
  );
}
