import { complex, magnitude, Real, scale, subtract } from "./complex-decimal.ts";
import type { Complex } from "./complex-decimal.ts";
import { tryParse, valueAt } from "./equivalence.ts";
import { isUnevaluated } from "./evaluate.ts";
import type { Bindings } from "./evaluate.ts";
import { correct, inexact, partial, unanswered, unscorable, wrong } from "./mark.ts";
import type { Judgement } from "./mark.ts";
import { namesOf } from "./plain-syntax.ts";
import type { PlainNode } from "./plain-syntax.ts";
import { samplePoints } from "./sample-points.ts";

const STEP = new Real("1e-12");
const TOLERANCE = new Real("1e-10");
const LOOSE_TOLERANCE = new Real("1e-5");

/** The derivative at a point by a central difference of sixty-digit values; null when it cannot be had. */
export function derivativeAt(
  node: PlainNode,
  variable: string,
  bindings: Bindings,
): Complex | null {
  const at = bindings.get(variable);
  if (at === undefined) return null;
  const shifted = (sign: 1 | -1): Complex | null =>
    valueAt(node, new Map([...bindings, [variable, complex(at.re.plus(STEP.times(sign)), at.im)]]));
  const [after, before] = [shifted(1), shifted(-1)];
  if (after === null || before === null) return null;
  return scale(subtract(after, before), new Real(1).div(STEP.times(2)));
}

export interface AntiderivativeTask {
  readonly integrand: string;
  readonly variable: string;
  readonly points?: readonly string[] | undefined;
  readonly params?: Readonly<Record<string, string>> | undefined;
}

/** Differentiates the answer and compares with the integrand; any constant of integration will do. */
export function judgeAntiderivative(gotText: string, task: AntiderivativeTask): Judgement {
  const got = tryParse(gotText);
  if (got === null) return unscorable(`cannot read "${gotText.slice(0, 120)}"`);
  if (isUnevaluated(got)) return unanswered("the integral was left standing");
  const integrand = tryParse(task.integrand);
  if (integrand === null) return unscorable("cannot read the integrand");
  if (!namesOf(got).has(task.variable) && exactZero(integrand) === false)
    return wrong("the answer does not depend on the variable");
  const points = samplePoints([got, integrand], { params: task.params });
  const bindings = points[0] ?? new Map<string, Complex>();
  const places = task.points ?? points.map((point) => point.get(task.variable)?.re.toString());
  const seen = { same: 0, near: 0, different: 0 };
  for (const place of places) {
    if (place === undefined) continue;
    const here = new Map([...bindings, [task.variable, complex(place)]]);
    const slope = derivativeAt(got, task.variable, here);
    const value = valueAt(integrand, here);
    if (slope === null || value === null) continue;
    const gap = magnitude(subtract(slope, value));
    const size = Real.max(magnitude(value), "1e-6");
    if (gap.lte(size.times(TOLERANCE))) seen.same += 1;
    else if (gap.lte(size.times(LOOSE_TOLERANCE))) seen.near += 1;
    else seen.different += 1;
  }
  const total = seen.same + seen.near + seen.different;
  if (total < 3) return unscorable("could not be differentiated at enough points");
  if (seen.different === total) return wrong("its derivative is not the integrand at any point");
  if (seen.different > 0)
    return partial(
      `its derivative is the integrand at ${total - seen.different} of ${total} points`,
    );
  if (seen.near > 0) return inexact("its derivative agrees to few digits only");
  return correct("its derivative is the integrand at all points");
}

function exactZero(node: PlainNode): boolean {
  return node.kind === "number" && Number(node.text) === 0;
}
