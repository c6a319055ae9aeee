import { CLOCK_INTENTS } from "./clock.ts";
import { COMPARING_INTENTS } from "./comparing.ts";
import { DRAWING_INTENTS } from "./drawing.ts";
import type { Intent } from "./intent.ts";
import { NUMBER_INTENTS } from "./numbers.ts";
import { POLYNOMIAL_INTENTS } from "./polynomials.ts";
import { POWER_INTENTS } from "./powers.ts";
import { UNIT_INTENTS } from "./units.ts";

/** Every intent, in the order in which they are tried. */
export const INTENTS: readonly Intent[] = [
  ...POWER_INTENTS,
  ...DRAWING_INTENTS,
  ...CLOCK_INTENTS,
  ...NUMBER_INTENTS,
  ...UNIT_INTENTS,
  ...COMPARING_INTENTS,
  ...POLYNOMIAL_INTENTS,
];
