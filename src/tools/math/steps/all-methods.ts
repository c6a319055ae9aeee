import { linearEquation } from "./linear-equation.ts";
import type { StepMethod } from "./worked-solution.ts";

/** Every way of working out a question step by step. The first that applies is the usual one. */
export const ALL_METHODS: readonly StepMethod[] = [linearEquation];
