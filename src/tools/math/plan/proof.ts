import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  integer,
  rational,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { holdsInfinity } from "../expression/infinite-parts.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { decideRelationBetween } from "../prove/decide-relation.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { ProofQuery } from "../read/proof-query.ts";
import { assumingQuery } from "./assuming.ts";
import { truthOutcome } from "./discrete.ts";
import { solveInequality } from "./inequality.ts";
import { holdsOperator } from "./inner-operations.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

type Sign = "=" | "!=" | "<" | ">" | "<=" | ">=";

const SIGNS: Readonly<Record<string, Sign>> = {
  Equal: "=",
  NotEqual: "!=",
  Less: "<",
  Greater: ">",
  LessEqual: "<=",
  GreaterEqual: ">=",
};
const OPPOSITE: Readonly<Record<string, string>> = {
  NotEqual: "Equal",
  Less: "GreaterEqual",
  Greater: "LessEqual",
  LessEqual: "Greater",
  GreaterEqual: "Less",
};

interface Verdict {
  readonly value: boolean;
  readonly method: string;
  readonly detail: string;
}

/**
 * Is a statement true for all real values of its letters for which both sides are defined and the conditions
 * hold? Yes with a proof, no with a counterexample that was worked out exactly, or undecided.
 */
export async function proofQuery(query: ProofQuery, context: ComputeContext): Promise<Outcome> {
  const parts = headOf(query.relation) === "And" ? argumentsOf(query.relation) : [query.relation];
  if (parts.some((part) => holdsOperator(part) || holdsInfinity(part)))
    return openOutcome(
      "Statements with sums, products, integrals, limits or infinity are not proved yet. Ask for the value of that part.",
      "unsupported",
    );
  const verdicts: Verdict[] = [];
  for (const part of parts) {
    const found =
      context.proving(() => counterexample(part, query)) ?? (await proofOf(part, query, context));
    if (found === null) return openOutcome(UNDECIDED);
    if (!found.value) return truthOutcome(false, found);
    verdicts.push(found);
  }
  const [first] = verdicts as [Verdict];
  const outcome = truthOutcome(true, first);
  return outcome.kind !== "answer" || query.given.texts.length === 0
    ? outcome
    : {
        ...outcome,
        certificate: { ...outcome.certificate, conditions: [...query.given.texts] },
      };
}

/** Letters of a polynomial that is completed to squares. */
const MOST_LETTERS = 4;

const UNDECIDED =
  "No proof was found, and no counterexample among the values tried. Equations by exact forms and inequalities of one letter are decided, and quadratic ones of several.";

async function proofOf(
  part: Expression,
  { given }: ProofQuery,
  context: ComputeContext,
): Promise<Verdict | null> {
  const [left, right] = argumentsOf(part) as [Expression, Expression];
  const variables = variablesOf(part);
  if (headOf(part) === "Equal") {
    const decision = context.proving(() => decideEqual(left, right));
    if (decision.verdict === "proved")
      return { value: true, method: decision.method, detail: decision.detail };
    if (given.relations.length === 0) return null;
    const difference: Expression = ["Add", left, ["Negate", right]];
    const outcome = await assumingQuery(difference, given, { ...context, engines: [] });
    const isZero =
      outcome.kind === "answer" &&
      outcome.certificate.grade === "proved" &&
      outcome.value.kind === "expression" &&
      outcome.value.plain === "0";
    return isZero
      ? { value: true, method: "signs-settled", detail: outcome.certificate.detail }
      : null;
  }
  if (variables.length === 0) {
    const decision = context.proving(() =>
      decideRelationBetween(left, SIGNS[headOf(part)] as Sign, right, printPlain(right)),
    );
    return decision.verdict === "proved"
      ? { value: true, method: decision.method, detail: decision.detail }
      : null;
  }
  return context.proving(() =>
    variables.length === 1
      ? byNegation(part, given.relations)
      : variables.length <= MOST_LETTERS && given.relations.length === 0
        ? byDiscriminant(part, variables)
        : null,
  );
}

/** The opposite, together with the conditions, has no solution. */
function byNegation(part: Expression, conditions: readonly Expression[]): Verdict | null {
  const [variable] = variablesOf(part) as [string];
  const opposite = OPPOSITE[headOf(part)];
  const isOwn = conditions.every((condition) =>
    variablesOf(condition).every((name) => name === variable),
  );
  if (opposite === undefined || !isOwn) return null;
  const negation: Expression = [opposite, ...argumentsOf(part)];
  return hasNoSolution([negation, ...conditions], variable)
    ? {
        value: true,
        method: "sign-chart",
        detail: `The opposite, ${[negation, ...conditions].map(printPlain).join(" with ")}, has no real solution: all zeros and breaks were found exactly, and every gap between them was tested.`,
      }
    : null;
}

function hasNoSolution(relations: readonly Expression[], variable: string): boolean {
  const outcome = solveInequality(relations, variable);
  return (
    outcome.kind === "answer" &&
    outcome.certificate.grade === "proved" &&
    outcome.value.kind === "none" &&
    outcome.value.reason === "no-solution"
  );
}

/** The difference of the sides by completing squares. */
function byDiscriminant(part: Expression, variables: readonly string[]): Verdict | null {
  const [left, right] = argumentsOf(part) as [Expression, Expression];
  const isLess = headOf(part).startsWith("Less");
  if (headOf(part) === "NotEqual") return null;
  const difference: Expression = isLess
    ? ["Add", right, ["Negate", left]]
    : ["Add", left, ["Negate", right]];
  const isStrict = !headOf(part).endsWith("Equal");
  const steps = squareSteps(difference, variables, isStrict);
  return steps === null
    ? null
    : {
        value: true,
        method: "discriminant",
        detail: `The difference of the sides is completed to squares, one letter after the other. ${steps.join(" ")}`,
      };
}

/**
 * The steps by which u >= 0 (or u > 0) is shown: as a quadratic in one letter it has a positive leading number,
 * and 4 a c - b^2 is shown in the same way in the other letters; null where that does not lead to an end.
 */
function squareSteps(
  u: Expression,
  variables: readonly string[],
  isStrict: boolean,
): string[] | null {
  const sign = isStrict ? ">" : ">=";
  const opposite = isStrict ? "LessEqual" : "Less";
  if (variables.length === 0)
    return decideRelationBetween(u, sign, integer(0), "0").verdict === "proved"
      ? [`${printPlain(u)} ${sign} 0.`]
      : null;
  const [only] = variables as [string];
  if (variables.length === 1 && hasNoSolution([[opposite, u, integer(0)]], only))
    return [`${printPlain(u)} ${sign} 0 for every real ${only}.`];
  for (const variable of variables) {
    const quadratic = quadraticIn(u, variable);
    if (quadratic === null) continue;
    const [a, b, c] = quadratic;
    if (variablesOf(a).length > 0 || evaluateReal(a)?.gt(0) !== true) continue;
    const rest: Expression = [
      "Add",
      ["Multiply", integer(4), a, c],
      ["Negate", ["Power", b, integer(2)]],
    ];
    const tidy = exactForm(rest) ?? rest;
    const inner = squareSteps(tidy, variablesOf(tidy), isStrict);
    if (inner !== null)
      return [
        `As a quadratic in ${variable} it has the leading number ${printPlain(a)}, and 4*a*c - b^2 is ${printPlain(tidy)}.`,
        ...inner,
      ];
  }
  return null;
}

/** The coefficients of a quadratic polynomial, confirmed by putting them together again; null otherwise. */
function quadraticIn(
  expression: Expression,
  variable: string,
): [Expression, Expression, Expression] | null {
  const at = (value: number): Expression => substitute(expression, variable, integer(value));
  const c = exactForm(at(0));
  const half = (sign: 1 | -1): Expression => [
    "Divide",
    ["Add", at(1), sign > 0 ? at(-1) : ["Negate", at(-1)]],
    integer(2),
  ];
  const b = exactForm(half(-1));
  const a = c === null ? null : exactForm(["Add", half(1), ["Negate", c]]);
  if (a === null || b === null || c === null) return null;
  const whole: Expression = [
    "Add",
    ["Multiply", a, ["Power", variable, integer(2)]],
    ["Multiply", b, variable],
    c,
  ];
  return decideEqual(expression, whole).verdict === "proved" ? [a, b, c] : null;
}

const TRIED: readonly Expression[] = [
  integer(1),
  integer(2),
  integer(0),
  integer(-1),
  integer(3),
  rational(1n, 2n),
  integer(-2),
  rational(-1n, 2n),
  integer(10),
  rational(1n, 10n),
  integer(-10),
  rational(3n, 2n),
];
const MOST_TRIALS = 150;

/** Values at which both sides are real numbers, the conditions hold and the statement does not, all exactly. */
function counterexample(part: Expression, { given }: ProofQuery): Verdict | null {
  const [left, right] = argumentsOf(part) as [Expression, Expression];
  const sign = SIGNS[headOf(part)] as Sign;
  const variables = [...new Set([part, ...given.relations].flatMap(variablesOf))];
  const count = variables.length === 0 ? 1 : MOST_TRIALS;
  for (let trial = 0; trial < count; trial++) {
    const values = variables.map((name, place) => valueAt(trial, place, given.whole.has(name)));
    if (variables.length === 1 && trial >= TRIED.length) break;
    const put = (expression: Expression): Expression =>
      variables.reduce(
        (result, name, k) => substitute(result, name, values[k] as Expression),
        expression,
      );
    const [a, b] = [put(left), put(right)];
    if (evaluateReal(a) === null || evaluateReal(b) === null) continue;
    if (!given.relations.every((relation) => holds(put(relation)))) continue;
    const isRefuted =
      sign === "="
        ? decideEqual(a, b).verdict === "refuted"
        : decideRelationBetween(a, sign, b, printPlain(b)).verdict === "refuted";
    if (!isRefuted) continue;
    const place = variables.map((name, k) => `${name} = ${printPlain(values[k] as Expression)}`);
    const sides = [a, b].map((side) => printPlain(exactForm(side) ?? side));
    return {
      value: false,
      method: "counterexample",
      detail: `${place.length === 0 ? "The" : `At ${place.join(", ")} the`} left side is ${sides[0]} and the right side ${sides[1]}.`,
    };
  }
  return null;
}

function valueAt(trial: number, place: number, isWhole: boolean): Expression {
  const step = place === 0 ? trial : Math.floor(trial / TRIED.length ** place) + trial * place;
  const value = TRIED[step % TRIED.length] as Expression;
  return isWhole && headOf(value) !== "" && headOf(value) !== "Negate" ? integer(4 + place) : value;
}

function holds(relation: Expression): boolean {
  const [left, right] = argumentsOf(relation) as [Expression, Expression];
  const sign = SIGNS[headOf(relation)];
  return (
    sign !== undefined &&
    decideRelationBetween(left, sign, right, printPlain(right)).verdict === "proved"
  );
}
