import { exactForm } from "../exact/exact-form.ts";
import { fractionOf } from "../exact/fraction-of.ts";
import { type Expression, substitute, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import type { Goal } from "./goal.ts";
import { type ChainContext, type Judged, refute } from "./judge-chain.ts";
import type { Calculation, Sentence } from "./read-sentence.ts";
import { mistakeMessage } from "./words.ts";

/**
 * Every calculation in a sentence, then its plan for the whole and its answer beside the problem. The goal is
 * null where the line is not measured by it, as after a mistake; calculations are judged without one.
 */
export async function judgeSentence(
  sentence: Sentence,
  goal: Goal | null,
  context: ChainContext,
): Promise<Judged> {
  const { definitions, isChinese } = context;
  const whole =
    goal?.kind === "value" && variablesOf(goal.expression).length === 0 ? goal.expression : null;
  let isOpen = false;
  for (const calculation of sentence.calculations) {
    // Of a number that is to be worked out a part stays what it was; elsewhere a letter may be used again.
    const isPart = whole !== null && calculation.name !== null;
    const before = isPart ? definitions.get(calculation.name) : undefined;
    const [first] = calculation.members as [Expression];
    if (before !== undefined && valueRelation(before, first, definitions) === "refuted")
      return notTheProblem(before, context);
    const judged = await judgeCalculation(calculation, context);
    if (calculation.name !== null)
      definitions.set(calculation.name, calculation.members.at(-1) as Expression);
    if (judged === "open") isOpen = true;
    else if (judged !== "right") return judged;
  }
  for (const part of [sentence.quoted, sentence.answer]) {
    if (whole === null || part === null) continue;
    const relation = valueRelation(whole, part, definitions);
    if (relation === "refuted") return notTheProblem(whole, context);
    if (relation === "undecided") isOpen = true;
  }
  if (isOpen) {
    const detail = isChinese
      ? "这句话中的算式不能确定如何理解。"
      : "What the calculation in this sentence means could not be settled.";
    return { verdict: "undecided", detail, check: null };
  }
  const detail = isChinese
    ? "句中的算式精确成立；文字没有检验。"
    : "The calculations in this sentence hold exactly; its words are not checked.";
  return {
    verdict: "proved",
    detail,
    check: { grade: "proved", method: "exact-normal-form", detail },
  };
}

/** Each member beside the one before. */
async function judgeCalculation(
  { members, withoutPercent, places, countsOther, leading, isPlain }: Calculation,
  context: ChainContext,
): Promise<Judged | "right" | "open"> {
  let isOpen = false;
  for (let index = 1; index < members.length; index++) {
    const [before, after] = [members[index - 1], members[index]] as [Expression, Expression];
    const relation = valueRelation(before, after, context.definitions);
    if (relation === "proved") continue;
    const isOther =
      !isPlain ||
      relation === "undecided" ||
      // A number alone is no calculation: words may stand beside it that are.
      (places[index - 1] !== null && (index === 1 || places[index] !== null)) ||
      countsOther[index] === true ||
      isRounded(before, after, places[index] ?? null) ||
      isRunOn(before, leading[index] ?? null) ||
      isWithoutPercent(withoutPercent, index, places[index] ?? null);
    if (!isOther) return refute(before, after, context, false, after);
    isOpen = true;
  }
  return isOpen ? "open" : "right";
}

function valueRelation(
  a: Expression,
  b: Expression,
  definitions: ReadonlyMap<string, Expression>,
): "proved" | "refuted" | "undecided" {
  const [left, right] = [a, b].map((part) => withNames(part, definitions)) as [
    Expression,
    Expression,
  ];
  // A letter that was never given a value may be anything.
  if (variablesOf(left).length + variablesOf(right).length > 0) return "undecided";
  return decideEqual(left, right).verdict;
}

function withNames(
  expression: Expression,
  definitions: ReadonlyMap<string, Expression>,
): Expression {
  return [...definitions].reduceRight<Expression>(
    (all, [name, value]) =>
      variablesOf(value).includes(name) ? all : substitute(all, name, value),
    expression,
  );
}

const valueOf = (expression: Expression) => fractionOf(exactForm(expression) ?? expression);

/** 10/3 = 3.33 and 7/2 = 3: cut or rounded, which nobody may call wrong. */
function isRounded(before: Expression, after: Expression, places: number | null): boolean {
  const [a, b] = [valueOf(before), valueOf(after)];
  if (a === null || b === null || places === null) return false;
  const step = 10n ** BigInt(places);
  const difference = a.sub(b).abs();
  // The last places of a long decimal are those of a machine.
  if (places >= 10 && difference.mul(1_000_000_000).compare(a.abs()) < 0) return true;
  return a.mul(step).d !== 1n && difference.mul(step).compare(1) < 0;
}

/** 6*2 = 12 + 5 = 17 goes on from its own result. */
function isRunOn(before: Expression, leading: Expression | null): boolean {
  return leading !== null && decideEqual(before, leading).verdict === "proved";
}

/** "5 * 20 = 100%" means its per cent signs as words. */
function isWithoutPercent(
  bare: readonly Expression[] | null,
  index: number,
  places: number | null,
): boolean {
  const [before, after] = [bare?.[index - 1], bare?.[index]];
  if (before === undefined || after === undefined) return false;
  return decideEqual(before, after).verdict === "proved" || isRounded(before, after, places);
}

function notTheProblem(wanted: Expression, { isChinese }: ChainContext): Judged {
  const message = mistakeMessage("misread-problem", isChinese);
  return {
    verdict: "refuted",
    detail: `${message} ${printPlain(wanted)}`,
    mistake: { kind: "misread-problem", message },
    corrected: wanted,
    check: null,
  };
}
