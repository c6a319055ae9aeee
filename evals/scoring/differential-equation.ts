import { complex, magnitude, Real, scale, subtract } from "./complex-decimal.ts";
import type { Complex } from "./complex-decimal.ts";
import { closeness, tryParse, valueAt } from "./equivalence.ts";
import { isConstantName, isUnevaluated } from "./evaluate.ts";
import type { Bindings } from "./evaluate.ts";
import { correct, unanswered, unscorable, wrong } from "./mark.ts";
import type { Judgement } from "./mark.ts";
import { rankOf } from "./matrix.ts";
import { namesOf } from "./plain-syntax.ts";
import type { PlainNode } from "./plain-syntax.ts";
import { parseEquation } from "./root-set.ts";

const STEP = new Real("1e-8");
const RESIDUAL = new Real("1e-9");
const PLACES = ["0.413", "0.731", "1.127", "1.519"];
const CONSTANTS = [
  ["0.83", "1.37", "-0.61", "0.29"],
  ["-1.21", "0.47", "0.93", "1.71"],
  ["1.59", "-0.73", "0.31", "-1.13"],
];

export interface EquationTask {
  /** The equation, with primes for derivatives. */
  readonly equation: string;
  readonly unknown: string;
  readonly variable: string;
  /** How many free constants the solution must have. */
  readonly constants: number;
  /** For example `{"y(0)": "1", "y'(0)": "0"}`. */
  readonly initial?: Readonly<Record<string, string>> | undefined;
  readonly params?: Readonly<Record<string, string>> | undefined;
}

/** The derivative of the given order by central differences of sixty-digit values. */
function nthDerivative(
  node: PlainNode,
  variable: string,
  order: number,
  bindings: Bindings,
): Complex | null {
  const at = bindings.get(variable);
  if (at === undefined) return null;
  let sum = complex(0);
  let binomial = 1;
  for (let k = 0; k <= order; k++) {
    const shift = STEP.times(order / 2 - k);
    const value = valueAt(
      node,
      new Map([...bindings, [variable, complex(at.re.plus(shift), at.im)]]),
    );
    if (value === null) return null;
    sum = subtract(sum, scale(value, k % 2 === 0 ? -binomial : binomial));
    binomial = (binomial * (order - k)) / (k + 1);
  }
  return scale(sum, new Real(1).div(STEP.pow(order)));
}

/** Rewrites `y(x)` as `y`, so that the unknown and its derivatives are plain names. */
function withoutArguments(text: string, task: EquationTask): string {
  return text.replace(
    new RegExp(`\\b(${task.unknown}'*)\\(${task.variable}\\)`, "g"),
    (_, name: string) => name,
  );
}

/** Substitutes the answer into the equation for several values of its constants. */
export function judgeDifferentialEquation(gotText: string, task: EquationTask): Judgement {
  const got = tryParse(gotText);
  if (got === null) return unscorable(`cannot read "${gotText.slice(0, 120)}"`);
  if (isUnevaluated(got)) return unanswered("the equation was left standing");
  const equation = parseEquation(withoutArguments(task.equation, task));
  if (equation === null) return unscorable("cannot read the equation");
  if (namesOf(got).has(task.unknown)) return unanswered("the unknown occurs in the answer");
  const given = new Set([task.variable, ...Object.keys(task.params ?? {})]);
  const free = [...namesOf(got)].filter((name) => !given.has(name) && !isConstantName(name)).sort();
  if (free.length !== task.constants)
    return wrong(`has ${free.length} free constants where ${task.constants} are expected`);

  let checked = 0;
  for (const values of CONSTANTS)
    for (const place of PLACES) {
      const bindings = bind(task, free, values, place);
      const residual = residualAt(equation, got, task, bindings);
      if (residual === null) continue;
      if (residual.gt(RESIDUAL)) return wrong("does not satisfy the equation");
      checked += 1;
    }
  if (checked < 4) return unscorable("could not be substituted at enough points");
  if (free.length > 0 && !constantsAreIndependent(got, task, free))
    return wrong("its constants are not independent");
  return judgeInitial(got, task);
}

function bind(
  task: EquationTask,
  free: readonly string[],
  values: readonly string[],
  place: string,
): Map<string, Complex> {
  const bindings = new Map<string, Complex>([[task.variable, complex(place)]]);
  for (const [name, value] of Object.entries(task.params ?? {})) bindings.set(name, complex(value));
  free.forEach((name, index) => bindings.set(name, complex(values[index] ?? "1")));
  return bindings;
}

function residualAt(
  equation: { readonly left: PlainNode; readonly right: PlainNode },
  got: PlainNode,
  task: EquationTask,
  bindings: Bindings,
): Real | null {
  const full = new Map(bindings);
  for (let order = 0; order <= 4; order++) {
    const value = nthDerivative(got, task.variable, order, bindings);
    if (value === null) return null;
    full.set(task.unknown + "'".repeat(order), value);
  }
  const [left, right] = [valueAt(equation.left, full), valueAt(equation.right, full)];
  if (left === null || right === null) return null;
  const size = Real.max(magnitude(left), magnitude(right), 1);
  return magnitude(subtract(left, right)).div(size);
}

/** Two constants that act as one would leave the gradients of the solution dependent. */
function constantsAreIndependent(
  got: PlainNode,
  task: EquationTask,
  free: readonly string[],
): boolean {
  const values = CONSTANTS[0] ?? [];
  const gradients = free.map((name) =>
    PLACES.map((place) => {
      const bindings = bind(task, free, values, place);
      return nthDerivative(got, name, 1, bindings) ?? complex(0);
    }),
  );
  return rankOf(gradients) === free.length;
}

function judgeInitial(got: PlainNode, task: EquationTask): Judgement {
  for (const [condition, text] of Object.entries(task.initial ?? {})) {
    const match = /^\w+('*)\((.*)\)$/.exec(condition);
    const value = tryParse(text);
    const place = tryParse(match?.[2] ?? "");
    if (match === null || value === null || place === null)
      return unscorable("cannot read the initial conditions");
    const bindings = bind(task, [], [], "0");
    const at = valueAt(place, bindings);
    const expected = valueAt(value, bindings);
    if (at === null || expected === null) return unscorable("cannot read the initial conditions");
    bindings.set(task.variable, at);
    const order = (match[1] ?? "").length;
    const reached = nthDerivative(got, task.variable, order, bindings);
    if (reached === null) return unscorable("cannot be evaluated at the initial point");
    if (magnitude(subtract(reached, expected)).gt(RESIDUAL))
      return wrong(`does not satisfy ${condition} = ${text}`);
  }
  return correct("satisfies the equation and its conditions");
}

/**
 * Judges a general solution against another one, for families that are linear in their constants:
 * whatever constants the answer is given, the expected family must be able to follow it.
 */
export function judgeSameFamily(
  gotText: string,
  expectedText: string,
  order: number,
  variable = "x",
): Judgement {
  const [got, expected] = [tryParse(gotText), tryParse(expectedText)];
  if (got === null || expected === null) return unscorable("cannot read the family");
  if (isUnevaluated(got)) return unanswered("the equation was left standing");
  const freeOf = (node: PlainNode): string[] =>
    [...namesOf(node)].filter((name) => name !== variable && !isConstantName(name)).sort();
  const [free, wanted] = [freeOf(got), freeOf(expected)];
  if (free.length !== order)
    return wrong(`has ${free.length} free constants where ${order} are expected`);
  const task = { equation: "", unknown: "y", variable, constants: order };
  if (!constantsAreIndependent(got, task, free)) return wrong("its constants are not independent");
  const places = [...PLACES, "0.257", "0.967", "1.291"];
  for (const values of CONSTANTS) {
    const target = places.map((place) => valueAt(got, bind(task, free, values, place)));
    const basis = [null, ...wanted].map((active) =>
      places.map((place) => {
        const constants = wanted.map((name) => (name === active ? "1" : "0"));
        return valueAt(expected, bind(task, wanted, constants, place));
      }),
    );
    const offset = basis[0] ?? [];
    const columns = basis.slice(1).map((column) => differences(column, offset));
    const rest = differences(target, offset);
    if (rest.some((value) => value === null) || columns.flat().some((value) => value === null))
      return unscorable("the family cannot be evaluated");
    const rows = columns as Complex[][];
    if (rankOf([...rows, rest as Complex[]]) !== rankOf(rows))
      return wrong("is not a member of the expected family");
  }
  return correct("the same family of solutions");
}

function differences(
  a: readonly (Complex | null)[],
  b: readonly (Complex | null)[],
): (Complex | null)[] {
  return a.map((value, index) => {
    const other = b[index];
    if (!value || !other) return null;
    return closeness(value, other) === "same" ? complex(0) : subtract(value, other);
  });
}
