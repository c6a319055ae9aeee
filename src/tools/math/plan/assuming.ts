import type { Assumptions } from "../assume/assumptions.ts";
import { AssumedRewriter } from "../assume/rewrite.ts";
import { SignTable } from "../assume/sign.ts";
import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  nodeCount,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { parseExpression } from "../read/parse.ts";
import { evaluateComplex } from "../numeric/evaluate-complex.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { cost, EXACT } from "./candidates.ts";
import { evaluateExpression } from "./evaluate.ts";
import { expressionOutcome } from "./expression-outcome.ts";
import { solveInequality } from "./inequality.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";
import { asUnivariate } from "./univariate-input.ts";

const MOST_ROUNDS = 3;
/** A form of so few parts that an engine would not find a shorter one. */
const FEW_NODES = 5;
/** Values tried for the letters; those that fulfil the assumptions are used. */
const TRIALS = [
  0.37, 1.62, 2.71, 5.3, 0.05, -0.41, -1.83, -3.14, -7.9, 11.5, 1.21, 0.83, 2.2, 4.4, -0.07, 31.7,
];
const WHOLE_TRIALS = [1, 2, 3, 5, 8, -1, -2, -4, 7, 12];
const LEAST_POINTS = 3;
const TOLERANCE = 1e-9;

/**
 * Simplifies under assumptions. Assumptions that exclude each other are refused; the result is worked out
 * by identities whose signs the assumptions prove, then checked by values that fulfil them.
 */
export async function assumingQuery(
  input: Expression,
  assumptions: Assumptions,
  context: ComputeContext,
): Promise<Outcome> {
  const conflict = context.proving(() => contradiction(assumptions));
  if (conflict !== null) return openOutcome(conflict, "unsupported", "contradiction");
  const rewritten = context.proving(() => {
    const signs = new SignTable(assumptions, isUnsatisfiable);
    const rewriter = new AssumedRewriter(signs, asUnivariate);
    let result = input;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const next = rewriter.rewrite(result);
      if (printPlain(next) === printPlain(result)) break;
      result = next;
    }
    return result;
  });
  const outcome = await shortened(input, rewritten, context);
  if (outcome.kind !== "answer" || outcome.value.kind !== "expression") return outcome;
  const isSame = printPlain(rewritten) === printPlain(input);
  const result = parseExpression(outcome.value.plain).expression;
  const points = context.proving(() => agreeingPoints(input, result, assumptions));
  if (points === null)
    return openOutcome(
      "The simplified form did not stand up to a check at values that fulfil the assumptions.",
    );
  const { certificate } = outcome;
  const isProved = certificate.grade === "proved" && (isSame || points >= LEAST_POINTS);
  const isShorter = cost(result) < cost(input);
  return {
    ...outcome,
    certificate: {
      ...certificate,
      grade: isProved
        ? "proved"
        : certificate.grade === "proved"
          ? "exact-check"
          : certificate.grade,
      method: isSame ? certificate.method : "signs-settled",
      detail: isSame
        ? isShorter
          ? certificate.detail
          : "No shorter form was found: the assumptions settle nothing in it."
        : `The signs under the assumptions were proved by solving inequalities, and only identities for these signs used; ${points} values that fulfil the assumptions agree.`,
      engines: [...new Set([...certificate.engines, EXACT])],
      conditions: [...new Set([...assumptions.texts, ...(certificate.conditions ?? [])])],
    },
  };
}

/** Shortened further by the engines, where there is anything to shorten and they answer in time. */
async function shortened(
  input: Expression,
  rewritten: Expression,
  context: ComputeContext,
): Promise<Outcome> {
  const itself = expressionOutcome({
    expression: rewritten,
    engine: EXACT,
    certificate: { grade: "proved", method: "signs-settled", detail: "", engines: [EXACT] },
  });
  const isChanged = printPlain(rewritten) !== printPlain(input);
  const form = exactForm(rewritten);
  const isShort =
    form === null ||
    cost(form) > cost(rewritten) ||
    printPlain(tidySigns(form)) === printPlain(tidySigns(rewritten));
  if (isChanged && isShort && nodeCount(rewritten) <= FEW_NODES) return itself;
  const outcome = await evaluateExpression(rewritten, context, "simplify");
  return outcome.kind === "open" && outcome.status === "timed-out" && isChanged ? itself : outcome;
}

/** No number fulfils the relations: proved by solving them, else false. */
export function isUnsatisfiable(relations: readonly Expression[], variable: string): boolean {
  const equal = relations.find((relation) => headOf(relation) === "Equal");
  if (equal !== undefined) {
    // u = 0 is excluded when neither u >= 0 together with u <= 0 can hold.
    const [left, right] = argumentsOf(equal) as [Expression, Expression];
    const rest = relations.filter((relation) => relation !== equal);
    return isUnsatisfiable(
      [...rest, ["LessEqual", left, right], ["GreaterEqual", left, right]],
      variable,
    );
  }
  const outcome = solveInequality(relations, variable);
  return (
    outcome.kind === "answer" &&
    outcome.value.kind === "none" &&
    outcome.value.reason === "no-solution" &&
    outcome.certificate.grade === "proved"
  );
}

/** A sentence when the assumptions on one letter exclude each other, else null. */
function contradiction({ relations }: Assumptions): string | null {
  for (const variable of new Set(relations.flatMap(variablesOf))) {
    const own = relations.filter((relation) =>
      variablesOf(relation).every((name) => name === variable),
    );
    if (own.length > 0 && isUnsatisfiable(own, variable))
      return `The assumptions exclude each other: no ${variable} fulfils ${own.map(printPlain).join(" and ")}. Change one of them.`;
  }
  const constant = relations.find(
    (relation) => variablesOf(relation).length === 0 && !holdsAt(relation, {}),
  );
  return constant === undefined
    ? null
    : `The assumption ${printPlain(constant)} is false. Leave it out.`;
}

function holdsAt(relation: Expression, point: Readonly<Record<string, number>>): boolean {
  const [a, b] = argumentsOf(relation).map((side) => evaluateReal(side, point));
  if (a === null || a === undefined || b === null || b === undefined) return false;
  switch (headOf(relation)) {
    case "Less":
      return a.lt(b);
    case "LessEqual":
      return a.lte(b);
    case "Greater":
      return a.gt(b);
    case "GreaterEqual":
      return a.gte(b);
    default:
      return !a.eq(b);
  }
}

/** How many points that fulfil the assumptions give both the same value; null when one does not. */
function agreeingPoints(a: Expression, b: Expression, assumptions: Assumptions): number | null {
  const variables = [
    ...new Set([
      ...variablesOf(a),
      ...variablesOf(b),
      ...assumptions.relations.flatMap(variablesOf),
    ]),
  ];
  const trials = [...TRIALS, ...boundsIn(assumptions)];
  let agreed = 0;
  for (let index = 0; index < 64; index++) {
    const point: Record<string, number> = {};
    variables.forEach((name, position) => {
      const pool = assumptions.whole.has(name) ? WHOLE_TRIALS : trials;
      point[name] = pool[(index * (position * 2 + 1) + position * 5) % pool.length] as number;
    });
    if (!assumptions.relations.every((relation) => holdsAt(relation, point))) continue;
    const same = agreeAt(a, b, point);
    if (same === false) return null;
    if (same === true) agreed += 1;
  }
  return agreed;
}

/** Values just beside and between the numbers that the assumptions name. */
function boundsIn({ relations }: Assumptions): number[] {
  const numbers = relations
    .flatMap(argumentsOf)
    .filter((side) => variablesOf(side).length === 0)
    .map((side) => evaluateReal(side)?.toNumber())
    .filter((value) => value !== undefined)
    .toSorted((a, b) => a - b);
  return numbers.flatMap((value, k) => {
    const next = numbers[k + 1] ?? value + 2;
    const gap = next > value ? next - value : 1;
    return [value - 0.61, value + gap * 0.13, value + gap * 0.5, value + gap * 0.87];
  });
}

function agreeAt(
  a: Expression,
  b: Expression,
  point: Readonly<Record<string, number>>,
): boolean | null {
  const [x, y] = [evaluateReal(a, point), evaluateReal(b, point)];
  if (x !== null && y !== null)
    return x.sub(y).abs().lte(x.abs().add(y.abs()).mul(1e-25).add(1e-30));
  const [u, v] = [evaluateComplex(a, point), evaluateComplex(b, point)];
  if (u === null || v === null) return null;
  return u.sub(v).abs() <= TOLERANCE * Math.max(1, u.abs(), v.abs());
}
