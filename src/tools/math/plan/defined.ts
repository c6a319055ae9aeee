import { exactForm } from "../exact/exact-form.ts";
import { differentiate } from "../expression/differentiate.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  isFunction,
  isSymbol,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { isMatrixValued } from "../matrix/matrix.ts";
import { printPlain } from "../expression/print-plain.ts";
import { parseExpression } from "../read/parse.ts";
import { type DefinedQuery, type Definition, mapQueryExpressions } from "../read/defined-query.ts";
import type { MathQuery } from "../read/math-query.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { solveSystem } from "../solve/solve-system.ts";
import { type ComputeContext, openOutcome, type Outcome } from "./outcome.ts";

/** Answers a query without definitions. */
export type AnswerQuery = (query: MathQuery, context: ComputeContext) => Promise<Outcome>;

interface FunctionValue {
  readonly parameters: readonly string[];
  readonly body: Expression;
}

/** What the definitions so far have given a value. */
class Bindings {
  /** Equations that did not determine their unknowns when they were read; later ones may. */
  pending: readonly Expression[] = [];
  readonly values = new Map<string, Expression>();
  readonly functions = new Map<string, FunctionValue>();

  /** Gives unknowns their values, also inside what was defined by them before. */
  settle(found: Readonly<Record<string, Expression>>): void {
    this.pending = [];
    for (const [name, value] of Object.entries(found)) this.values.set(name, value);
    for (const [name, value] of this.values) this.values.set(name, this.resolve(value));
    for (const [name, { parameters, body }] of this.functions)
      this.functions.set(name, { parameters, body: this.resolve(body, parameters) });
  }

  /** The expression with defined names and functions replaced; `except` names are left alone. */
  resolve(expression: Expression, except: readonly string[] = []): Expression {
    if (isSymbol(expression))
      return except.includes(expression) ? expression : (this.values.get(expression) ?? expression);
    if (!isFunction(expression)) return expression;
    const parts = argumentsOf(expression).map((part) => this.resolve(part, except));
    const called = this.functions.get(headOf(expression));
    if (called === undefined || called.parameters.length !== parts.length)
      return [expression[0], ...parts];
    return called.parameters.reduce<{ body: Expression }>(
      ({ body }, parameter, k) => ({
        body: substitute(body, `argument ${parameter}`, parts[k] as Expression),
      }),
      {
        body: called.parameters.reduce<Expression>(
          (body, parameter) => substitute(body, parameter, `argument ${parameter}`),
          called.body,
        ),
      },
    ).body;
  }

  resolveQuery(query: MathQuery): MathQuery {
    const own = [
      ...("variable" in query && typeof query.variable === "string" ? [query.variable] : []),
      ...("unknowns" in query ? query.unknowns : []),
    ];
    return mapQueryExpressions(query, (expression) => this.resolve(expression, own));
  }
}

/** What reads a matrix as a matrix; elsewhere its name would be taken for a number. */
const ON_LISTS: ReadonlySet<MathQuery["kind"]> = new Set(["linear-algebra", "evaluate"]);

/** Works definitions out in order, then the question; every step is exact or the whole is left open. */
export async function definedQuery(
  { definitions, query }: DefinedQuery,
  context: ComputeContext,
  answer: AnswerQuery,
): Promise<Outcome> {
  const bindings = new Bindings();
  const rows: string[][] = [];
  for (const definition of definitions) {
    const failure = await define(definition, bindings, rows, context, answer);
    if (failure !== null) return failure;
  }
  const shared = bindings.pending.length > 0 ? sharedValue(query, bindings, rows, context) : null;
  if (shared?.kind === "open") return shared;
  if (bindings.pending.length > 0)
    return openOutcome(
      `${bindings.pending.map(printPlain).join(", ").slice(0, 300)} does not determine ${variablesOf(["And", ...bindings.pending]).join(", ")}, so the question is left open.`,
    );
  const resolved = bindings.resolveQuery(query);
  const isOfLists = [...bindings.values.values()].some(isMatrixValued);
  if (isOfLists && !ON_LISTS.has(resolved.kind))
    return openOutcome("This is not worked out for a matrix that is given a name.", "unsupported");
  if (
    resolved.kind === "sets" &&
    resolved.sets.some(({ set }) => set.words.some((word) => bindings.values.has(word)))
  )
    return openOutcome(
      "Write the numbers into the sets; names are not put in place.",
      "unsupported",
    );
  const outcome = await answer(resolved, context);
  if (outcome.kind === "open") return outcome;
  return {
    ...outcome,
    certificate: {
      ...outcome.certificate,
      detail: `Definitions worked out exactly, in order: ${rows
        .map((row) => row.join(" = "))
        .join("; ")
        .slice(0, 600)}. ${outcome.certificate.detail}`,
    },
    pods: [{ id: "definitions", title: "Definitions", table: rows }, ...(outcome.pods ?? [])],
  };
}

async function define(
  definition: Definition,
  bindings: Bindings,
  rows: string[][],
  context: ComputeContext,
  answer: AnswerQuery,
): Promise<Outcome | null> {
  if (definition.kind === "equations") {
    solveFor(definition.equations, bindings, rows);
    return null;
  }
  const parameters = definition.kind === "function" ? definition.parameters : [];
  const query = mapQueryExpressions(definition.query, (expression) =>
    bindings.resolve(expression, parameters),
  );
  const worked = await valueOf(query, context, answer);
  if ("kind" in worked) return worked;
  if (definition.kind === "value") {
    bindings.values.set(definition.name, worked.value);
    rows.push([definition.name, printPlain(worked.value)]);
    return null;
  }
  bindings.functions.set(definition.name, { parameters, body: worked.value });
  rows.push([`${definition.name}(${parameters.join(", ")})`, printPlain(worked.value)]);
  return null;
}

/** The value of a definition's right side as one expression. */
async function valueOf(
  query: MathQuery,
  context: ComputeContext,
  answer: AnswerQuery,
): Promise<{ value: Expression } | Extract<Outcome, { kind: "open" }>> {
  if (query.kind === "evaluate") return { value: exactForm(query.expression) ?? query.expression };
  if (query.kind === "differentiate" && query.at === null) {
    let derivative = query.expression;
    for (let k = 0; k < query.order; k++) {
      derivative = differentiate(derivative, query.variable);
      derivative = exactForm(derivative) ?? derivative;
    }
    return { value: derivative };
  }
  const outcome = await answer(query, context);
  if (outcome.kind === "open") return outcome;
  if (outcome.value.kind !== "expression" || outcome.certificate.grade === "unchecked")
    return open("A definition has no single proved value, so the question is left open.");
  return { value: parseExpression(outcome.value.plain).expression };
}

/** Solves "Suppose …" for every name that has no value yet, once there is exactly one solution. */
function solveFor(equations: readonly Expression[], bindings: Bindings, rows: string[][]): void {
  const resolved = [...bindings.pending, ...equations].map((equation) =>
    bindings.resolve(equation),
  );
  const unknowns = variablesOf(["And", ...resolved]);
  if (unknowns.length === 0) return;
  const solved = solveSystem(resolved, unknowns);
  const [only] = solved?.solutions ?? [];
  if (
    solved === null ||
    !solved.isComplete ||
    solved.solutions.length !== 1 ||
    only === undefined
  ) {
    bindings.pending = resolved;
    return;
  }
  bindings.settle(only);
  for (const name of unknowns) rows.push([name, printPlain(only[name] as Expression)]);
}

/** Solutions that are tried one by one for a value that all of them share. */
const MOST_SOLUTIONS = 12;

/**
 * A question whose unknowns have several values may still have one answer: x + y = 5 and xy = 6 leave two
 * pairs, with the same x^2 + y^2. One of the solutions stands for all then; where they differ, what they
 * come to is said. Null where this settles nothing.
 */
function sharedValue(
  query: MathQuery,
  bindings: Bindings,
  rows: string[][],
  context: ComputeContext,
): Extract<Outcome, { kind: "open" }> | null {
  if (query.kind !== "evaluate") return null;
  const unknowns = variablesOf(["And", ...bindings.pending]);
  const asked = bindings.resolve(query.expression);
  if (!variablesOf(asked).every((name) => unknowns.includes(name))) return null;
  return context.proving(() => {
    const solved = solveSystem(bindings.pending, unknowns);
    const [first, ...others] = solved?.solutions ?? [];
    if (solved?.isComplete !== true || first === undefined || others.length >= MOST_SOLUTIONS)
      return null;
    const at = (solution: Readonly<Record<string, Expression>>): Expression => {
      const value = Object.entries(solution).reduce(
        (part, [name, replacement]) => substitute(part, name, replacement),
        asked,
      );
      return exactForm(value) ?? value;
    };
    const value = at(first);
    if (variablesOf(value).length > 0) return null;
    const verdicts = others.map((other) => decideEqual(at(other), value).verdict);
    if (verdicts.includes("refuted")) {
      const values = new Set(solved.solutions.map((one) => printPlain(at(one))));
      return open(
        `The equations have ${solved.solutions.length} solutions, and they come to different values: ${[...values].join(", ").slice(0, 300)}.`,
      );
    }
    if (verdicts.some((verdict) => verdict !== "proved")) return null;
    bindings.settle(first);
    const tuple = (parts: readonly string[]): string =>
      parts.length === 1 ? (parts[0] as string) : `(${parts.join(", ")})`;
    const each = solved.solutions.map((one) =>
      tuple(unknowns.map((name) => printPlain(one[name] as Expression))),
    );
    rows.push([tuple(unknowns), each.join(" or ")]);
    return null;
  });
}

function open(message: string): Extract<Outcome, { kind: "open" }> {
  return openOutcome(message) as Extract<Outcome, { kind: "open" }>;
}
