import { distance } from "fastest-levenshtein";
import { FUNCTIONS } from "../expression/functions.ts";
import { UNIT_ROWS } from "../units/unit-table.ts";
import { OPERATION_INTENTS, QUESTION_INTENTS } from "./intents/all.ts";

/** A word that is not known, and the one known word it is nearest to. */
export interface Correction {
  readonly written: string;
  readonly meant: string;
}

const SHORTEST = 4;
/** From this length on two slips are allowed. */
const LONG = 7;
const LONGEST = 30;
const MOST_WORDS = 60;
const WORD = /(?<![A-Za-z\\])[A-Za-z]{4,}(?![A-Za-z])/g;
/** Words of regular expressions that stand whole between signs which do not alter them. */
const WHOLE_WORD = /(?<![A-Za-z<\\\]])[a-z]{4,}(?![A-Za-z?*+{[(>])/g;
const COMMON =
  "what which where when with from that this than then there they have does will would could should please many much more less each some number numbers value values answer find give show tell work calculate compute evaluate determine times plus minus over under between equal equals both same into onto about after before every following problem question expression function";

let vocabulary: ReadonlySet<string> | null = null;

/** Every word that some question is asked with, and the names of functions and units. */
function knownWords(): ReadonlySet<string> {
  if (vocabulary !== null) return vocabulary;
  const words = new Set(COMMON.split(" "));
  const addAll = (text: string, pattern: RegExp): void => {
    for (const [word] of text.matchAll(pattern)) words.add(word.toLowerCase());
  };
  for (const intent of [...QUESTION_INTENTS, ...OPERATION_INTENTS]) {
    for (const frame of intent.frames)
      if (typeof frame === "string") addAll(frame.replace(/\{[^{}]*\}/g, " "), WORD);
      else addAll(frame.source, WHOLE_WORD);
    for (const { ask } of intent.examples) addAll(ask, WORD);
  }
  for (const { names } of FUNCTIONS) for (const name of names) addAll(name, WORD);
  for (const row of UNIT_ROWS) addAll(row.names.join(" "), WORD);
  vocabulary = words;
  return words;
}

/**
 * The words of a text that are one or two slips away from exactly one known word; empty when every word
 * is known or none has a single nearest one. Slips are Levenshtein's edits, and two letters exchanged
 * count as one; the first letter is taken to be right.
 */
export function corrections(text: string): Correction[] {
  const known = knownWords();
  const found = new Map<string, string>();
  const words = new Set([...text.matchAll(WORD)].map(([word]) => word).slice(0, MOST_WORDS));
  for (const written of words) {
    const word = written.toLowerCase();
    if (
      word.length > LONGEST ||
      known.has(word) ||
      (word.endsWith("s") && known.has(word.slice(0, -1)))
    )
      continue;
    const meant = nearest(word, known);
    if (meant !== null) found.set(written, meant);
  }
  return [...found].map(([written, meant]) => ({ written, meant }));
}

/** The text with every correction made. */
export function correct(text: string, list: readonly Correction[]): string {
  const meant = new Map(list.map((item) => [item.written, item.meant]));
  return text.replace(WORD, (word) => meant.get(word) ?? word);
}

function nearest(word: string, known: ReadonlySet<string>): string | null {
  for (let place = 1; place < word.length - 1; place++) {
    const swapped = `${word.slice(0, place)}${word[place + 1]}${word[place]}${word.slice(place + 2)}`;
    if (known.has(swapped)) return swapped;
  }
  const most = word.length >= LONG ? 2 : 1;
  let best: string[] = [];
  let slips = most + 1;
  for (const candidate of known) {
    if (candidate[0] !== word[0] || Math.abs(candidate.length - word.length) > most) continue;
    const between = distance(word, candidate);
    if (between < slips) [best, slips] = [[candidate], between];
    else if (between === slips && slips <= most) best.push(candidate);
  }
  return best.length === 1 && word.length >= SHORTEST ? (best[0] as string) : null;
}
