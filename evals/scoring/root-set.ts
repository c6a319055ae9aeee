import { complex, isReal, magnitude, PI, Real, subtract } from "./complex-decimal.ts";
import type { Complex } from "./complex-decimal.ts";
import { closeness, tryParse, valueAt } from "./equivalence.ts";
import { isUnevaluated } from "./evaluate.ts";
import type { Bindings } from "./evaluate.ts";
import { correct, inexact, partial, unanswered, unscorable, wrong } from "./mark.ts";
import type { Judgement } from "./mark.ts";
import { hasDecimal, namesOf } from "./plain-syntax.ts";
import type { PlainNode } from "./plain-syntax.ts";
import { samplePoints } from "./sample-points.ts";

const RESIDUAL = new Real("1e-12");

export interface RootTask {
  readonly expected: readonly Readonly<Record<string, string>>[];
  /** Equations every returned root must satisfy; none means that only the expected ones count. */
  readonly equations: readonly string[];
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly isReal?: boolean | undefined;
  readonly isPositive?: boolean | undefined;
  /** Angles: compare modulo two pi. */
  readonly isPeriodic?: boolean | undefined;
  readonly allowsDecimals?: boolean | undefined;
  /** Names that are variables although plain notation gives them a meaning. */
  readonly variables?: readonly string[] | undefined;
}

type Root = Readonly<Record<string, string>>;
type Values = ReadonlyMap<string, Complex>;

interface Equation {
  readonly left: PlainNode;
  readonly right: PlainNode;
}

/** Reads `left = right`. */
export function parseEquation(text: string): Equation | null {
  const sides = text.split(/={1,2}/);
  if (sides.length !== 2) return null;
  const [left, right] = sides.map(tryParse);
  return left && right ? { left, right } : null;
}

/** Judges returned roots: each must hold in the equations, each expected one must be among them. */
export function judgeRoots(got: readonly Root[], task: RootTask): Judgement {
  const trees = got.map(parseRoot);
  if (trees.some((root) => root === null)) return unscorable("cannot read the roots");
  const roots = trees as ReadonlyMap<string, PlainNode>[];
  if (roots.some((root) => [...root.values()].some(isUnevaluated)))
    return unanswered("a root was left standing as an operation");
  const expected = task.expected.map(parseRoot);
  if (expected.some((root) => root === null)) return unscorable("cannot read the expectation");
  const equations = task.equations.map(parseEquation);
  if (equations.some((equation) => equation === null))
    return unscorable("cannot read the equation");

  const allTrees = [...roots, ...expected].flatMap((root) => [...(root?.values() ?? [])]);
  for (const equation of equations) if (equation) allTrees.push(equation.left, equation.right);
  const unknowns = new Set(task.expected.flatMap((root) => Object.keys(root)));
  const bindings: Bindings =
    samplePoints(allTrees, {
      params: task.params,
      variables: task.variables,
    })[0] ?? new Map();
  const context = new Map([...bindings].filter(([name]) => !unknowns.has(name)));

  const evaluated = evaluateRoots(roots, context);
  const wanted = evaluateRoots(expected as ReadonlyMap<string, PlainNode>[], context);
  if (evaluated === null || wanted === null) return unscorable("a root cannot be evaluated");
  const inDomain = evaluated.filter((root) => isInDomain(root, task));
  const decimals = roots.some((root) => [...root.values()].some(hasDecimal));
  const compared = { ...task, decimals };
  for (const root of inDomain) {
    const isExpected = wanted.some((other) => sameRoot(root, other, compared) !== "different");
    if (isExpected) continue;
    if (equations.length === 0) return wrong("returns a value that is not expected");
    const holds = satisfies(root, equations as Equation[], context);
    if (holds === null) return unscorable("the equation cannot be evaluated at a returned root");
    if (!holds) return wrong("a returned root does not satisfy the equation");
  }
  const missing = wanted.filter(
    (root) => !inDomain.some((other) => sameRoot(other, root, compared) !== "different"),
  );
  if (missing.length > 0) {
    if (inDomain.length === 0)
      return evaluated.length === 0 && got.length === 0
        ? wrong("says that there is no solution")
        : wrong("no returned root lies in the domain");
    return partial(`${missing.length} of ${wanted.length} roots are missing`);
  }
  const near = wanted.some(
    (root) => !inDomain.some((other) => sameRoot(other, root, compared) === "same"),
  );
  const wantsDecimals = task.allowsDecimals === true;
  if ((near || decimals) && !wantsDecimals && !expectsDecimals(expected))
    return inexact("decimals where exact roots are asked");
  return correct("every root holds and none is missing");
}

function expectsDecimals(expected: readonly (ReadonlyMap<string, PlainNode> | null)[]): boolean {
  return expected.some((root) => [...(root?.values() ?? [])].some(hasDecimal));
}

function parseRoot(root: Root): ReadonlyMap<string, PlainNode> | null {
  const parsed = new Map<string, PlainNode>();
  for (const [name, text] of Object.entries(root)) {
    const tree = tryParse(text);
    if (tree === null) return null;
    parsed.set(name, tree);
  }
  return parsed;
}

function evaluateRoots(
  roots: readonly ReadonlyMap<string, PlainNode>[],
  context: Bindings,
): Values[] | null {
  const all: Values[] = [];
  for (const root of roots) {
    const values = new Map<string, Complex>();
    for (const [name, tree] of root) {
      const own = namesOf(tree).has(name);
      const value = own ? null : valueAt(tree, context);
      if (value === null) return null;
      values.set(name, cleaned(value));
    }
    all.push(values);
  }
  return all;
}

function cleaned(value: Complex): Complex {
  const size = Real.max(magnitude(value), 1);
  return value.im.abs().lt(size.times("1e-40")) ? complex(value.re) : value;
}

function isInDomain(root: Values, task: RootTask): boolean {
  for (const value of root.values()) {
    const real = isReal(value) || value.im.abs().lt("1e-20");
    if (task.isReal === true && !real) return false;
    if (task.isPositive === true && !value.re.gt(0)) return false;
  }
  return true;
}

function sameRoot(
  a: Values,
  b: Values,
  task: Pick<RootTask, "isPeriodic" | "allowsDecimals"> & { readonly decimals: boolean },
): "same" | "near" | "different" {
  let result: "same" | "near" | "different" = "same";
  for (const [name, expected] of b) {
    const got = a.get(name);
    if (got === undefined) return "different";
    const close = task.isPeriodic === true ? anglesClose(got, expected) : closeness(got, expected);
    if (close === "different") return "different";
    if (close === "near") {
      if (!task.decimals && task.allowsDecimals !== true) return "different";
      result = "near";
    }
  }
  return result;
}

function anglesClose(got: Complex, expected: Complex): "same" | "near" | "different" {
  const turn = PI.times(2);
  const gap = subtract(got, expected);
  const turns = gap.re.div(turn).round();
  return closeness(complex(got.re.minus(turns.times(turn)), got.im), expected);
}

/** Null when an equation cannot be evaluated at the root. */
function satisfies(
  root: Values,
  equations: readonly Equation[],
  context: Bindings,
): boolean | null {
  const bindings = new Map([...context, ...root]);
  for (const equation of equations) {
    const left = valueAt(equation.left, bindings);
    const right = valueAt(equation.right, bindings);
    if (left === null || right === null) return null;
    const size = Real.max(magnitude(left), magnitude(right), 1);
    if (magnitude(subtract(left, right)).gt(size.times(RESIDUAL))) return false;
  }
  return true;
}
