import type { MathPort } from "../core/math-port.ts";
import type { Candidate, Reading } from "./candidate.ts";
import type { Decision } from "./decision.ts";
import { type Measured, measuredOf, withDimensions, withoutLabels } from "./measured.ts";

type DecideReading = (reading: Reading) => Decision;

const SCALES = ["2", "3"];
const MIXED = "Two units of one measure are mixed, so the plain numbers may not add up.";

/**
 * Decides a relation between quantities with units: both sides must have the same dimensions, and are then
 * compared in base units. Where the dimensions do not agree the words leave something out ("$20 * 7 days =
 * $140"), and the relation stays undecided.
 */
export function decideUnits(
  math: MathPort,
  candidate: Candidate,
  decideReading: DecideReading,
): Decision {
  const labels = candidate.labels;
  const reading = candidate.readings[0];
  if (labels === null || reading === undefined) return open(MIXED);
  const left = measuredOf(labels.left);
  const right = measuredOf(labels.right);
  if (!isHomogeneous(math, left, right)) return open(MIXED);
  const leftBase = withDimensions(left, () => "1");
  const rightBase = withDimensions(right, () => "1");
  const number = withoutLabels(labels.right);
  const isNumber = /^\(?-?\d+(?:\.\d+)?\)?$/.test(number) && /[1-9]/.test(number);
  const measured = isNumber
    ? decideReading({ ...reading, left: `(${leftBase})*(${number})/(${rightBase})`, right: number })
    : decideReading({ ...reading, left: leftBase, right: rightBase });
  const method = "units";
  if (measured.verdict === "proved")
    return { ...measured, method, detail: "Both sides are the same quantity in base units." };
  if (measured.verdict === "undecided") return measured;
  if (isLooseWeek(labels, measured))
    return open("A working day or week may be shorter than a whole one.");
  const isScaled = [...left.units.values(), ...right.units.values()].includes("");
  const isSum = !isScaled && !/[*/^]/.test(withoutLabels(labels.left));
  if (!isSum && decideReading(reading).verdict !== "refuted")
    return open("The numbers agree and the units do not, so what is meant is open.");
  const detail = `In the unit on the right the left side is ${measured.expected ?? "different"}.`;
  return { ...measured, method, detail };
}

/** Both sides scale alike when the base unit of any dimension changes. */
function isHomogeneous(math: MathPort, left: Measured, right: Measured): boolean {
  const dimensions = new Set([...left.dimensions, ...right.dimensions]);
  const at = (side: Measured, dimension: string, scale: string): string =>
    withDimensions(side, (other) => (other === dimension ? scale : "1"));
  return [...dimensions].every((dimension) =>
    SCALES.every((scale) => {
      const a = `(${at(left, dimension, scale)})*(${at(right, dimension, "1")})`;
      const b = `(${at(left, dimension, "1")})*(${at(right, dimension, scale)})`;
      return math.decideRelation(a, "=", b).verdict === "proved";
    }),
  );
}

const LOOSE = /(?<![a-z])(?:days?|weeks?|天|周|星期)(?![a-z])/i;

/** "1 day = 8 hours", "1 week = 5 days" speak of work or school. */
function isLooseWeek(
  labels: { readonly left: string; readonly right: string },
  { expected }: Decision,
): boolean {
  const share = Number(withoutLabels(labels.right)) / Number(expected);
  return LOOSE.test(labels.left) && expected !== undefined && share >= 0.25 && share < 0.9;
}

function open(detail: string): Decision {
  return { verdict: "undecided", method: "units", detail };
}
