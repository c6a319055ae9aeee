import {
  argumentsOf,
  type Expression,
  headOf,
  substitute,
  variablesOf,
} from "../expression/expression.ts";
import { printLatex } from "../expression/print-latex.ts";
import { printPlain } from "../expression/print-plain.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { tidySigns } from "../expression/tidy-signs.ts";
import { byFundamentalTheorem, type Settled } from "../plan/fundamental-theorem.ts";
import type { CandidateAnswer } from "../plan/outcome.ts";
import type { PodTools } from "../pods/pod-maker.ts";
import { decideEqual } from "../prove/decide-zero.ts";
import { parseExpression } from "../read/parse.ts";
import { checkSameIntegral, workAntiderivative } from "./integral-steps.ts";
import { isInfinite, LimitPlace } from "./limit-place.ts";
import { checkSameValue, type StepChain, type StepCheck } from "./step-chain.ts";

export type Bounds = readonly [Expression, Expression];

/** An integral between bounds. */
export interface Integral {
  readonly body: Expression;
  readonly variable: string;
  readonly bounds: Bounds;
}

/** By the rules that are taught, else the engine's, differentiated back. */
export async function antiderivativeOf(
  { body, variable, bounds }: Integral,
  chain: StepChain,
  tools: PodTools,
): Promise<Expression | null> {
  const branch = chain.branch();
  const own = workAntiderivative(body, variable, branch, 1);
  let primitive = own;
  if (own === null) {
    const outcome = await tools.answer({
      kind: "integrate",
      expression: body,
      variable,
      bounds: null,
    });
    if (outcome.kind !== "answer" || outcome.value.kind !== "expression") return null;
    primitive = parseExpression(outcome.value.plain).expression;
  } else chain.take(branch);
  if (primitive === null) return null;
  const [lower, upper] = bounds;
  const isTaken = chain.add({
    rule: "antiderivative",
    text: {
      en: `An antiderivative is F(${variable}) = ${printPlain(primitive)}: its derivative is the integrand.`,
      zh: `原函数为 F(${variable}) = ${printPlain(primitive)}，它的导数就是被积函数。`,
    },
    hint: {
      en: "Which function has the integrand as its derivative?",
      zh: "哪个函数的导数是被积函数？",
    },
    shown: primitive,
    plain: `[${printPlain(primitive)}] from ${printPlain(lower)} to ${printPlain(upper)}`,
    latex: `\\left[${printLatex(primitive)}\\right]_{${printLatex(lower)}}^{${printLatex(upper)}}`,
    check: checkSameIntegral(["Integrate", body, variable], primitive, variable),
  });
  return isTaken ? primitive : null;
}

/** Whether the fundamental theorem may be used from bound to bound, and what it gives. */
export function settle(
  primitive: Expression,
  { body, variable, bounds }: Integral,
): Settled | null {
  const proved: CandidateAnswer = {
    expression: primitive,
    engine: "steps",
    certificate: { grade: "proved", method: "differentiate-back", detail: "", engines: ["steps"] },
  };
  const settled = byFundamentalTheorem(proved, body, variable, bounds);
  return settled !== null && settled.conditions.length === 0 ? settled : null;
}

/** F(b) - F(a), or limits where a bound is infinite or F has no value there. */
export function workBounds(
  primitive: Expression,
  { variable, bounds }: Integral,
  value: Expression,
  answer: Expression,
  chain: StepChain,
): boolean {
  const [lower, upper] = bounds;
  const atEnd = (end: Expression, side: "FromLeft" | "FromRight"): Expression => {
    const put = substitute(primitive, variable, end);
    return !isInfinite(end) && hasValue(put)
      ? put
      : ["Limit", primitive, variable, end, ...(isInfinite(end) ? [] : [side])];
  };
  const isReversed = isAbove(lower, upper);
  const top = atEnd(upper, isReversed ? "FromRight" : "FromLeft");
  const bottom = atEnd(lower, isReversed ? "FromLeft" : "FromRight");
  const isImproper = headOf(top) === "Limit" || headOf(bottom) === "Limit";
  const limits = [top, bottom].filter((part) => headOf(part) === "Limit");
  const worth = (part: Expression): Expression | null => {
    if (headOf(part) !== "Limit") return part;
    const [, , point, side] = argumentsOf(part) as [Expression, string, Expression, string?];
    const place = new LimitPlace(
      variable,
      point,
      side === "FromLeft" || side === "FromRight" ? side : null,
    );
    return place.limitOf(primitive);
  };
  const [above, below] = [worth(top), worth(bottom)];
  if (above === null || below === null || isInfinite(above) || isInfinite(below)) return false;
  const difference = tidySigns(["Add", above, ["Negate", tidySigns(below)]]);
  const check = throughTheorem(difference, value);
  const line: Expression = ["Add", top, ["Negate", bottom]];
  const isTaken = chain.add({
    rule: isImproper ? "improper-bounds" : "bounds",
    text: isImproper
      ? {
          en: "F is continuous on the open range. A bound is infinite, or F has no value there, so the limit takes the place of the value: the upper one minus the lower one.",
          zh: "F 在开区间上连续。由于积分限为无穷或 F 在端点无定义，用极限代替取值：上限处减去下限处。",
        }
      : {
          en: "F is continuous on the whole range, so the integral is F at the upper bound minus F at the lower bound.",
          zh: "F 在整个区间上连续，因此积分等于 F 在上限处的值减去在下限处的值。",
        },
    hint: isImproper
      ? {
          en: "A bound cannot be put in. What takes its place?",
          zh: "积分限不能直接代入，应怎样处理？",
        }
      : { en: "Put in the upper bound and the lower bound.", zh: "分别代入上限与下限。" },
    shown: line,
    check,
  });
  if (!isTaken) return false;
  if (limits.length > 0)
    chain.add({
      rule: "limits-at-bounds",
      text: { en: "Take the limits.", zh: "求出极限。" },
      hint: { en: "What does F tend to at that bound?", zh: "F 在该端趋于什么？" },
      shown: difference,
      check,
    });
  const last = limits.length > 0 ? difference : line;
  if (printPlain(last) === printPlain(answer)) return true;
  return chain.add({
    rule: "simplify",
    text: { en: "Work it out.", zh: "计算结果。" },
    hint: { en: "What is this number?", zh: "这个数是多少？" },
    shown: answer,
    check: checkSameValue(last, answer) ?? sameIntegral(last, answer),
  });
}

/** The answer is the integral, by its certificate; so is the line, by the fundamental theorem. */
function sameIntegral(last: Expression, answer: Expression): StepCheck {
  return decideEqual(last, answer).agreesNumerically
    ? {
        grade: "proved",
        method: "same-integral",
        detail:
          "Both are the value of the integral: this line by the fundamental theorem, the answer by its own proof; their decimals agree.",
      }
    : null;
}

function throughTheorem(difference: Expression, value: Expression): StepCheck {
  return decideEqual(difference, value).verdict === "proved"
    ? {
        grade: "proved",
        method: "fundamental-theorem",
        detail:
          "The antiderivative is shown to be continuous on the whole range, and its values or derived limits at the ends give this difference.",
      }
    : null;
}

/** Compared by their values; infinite ones too. */
export function isAbove(a: Expression, b: Expression): boolean {
  const size = (end: Expression): number =>
    isInfinite(end)
      ? printPlain(end) === "infinity"
        ? Number.POSITIVE_INFINITY
        : Number.NEGATIVE_INFINITY
      : (evaluateReal(end)?.toNumber() ?? Number.NaN);
  return size(a) > size(b);
}

function hasValue(expression: Expression): boolean {
  const point = Object.fromEntries(
    variablesOf(expression).map((name, index) => [name, 1.37 + 0.41 * index]),
  );
  return evaluateReal(expression, point) !== null;
}
