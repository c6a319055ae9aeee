import { exactForm } from "../exact/exact-form.ts";
import { type Expression, substitute } from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { EVERYWHERE } from "../read/math-query.ts";
import { parseExpression } from "../read/parse.ts";
import type { VectorCalculusQuery } from "../read/vector-calculus-query.ts";
import { breaksOf } from "../solve/breaks.ts";
import { EXACT } from "./candidates.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { isSmoothWhereDefined, roughPlaces } from "./rough-places.ts";
import { solveQuery } from "./solve.ts";
import type { Partials } from "./vector-calculus.ts";

/** Real zeros of the gradient, and points of a curve where the bending changes its sense. */
export async function specialPoints(
  query: VectorCalculusQuery,
  partials: Partials,
  context: ComputeContext,
): Promise<Outcome> {
  const [f] = query.functions as [Expression];
  const refusal = refuseRough(f, query.variables);
  if (refusal !== null) return refusal;
  if (query.operation === "critical-points") {
    const equations: Expression[] = [];
    for (const name of query.variables)
      equations.push(["Equal", await partials.of(f, name), { num: "0" }]);
    return solveQuery(equations, query.variables, { ...EVERYWHERE, isReal: true }, context);
  }
  const [x] = query.variables as [string];
  const second = await partials.of(await partials.of(f, x), x);
  const zeros = await solveQuery(
    [["Equal", second, { num: "0" }]],
    [x],
    { ...EVERYWHERE, isReal: true },
    context,
  );
  if (zeros.kind !== "answer" || zeros.value.kind === "none") return zeros;
  if (zeros.value.kind !== "solutions" || !zeros.value.complete || zeros.value.family !== undefined)
    return openOutcome("The zeros of the second derivative could not all be found one by one.");
  const places = zeros.value.solutions.map(
    (solution) => parseExpression(solution[x] as string).expression,
  );
  const breaks = breaksOf(second, x);
  if (breaks === null || breaks.some(({ period }) => period !== null))
    return openOutcome("Where the second derivative breaks was not settled.");
  const between = [...places, ...breaks.flatMap((set) => set.points)];
  const points: Expression[][] = [];
  for (const place of places) {
    const changes = changesSign(second, x, place, between);
    if (changes === null)
      return openOutcome("Whether the second derivative changes its sign was not settled.");
    const value = exactForm(substitute(f, x, place)) ?? substitute(f, x, place);
    if (changes) points.push([place, value]);
  }
  const items = points.map((point) => `(${point.map(printPlain).join(", ")})`);
  const text = items.length === 0 ? "none" : items.join(", ");
  return {
    kind: "answer",
    value: items.length === 0 ? { kind: "none", reason: "no-solution" } : { kind: "list", items },
    short: text,
    plain: text,
    latex:
      points.map((point) => `\\left(${point.map(printLatex).join(", ")}\\right)`).join(",\\; ") ||
      "\\text{none}",
    certificate: {
      ...partials.certificate(
        "The zeros of the second derivative are complete, and it changes its sign at those shown, by its values between them.",
      ),
      method: "sign-change",
    },
    engine: EXACT,
  };
}

/** Where there is a value and no rule of differentiation holds, a zero of the derivative tells nothing. */
function refuseRough(f: Expression, variables: readonly string[]): Outcome | null {
  if (isSmoothWhereDefined(f, variables)) return null;
  const [x, ...others] = variables;
  const places = x === undefined || others.length > 0 ? null : roughPlaces(f, x);
  if (places?.length === 0) return null;
  const where = places === null ? "" : ` at ${x} = ${places.map(printPlain).join(", ")}`;
  return openOutcome(
    `The function may have a corner or an end of its domain${where}, and such points are not worked out here. Ask for its derivative there, or for its plot.`,
    "unsupported",
  );
}

/** Different signs between the neighbouring zeros and breaks on both sides; null where there is no value. */
function changesSign(
  second: Expression,
  x: string,
  place: Expression,
  all: readonly Expression[],
): boolean | null {
  const at = evaluateReal(place)?.toNumber();
  const values = all
    .map((other) => evaluateReal(other)?.toNumber())
    .filter((value) => value !== undefined);
  if (at === undefined || values.length !== all.length) return null;
  const gaps = values.map((value) => Math.abs(value - at)).filter((gap) => gap > 1e-12);
  const step = Math.min(1, ...gaps.map((gap) => gap / 2));
  const [left, right] = [at - step, at + step].map((value) => evaluateReal(second, { [x]: value }));
  return left === null || right === null || left === undefined || right === undefined
    ? null
    : left.isNegative() !== right.isNegative();
}
