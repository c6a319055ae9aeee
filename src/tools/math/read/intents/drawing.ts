import type { MathQuery } from "../math-query.ts";
import { readWholeNumber } from "../number-words.ts";
import type { Groups } from "../query-builders.ts";
import type { Intent } from "./intent.ts";

const MOST_LETTERS = 10_000;

/** `{j: 2, l: 5}` or the letters themselves, `jjlllll`. */
function urnOf(text: string): Record<string, number> | null {
  const listed = /^\{(?<pairs>[^{}]+)\}$/.exec(text.trim())?.groups?.["pairs"];
  const urn: Record<string, number> = {};
  if (listed === undefined) {
    if (!/^[a-z]+$/i.test(text.trim())) return null;
    for (const letter of text.trim()) urn[letter] = (urn[letter] ?? 0) + 1;
    return urn;
  }
  for (const pair of listed.split(",")) {
    const found = /^\s*(?<letter>[a-z])\s*:\s*(?<count>\d{1,4})\s*$/i.exec(pair)?.groups;
    if (found === undefined) return null;
    urn[found["letter"] as string] = Number(found["count"]);
  }
  return Object.values(urn).reduce((sum, count) => sum + count, 0) > MOST_LETTERS ? null : urn;
}

/** "1 y, 2 l and 1 j" as the letters wanted. */
function wantedOf(text: string): string[] | null {
  const parts = text.split(/\s*,\s*(?:and\s+)?|\s+and\s+/);
  const wanted: string[] = [];
  for (const part of parts) {
    const found = /^(?<count>\w+)\s+(?<letter>[a-z])$/i.exec(part.trim())?.groups;
    const count = found === undefined ? null : readWholeNumber(found["count"] as string);
    if (found === undefined || count === null || count > 100n) return null;
    for (let k = 0n; k < count; k++) wanted.push(found["letter"] as string);
  }
  return wanted;
}

function draw(groups: Groups): MathQuery | null {
  const urn = urnOf(groups["urn"] as string);
  const isOrdered = groups["sequence"] !== undefined;
  const wanted = isOrdered
    ? [...(groups["sequence"] as string)]
    : wantedOf(groups["counts"] as string);
  const count = readWholeNumber(groups["count"] as string);
  if (urn === null || wanted === null || count !== BigInt(wanted.length)) return null;
  return { kind: "drawing", urn, wanted, isOrdered };
}

const DRAWN = "{count:count} letters [are ](picked|drawn|chosen) without replacement from {urn}";
const PROBABILITY = "[the ](prob|probability|chance) of";

/** Letters drawn without replacement. */
export const DRAWING_INTENTS: readonly Intent[] = [
  {
    name: "drawing letters",
    frames: [
      `${DRAWN}. [give |what is |calculate |find ]${PROBABILITY} [picking |drawing ]sequence {sequence:word}`,
      `${DRAWN}. [give |what is |calculate |find ]${PROBABILITY} (picking|drawing) {counts}`,
      `[what is |give |calculate |find ]${PROBABILITY} [picking |drawing ]sequence {sequence:word} when ${DRAWN}`,
      `[what is |give |calculate |find ]${PROBABILITY} (picking|drawing) {counts} when ${DRAWN}`,
    ],
    read: draw,
    examples: [
      {
        ask: "Four letters picked without replacement from {j: 2, l: 5, g: 1, y: 8, u: 1}. Give prob of picking 1 y, 2 l and 1 j.",
        answer: "8/119",
      },
      {
        ask: "Calculate prob of sequence xd when two letters picked without replacement from xdvxvgggd.",
        answer: "1/18",
      },
    ],
  },
];
