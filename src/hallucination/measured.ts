import { type UnitWord, unitWord } from "./unit-words.ts";

/** Marks around a labelled number; characters of the private use area, which no reader of text produces. */
const OPEN = "\uE000";
const MIDDLE = "\uE001";
const CLOSE = "\uE002";
const LABEL = /\uE001([^\uE000-\uE002]*)\uE002/g;

/** An operand with the words that stand behind it. */
export function label(operand: string, words: string): string {
  return `${OPEN}${operand}${MIDDLE}${words.trim()}${CLOSE}`;
}

/** The numbers alone. */
export function withoutLabels(labelled: string): string {
  return labelled.replaceAll(OPEN, "").replace(LABEL, "");
}

/** A side of a relation with its units as factors of named dimensions. */
export interface Measured {
  readonly plain: string;
  readonly dimensions: ReadonlySet<string>;
  /** The size of each unit with its dimension; "" for a word that only scales. */
  readonly units: ReadonlyMap<string, string>;
  /** The sides hold a unit word that is not in the table, so that the dimensions may be incomplete. */
  readonly hasOther: boolean;
}

/**
 * Writes every unit as its factor times the symbol of its dimension: "2 hours" as `(2*3600*T)`. Counted
 * things are left out.
 */
export function measuredOf(labelled: string): Measured {
  const dimensions = new Set<string>();
  const units = new Map<string, string>();
  let hasOther = false;
  const plain = labelled.replaceAll(OPEN, "(").replace(LABEL, (_, words: string) => {
    const read = readPhrase(words);
    for (const { dimension, factor } of read.units) {
      if (dimension !== "") dimensions.add(dimension);
      units.set(`${factor} ${dimension}`, dimension);
    }
    hasOther ||= read.hasOther;
    return `${read.factor})`;
  });
  return { plain, dimensions, units, hasOther };
}

interface Phrase {
  readonly factor: string;
  readonly units: readonly UnitWord[];
  readonly hasOther: boolean;
}

const CHINESE = /^\p{Script=Han}+/u;

/** Reads "hours", "minutes/hour", "miles per hour", "dozen eggs", "小时". */
function readPhrase(words: string): Phrase {
  const pieces = ` ${words}`.split(/\s*\/\s*|\s+(?:per|each|an?)\s+/i);
  let factor = "";
  let hasOther = false;
  const units: UnitWord[] = [];
  pieces.forEach((piece, index) => {
    const isLeading = index === 0;
    let isFirst = true;
    for (const word of piece.split(/\s+/)) {
      if (word === "") continue;
      const unit = unitWord(word) ?? unitWord(CHINESE.exec(word)?.[0] ?? "");
      // "hours of work": only the first word, or what a scale counts, is the unit.
      if (unit === undefined || !isFirst) {
        hasOther = true;
        continue;
      }
      isFirst = unit.dimension === "";
      const symbol = unit.dimension === "" ? "" : `*${unit.dimension}`;
      factor += isLeading ? `*(${unit.factor}${symbol})` : `/(${unit.factor}${symbol})`;
      units.push(unit);
    }
  });
  return { factor, units, hasOther };
}

/** The measured side with every dimension replaced. */
export function withDimensions(
  measured: Measured,
  replacement: (dimension: string) => string,
): string {
  let { plain } = measured;
  for (const dimension of measured.dimensions)
    plain = plain.replace(
      new RegExp(`\\*${dimension}(?![A-Za-z])`, "g"),
      `*${replacement(dimension)}`,
    );
  return plain;
}
