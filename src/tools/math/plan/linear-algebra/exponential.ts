import { differentiate } from "../../expression/differentiate.ts";
import { substitute, ZERO } from "../../expression/expression.ts";
import {
  identityMatrix,
  isProvedEqual,
  mapEntries,
  type Matrix,
  matrixExpression,
  matrixOf,
  multiply,
  namesIn,
  tidy,
} from "../../matrix/matrix.ts";
import { DEEP, deepCandidates, EXACT } from "../candidates.ts";
import { type ComputeContext, openOutcome, type Outcome } from "../outcome.ts";
import { matrixOutcome } from "./matrix-outcome.ts";

/** F(t) = exp(tA) is the one matrix with F' = A F and F(0) = I; the candidate is checked against both. */
export async function exponentialOutcome(
  matrix: Matrix,
  context: ComputeContext,
): Promise<Outcome> {
  const time = "t";
  if (namesIn(matrix).includes(time))
    return openOutcome("Rename t in the matrix: it names the time of exp(tA).", "unsupported");
  const scaled = matrixExpression(mapEntries(matrix, (entry) => ["Multiply", time, entry]));
  for (const candidate of await deepCandidates(context, "matrix-exponential", [scaled], [])) {
    const flow = matrixOf(candidate);
    if (flow === null || flow.length !== matrix.length) continue;
    const isFlow = context.proving(
      () =>
        isProvedEqual(
          mapEntries(flow, (entry) => differentiate(entry, time)),
          multiply(matrix, flow),
        ) &&
        isProvedEqual(
          mapEntries(flow, (entry) => substitute(entry, time, ZERO)),
          identityMatrix(matrix.length),
        ),
    );
    if (!isFlow) continue;
    const value = mapEntries(flow, (entry) => substitute(entry, time, { num: "1" }));
    const shown = mapEntries(value, tidy);
    return matrixOutcome(
      isProvedEqual(shown, value) ? shown : value,
      {
        grade: "proved",
        method: "differential-equation",
        detail:
          "exp(tA) was checked exactly against F' = A F and F(0) = I, which have one solution, and taken at t = 1.",
        engines: [DEEP, EXACT],
      },
      DEEP,
    );
  }
  return openOutcome("No closed form of the matrix exponential was found that could be proved.");
}
