import { isDeadEnd } from "./exact/deadline.ts";
import type { Answer, AnswerValue } from "../../core/query-result.ts";
import { decideEqualTexts } from "./equal/compare-answers.ts";
import type { Expression } from "./expression/expression.ts";
import { decideEqual } from "./prove/decide-zero.ts";
import { parseExpression } from "./read/parse.ts";

/** Three-valued: null where it is not decided. */
export type Same = boolean | null;

/** Do two values say the same, part by part? Equal parts may be written differently, never rounded. */
export function sameValue(a: AnswerValue, b: AnswerValue): Same {
  if (JSON.stringify(a) === JSON.stringify(b)) return true;
  switch (a.kind) {
    case "expression":
      return b.kind === "expression" ? samePart(a.plain, b.plain) : null;
    case "quantity":
      if (b.kind !== "quantity") return null;
      return a.unit === b.unit ? samePart(a.plain, b.plain) : null;
    case "list":
    case "tuple":
      return b.kind === a.kind ? sameParts(a.items, b.items) : null;
    case "set":
      return b.kind === "set" ? sameInAnyOrder(a.items, b.items, samePart) : null;
    case "matrix":
      return b.kind === "matrix" && a.rows.length === b.rows.length
        ? all(a.rows.map((row, index) => sameParts(row, b.rows[index] as readonly string[])))
        : null;
    case "solutions": {
      if (b.kind !== "solutions" || a.family !== b.family) return null;
      if (a.variables.join() !== b.variables.join()) return null;
      const same = sameInAnyOrder(a.solutions, b.solutions, sameRecord);
      // A list that does not claim to be whole may be right and still differ.
      return a.complete && b.complete
        ? same
        : same === true && a.complete === b.complete
          ? true
          : null;
    }
    case "truth":
      return b.kind === "truth" ? a.value === b.value : null;
    case "intervals":
    case "mapping":
    case "none":
    case "date":
    case "text":
      return a.kind === b.kind ? false : null;
  }
}

/**
 * Do the texts of an answer say what its value says? Known where `fresh`, whose texts were made from its
 * value, has the same value in the same words; else read and compared where the value is one expression.
 */
export function textsAgree(claimed: Answer, fresh: Answer): boolean {
  if (JSON.stringify(claimed.value) === JSON.stringify(fresh.value))
    return (
      claimed.short === fresh.short &&
      claimed.plain === fresh.plain &&
      claimed.latex === fresh.latex &&
      isDecimalOf(claimed, fresh)
    );
  const { value } = claimed;
  return (
    value.kind === "expression" &&
    [claimed.short, claimed.plain, claimed.latex].every(
      (text) => samePart(text, value.plain) === true,
    ) &&
    isDecimalOf(claimed, fresh)
  );
}

/** The decimal form may have more or fewer digits; those that it has must be right. */
function isDecimalOf({ numeric, value }: Answer, fresh: Answer): boolean {
  if (numeric === fresh.numeric || numeric === undefined) return true;
  return (
    (value.kind === "expression" || value.kind === "quantity") &&
    decideEqualTexts(value.plain, numeric).verdict === "proved"
  );
}

function samePart(a: string, b: string): Same {
  if (a === b) return true;
  const [left, right] = [read(a), read(b)];
  if (left === null || right === null) return null;
  try {
    const { verdict } = decideEqual(left, right);
    return verdict === "undecided" ? null : verdict === "proved";
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

function read(text: string): Expression | null {
  try {
    return parseExpression(text).expression;
  } catch (error) {
    if (isDeadEnd(error)) return null;
    throw error;
  }
}

function sameParts(a: readonly string[], b: readonly string[]): Same {
  return a.length === b.length
    ? all(a.map((part, index) => samePart(part, b[index] as string)))
    : false;
}

function sameRecord(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): Same {
  const names = Object.keys(a).toSorted();
  return names.join() === Object.keys(b).toSorted().join()
    ? all(names.map((name) => samePart(a[name] as string, b[name] as string)))
    : false;
}

/** False as soon as one is; true when all are. */
function all(parts: readonly Same[]): Same {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

/** As many on both sides, each with its like; false where one is shown to have none. */
function sameInAnyOrder<Item>(
  a: readonly Item[],
  b: readonly Item[],
  same: (left: Item, right: Item) => Same,
): Same {
  const left = [...b];
  let isOpen = false;
  for (const item of a) {
    const found = left.map((other) => same(item, other));
    const place = found.indexOf(true);
    if (place !== -1) left.splice(place, 1);
    else if (found.includes(null)) isOpen = true;
    else return false;
  }
  if (isOpen) return null;
  return left.length === 0;
}
