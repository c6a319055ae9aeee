import { AnsatzError } from "../../../core/errors.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  nodeCount,
  substitute,
  variablesOf,
  ZERO,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { combination, type FlowParts, flowParts, isFlow } from "../matrix/exponential.ts";
import {
  dot,
  isProvedEqual,
  mapEntries,
  type Matrix,
  multiply,
  tidy,
  tidyMatrix,
  verdictOfZero,
} from "../matrix/matrix.ts";
import { reduceMatrix } from "../matrix/reduce.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { derivativeOf, type DifferentialSystemQuery } from "../read/differential-system-query.ts";
import { antiderivative } from "./integral/antiderivative.ts";
import { EXACT } from "./candidates.ts";
import { linearSystemOf } from "./linear-system.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { allProposals } from "./portfolio.ts";

type Vector = readonly Expression[];

/**
 * Solves x' = A x + g by exp(tA), which is proved to be the flow. The whole solution is then put into the
 * equations as they were asked and must leave no residual; its free constants must be all there are.
 */
export async function differentialSystemQuery(
  query: DifferentialSystemQuery,
  context: ComputeContext,
): Promise<Outcome> {
  try {
    return await solve(query, context);
  } catch (error) {
    if (
      AnsatzError.isInstance(error) &&
      (error.code === "unsupported" || error.code === "too_large")
    )
      return openOutcome(error.message, "unsupported");
    throw error;
  }
}

async function solve(query: DifferentialSystemQuery, context: ComputeContext): Promise<Outcome> {
  const { unknowns, variable } = query;
  const size = unknowns.length;
  const system = linearSystemOf(query);
  if (system === null)
    return openOutcome(
      "Systems of differential equations are solved when they are linear, of the first order and have constant coefficients.",
      "unsupported",
    );
  const solved = reduceMatrix(
    system.derivatives.map((row, i) => [
      ...row,
      ...(system.coefficients[i] as Vector),
      system.inhomogeneity[i] as Expression,
    ]),
    size,
  );
  if (solved.pivots.length < size || solved.divisors.length > 0)
    return openOutcome("The equations cannot be solved for all the derivatives.", "unsupported");
  const a = solved.rows.map((row) => row.slice(size, 2 * size));
  const g = solved.rows.map((row) => row.at(-1) as Expression);
  const points = query.conditions.map(({ point }) => point);
  const shift = points.every((point) => printPlain(point) === printPlain(points[0] as Expression))
    ? (points[0] ?? ZERO)
    : ZERO;
  const time: Expression = tidySigns(tidy(["Add", variable, ["Negate", shift]]));
  const flow = context.proving(() => flowParts(a, variable));
  if (flow === null || !context.proving(() => isFlow(writtenFlow(flow), a, variable)))
    return openOutcome(
      "The exponential of the matrix of the system was not found in closed form: its eigenvalues are not of degree two over the rational numbers.",
    );
  const particular = await particularSolution(a, g, variable, writtenFlow(flow), context);
  if (particular === null)
    return openOutcome("No particular solution of the inhomogeneous system was found.");
  return context.proving(() => withConditions(query, flow, particular, shift, time));
}

const writtenFlow = ({ functions, parts }: FlowParts): Matrix =>
  mapEntries(parts[0] as Matrix, (_, i, j) =>
    combination(
      parts.map((part) => (part[i] as Vector)[j] as Expression),
      functions,
    ),
  );

/** A particular solution, and the engines that integrated for it. */
interface Particular {
  readonly vector: Vector;
  readonly engines: readonly string[];
}

/** Some solution of x' = A x + g: a constant one, or exp(tA) times the integral of exp(-tA) g. */
async function particularSolution(
  a: Matrix,
  g: Vector,
  variable: string,
  flow: Matrix,
  context: ComputeContext,
): Promise<Particular | null> {
  if (g.every((entry) => verdictOfZero(entry) === "proved"))
    return { vector: g.map(() => ZERO), engines: [] };
  if (!g.some((entry) => variablesOf(entry).includes(variable))) {
    const size = a.length;
    const { rows, pivots } = reduceMatrix(
      a.map((row, i) => [...row, ["Negate", g[i] as Expression] as Expression]),
      size,
    );
    if (pivots.length === size)
      return { vector: rows.map((row) => row.at(-1) as Expression), engines: [] };
  }
  const back = mapEntries(flow, (entry) => substitute(entry, variable, ["Negate", variable]));
  const integrals: Expression[] = [];
  const engines: string[] = [];
  for (const row of back) {
    const found = await antiderivative(dot(row, g), variable, context);
    if (found === null) return null;
    integrals.push(found.expression);
    engines.push(found.engine);
  }
  const particular: Expression[] = [];
  for (const row of flow) {
    const product = dot(row, integrals);
    let best = product;
    const proposals = await allProposals(context, { operation: "simplify", arguments: [product] });
    for (const { expression } of proposals)
      if (
        nodeCount(expression) < nodeCount(best) &&
        decideEqual(expression, product).verdict === "proved"
      )
        best = expression;
    particular.push(best);
  }
  return { vector: particular, engines };
}

function withConditions(
  query: DifferentialSystemQuery,
  flow: FlowParts,
  { vector: particular, engines }: Particular,
  shift: Expression,
  time: Expression,
): Outcome {
  const { unknowns, variable, conditions } = query;
  const size = unknowns.length;
  const at = (expression: Expression, point: Expression): Expression =>
    tidy(substitute(expression, variable, point));
  const written = writtenFlow(flow);
  const rows = conditions.map(({ unknown, point, value }) => {
    const i = unknowns.indexOf(unknown);
    const start = tidy(["Add", point, ["Negate", shift]]);
    return [
      ...(written[i] as Vector).map((entry) => at(entry, start)),
      tidy(["Add", value, ["Negate", at(particular[i] as Expression, point)]]),
    ];
  });
  const reduced = reduceMatrix(
    rows.length === 0 ? [Array.from({ length: size + 1 }, () => ZERO)] : rows,
    size,
  );
  const isContradiction = reduced.rows
    .slice(reduced.pivots.length)
    .some((row) => verdictOfZero(row.at(-1) as Expression) !== "proved");
  if (isContradiction || reduced.divisors.length > 0)
    return openOutcome("The conditions do not settle the constants.");
  const taken = new Set([...unknowns, ...variablesOf(["List", ...query.equations, ...particular])]);
  const names = Array.from({ length: size }, (_, k) => `c${k + 1}`).filter(
    (name) => !taken.has(name),
  );
  let used = 0;
  const free = Array.from({ length: size }, (_, j): Expression =>
    reduced.pivots.includes(j) ? ZERO : (names[used++] as string),
  );
  const constants = free.map((name, j): Expression => {
    const row = reduced.pivots.indexOf(j);
    if (row < 0) return name;
    const entries = reduced.rows[row] as Vector;
    return tidy([
      "Add",
      entries[size] as Expression,
      ["Negate", dot(entries.slice(0, size), free)],
    ]);
  });
  const weights = flow.parts.map((part) =>
    tidyMatrix(
      multiply(
        part,
        constants.map((entry) => [entry]),
      ),
    ).map((row) => row[0] as Expression),
  );
  const solution = unknowns.map((_, i) =>
    tidySigns([
      "Add",
      substitute(
        combination(
          weights.map((weight) => weight[i] as Expression),
          flow.functions,
        ),
        variable,
        time,
      ),
      particular[i] as Expression,
    ]),
  );
  if (!holds(query, solution))
    return openOutcome("The solution did not stand up to being put back.");
  return outcomeOf(query, solution, used, engines);
}

/** No residual in any equation, and every condition exactly. */
function holds(
  { equations, unknowns, variable, conditions }: DifferentialSystemQuery,
  solution: Vector,
): boolean {
  const putIn = (expression: Expression): Expression =>
    unknowns.reduce((all, name, k) => {
      const value = solution[k] as Expression;
      return substitute(
        substitute(all, derivativeOf(name), differentiate(value, variable)),
        name,
        value,
      );
    }, expression);
  const isSolved = equations.every((equation) => {
    const [left, right] = argumentsOf(equation) as [Expression, Expression];
    return isProvedEqual([[putIn(left)]], [[putIn(right)]]);
  });
  return (
    isSolved &&
    conditions.every(({ unknown, point, value }) =>
      isProvedEqual(
        [[substitute(solution[unknowns.indexOf(unknown)] as Expression, variable, point)]],
        [[value]],
      ),
    )
  );
}

function outcomeOf(
  query: DifferentialSystemQuery,
  solution: Vector,
  free: number,
  engines: readonly string[],
): Outcome {
  const { unknowns, variable, conditions } = query;
  const plain = unknowns
    .map((name, k) => `${name}(${variable}) = ${printPlain(solution[k] as Expression)}`)
    .join(", ");
  return {
    kind: "answer",
    value: {
      kind: "solutions",
      variables: [...unknowns],
      solutions: [
        Object.fromEntries(
          unknowns.map((name, k) => [name, printPlain(solution[k] as Expression)]),
        ),
      ],
      complete: true,
    },
    short: plain,
    plain,
    latex: unknowns
      .map(
        (name, k) => `${printLatex(name)}(${variable}) = ${printLatex(solution[k] as Expression)}`,
      )
      .join(",\\; "),
    certificate: {
      grade: "proved",
      method: "residual",
      detail: `Put into the equations, the solution leaves no residual exactly${conditions.length > 0 ? ", and the conditions hold exactly" : ""}; it is exp(tA) times the constants and one particular solution, which are all solutions of a linear system (${free} free constant${free === 1 ? "" : "s"}).`,
      engines: [...new Set([...engines, EXACT])],
    },
    engine: EXACT,
  };
}
