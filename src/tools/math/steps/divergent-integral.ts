import { antiderivativeOf, type Integral, isAbove, settle } from "./integral-bounds.ts";
import { contains, type Expression, variablesOf } from "../expression/expression.ts";
import { printPlain } from "../expression/print-plain.ts";
import { derivedLimit } from "../plan/derived-limit.ts";
import type { PodTools } from "../pods/pod-maker.ts";
import { placesWithoutValue } from "./excluded-values.ts";
import { isInfinite, LimitPlace } from "./limit-place.ts";
import { type StepChain } from "./step-chain.ts";

/** F grows without bound at an end. */
export function workDivergence(
  primitive: Expression,
  { variable, bounds }: Integral,
  chain: StepChain,
): void {
  const [lower, upper] = isAbove(...bounds) ? [bounds[1], bounds[0]] : bounds;
  for (const [end, side] of [
    [upper, "FromLeft"],
    [lower, "FromRight"],
  ] as const) {
    const place = new LimitPlace(variable, end, isInfinite(end) ? null : side);
    const limit = place.limitOf(primitive);
    if (limit === null && workOscillation(primitive, place, chain)) return;
    if (limit === null || !isInfinite(limit)) continue;
    const line = place.mark(primitive);
    const isTaken = chain.add({
      rule: "diverges",
      text: {
        en: "At this end F grows without bound, so the integral has no finite value: it diverges.",
        zh: "F 在这一端趋于无穷，积分没有有限值，因此发散。",
      },
      hint: { en: "What does F do at the ends?", zh: "F 在端点处怎样变化？" },
      shown: ["Equal", line, limit],
      check: place.checkLine(line, limit),
    });
    if (isTaken) chain.finish();
    return;
  }
}

/** Two sequences with different limits: F has none at this end. */
function workOscillation(primitive: Expression, place: LimitPlace, chain: StepChain): boolean {
  const outcome = derivedLimit(primitive, place.variable, place.point, [place.side ?? "FromLeft"]);
  if (outcome?.kind !== "answer" || outcome.value.kind !== "none") return false;
  const line = place.mark(primitive);
  chain.add({
    rule: "no-limit-at-bound",
    text: {
      en: `F comes to no limit at this end (${outcome.pods?.[0]?.plain ?? outcome.plain}), so the integral diverges.`,
      zh: `F 在这一端没有极限（${outcome.pods?.[0]?.plain ?? outcome.plain}），因此积分发散。`,
    },
    hint: { en: "Does F come to rest at the ends?", zh: "F 在端点处趋于某个值吗？" },
    shown: line,
    check: {
      grade: "proved",
      method: outcome.certificate.method,
      detail: outcome.certificate.detail,
    },
  });
  chain.finish();
  return true;
}

/** A place inside the range without a value: the antiderivative must not be used across it. */
export async function workPole(
  integral: Integral,
  pole: Expression,
  chain: StepChain,
  tools: PodTools,
): Promise<void> {
  const { body, variable, bounds } = integral;
  const [lower, upper] = isAbove(...bounds) ? [bounds[1], bounds[0]] : bounds;
  const isTaken = chain.add({
    rule: "pole-inside",
    text: {
      en: `The integrand has no value at ${variable} = ${printPlain(pole)}, inside the range. Putting the bounds into an antiderivative would be wrong; the range is split there, and each part must have a value by itself.`,
      zh: `被积函数在区间内的 ${variable} = ${printPlain(pole)} 处无定义，不能直接用原函数代入上下限。应在该点分段，每一段都必须收敛。`,
    },
    hint: {
      en: "Does the integrand have a value everywhere in the range?",
      zh: "被积函数在整个区间上都有定义吗？",
    },
    shown: [
      "Add",
      ["Integrate", body, variable, lower, pole],
      ["Integrate", body, variable, pole, upper],
    ],
    check: {
      grade: "proved",
      method: "zero-of-denominator",
      detail: "The denominator is zero there exactly, and the place lies between the bounds.",
    },
  });
  if (!isTaken) return;
  for (const range of [[lower, pole] as const, [pole, upper] as const]) {
    const piece = { body, variable, bounds: range };
    const branch = chain.branch();
    const primitive = await antiderivativeOf(piece, branch, tools);
    if (primitive === null || settle(primitive, piece)?.kind !== "divergent") continue;
    chain.take(branch);
    return workDivergence(primitive, piece, chain);
  }
}

/** Zeros of denominators between the bounds, exact. */
export function polesInside({ body, variable, bounds }: Integral): Expression[] {
  if (!contains(body, variable) || variablesOf(body).length > 1) return [];
  return (placesWithoutValue(body, variable) ?? []).filter(
    (place) =>
      (isAbove(place, bounds[0]) && isAbove(bounds[1], place)) ||
      (isAbove(place, bounds[1]) && isAbove(bounds[0], place)),
  );
}
