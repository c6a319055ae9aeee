import type { Finding, ProbeItem, Strategy } from "../core/model-profile.ts";

/**
 * How a model is worked with, by what was measured of it:
 * - `native`: it reasons and calls tools in their own field;
 * - `text`: it reasons, and writes its calls into the text;
 * - `slot`: it fills one constrained slot (an expression), which the engine computes;
 * - `wording`: the engine answers and the model only words or chats.
 *
 * Only a measured `yes` opens a way; a model that was seen to fail at setting problems up never reasons.
 */
export function chooseStrategy(
  items: Readonly<Record<ProbeItem, Pick<Finding, "answer">>>,
  isLargeEnough: boolean,
): Strategy {
  const setup = items.arithmeticSetup.answer;
  const isFit = setup === "yes" || (setup === "unknown" && items.instructions.answer !== "no");
  if (isLargeEnough && isFit) return items.nativeTools.answer === "yes" ? "native" : "text";
  return items.schema.answer === "yes" && setup === "yes" ? "slot" : "wording";
}
