import { askedAgain, asEquation, bareSum, bareVerb, propertyOf } from "./bare-step.ts";
import { atPoint } from "./at-point.ts";
import type { FollowUpForm, Resolve } from "./earlier.ts";
import { otherNotation, otherUnit } from "./other-form.ts";
import { insteadOf, otherPercentage } from "./other-numbers.ts";
import { extremePart, otherTotal, otherUnknown, signedPart } from "./other-part.ts";
import { otherBounds, otherLimit, otherVariable } from "./other-range.ts";
import { pointingWords } from "./pointing-words.ts";

/** The forms of follow-ups; the first that means something after the earlier turn is taken. */
const FORMS: readonly FollowUpForm[] = [
  insteadOf,
  atPoint,
  otherUnknown,
  otherTotal,
  extremePart,
  signedPart,
  otherPercentage,
  otherBounds,
  otherVariable,
  otherLimit,
  otherNotation,
  askedAgain,
  bareSum,
  bareVerb,
  propertyOf,
  asEquation,
  pointingWords,
  otherUnit,
];

/** What a question may point back to; empty for one that stands on its own. Nothing is looked up. */
export function followUpsIn(question: string): readonly Resolve[] {
  return FORMS.map((form) => form(question)).filter((resolve) => resolve !== null);
}
