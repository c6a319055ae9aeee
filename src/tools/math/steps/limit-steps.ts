import { argumentsOf, type Expression, nodeCount } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import type { Side } from "../limits/exact-limit.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import { isInfinite, LimitPlace, MARK } from "./limit-place.ts";
import { limitRule } from "./limit-rules.ts";
import { LIMIT_ORDER, LIMIT_WORDS } from "./limit-words.ts";
import { isMarked, rewriteOneKind } from "./rewrite-one-kind.ts";
import { checkSameValue, type RuleWords, type StepChain, withNotes } from "./step-chain.ts";
import type { StepMethod } from "./worked-solution.ts";

const MOST_STEPS = 20;
/** A limit of more than this takes too long to take apart. */
const MOST_NODES = 80;

/** Limits: put in, factor and cancel, conjugate, known limits, what grows fastest, l'Hôpital, one side at a time. */
export const limitSteps: StepMethod = {
  id: "usual",
  title: { en: "Step by step", zh: "分步解答" },
  appliesTo: ({ query, outcome }) =>
    query.kind === "limit" &&
    nodeCount(query.expression) <= MOST_NODES &&
    (outcome.value.kind === "expression" ||
      (outcome.value.kind === "none" && outcome.value.reason === "undefined")),
  work: ({ query, outcome }, chain) => {
    if (query.kind !== "limit") return;
    const { expression, variable, point, side } = query;
    const place = new LimitPlace(variable, point, side);
    if (outcome.value.kind === "expression") {
      const answer = parseExpression(outcome.value.plain).expression;
      if (workLimit(expression, place, chain, answer, 0)) chain.finish();
    } else if (side === null && !place.isAtInfinity) workBothSides(expression, place, chain);
  },
};

/** Works a limit out and says whether it came to the answer. */
export function workLimit(
  expression: Expression,
  place: LimitPlace,
  chain: StepChain,
  answer: Expression,
  depth: number,
): boolean {
  let current = place.mark(expression);
  for (let count = 0; count < MOST_STEPS && isMarked(current, MARK) && chain.isOpen; count++) {
    const next = rewriteOneKind(current, MARK, LIMIT_ORDER, (part) =>
      limitRule(argumentsOf(part)[0] as Expression, place),
    );
    if (next === null) return false;
    const shown = tidySigns(next.result);
    const { text, hint } = LIMIT_WORDS[next.rule] as RuleWords;
    const isTaken = chain.add({
      rule: next.rule,
      text: withNotes(text, next.notes),
      hint,
      shown,
      check: place.checkLine(current, shown),
      depth,
    });
    if (!isTaken) return false;
    current = shown;
  }
  if (isMarked(current, MARK)) return false;
  if (printPlain(current) === printPlain(answer)) return true;
  if (isInfinite(current) || isInfinite(answer)) return false;
  return chain.add({
    rule: "simplify",
    text: { en: "Work it out.", zh: "计算结果。" },
    hint: { en: "What is this number?", zh: "这个数是多少？" },
    shown: answer,
    check: checkSameValue(current, answer),
    depth,
  });
}

const SIDES: readonly { side: Side; en: string; zh: string }[] = [
  { side: "FromLeft", en: "left", zh: "左" },
  { side: "FromRight", en: "right", zh: "右" },
];

/** Two one-sided limits that differ: there is no limit. */
function workBothSides(expression: Expression, place: LimitPlace, chain: StepChain): void {
  const values: Expression[] = [];
  for (const { side, en, zh } of SIDES) {
    const own = place.from(side);
    const value = own.limitOf(expression);
    if (value === null) return;
    const line = own.mark(expression);
    chain.add({
      rule: "one-sided",
      text: { en: `Look at the limit from the ${en}.`, zh: `先看${zh}极限。` },
      hint: {
        en: `What does the function do from the ${en}?`,
        zh: `从${zh}侧趋近时函数怎样变化？`,
      },
      shown: line,
      check: own.checkLine(line, line),
    });
    if (!workLimit(expression, own, chain, value, 1)) return;
    values.push(value);
  }
  const [left, right] = values as [Expression, Expression];
  if (!areDifferent(left, right)) return;
  chain.add({
    rule: "sides-differ",
    text: {
      en: "The two one-sided limits are not the same, so there is no limit.",
      zh: "左、右极限不相等，因此极限不存在。",
    },
    hint: { en: "Compare the two one-sided limits.", zh: "比较左、右极限。" },
    shown: ["NotEqual", left, right],
    check: {
      grade: "proved",
      method: "one-sided-limits",
      detail: "Both one-sided limits were derived by expansion, and they differ.",
    },
  });
  chain.finish();
}

function areDifferent(left: Expression, right: Expression): boolean {
  if (isInfinite(left) || isInfinite(right)) return printPlain(left) !== printPlain(right);
  return decideEqual(left, right).verdict === "refuted";
}
