import { type Quantity, quantitiesIn } from "./quantities.ts";

/** The numbers of a given text, to look others up in. */
export interface KnownQuantities {
  readonly all: readonly Quantity[];
  readonly values: ReadonlySet<string>;
  readonly withUnits: ReadonlySet<string>;
}

export function knownQuantities(text: string): KnownQuantities {
  const all = quantitiesIn(text);
  const withUnits = new Set<string>();
  for (const { value, unit } of all) {
    withUnits.add(`${value} ${unit}`);
    if (unit === "date") for (const part of partsOf(value)) withUnits.add(`${part} date`);
  }
  return { all, values: new Set(all.map(({ value }) => value)), withUnits };
}

/** A full date also says its month and day, and its year and month. */
function partsOf(date: string): readonly string[] {
  const [year = "", month = "", day = ""] = date.split("-");
  return [`-${month}-${day}`, `${year}-${month}-`, `-${month}-`];
}

/**
 * Is the number stated in the given text? With its unit where it has one; a value of three digits or more
 * is taken for the same number also when the words beside it differ.
 */
export function isKnown(quantity: Quantity, known: KnownQuantities): boolean {
  const { value, unit } = quantity;
  if (known.withUnits.has(`${value} ${unit}`)) return true;
  if (unit === "date" || unit === "score" || unit === "code") return false;
  if (unit === "") return known.values.has(value);
  if (!known.values.has(value)) return false;
  const isDistinct = value.replace(".", "").length >= 3 && !/^(?:19|20)\d\d$/.test(value);
  return isDistinct || (value.length > 1 && known.withUnits.has(`${value} `));
}
