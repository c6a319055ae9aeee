import { fractionOf } from "../../exact/fraction-of.ts";
import { tidySigns } from "../../expression/tidy-signs.ts";
import {
  type Expression,
  type FunctionNode,
  isNumber,
  mapHeads,
  substitute,
} from "../../expression/expression.ts";
import { isFlow, matrixFlow } from "../../matrix/exponential.ts";
import {
  isProvedEqual,
  mapEntries,
  type Matrix,
  matrixExpression,
  matrixOf,
  namesIn,
  tidy,
} from "../../matrix/matrix.ts";
import { gainedConditions } from "../../prove/denominators.ts";
import { EXACT } from "../candidates.ts";
import { type ComputeContext, openOutcome, type Outcome } from "../outcome.ts";
import { allProposals } from "../portfolio.ts";
import { matrixOutcome } from "./matrix-outcome.ts";

/** exp(t A) at a value of t, which is proved as the function of t that solves F' = A F, F(0) = I. */
export async function exponentialOutcome(
  matrix: Matrix,
  context: ComputeContext,
): Promise<Outcome> {
  const { core, factor } = withoutCommonSymbol(matrix);
  const time = ["t", "s", "u"].find((name) => !namesIn(core).includes(name)) ?? "__t";
  const own = context.proving(() => {
    const flow = matrixFlow(core, time);
    return flow !== null && isFlow(flow, core, time) ? flow : null;
  });
  if (own !== null) return valueAt(own, core, time, factor, EXACT);
  const scaled = matrixExpression(mapEntries(core, (entry) => ["Multiply", time, entry]));
  const proposals = await allProposals(context, {
    operation: "matrix-exponential",
    arguments: [scaled],
  });
  for (const { expression, engine } of proposals) {
    const flow = matrixOf(expression);
    if (flow !== null && context.proving(() => isFlow(flow, core, time)))
      return valueAt(flow, core, time, factor, engine);
  }
  return openOutcome("No closed form of the matrix exponential was found that could be proved.");
}

/** The matrix without a symbol that every entry is a multiple of, so that its exponential is a flow in it. */
function withoutCommonSymbol(matrix: Matrix): { core: Matrix; factor: Expression } {
  const one: Expression = { num: "1" };
  const [name, ...others] = namesIn(matrix);
  if (name === undefined || others.length > 0) return { core: matrix, factor: one };
  const core = mapEntries(matrix, (entry) => tidy(["Divide", entry, name]));
  return namesIn(core).length === 0 ? { core, factor: name } : { core: matrix, factor: one };
}

function valueAt(
  flow: Matrix,
  core: Matrix,
  time: string,
  at: Expression,
  engine: string,
): Outcome {
  const value = mapEntries(flow, (entry) =>
    tidySigns(mapHeads(tidySigns(substitute(entry, time, at)), withoutExponentOne)),
  );
  const short = mapEntries(value, tidy);
  const shown = isProvedEqual(short, value) ? short : value;
  const conditions = gainedConditions(
    matrixExpression(core),
    matrixExpression(shown),
    namesIn(core),
  );
  return matrixOutcome(
    shown,
    {
      grade: "proved",
      method: "differential-equation",
      detail:
        "exp(tA) was checked exactly against F' = A F and F(0) = I, which have one solution, and taken at the value asked for.",
      engines: [...new Set([engine, EXACT])],
      ...(conditions.length === 0 ? {} : { conditions }),
    },
    engine,
  );
}

/** e^1 as e. */
const withoutExponentOne = (node: FunctionNode): Expression =>
  node[0] === "Power" &&
  isNumber(node[2] as Expression) &&
  fractionOf(node[2] as Expression)?.equals(1) === true
    ? (node[1] as Expression)
    : node;
