import { arithmeticSteps } from "./arithmetic-steps.ts";
import { definiteIntegralSteps } from "./definite-integral-steps.ts";
import { derivativeSteps } from "./derivative-steps.ts";
import { linearSystemSteps, rowReductionSteps } from "./elimination-steps.ts";
import { equationSteps } from "./equation-steps.ts";
import { factorSteps } from "./factor-steps.ts";
import { inequalitySteps } from "./inequality-steps.ts";
import { integralSteps } from "./integral-steps.ts";
import { limitSteps } from "./limit-steps.ts";
import { linearEquation } from "./linear-equation.ts";
import { linearInequality } from "./linear-inequality.ts";
import { percentageSteps } from "./percentage-steps.ts";
import { literalEquation } from "./literal-equation.ts";
import { powerEquation } from "./power-equation.ts";
import { polynomialEquation } from "./polynomial-equation.ts";
import { simplifySteps } from "./simplify-steps.ts";
import { substitutionSystem } from "./substitution-system.ts";
import { signChartSteps } from "./sign-chart-steps.ts";
import { unitSteps } from "./unit-steps.ts";
import type { StepMethod } from "./worked-solution.ts";

/** Every way of working out a question step by step. The first that applies is the usual one. */
export const ALL_METHODS: readonly StepMethod[] = [
  linearEquation,
  powerEquation,
  polynomialEquation,
  equationSteps,
  literalEquation,
  linearSystemSteps,
  substitutionSystem,
  linearInequality,
  signChartSteps,
  inequalitySteps,
  rowReductionSteps,
  derivativeSteps,
  integralSteps,
  definiteIntegralSteps,
  limitSteps,
  percentageSteps,
  unitSteps,
  arithmeticSteps,
  factorSteps,
  simplifySteps,
];
