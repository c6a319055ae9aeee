import type { WorkingLine } from "../../../core/working-result.ts";
import { exactForm } from "../exact/exact-form.ts";
import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { decideEqual, type ZeroDecision } from "../prove/decide-zero.ts";
import { type Diagnosis, diagnose, type Follows } from "./diagnose.ts";
import { type Goal, isNamed } from "./goal.ts";
import { isMiscopied } from "./miscopied.ts";
import type { Chain } from "./statement.ts";
import { type Ask, derivativeUpToConstant, valueOf } from "./value-of.ts";
import { mistakeMessage } from "./words.ts";

/** The judgement of one line. */
export interface Judged extends Pick<WorkingLine, "verdict" | "detail" | "mistake" | "check"> {
  readonly corrected?: Expression | null;
  /** What the following lines have to equal. */
  readonly value?: Expression;
}

export interface ChainContext {
  /** What the line before came to. */
  readonly current: Expression | null;
  readonly goal: Goal | null;
  readonly definitions: Map<string, Expression>;
  readonly ask: Ask;
  readonly isFirst: boolean;
  readonly hasProblem: boolean;
  readonly isChinese: boolean;
}

/** Every member of the chain must equal the one before it, and the first what the line before came to. */
export async function judgeChain(chain: Chain, context: ChainContext): Promise<Judged> {
  const { definitions, isChinese } = context;
  const say = (english: string, chinese: string): string => (isChinese ? chinese : english);
  const members = [...chain.members];
  const [first] = members as [Expression];
  const isDefinition = !chain.continues && members.length > 1 && isNamed(first);
  if (isDefinition) {
    members.shift();
    if (typeof first === "string") definitions.set(first, members.at(-1) as Expression);
  }
  const isPart = isDefinition && isPartOfGoal(members[0] as Expression, context);
  const isAboutCurrent = !isPart && (chain.continues || isDefinition || members.length === 1);
  const start =
    context.current ??
    (context.goal?.kind === "antiderivative"
      ? (["Integrate", context.goal.integrand, context.goal.variable] as Expression)
      : null);
  const compared: (readonly [Expression, Expression])[] = [];
  if (
    start !== null &&
    !isPart &&
    (isAboutCurrent || (await isSame(start, first, context)) !== false)
  )
    compared.push([start, members[0] as Expression]);
  for (let index = 1; index < members.length; index++)
    compared.push([members[index - 1] as Expression, members[index] as Expression]);
  const value = members.at(-1) as Expression;
  let open: string | null = null;
  for (const [index, [before, after]] of compared.entries()) {
    const decision = await decide(before, after, context);
    if (decision.verdict === "refuted" && mayBeMeantOtherwise(before, after, context))
      open ??= say("A letter stands here that nothing was said of.", "这里有一个未说明的字母。");
    else if (decision.verdict === "refuted") {
      const isProblem = index === 0 && context.isFirst && context.hasProblem && before === start;
      return refute(before, after, context, isProblem && isMiscopied(before, after), value);
    }
    if (decision.verdict === "undecided") open ??= decision.detail;
  }
  // The value of a part is not that of the whole.
  const whole = isPart ? {} : { value };
  if (open !== null) return { verdict: "undecided", detail: open, check: null, ...whole };
  const detail =
    compared.length === 0
      ? say("Taken as given.", "作为已知。")
      : say("Equal to what stands before, in exact normal form.", "与前一步精确相等。");
  return {
    verdict: "proved",
    detail,
    check: {
      grade: "proved",
      method: compared.length === 0 ? "given" : "exact-normal-form",
      detail,
    },
    ...whole,
  };
}

/** `A = 5 + 2` where 5 + 2 stands in the problem: a name for a part of it. */
function isPartOfGoal(named: Expression, { goal }: ChainContext): boolean {
  if (goal?.kind !== "value" || printPlain(goal.expression) === printPlain(named)) return false;
  const key = (part: Expression): string => printPlain(part);
  const isIn = (node: Expression): boolean => {
    if (key(node) === key(named)) return true;
    const parts = argumentsOf(node);
    const isSlice =
      headOf(node) === headOf(named) &&
      (headOf(node) === "Add" || headOf(node) === "Multiply") &&
      argumentsOf(named).every((part) => parts.some((other) => key(other) === key(part)));
    return isSlice || parts.some(isIn);
  };
  return isIn(goal.expression);
}

/** Without a problem `20 m` may be metres, and `e` a letter like any other. */
function mayBeMeantOtherwise(
  before: Expression,
  after: Expression,
  context: ChainContext,
): boolean {
  if (context.goal !== null) return false;
  const names = (part: Expression): string =>
    variablesOf(withDefinitions(part, context.definitions)).toSorted().join();
  const hasE = JSON.stringify([before, after]).includes('"ExponentialE"');
  return hasE || names(before) !== names(after);
}

async function isSame(
  a: Expression,
  b: Expression,
  context: ChainContext,
): Promise<boolean | null> {
  const { verdict } = await decide(a, b, context);
  return verdict === "undecided" ? null : verdict === "proved";
}

async function decide(
  before: Expression,
  after: Expression,
  { goal, definitions, ask }: ChainContext,
): Promise<Pick<ZeroDecision, "verdict" | "detail">> {
  const [a, b] = [withDefinitions(before, definitions), withDefinitions(after, definitions)];
  if (goal?.kind === "antiderivative")
    return decideEqual(
      derivativeUpToConstant(a, goal.variable),
      derivativeUpToConstant(b, goal.variable),
    );
  const [left, right] = [await valueOf(a, ask), await valueOf(b, ask)];
  if (left === null || right === null)
    return {
      verdict: "undecided",
      detail: "A value in this line could not be worked out exactly.",
    };
  return decideEqual(left, right);
}

function withDefinitions(
  expression: Expression,
  definitions: ReadonlyMap<string, Expression>,
): Expression {
  return [...definitions].reduceRight<Expression>(
    (all, [name, value]) =>
      variablesOf(value).includes(name) ? all : substitute(all, name, value),
    expression,
  );
}

/** Says that two members are not equal, and why as far as one slip explains it. */
export async function refute(
  before: Expression,
  after: Expression,
  context: ChainContext,
  isMisread: boolean,
  value: Expression,
): Promise<Judged> {
  const diagnosis = isMisread
    ? ({ kind: "misread-problem", corrected: before } as Diagnosis)
    : await explain(before, after, context);
  const message = mistakeMessage(diagnosis.kind, context.isChinese);
  return {
    verdict: "refuted",
    detail: `${printPlain(after)} ≠ ${printPlain(before)}. ${message}`,
    mistake: { kind: diagnosis.kind, message },
    corrected: diagnosis.corrected,
    check: null,
    value,
  };
}

async function explain(
  before: Expression,
  after: Expression,
  context: ChainContext,
): Promise<Diagnosis> {
  const { goal, definitions, ask } = context;
  const [a, b] = [withDefinitions(before, definitions), withDefinitions(after, definitions)];
  if (goal?.kind === "antiderivative") {
    const target = derivativeUpToConstant(a, goal.variable);
    const follows: Follows = (line) =>
      decideEqual(derivativeUpToConstant(line, goal.variable), target).verdict === "proved";
    return diagnose(b, a, follows);
  }
  const target = await valueOf(a, ask);
  if (target === null) return { kind: "does-not-follow", corrected: null };
  const follows: Follows & { target?: Expression } = (line) =>
    decideEqual(line, target).verdict === "proved";
  follows.target = target;
  // Known false rules are looked for in what was written; what is right comes from its value.
  const found = diagnose(b, a, follows);
  return found.corrected === null && found.kind !== "does-not-follow"
    ? { ...found, corrected: exactForm(target) ?? tidySigns(target) }
    : found;
}
