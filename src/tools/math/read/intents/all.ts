import { CALCULUS_INTENTS } from "./calculus.ts";
import { CLOCK_INTENTS } from "./clock.ts";
import { COMPARING_INTENTS } from "./comparing.ts";
import { DATE_INTENTS } from "./dates.ts";
import { FINANCE_INTENTS } from "./finance.ts";
import { GEOMETRY_INTENTS } from "./geometry.ts";
import { DRAWING_INTENTS } from "./drawing.ts";
import type { Intent } from "./intent.ts";
import { MATRIX_INTENTS } from "./matrices.ts";
import { PHRASE_INTENTS } from "./phrases.ts";
import { NUMBER_INTENTS } from "./numbers.ts";
import { POLYNOMIAL_INTENTS } from "./polynomials.ts";
import { POWER_INTENTS } from "./powers.ts";
import { REWORDING_INTENTS } from "./rewordings.ts";
import { SCIENCE_INTENTS } from "./science.ts";
import { STATISTICS_INTENTS } from "./statistics.ts";
import { WHOLE_NUMBER_INTENTS } from "./whole-numbers.ts";
import { UNIT_INTENTS } from "./units.ts";

/** Every intent, in the order in which they are tried. */
export const INTENTS: readonly Intent[] = [
  ...POWER_INTENTS,
  ...DRAWING_INTENTS,
  ...REWORDING_INTENTS,
  ...MATRIX_INTENTS,
  ...PHRASE_INTENTS,
  ...CLOCK_INTENTS,
  ...DATE_INTENTS,
  ...FINANCE_INTENTS,
  ...GEOMETRY_INTENTS,
  ...STATISTICS_INTENTS,
  ...SCIENCE_INTENTS,
  ...WHOLE_NUMBER_INTENTS,
  ...NUMBER_INTENTS,
  ...UNIT_INTENTS,
  ...CALCULUS_INTENTS,
  ...COMPARING_INTENTS,
  ...POLYNOMIAL_INTENTS,
];
