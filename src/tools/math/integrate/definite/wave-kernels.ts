import { exactForm } from "../../exact/exact-form.ts";
import {
  argumentsOf,
  contains,
  type Expression,
  headOf,
  integer,
  ONE,
} from "../../expression/expression.ts";
import { linearIn } from "../linear.ts";
import { factorsOf, productOf } from "../terms.ts";
import { isZero, signOfReal, tidyProduct } from "./complex-pair.ts";
import { placesOf } from "./kernel-mellin.ts";
import type { KnownIntegral } from "./known-integral.ts";

interface WaveKernel {
  readonly wave: "Sin" | "Cos";
  readonly of: (t: Expression) => Expression;
  /** The integral over x > 0 of the wave of a x times the kernel at b x. */
  readonly value: (a: Expression, b: Expression) => Expression;
}

const exponential = (t: Expression): Expression => ["Power", "ExponentialE", t];
const negated = (t: Expression): Expression => ["Negate", t];
/** pi/(2b) times a hyperbolic function of `share` pi a/b. */
const hyperbolic = (head: string, a: Expression, b: Expression, share: Expression): Expression => [
  "Divide",
  ["Multiply", "Pi", [head, ["Divide", ["Multiply", share, "Pi", a], b]]],
  ["Multiply", integer(2), b],
];
const half: Expression = ["Divide", ONE, integer(2)];
const reciprocal = (a: Expression): Expression => ["Divide", ONE, ["Multiply", integer(2), a]];

/**
 * Expanded in powers of e^(-bx) each is a series of Laplace integrals a/(a^2 + n^2 b^2) or nb/(a^2 + n^2 b^2),
 * which are the partial fractions of coth, csch, tanh and sech (DLMF 4.36.2 to 4.36.5).
 */
const KERNELS: readonly WaveKernel[] = [
  {
    wave: "Sin",
    of: (t) => ["Divide", ONE, ["Add", exponential(t), integer(-1)]],
    value: (a, b) => ["Add", hyperbolic("Coth", a, b, ONE), negated(reciprocal(a))],
  },
  {
    wave: "Sin",
    of: (t) => ["Divide", ONE, ["Add", exponential(t), ONE]],
    value: (a, b) => ["Add", reciprocal(a), negated(hyperbolic("Csch", a, b, ONE))],
  },
  {
    wave: "Sin",
    of: (t) => ["Divide", integer(2), ["Add", exponential(t), negated(exponential(negated(t)))]],
    value: (a, b) => hyperbolic("Tanh", a, b, half),
  },
  {
    wave: "Cos",
    of: (t) => ["Divide", integer(2), ["Add", exponential(t), exponential(negated(t))]],
    value: (a, b) => hyperbolic("Sech", a, b, half),
  },
];

/** The integral over x > 0 of a sine or cosine of a multiple of x times one of the kernels; null for others. */
export function waveKernel(body: Expression, variable: string): KnownIntegral | null {
  const { constant, factors } = factorsOf(body, variable);
  const wave = factors.find((factor) => headOf(factor) === "Sin" || headOf(factor) === "Cos");
  if (wave === undefined) return null;
  const linear = linearIn(argumentsOf(wave)[0] as Expression, variable);
  if (linear === null || !isZero(linear.offset) || signOfReal(linear.slope) !== 1) return null;
  const rest = productOf(factors.filter((factor) => factor !== wave));
  for (const { coefficient, step } of placesOf(rest, variable)) {
    if (!step.equals(1)) continue;
    for (const kernel of KERNELS) {
      if (kernel.wave !== headOf(wave)) continue;
      const place: Expression = ["Multiply", coefficient, variable];
      const ratio = exactForm(["Divide", rest, kernel.of(place)]);
      if (ratio === null || contains(ratio, variable)) continue;
      return {
        value: tidyProduct([constant, ratio, kernel.value(linear.slope, coefficient)]),
        detail:
          "With the kernel as a series in powers of an exponential the integral is a sum of Laplace integrals of the wave, the partial fractions of a hyperbolic function (DLMF 4.36.2 to 4.36.5).",
      };
    }
  }
  return null;
}
