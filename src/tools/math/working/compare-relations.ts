import { headOf, type Expression } from "../expression/expression.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import { checkSameSolutions } from "../steps/same-solutions.ts";
import type { StepCheck } from "../steps/step-chain.ts";
import { compareSolutions, holdsAt, type Search, type Solution, solutionsOf } from "./solutions.ts";
import { joinRanges, type Ranges, rangesIn } from "./join-ranges.ts";
import type { Relations } from "./statement.ts";

/** How a statement stands to the one before it. */
export type Comparison =
  | { readonly kind: "same"; readonly check: NonNullable<StepCheck> }
  /** It follows, but says less: other values satisfy it too. */
  | {
      readonly kind: "implied";
      readonly check: NonNullable<StepCheck>;
      readonly extra: readonly Solution[];
    }
  | {
      readonly kind: "lost";
      readonly lost: readonly Solution[];
      readonly extra: readonly Solution[];
    }
  | { readonly kind: "undecided"; readonly why: string };

const exact = (method: string, detail: string): NonNullable<StepCheck> => ({
  grade: "proved",
  method,
  detail,
});

/** Compares two statements by what satisfies them. */
export async function compareRelations(
  before: Relations,
  after: Relations,
  search: Search,
): Promise<Comparison> {
  const quick = sameByForm(before, after);
  if (quick !== null) return { kind: "same", check: quick };
  if (isInequality(before) || isInequality(after)) return compareRanges(before, after, search);
  const had = await solutionsOf(before, search);
  if (had === null)
    return { kind: "undecided", why: "All solutions of the line before could not be found." };
  const [only] = after.alternatives;
  const implied =
    after.alternatives.length === 1 && only !== undefined ? impliedBy(had, only) : null;
  const has = await solutionsOf(after, search);
  if (implied === true && has === null)
    return {
      kind: "implied",
      check: exact("implied", "Every solution of the line before satisfies it."),
      extra: [],
    };
  if (implied === false && had.length > 0 && has === null)
    return { kind: "lost", lost: had, extra: [] };
  if (has === null)
    return { kind: "undecided", why: "All solutions of this line could not be found." };
  const compared = compareSolutions(had, has);
  if (compared === null)
    return { kind: "undecided", why: "The solutions could not be compared exactly." };
  if (compared.lost.length > 0) return { kind: "lost", ...compared };
  const check = exact(
    "same-solutions",
    `Both have the same ${had.length === 1 ? "solution" : `${had.length} solutions`}, found exactly.`,
  );
  return compared.extra.length === 0
    ? { kind: "same", check }
    : {
        kind: "implied",
        check: exact("implied", "Every solution of the line before satisfies it."),
        extra: compared.extra,
      };
}

/** True when every solution satisfies all relations, false when one is known not to, null when open. */
function impliedBy(
  solutions: readonly Solution[],
  relations: readonly Expression[],
): boolean | null {
  let verdict: boolean | null = true;
  for (const solution of solutions)
    for (const relation of relations) {
      const holds = holdsAt(relation, solution);
      if (holds === false) return false;
      if (holds === null) verdict = null;
    }
  return verdict;
}

function sameByForm(before: Relations, after: Relations): StepCheck {
  const [only] = before.alternatives;
  if (before.alternatives.length !== 1 || only === undefined || only.length !== 1) return null;
  if (after.alternatives.some((relations) => relations.length !== 1)) return null;
  return checkSameSolutions(
    only[0] as Expression,
    after.alternatives.map((relations) => relations[0] as Expression),
  );
}

function isInequality({ alternatives }: Relations): boolean {
  return alternatives.flat().some((relation) => headOf(relation) !== "Equal");
}

async function compareRanges(
  before: Relations,
  after: Relations,
  search: Search,
): Promise<Comparison> {
  const [had, has] = [await rangesOf(before, search), await rangesOf(after, search)];
  if (had === null || has === null)
    return { kind: "undecided", why: "The inequality could not be solved exactly." };
  const same = sameRanges(had, has);
  if (same === null) return { kind: "undecided", why: "The ends could not be compared exactly." };
  return same
    ? { kind: "same", check: exact("same-ranges", "Both are satisfied by the same numbers.") }
    : { kind: "lost", lost: [], extra: [] };
}

async function rangesOf(
  { alternatives }: Relations,
  { unknowns, interval, ask }: Search,
): Promise<Ranges | null> {
  const [variable] = unknowns;
  if (variable === undefined || unknowns.length !== 1) return null;
  const all: Ranges = [];
  for (const relations of alternatives) {
    const outcome = await ask({
      kind: "inequality",
      relations,
      variable,
      domain: { isReal: true, interval: interval ?? null },
    });
    if (outcome.kind === "open" || outcome.certificate.grade !== "proved") return null;
    const ranges = rangesIn(outcome.value);
    if (ranges === null) return null;
    all.push(...ranges);
  }
  return joinRanges(all);
}

/** Equal lists of intervals that neither touch nor overlap, in any order. */
export function sameRanges(a: Ranges, b: Ranges): boolean | null {
  const isSame = (x: Ranges[number], y: Ranges[number]): boolean | null => {
    if (x.loClosed !== y.loClosed || x.hiClosed !== y.hiClosed) return false;
    const ends = [sameEnd(x.lo, y.lo), sameEnd(x.hi, y.hi)];
    return ends.includes(false) ? false : ends.includes(null) ? null : true;
  };
  let isOpen = false;
  for (const one of a) {
    const verdicts = b.map((other) => isSame(one, other));
    if (verdicts.includes(true)) continue;
    if (!verdicts.includes(null)) return false;
    isOpen = true;
  }
  return isOpen ? null : a.length === b.length;
}

function sameEnd(a: string, b: string): boolean | null {
  if (a === b) return true;
  if (/infinity/.test(a) || /infinity/.test(b)) return false;
  const { verdict } = decideEqual(parseExpression(a).expression, parseExpression(b).expression);
  return verdict === "undecided" ? null : verdict === "proved";
}
