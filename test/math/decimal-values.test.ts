import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMathEngine, type MathEngine } from "../../src/tools/math/engine.ts";

let engine: MathEngine;
beforeAll(() => {
  engine = createMathEngine();
});
afterAll(() => engine.close());

async function ask(query: string): Promise<string> {
  const { answer, certificate, reason } = await engine.query({ query });
  return answer === null ? `${reason?.code}` : `${answer.short} ${certificate?.grade}`;
}

// Expected digits are mpmath's, at 3000 digits.
const E_200 =
  "722597376812574925817747704218930569735687442852731928403269789123221909361473891661561" +
  ".926589062570557468402043101429418177110677119368226480983077";

describe("places are counted after the point, however large or small the number is", () => {
  test.each([
    ["e^200 to 60 decimal places", E_200],
    ["-e^200 to 60 decimal places", `-${E_200}`],
    ["e^200 保留60位小数", E_200],
    ["e^200 精确到60位小数", E_200],
    ["e^(-200) to 60 decimal places", `0.${"0".repeat(60)}`],
    ["-e^(-200) to 60 places", `0.${"0".repeat(60)}`],
    ["e^(-10) 保留4位小数", "0.0000"],
    ["e^100 to 10 decimal places", "26881171418161354484126255515800135873611118.7737419224"],
    ["10^100/3 to 2 decimal places", `${"3".repeat(100)}.33`],
    ["10^70 to 5 decimal places", `1${"0".repeat(70)}`],
    ["cos(50/7) to 260 decimal places", expect.stringMatching(/^0\.\d{260} proved$/)],
  ])("%s", async (query, expected) => {
    expect(await ask(query)).toEqual(
      typeof expected === "string" ? `${expected} proved` : expected,
    );
  });
});

describe("a carry keeps the digits that were asked for", () => {
  test.each([
    ["0.9999995 to 3 decimal places", "1.000"],
    ["-0.99999 to 2 decimal places", "-1.00"],
    ["0.99999 保留两位小数", "1.00"],
    ["9.9996 to 4 significant figures", "10.00"],
    ["sqrt(99999999) to 3 decimal places", "10000.000"],
    ["sqrt(99999999) 保留 5 位有效数字", "10000"],
    ["0.25 to 6 decimal places", "0.25"],
    ["2.5 to 0 decimal places", "3"],
    ["-2.5 to 0 decimal places", "-3"],
  ])("%s", async (query, expected) => {
    expect(await ask(query)).toBe(`${expected} proved`);
  });
});

describe("first digits are cut, and no zeros stand for digits that were not asked for", () => {
  test.each([
    ["first 5 digits of 2^100", "1.2676e+30"],
    ["first 10 digits of 2^1000", "1.071508607e+301"],
    ["first 4 digits of 1.99999", "1.999"],
    ["first 3 digits of e^(-200)", "1.38e-87"],
    ["2^100 to 5 significant figures", "1267700000000000000000000000000"],
  ])("%s", async (query, expected) => {
    expect(await ask(query)).toBe(`${expected} proved`);
  });
});

test("digits that cancellation has eaten are worked out, never shown as zeros", async () => {
  expect(await ask("10^300 + sqrt(2) - 10^300 to 30 decimal places")).toBe(
    "1.414213562373095048801688724210 proved",
  );
  expect(await ask("10^2000 + sqrt(2) - 10^2000 to 250 decimal places")).not.toMatch(/^0\.0/);
});

test("what is too long to be written is refused", async () => {
  expect(await ask("e^3000 to 5 decimal places")).toMatch(/^\d{1293}7630612721\.59067 proved$/);
  expect(await ask("e^100000 to 5 decimal places")).toBe("too_large");
});
