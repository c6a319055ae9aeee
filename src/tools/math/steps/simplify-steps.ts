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
import { denominatorsIn, placesWithoutValue } from "./excluded-values.ts";
import { withSingleAngle } from "./multiple-angle.ts";
import { SIMPLIFY_RULES, type SimplifyRule } from "./simplify-rules.ts";
import { SIMPLIFY_WORDS } from "./simplify-words.ts";
import {
  checkSameValue,
  type RuleWords,
  type StepChain,
  withNotes,
  type Words,
} from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

const MOST_STEPS = 24;
const MOST_NODES = 120;
const KINDS: ReadonlySet<string> = new Set(["simplify", "evaluate", "expand"]);

/** Simplifying and expanding: numbers, like terms, powers, roots, fractions, sin^2 + cos^2. */
export const simplifySteps: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: ({ query, outcome }) =>
    KINDS.has(query.kind) &&
    "expression" in query &&
    outcome.value.kind === "expression" &&
    outcome.certificate.grade === "proved" &&
    argumentsOf(query.expression).length > 0 &&
    nodeCount(query.expression) <= MOST_NODES &&
    (variablesOf(query.expression).length > 0 || hasPower(query.expression)),
  work: ({ query, outcome }, chain) => {
    if (!("expression" in query) || outcome.value.kind !== "expression") return;
    const answer = parseExpression(outcome.value.plain).expression;
    const expands = query.kind === "expand" || headOf(answer) === "Add";
    if (query.kind !== "expand" && workAngles(query.expression, answer, chain)) return;
    workSimplify(query.expression, answer, expands, chain);
  },
};

const ANGLE_FORMS = ["both", "cosine", "sine"] as const;

/** Several multiples of one angle: written with the angle itself, in the form that leads to the answer in fewest lines. */
function workAngles(expression: Expression, answer: Expression, chain: StepChain): boolean {
  const branches: { branch: StepChain; length: number }[] = [];
  for (const form of ANGLE_FORMS) {
    const single = withSingleAngle(expression, form, answer);
    if (single === null || withSingleAngle(answer, form) !== null) continue;
    const branch = chain.branch();
    const { text, hint } = SIMPLIFY_WORDS["multiple-angle"] as RuleWords;
    branch.add({
      rule: "multiple-angle",
      text: withNotes(text, single.notes),
      hint,
      shown: single.result,
      check: checkSameValue(expression, single.result),
    });
    workSimplify(single.result, answer, false, branch);
    const steps = branch.solution()?.steps ?? [];
    const jump = steps.at(-1)?.rule === "arrange" || !branch.isDone ? 10 : 0;
    if (steps.length > 0) branches.push({ branch, length: steps.length + jump });
    if (steps.length > 0 && chain.isGlance) break;
  }
  const [best] = branches.toSorted((a, b) => a.length - b.length);
  if (best === undefined) return false;
  chain.take(best.branch);
  if (best.branch.isDone) chain.finish();
  return true;
}

/** Numbers without powers and roots are arithmetic. */
function hasPower(expression: Expression): boolean {
  return (
    ["Power", "Sqrt", "Cbrt"].includes(headOf(expression)) || argumentsOf(expression).some(hasPower)
  );
}

function workSimplify(
  expression: Expression,
  answer: Expression,
  expands: boolean,
  chain: StepChain,
): void {
  let current = expression;
  const seen = new Set([printPlain(current)]);
  for (let count = 0; count < MOST_STEPS && chain.isOpen; count++) {
    if (printPlain(current) === printPlain(answer)) return chain.finish();
    const next = nextLine(current, expands);
    if (next === null || seen.has(printPlain(next.result))) break;
    seen.add(printPlain(next.result));
    const { text, hint } = SIMPLIFY_WORDS[next.rule] as RuleWords;
    const isTaken = chain.add({
      rule: next.rule,
      text: withExcluded(withNotes(text, next.notes), next.rule, current, next.result),
      hint,
      shown: next.result,
      check: checkSameValue(current, next.result),
    });
    if (!isTaken) return;
    current = next.result;
  }
  if (seen.size === 1 || !chain.isOpen) return;
  const check = checkSameValue(current, answer);
  if (check !== null && nodeCount(current) <= nodeCount(answer)) return chain.finish();
  chain.add({ rule: "arrange", ...(SIMPLIFY_WORDS["arrange"] as RuleWords), shown: answer, check });
  chain.finish();
}

/** After cancelling, the values at which only the line before had no value are named. */
function withExcluded(words: Words, rule: string, before: Expression, after: Expression): Words {
  const gone = rule === "cancel" ? excludedBy(before, after) : [];
  if (gone.length === 0) return words;
  const list = gone.join(", ");
  return {
    en: `${words.en} The two are equal for ${list}; elsewhere the line before has no value.`,
    zh: `${words.zh}两式在 ${list} 时相等；排除的值使原式无意义。`,
  };
}

/** "x != 2", or for several letters "a + b != 0": what the line before needs and the one after does not. */
function excludedBy(before: Expression, after: Expression): string[] {
  const variables = variablesOf(before);
  const [variable, more] = variables;
  if (variable === undefined) return [];
  const places = (line: Expression): string[] | null =>
    placesWithoutValue(line, variable)?.map((place) => `${variable} != ${printPlain(place)}`) ??
    null;
  const denominators = (line: Expression): string[] =>
    variables
      .flatMap((name) => denominatorsIn(line, name))
      .map((part) => `${printPlain(part)} != 0`);
  const had = (more === undefined ? places(before) : null) ?? denominators(before);
  const has = (more === undefined ? places(after) : null) ?? denominators(after);
  const still = new Set(has);
  return [...new Set(had)].filter((text) => !still.has(text));
}

interface Line {
  readonly rule: string;
  readonly result: Expression;
  readonly notes: readonly string[];
}

/** The first rule that applies anywhere, applied at every innermost part where it does. */
function nextLine(expression: Expression, expands: boolean): Line | null {
  for (const rule of SIMPLIFY_RULES) {
    const notes = new Map<string, string[]>();
    const result = rewrite(expression, "", rule, expands, notes);
    const [name] = notes.keys();
    if (name === undefined) continue;
    return { rule: name, result: tidySigns(result), notes: [...new Set(notes.get(name))] };
  }
  return null;
}

function rewrite(
  part: Expression,
  parent: string,
  rule: SimplifyRule,
  expands: boolean,
  notes: Map<string, string[]>,
): Expression {
  const head = headOf(part);
  if (head === "") return part;
  const inner: Expression = [
    head,
    ...argumentsOf(part).map((child) => rewrite(child, head, rule, expands, notes)),
  ];
  if (JSON.stringify(inner) !== JSON.stringify(part)) return inner;
  const applied = rule(part, { parent, expands });
  if (applied === null) return part;
  const [name] = notes.keys();
  // A line has one idea.
  if (name !== undefined && name !== applied.rule) return part;
  const list = notes.get(applied.rule) ?? [];
  notes.set(applied.rule, applied.note === undefined ? list : [...list, applied.note]);
  return applied.result;
}
