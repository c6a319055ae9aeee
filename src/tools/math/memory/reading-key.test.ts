import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type { MathQuery } from "../read/math-query.ts";
import { OPERATION_INTENTS, QUESTION_INTENTS } from "../read/intents/all.ts";
import { readMisspelt, type ReadQuery } from "../read/read-query.ts";
import { readingKey } from "./reading-key.ts";

const keyOf = (text: string) => readingKey(readMisspelt(text));
/** Anything in the place of a query: what a reader may come to put there. */
const keyOfQuery = (query: unknown) =>
  readingKey({ query: query as MathQuery, language: "en", assumptions: [] });

test.each([
  ["2x+3=11", "solve 2x + 3 = 11", "2·x + 3 = 11", "$2x+3=11$", "solve for x: 2*x+3=11"],
  ["17*23", "what is 17 × 23", "17\\cdot 23", "  17 * 23 "],
  ["derivative of x^2", "d/dx x^2", "differentiate x²"],
  ["integrate x^2 from 0 to 3", "\\int_0^3 x^2 dx", "area under x^2 from 0 to 3"],
  ["解方程 2x+3=11", "求解方程 2x + 3 = 11"],
])("%s has the key of its other spellings", (first, ...others) => {
  expect(keyOf(first)).not.toBeNull();
  for (const other of others) expect(keyOf(other), other).toBe(keyOf(first));
});

test.each([
  ["2+3", "3+2"],
  ["0.1 + 0.2", "0.10 + 0.2"],
  ["2x+3=11", "2y+3=11"],
  ["2x+3=11", "2x+3=12"],
  ["2x+3=11", "解方程 2x+3=11"],
  ["x^2 = 4", "solve x^2 = 4 over the reals"],
  ["x^2 = 4", "solve x^2 = 4 for x > 0"],
  ["simplify sqrt(x^2)", "simplify sqrt(x^2) for real x"],
  ["simplify abs(x-3) assuming x > 3", "simplify abs(x-3) assuming x < 3"],
  ["sin(30)", "sin(30 degrees)"],
  ["limit of 1/x as x->0", "limit of 1/x as x->0+"],
  ["limit of 1/x as x->0+", "limit of 1/x as x->0-"],
  ["integrate x^2", "integrate x^2 from 0 to 1"],
  ["integrate x^2 from 0 to 1", "integrate x^2 from 1 to 0"],
  ["derivative of x^3", "second derivative of x^3"],
  ["derivative of x*y", "derivative of x*y with respect to y"],
  ["factor x^2-9", "x^2-9"],
  ["expand (x+1)^2", "simplify (x+1)^2"],
  ["gcd of 84 and 126", "lcm of 84 and 126"],
  ["1/3 to 5 decimal places", "1/3 to 6 decimal places"],
  ["1/3 to 5 decimal places", "1/3 to 5 significant figures"],
  ["5 km in m", "5 km in cm"],
  ["5 m in km", "5 mi in km"],
  ["20 C in F", "20 F in C"],
  ["{1,2} union {3}", "{1,2} union {4}"],
  ["[0,1] ∪ [2,3]", "[0,1) ∪ [2,3]"],
  ["{1,2,3}", "(1,2,3)"],
  ["rank of {{1,2},{3,4}}", "inverse of {{1,2},{3,4}}"],
  ["plot sin(x) from 0 to 1", "plot sin(x) from 0 to 2"],
  ["is 97 prime", "prime factorization of 97"],
  ["15% of 240", "15% off 240"],
  ["x' = x, x(0) = 1", "x' = x, x(0) = 2"],
  ["a(n+1) = 2a(n), a(0) = 1", "a(n+1) = 2a(n), a(1) = 1"],
])("%s and %s are two readings", (a, b) => {
  expect(keyOf(a)).not.toBeNull();
  expect(keyOf(b)).not.toBeNull();
  expect(keyOf(a)).not.toBe(keyOf(b));
});

test("over all examples: one key for the same reading in the same language, two for any others", () => {
  const seen = new Map<string, ReadQuery>();
  let shared = 0;
  for (const { ask } of [...QUESTION_INTENTS, ...OPERATION_INTENTS].flatMap(
    (each) => each.examples,
  )) {
    const read = readMisspelt(ask);
    const key = readingKey(read);
    if (key === null) throw new Error(`"${ask}" has no key.`);
    const other = seen.get(key);
    seen.set(key, read);
    if (other === undefined) continue;
    shared += 1;
    expect(isDeepStrictEqual(other.query, read.query), ask).toBe(true);
    expect(other.language === "zh", ask).toBe(read.language === "zh");
  }
  // The other way round: what is the same apart from the order of its fields is found again.
  expect(shared).toBeGreaterThan(20);
  for (const [key, read] of seen)
    expect(readingKey({ ...read, query: turnedRound(read.query) as MathQuery })).toBe(key);
});

function turnedRound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedRound);
  if (typeof value !== "object" || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, turnedRound(item)]);
  return Object.fromEntries(entries.toReversed());
}

test("values that JSON would write alike are written apart, and what cannot be written has no key", () => {
  const alike: unknown[] = [
    null,
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    0,
    -0,
    0n,
    "0",
    "null",
    false,
    [],
    {},
    new Map(),
    new Set(),
    new Map([["a", 1]]),
    new Map([["a", 2]]),
    new Set(["a", 1]),
    ["a", 1],
    { a: 1 },
    { a: undefined },
    [undefined],
    [null],
    ["a,b"],
    ["a", "b"],
    [["a"], "b"],
    [["a", "b"]],
  ];
  const keys = alike.map((value) => keyOfQuery({ kind: "evaluate", value }));
  expect(keys).not.toContain(null);
  expect(new Set(keys).size).toBe(alike.length);
  for (const value of [() => 1, Symbol("x"), new Date(0), /x/, [() => 1], { a: new Date(0) }])
    expect(keyOfQuery({ kind: "evaluate", value })).toBeNull();
});
