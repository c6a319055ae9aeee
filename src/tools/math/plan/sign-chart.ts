import type { Decimal } from "decimal.js";
import { type Expression, integer } from "../expression/expression.ts";
import { evaluateReal } from "../numeric/evaluate-decimal.ts";
import { tidyAngleSum } from "../solve/angle-sum.ts";
import { between } from "../solve/between.ts";

/** A zero or break with its decimal value. */
export interface Place {
  readonly expression: Expression;
  readonly value: Decimal;
}

/** A stretch on which something holds; `null` is an end at infinity. */
export interface Stretch {
  readonly lo: Expression | null;
  readonly hi: Expression | null;
  readonly loClosed: boolean;
  readonly hiClosed: boolean;
}

/** Rising places part the line; `holdsAt` is asked once in each gap and once at each place. */
export function chartOfLine(
  places: readonly Place[],
  holdsAt: (x: Expression) => boolean,
): Stretch[] {
  const stretches: Stretch[] = [];
  let open: Stretch | null = null;
  const close = (hi: Expression | null, hiClosed: boolean): void => {
    if (open !== null) stretches.push({ ...open, hi, hiClosed });
    open = null;
  };
  for (let gap = 0; gap <= places.length; gap++) {
    const [before, after] = [places[gap - 1], places[gap]];
    if (holdsAt(between(before?.value ?? null, after?.value ?? null)))
      open ??= { lo: before?.expression ?? null, hi: null, loClosed: false, hiClosed: false };
    else if (before !== undefined) close(before.expression, true);
    if (after === undefined) break;
    if (holdsAt(after.expression))
      open ??= { lo: after.expression, hi: null, loClosed: true, hiClosed: false };
    else close(after.expression, false);
  }
  close(null, false);
  return stretches;
}

/**
 * The same on a circle of one turn, places from 0 up to the turn: stretches with their middle between minus
 * and plus half a turn, or one without ends where it holds everywhere.
 */
export function chartOfCircle(
  places: readonly Place[],
  turn: Expression,
  holdsAt: (x: Expression) => boolean,
): Stretch[] {
  const everywhere: Stretch = { lo: null, hi: null, loClosed: false, hiClosed: false };
  if (places.length === 0) return holdsAt({ num: "0" }) ? [everywhere] : [];
  const count = places.length;
  const size = evaluateReal(turn) as Decimal;
  const atPlace = places.map(({ expression }) => holdsAt(expression));
  const inGap = places.map(({ value }, index) => {
    const next = places[index + 1]?.value ?? (places[0] as Place).value.add(size);
    return holdsAt(between(value, next));
  });
  // Parts of the circle in order: place 0, gap 0, place 1, …; each part holds as a whole or not.
  const parts = places.flatMap((_, index) => [atPlace[index] as boolean, inGap[index] as boolean]);
  const start = parts.indexOf(false);
  if (start === -1) return [everywhere];
  const stretches: Stretch[] = [];
  for (let from = start + 1; from < start + parts.length; from++) {
    if (parts[from % parts.length] !== true) continue;
    let to = from;
    while (parts[(to + 1) % parts.length] === true) to += 1;
    const isPlace = (part: number): boolean => part % 2 === 0;
    const first = Math.floor(from / 2);
    const last = isPlace(to) ? to / 2 : Math.floor(to / 2) + 1;
    stretches.push(
      centred(
        {
          lo: placeAt(places, first, count, turn),
          hi: placeAt(places, last, count, turn),
          loClosed: isPlace(from),
          hiClosed: isPlace(to),
        },
        turn,
        size,
      ),
    );
    from = to;
  }
  return stretches.sort((a, b) =>
    (evaluateReal(a.lo as Expression) as Decimal).cmp(evaluateReal(b.lo as Expression) as Decimal),
  );
}

function placeAt(
  places: readonly Place[],
  index: number,
  count: number,
  turn: Expression,
): Expression {
  return shifted((places[index % count] as Place).expression, Math.floor(index / count), turn);
}

function shifted(place: Expression, turns: number, turn: Expression): Expression {
  if (turns === 0) return place;
  const sum: Expression = ["Add", place, ["Multiply", integer(turns), turn]];
  return tidyAngleSum(sum);
}

/** Moved by whole turns, so that its middle is above minus half a turn and at most half a turn. */
function centred(stretch: Stretch, turn: Expression, size: Decimal): Stretch {
  const [lo, hi] = [stretch.lo, stretch.hi].map(
    (end) => evaluateReal(end as Expression) as Decimal,
  ) as [Decimal, Decimal];
  const turns = lo.add(hi).div(2).div(size).sub(0.5).sub(1e-12).ceil().toNumber();
  return {
    ...stretch,
    lo: shifted(stretch.lo as Expression, -turns, turn),
    hi: shifted(stretch.hi as Expression, -turns, turn),
  };
}
