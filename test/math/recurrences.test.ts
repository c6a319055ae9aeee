import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fractionOf } from "../../src/tools/math/exact/fraction-of.ts";
import { substitute } from "../../src/tools/math/expression/expression.ts";
import { answerQuery } from "../../src/tools/math/plan/answer-query.ts";
import type { Outcome } from "../../src/tools/math/plan/outcome.ts";
import { SequenceDomain } from "../../src/tools/math/prove/sequence-domain.ts";
import { proveRecurrence } from "../../src/tools/math/prove/recurrence-proof.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { readQuery } from "../../src/tools/math/read/read-query.ts";
import type { RecurrenceQuery } from "../../src/tools/math/read/recurrence-query.ts";
import { contextWith, memberThat } from "./engine-doubles.ts";

const parse = (text: string) => parseExpression(text).expression;
const solve = (query: string, candidate = "0"): Promise<Outcome> =>
  answerQuery(readQuery(query).query, contextWith([memberThat(async () => [parse(candidate)])]));
const prove = (query: string, closed: string) =>
  proveRecurrence(readQuery(query).query as RecurrenceQuery, parse(closed));

describe("linear recurrences with constant coefficients need no engine", () => {
  test.each([
    ["r(n) = 5r(n-1) - 6r(n-2), r(0) = 0, r(1) = 1", "3^n - 2^n"],
    ["solve a(n) = 2a(n-1) + 1", "c1*2^n - 1"],
    ["a_{n+1} = 2a_n + n, a_0 = 1", "2*2^n - n - 1"],
    ["a[n] == 2 a[n-1] + 3^n, a[0] == 1", "3*3^n - 2*2^n"],
    ["find a closed form for a_n = 3a_{n-1} + 4, a_0 = 2", "4*3^n - 2"],
    ["a_n = 2a_{n-1} - a_{n-2} + 2, a_0 = -1, a_1 = m", "n^2 + m*n - 1"],
    ["find the general solution of a_{n+2} - 5a_{n+1} + 6a_n = 4^n", "c1*2^n + c2*3^n + 4^n/2"],
    ["a_{n+1}=a_n^2, a_0=2", "2^(2^n)"],
    ["a(n+1) = a(n)/(1+a(n)), a(0)=1", "1/(n + 1)"],
  ])("%s is %s", async (query, plain) => {
    expect(await solve(query)).toMatchObject({
      kind: "answer",
      short: plain,
      certificate: { grade: "proved" },
    });
  });

  test("whatever the roots, the start and the right side, the walked terms are those of the closed form", async () => {
    const small = fc.integer({ min: -4, max: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({ p: small, q: small, u: small, v: small, w: small, start: fc.nat(3) }),
        async ({ p, q, u, v, w, start }) => {
          const rule = `a(n) = ${p + q}*a(n-1) - ${p * q}*a(n-2) + ${w}*n`;
          const values = `a(${start}) = ${u}, a(${start + 1}) = ${v}`;
          const closed = await solve(`${rule}, ${values}`);
          const walked = await solve(`${rule}, ${values}, find a(${start + 9})`);
          if (closed.kind === "open") return p * q === 0;
          if (walked.kind === "open") return false;
          const form = parse(closed.plain.split(" = ")[1] as string);
          const value = fractionOf(substitute(form, "n", { num: String(start + 9) }));
          return value !== null && fractionOf(parse(walked.plain))?.equals(value) === true;
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe("the same question in other words", () => {
  const expected = readQuery("a(n+1) = 3a(n) + 2, a(1) = 1").query;
  test.each([
    "求数列 a_1=1, a_{n+1}=3a_n+2 的通项公式",
    "已知数列{a_n}满足a_1=1, a_{n+1}=3a_n+2, 求a_n",
    "已知 a_1=1, a_{n+1}=3a_n+2, 求数列的通项",
    "设数列 \\{a_n\\} 满足 a_1 = 1, a_{n+1} = 3a_n + 2, 求 {a_n} 的通项公式",
    "递推关系 a(n+1)=3a(n)+2, a(1)=1 的通项",
    "solve the recurrence a(n+1) = 3a(n) + 2 with a(1) = 1",
    "find a closed form for a_{n+1} = 3a_n + 2, a_1 = 1",
    "What is the solution of the recurrence relation a_{n+1} = 3a_n + 2 with a_1 = 1?",
    "a[n+1] == 3a[n] + 2, a[1] == 1",
    "a_{n+1} = 3a_n + 2, a_1 = 1 for n >= 1",
  ])("%s", (text) => {
    expect(readQuery(text).query).toEqual(expected);
  });

  test("another index and another letter", () => {
    expect(readQuery("solve y(t+1) = 2y(t), y(0) = 5").query).toMatchObject({
      kind: "recurrence",
      unknown: "y",
      index: "t",
    });
  });

  test.each(["T(n) = 2T(n/2) + n, T(1) = 1", "f(x+1) = 2f(x)"])(
    "%s is not read as something else",
    async (text) => {
      let outcome: Outcome | null = null;
      try {
        outcome = await solve(text);
      } catch {
        return;
      }
      expect(outcome.kind).toBe("open");
    },
  );
});

describe("a closed form is proved by induction or dropped", () => {
  const rule = "r(n) = 5r(n-1) - 6r(n-2)";
  test.each([
    [`${rule}, r(0) = 0, r(1) = 1`, "3^n + 2^n", "a value missed"],
    [`${rule}, r(0) = 0, r(1) = 1`, "n", "the rule missed"],
    [rule, "3^n - 2^n", "no constants"],
    [rule, "c1*2^n", "one constant of two"],
    [rule, "c1*2^n + c2*2^n", "constants that are not independent"],
    [rule, "c1*2^n + c2*3^n + q", "a letter from nowhere"],
  ])("%s with %s (%s)", (query, closed) => {
    expect(prove(query, closed)).toBeNull();
  });

  test.each([
    ["n*a(n+1) = (n+1)*a(n), a(0) = 0", "n", "the first step determines nothing"],
    ["a(n+1) = a(n)/(n-5), a(0) = 0", "0", "a step divides by zero"],
  ])("%s with %s is not the only one: %s", (query, closed) => {
    expect(prove(query, closed)?.openQuestion).toMatch(/not settled/);
  });

  test("a parameter in a divisor becomes a condition", () => {
    expect(prove("k*a(n+1) = a(n), a(0) = 1", "k^(-n)")).toMatchObject({
      openQuestion: null,
      conditions: ["k != 0"],
    });
  });

  test.each([
    ["a(n) = n*a(n-1), a(0) = 1", "n!"],
    ["solve r(n+2) - 2r(n+1) + 2r(n) = 0", "2^(n/2)*(c1*cos(pi*n/4) - c2*sin(pi*n/4))"],
    ["solve y(n+2) + y(n) = 0", "c1*cos(pi*n/2) + c2*sin(pi*n/2)"],
  ])("%s has the closed form %s", (query, closed) => {
    expect(prove(query, closed)).toMatchObject({ openQuestion: null });
  });
});

describe("where a sequence is defined", () => {
  test.each([
    ["1/(n+1)", 0, true],
    ["1/(n-3)", 0, false],
    ["1/(n-3)", 4, true],
    ["1/(n^2-2)", 0, true],
    ["(n-2)!", 2, true],
    ["(n-2)!", 0, false],
    ["1/2^n", 0, true],
    ["tan(n)", 0, false],
    ["log(n)", 0, false],
    ["log(n)", 1, true],
    ["gamma(n+1/2)", 0, true],
    ["1/(2^n-8)", 0, false],
  ])("%s from %d on: %s", (text, start, isDefined) => {
    expect(new SequenceDomain("n", start).isDefined(parse(text))).toBe(isDefined);
  });
});

describe("systems of recurrences", () => {
  test.each([
    [
      "x_{n+1} = x_n + 2y_n, y_{n+1} = 2x_n + y_n, x_0 = 1, y_0 = 0",
      "x(n) = (-1)^n/2 + 3^n/2, y(n) = 3^n/2 - 1/2*(-1)^n",
    ],
    [
      "x(n+1) = 2x(n) + 1, y(n+1) = x(n) + y(n), x(0) = 0, y(0) = 0",
      "x(n) = 2^n - 1, y(n) = 2^n - n - 1",
    ],
  ])("%s", async (query, plain) => {
    expect(await solve(query)).toMatchObject({
      plain,
      certificate: { grade: "proved" },
    });
  });

  test("coefficients that are not numbers are refused with a reason", async () => {
    expect(await solve("x(n+1) = n*y(n), y(n+1) = x(n), x(0) = 1, y(0) = 1")).toMatchObject({
      kind: "open",
      status: "unsupported",
    });
  });
});
