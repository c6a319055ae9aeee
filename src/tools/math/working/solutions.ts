import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { decideRelationBetween } from "../prove/decide-relation.ts";
import { rootsIn } from "../plan/solution-domain.ts";
import type { SolveDomain } from "../read/math-query.ts";
import { parseExpression } from "../read/parse.ts";
import { assignmentOf, type Relations } from "./statement.ts";
import type { Ask } from "./value-of.ts";

export type Solution = Readonly<Record<string, Expression>>;

/** What is looked for, and where. */
export interface Search {
  readonly unknowns: readonly string[];
  /** Solutions are looked for among the real numbers; else among the complex ones. */
  readonly isReal: boolean;
  /** Only solutions in this range count, where the problem names one. */
  readonly interval?: SolveDomain["interval"];
  readonly ask: Ask;
}

/** All solutions of a statement; null when they are not known to be all. */
export async function solutionsOf(
  statement: Relations,
  search: Search,
): Promise<readonly Solution[] | null> {
  const all: Solution[] = [];
  for (const relations of statement.alternatives) {
    const written = explicitSolution(relations, search);
    const found = written === null ? await solve(relations, search) : inRange(written, search);
    if (found === null) return null;
    all.push(...found);
  }
  return withoutRepeats(all);
}

/** `x = 2, y = 3` is its own solution. */
function explicitSolution(
  relations: readonly Expression[],
  { unknowns }: Search,
): Solution[] | null {
  const entries = relations.map(assignmentOf);
  if (entries.some((entry) => entry === null)) return null;
  const solution = Object.fromEntries(
    (entries as { name: string; value: Expression }[]).map(({ name, value }) => [name, value]),
  );
  return unknowns.every((name) => name in solution) &&
    Object.keys(solution).length === entries.length
    ? [solution]
    : null;
}

function inRange(solutions: Solution[], { unknowns, interval }: Search): Solution[] | null {
  const [only] = unknowns;
  if (interval === undefined || interval === null || only === undefined) return solutions;
  if (unknowns.length > 1) return null;
  return solutions.filter(
    (solution) =>
      rootsIn({ isReal: true, interval }, [solution[only] as Expression], null).length > 0,
  );
}

async function solve(
  relations: readonly Expression[],
  { unknowns, isReal, interval, ask }: Search,
): Promise<Solution[] | null> {
  if (!relations.every((relation) => headOf(relation) === "Equal")) return null;
  const outcome = await ask({
    kind: "solve",
    equations: relations,
    unknowns,
    domain: { isReal, interval: interval ?? null },
  });
  if (outcome.kind === "open" || outcome.certificate.grade !== "proved") return null;
  const { value } = outcome;
  if (value.kind === "none") return value.reason === "no-solution" ? [] : null;
  if (value.kind !== "solutions" || !value.complete || value.family !== undefined) return null;
  return value.solutions.map((solution) =>
    Object.fromEntries(
      Object.entries(solution).map(([name, text]) => [name, parseExpression(text).expression]),
    ),
  );
}

export function isSameSolution(a: Solution, b: Solution): boolean | null {
  let verdict: boolean | null = true;
  for (const name of Object.keys(a)) {
    const [left, right] = [a[name], b[name]];
    if (left === undefined || right === undefined) return null;
    const decision = decideEqual(left, right);
    if (decision.verdict === "refuted") return false;
    if (decision.verdict === "undecided") verdict = null;
  }
  return verdict;
}

function withoutRepeats(all: readonly Solution[]): Solution[] {
  return all.filter(
    (one, index) => !all.slice(0, index).some((other) => isSameSolution(one, other) === true),
  );
}

/** What is missing from `after` and what it has too much; null when two solutions could not be compared. */
export function compareSolutions(
  before: readonly Solution[],
  after: readonly Solution[],
): { lost: Solution[]; extra: Solution[] } | null {
  const missing = (from: readonly Solution[], among: readonly Solution[]): Solution[] | null => {
    const result: Solution[] = [];
    for (const one of from) {
      const verdicts = among.map((other) => isSameSolution(one, other));
      if (verdicts.includes(true)) continue;
      if (verdicts.includes(null)) return null;
      result.push(one);
    }
    return result;
  };
  const lost = missing(before, after);
  const extra = missing(after, before);
  return lost === null || extra === null ? null : { lost, extra };
}

/** Does a relation hold at a solution? Null when that cannot be decided or an unknown is left. */
export function holdsAt(relation: Expression, solution: Solution): boolean | null {
  const at = Object.entries(solution).reduce(
    (all, [name, value]) => substitute(all, name, value),
    relation,
  );
  if (variablesOf(at).length > 0) return null;
  const [left, right] = argumentsOf(at) as [Expression, Expression];
  if (headOf(at) === "Equal") {
    const { verdict } = decideEqual(left, right);
    return verdict === "undecided" ? null : verdict === "proved";
  }
  const sign = { Less: "<", LessEqual: "<=", Greater: ">", GreaterEqual: ">=", NotEqual: "!=" }[
    headOf(at)
  ] as "<" | undefined;
  if (sign === undefined) return null;
  const { verdict } = decideRelationBetween(left, sign, right, "");
  return verdict === "undecided" ? null : verdict === "proved";
}
