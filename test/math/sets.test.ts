import * as fc from "fast-check";
import { Fraction } from "fraction.js";
import { expect, test } from "vitest";
import {
  combine,
  type ExactSet,
  holdsNumber,
  type Piece,
} from "../../src/tools/math/sets/exact-set.ts";
import { setQuery } from "../../src/tools/math/plan/sets.ts";
import { readSet } from "../../src/tools/math/sets/read-set.ts";

const end = fc.option(fc.integer({ min: -4, max: 4 }));
const piece = fc
  .tuple(end, end, fc.boolean(), fc.boolean())
  .map(([lo, hi, loClosed, hiClosed]): Piece => {
    const [a, b] = lo !== null && hi !== null && lo > hi ? [hi, lo] : [lo, hi];
    const isPoint = a !== null && a === b;
    return {
      lo: a === null ? null : new Fraction(a),
      hi: b === null ? null : new Fraction(b),
      loClosed: a !== null && (loClosed || isPoint),
      hiClosed: b !== null && (hiClosed || isPoint),
    };
  });
const set = fc.array(piece, { maxLength: 3 }).map((pieces) =>
  pieces.reduce<ExactSet>((all, one) => combine("union", all, { pieces: [one], words: [] }), {
    pieces: [],
    words: [],
  }),
);

test("the operations agree with membership, number by number", () => {
  fc.assert(
    fc.property(set, set, fc.integer({ min: -11, max: 11 }), (a, b, halves) => {
      const x = new Fraction(halves, 2);
      const [inA, inB] = [holdsNumber(a, x), holdsNumber(b, x)];
      expect(holdsNumber(combine("union", a, b), x)).toBe(inA || inB);
      expect(holdsNumber(combine("intersection", a, b), x)).toBe(inA && inB);
      expect(holdsNumber(combine("difference", a, b), x)).toBe(inA && !inB);
      expect(holdsNumber(combine("symmetric-difference", a, b), x)).toBe(inA !== inB);
    }),
    { numRuns: 500 },
  );
});

test("a set has one form, however it was put together", () => {
  fc.assert(
    fc.property(set, set, (a, b) => {
      expect(combine("union", a, b)).toEqual(combine("union", b, a));
      expect(combine("union", combine("difference", a, b), combine("intersection", a, b))).toEqual(
        a,
      );
    }),
  );
});

test.each(["{1, {2}}", "{1, x+1}", "(1, 2", "A ∪ B", "{1} ∪", "3", "{1} + {2}"])(
  "%s is not read as a set",
  (text) => {
    expect(readSet(text)).toBeNull();
  },
);

test("names are different things only where that is said", () => {
  const conditionsOf = (...texts: string[]) => {
    const sets = texts.map((text) => readSet(text) as NonNullable<ReturnType<typeof readSet>>);
    const outcome = setQuery({ kind: "sets", operation: "value", sets });
    return outcome.kind === "answer" ? outcome.certificate.conditions : null;
  };
  expect(conditionsOf("{a} ∩ {b}")).toEqual(["different names stand for different elements"]);
  expect(conditionsOf("{x} ∪ {1}")).toEqual(["different names stand for different elements"]);
  expect(conditionsOf("{1, 2} ∪ {3}")).toBeUndefined();
  expect(conditionsOf("{a} ∪ {a}")).toBeUndefined();
});
