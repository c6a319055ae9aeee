import { describe, expect, it } from "vitest";
import { readTable } from "../../src/hallucination/tables/read-table.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createStubMath } from "./math-stub.ts";

const verifier = createVerifier(createStubMath());
const verdictOf = async (text: string, context: string): Promise<string> =>
  (await verifier.verify({ text, context })).verdict;

const MARKDOWN = `| city | population | area (km2) |
|---|---|---|
| Avon | 20,419 | 31 |
| Brill | 45,260 | 12 |
| Corby | 13,664 | 58 |
| Total | 79,343 | 101 |`;
const CSV = "city,population\nAvon,20419\nBrill,45260\nCorby,13664";
const BOX = JSON.stringify({
  title: ["The Long Way"],
  "Directed by": ["Ann Lee"],
  Producers: ["Bo Kahn", "Cy Dean"],
  "Running time": ["112 minutes"],
  Released: ["26 January 2015 (2015-01-26)"],
});

it.each([
  ["Markdown", MARKDOWN, "grid"],
  ["commas", CSV, "grid"],
  ["number signs", CSV.replaceAll(",", "#"), "grid"],
  ["tabs", CSV.replaceAll(",", "\t"), "grid"],
  [
    "JSON rows",
    JSON.stringify([
      { a: "x", b: 1 },
      { a: "y", b: 2 },
    ]),
    "grid",
  ],
  ["JSON box", BOX, "box"],
  ["lines", "Born: 1950\nDied: 2001\nHeight: 180 cm", "box"],
  ["prose", "The city is old, and so is the bridge.\nIt was built, they say, in 1932.", undefined],
  ["broken JSON", "{a: 1", undefined],
])("reads a table in %s", (_, context, kind) => {
  expect(readTable(context)?.kind).toBe(kind);
});

describe("sentences about rows", () => {
  it.each([
    ["The population of Avon is 20,419.", "proved"],
    ["The population of Avon is 20,491.", "refuted"],
    ["Brill has a higher population than Avon.", "proved"],
    ["Avon has a higher population than Brill.", "refuted"],
    ["Brill has the highest population.", "proved"],
    ["Avon has the lowest population.", "refuted"],
    ["Avon does not have the lowest population.", "undecided"],
    ["Avon has the second lowest population.", "undecided"],
    ["Avon had a population of 20,419 when it was founded.", "undecided"],
    ["The population of Dover is 20,419.", "undecided"],
    ["The population of Avon is about 20,000.", "undecided"],
  ])("%s is %s", async (text, verdict) => {
    expect(await verdictOf(text, MARKDOWN)).toBe(verdict);
  });

  it("adds up a column, but not its sum", async () => {
    expect(await verdictOf("The total population is 79,343.", CSV)).toBe("proved");
    expect(await verdictOf("The total population is 79,433.", CSV)).toBe("refuted");
  });
});

describe("sentences about one row that has several things", () => {
  const MATCHES = `date,home team,away team,venue,crowd
5 May,Avon,Brill,Lake Oval,"12,000"
5 May,Corby,Dover,Green Park,"9,500"
12 May,Dover,Avon,Green Park,"14,250"
12 May,Brill,Corby,Lake Oval,"14,000"`;
  it.each([
    ["Avon was the home team at Lake Oval.", "proved"],
    ["The venue was Green Park when the home team was Avon.", "refuted"],
    ["The crowd was larger than 14,100 when the home team was Dover.", "proved"],
    ["The crowd was larger than 14,100 when the home team was Brill.", "refuted"],
    ["The home team Dover had a crowd of 14,250 at Green Park.", "proved"],
    ["The home team Dover had a crowd of 14,520 at Green Park.", "refuted"],
    // More is said than was looked up, or it may be read in two ways.
    ["The drunken home team Dover had a crowd of 14,250 at Green Park.", "undecided"],
    ["The home team was not Avon at Lake Oval.", "undecided"],
    ["Only Avon was the home team at Lake Oval.", "undecided"],
    ["Avon beat Brill at Lake Oval.", "undecided"],
    ["The away team when Avon was home team was Brill.", "undecided"],
    ["At Green the home team was Avon.", "undecided"],
    ["The highest crowd at Lake Oval was 14,000.", "undecided"],
  ])("%s is %s", async (text, verdict) => {
    expect(await verdictOf(text, MATCHES)).toBe(verdict);
  });

  it("compares within the whole column only", async () => {
    const climbs = "hill,town,length\nOak,Rye,900\nElm,Rye,700\nAsh,Ely,1200";
    expect(await verdictOf("Ash has the greatest length.", climbs)).toBe("proved");
    expect(await verdictOf("Oak has the greatest length.", climbs)).toBe("refuted");
    expect(await verdictOf("Oak has the greatest length in Rye.", climbs)).toBe("undecided");
    expect(await verdictOf("There is 900 length under the name Oak.", climbs)).not.toBe("refuted");
    expect(await verdictOf("The average length was less than 930.", climbs)).toBe("undecided");
  });
});

describe("sentences about a box", () => {
  it.each([
    ["The Long Way has a running time of 112 minutes.", "proved"],
    ["The Long Way runs for more than 120 minutes.", "refuted"],
    ["The Long Way runs for more than 2 hours.", "refuted"],
    ["The Long Way has two producers.", "proved"],
    ["The Long Way has 3 different producers.", "refuted"],
    ["Ann Lee released The Long Way in 2015.", "undecided"],
    ["The Long Way was released in 2015.", "proved"],
    ["The Long Way was released before 2014.", "refuted"],
    ["The Long Way was released in the spring of 2015.", "undecided"],
    ["The Long Way was released in Peru in 2015.", "undecided"],
    ["The Long Way was not released in 2014.", "undecided"],
  ])("%s is %s", async (text, verdict) => {
    expect(await verdictOf(text, BOX)).toBe(verdict);
  });
});
