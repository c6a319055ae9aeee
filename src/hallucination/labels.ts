import { label, measuredOf } from "./measured.ts";
import type { Operand } from "./operand.ts";
import { unitWord } from "./unit-words.ts";

const AFTER = /^(?: |-)?([A-Za-z$¢]+|\p{Script=Han}{1,3})(?:\s*(?:\/|\bper\b)\s*([A-Za-z]+))?/u;
/** Behind a unit these say that the number is a difference, a rate or a place, not the quantity itself. */
const GOES_ON =
  /^\s*(?:more|less|fewer|longer|shorter|taller|higher|older|younger|later|earlier|before|after|away|ago|apart|of|old|deep|wide|\d|比|多|少|后|前)/i;

/** The unit written behind an operand, as "minutes" or "miles/hour"; "" when there is none. */
export function unitAfter(text: string, end: number): string {
  const after = text.slice(end, end + 40);
  const match = AFTER.exec(after);
  if (match === null) return "";
  const word = knownPrefix(match[1] ?? "");
  if (word === "" || GOES_ON.test(after.slice(match[0].length))) return "";
  return match[2] === undefined ? word : `${word}/${match[2]}`;
}

/** Chinese runs on without spaces: the longest beginning that is a unit. */
function knownPrefix(word: string): string {
  if (/^[A-Za-z$¢]/.test(word)) return unitWord(word) === undefined ? "" : word;
  for (let length = word.length; length > 0; length--)
    if (unitWord(word.slice(0, length)) !== undefined) return word.slice(0, length);
  return "";
}

/**
 * Both sides with their units when these decide the relation: two units of one measure meet, or a quantity
 * is converted. Null where the plain numbers are all there is to check.
 */
export function labelsOf(
  left: Operand,
  right: Operand,
  trailing: string,
): { readonly left: string; readonly right: string } | null {
  // "3 hours + 4 hours = 7 hours per week" says how often; only a left side with rates makes a rate.
  const unit = left.labelled.includes("/") ? trailing : (trailing.split("/")[0] ?? "");
  const rightLabelled = unit === "" ? right.labelled : label(right.labelled, unit);
  const both = { left: left.labelled, right: rightLabelled };
  const measured = [measuredOf(both.left), measuredOf(both.right)] as const;
  if (measured[0].units.size === 0) return null;
  if (left.operators === 0) {
    const [a, b] = measured;
    const isConversion =
      right.operators === 0 &&
      a.dimensions.size === 1 &&
      !a.hasOther &&
      [...a.dimensions].every((dimension) => b.dimensions.has(dimension)) &&
      a.units.size === 1 &&
      [...a.units.keys()].some((unit) => !b.units.has(unit));
    return isConversion ? both : null;
  }
  const units = new Map<string, string>();
  for (const side of measured)
    for (const [unit, dimension] of side.units) {
      const earlier = units.get(dimension);
      if (earlier !== undefined && earlier !== unit) return both;
      if (dimension === "") return both;
      units.set(dimension, unit);
    }
  return null;
}
