import { assert, constantFrom, array, nat, property } from "fast-check";
import { expect, test } from "vitest";
import type { Claim } from "../../core/verify-result.ts";
import { partsOf, placeClaims } from "./place-claims.ts";
import { readRichText } from "./rich-text.ts";

function claim(source: string, start: number, end: number): Claim {
  return {
    start,
    end,
    text: source.slice(start, end),
    kind: "equation",
    verdict: "proved",
    provenance: "computed",
    confidence: 1,
    evidence: { method: "exact", detail: "" },
  };
}

/** What is shown as marked by each claim; null where it is not. */
function marked(source: string, claims: readonly Claim[]): (string | null)[] {
  const blocks = readRichText(source);
  const placed = placeClaims(source, blocks, claims);
  const pieces = blocks.flatMap(partsOf).flatMap(placed.cut);
  return claims.map((_claim, index) => {
    const own = pieces.filter((piece) => piece.claim === index);
    expect(own.length > 0).toBe(placed.isPlaced(index));
    expect(own.filter((piece) => piece.isEnd)).toHaveLength(own.length > 0 ? 1 : 0);
    expect(own.at(-1)?.isEnd ?? true).toBe(true);
    return own.length > 0 ? own.map((piece) => piece.text).join("|") : null;
  });
}

const at = (source: string, text: string) => {
  const start = source.indexOf(text);
  return claim(source, start, start + text.length);
};

test.each([
  ["so 1 + 1 = 2 holds", "1 + 1 = 2", "1 + 1 = 2"],
  ["🙂 的 1 + 1 = 2", "1 + 1 = 2", "1 + 1 = 2"],
  ["- a\n- then **x = 2** here", "x = 2", "x = 2"],
  ["then **x = 2** here", "**x = 2** here", "x = 2| here"],
  ["## 1 + 1 = 2", "1 + 1 = 2", "1 + 1 = 2"],
  ["it is $1+1=2$.", "1+1=2", "1+1=2"],
  ["it is $1+1=2$.", "$1+1=2$", "1+1=2"],
  ["it is $1+1=2.$", "1+1=2", "1+1=2."],
  ["so\n\n$$\n1+1=2\n$$\n\nend", "1+1=2", "1+1=2"],
  ["thus $x$ = 2 is", "$x$ = 2", "x| = 2"],
  ["```\n1 + 1 = 2\n\n3\n```", "1 + 1 = 2", "1 + 1 = 2"],
])("in %j the claim %j is marked as %j", (source, text, expected) => {
  expect(marked(source, [at(source, text)])).toEqual([expected]);
});

test("a claim that is only a piece of a formula is not marked, for the mark would say more", () => {
  const source = "so $x = 1 + 1 = 2$ and $a$ = 3";
  expect(marked(source, [at(source, "1 + 1 = 2"), at(source, "x = 1 + 1")])).toEqual([null, null]);
});

test("offsets that do not name the claim's text mark nothing", () => {
  const source = "1 + 1 = 2 and 1 + 1 = 3";
  expect(marked(source, [{ ...at(source, "1 + 1 = 3"), start: 0, end: 9 }])).toEqual([null]);
  expect(marked(source, [{ ...at(source, "1 + 1 = 3"), start: -3, end: 900 }])).toEqual([null]);
});

test("of two claims on one place only the first and longest is marked", () => {
  const source = "a = b = c";
  expect(marked(source, [at(source, "b = c"), at(source, "a = b = c")])).toEqual([
    null,
    "a = b = c",
  ]);
});

test("nothing is lost or marked outside its claim, whatever the text and the claims", () => {
  const tokens = constantFrom("a", "7", " ", "\n", "$", "**", "`", "= ", "- ", "🙂", "$$", "x");
  assert(
    property(array(tokens, { maxLength: 30 }), array(nat(40), { maxLength: 8 }), (parts, cuts) => {
      const source = parts.join("");
      const claims = cuts.flatMap((cut, index) => {
        const end = cut + (cuts[index + 1] ?? 3);
        return end <= source.length ? [claim(source, cut, end)] : [];
      });
      const blocks = readRichText(source);
      const placed = placeClaims(source, blocks, claims);
      for (const part of blocks.flatMap(partsOf)) {
        let start = part.start;
        for (const piece of placed.cut(part)) {
          expect(source.slice(start, start + piece.text.length)).toBe(piece.text);
          const owner = piece.claim === null ? null : claims[piece.claim];
          if (owner && part.kind !== "math")
            expect([start >= owner.start, start + piece.text.length <= owner.end]).toEqual([
              true,
              true,
            ]);
          start += piece.text.length;
        }
        expect(start).toBe(part.end);
      }
    }),
    { numRuns: 2_000 },
  );
});
