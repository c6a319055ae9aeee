import { describe, expect, it } from "vitest";
import { weekdayOf } from "../../src/hallucination/calendar.ts";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createStubMath } from "./math-stub.ts";

const verifier = createVerifier(createStubMath());
const verdictOf = async (text: string): Promise<string> =>
  (await verifier.verify({ text })).verdict;

it("knows the weekday of every day as the platform does", () => {
  for (let day = 0; day < 200_000; day += 97) {
    const date = new Date(Date.UTC(1650, 0, 1 + day));
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
    expect(weekdayOf(year, month, date.getUTCDate())).toBe(date.getUTCDay());
  }
});

describe("dates and durations", () => {
  it.each([
    ["March 3, 2025 was a Monday.", "proved"],
    ["March 3, 2025 was a Tuesday.", "refuted"],
    ["2025年3月3日是星期一。", "proved"],
    ["2025年3月3日是星期二。", "refuted"],
    ["From March 1 to March 15 is 14 days.", "proved"],
    ["From March 1 to March 15 is 15 days.", "undecided"],
    ["From March 1 to March 15 is 12 days.", "refuted"],
    ["From March 1 to March 15 there are 12 days of rain.", "undecided"],
    ["From February 1 to March 1 is 29 days.", "undecided"],
    ["From February 1 to March 1, 2024 is 30 days.", "undecided"],
    ["从3月1日到3月15日共13天。", "refuted"],
    ["10 days after March 25 is April 4.", "proved"],
    ["10 days after March 25 is April 5.", "refuted"],
    ["1900 was a leap year.", "refuted"],
    ["2000年是闰年。", "proved"],
    ["February 2023 has 29 days.", "refuted"],
    ["February has 29 days.", "undecided"],
    ["from 9:30 to 11:15 is 1 hour 45 minutes", "proved"],
    ["from 9:30 am to 11:15 am is 2 hours 45 minutes", "refuted"],
    ["from 9:30 to 1:00 is 3 hours 30 minutes", "undecided"],
    ["If March 3, 2025 was a Tuesday", "undecided"],
  ])("%s is %s", async (text, verdict) => {
    expect(await verdictOf(text)).toBe(verdict);
  });
});

describe("changes in per cent", () => {
  it.each([
    ["Sales grew from 50 to 60, an increase of 20%.", "proved"],
    ["Sales grew from 50 to 60, an increase of 25%.", "refuted"],
    ["Sales grew from 30 to 40, an increase of 33%.", "proved"],
    ["Revenue fell 12.5% from $80 million to $70 million.", "proved"],
    ["Revenue fell from $80 million to $70 billion, a decrease of 12.5%.", "undecided"],
    ["销量从50万增加到60万，增长了20%。", "proved"],
    ["销量从50万增加到60万，增长了10%。", "refuted"],
    ["60 is 20% more than 50.", "proved"],
    ["60 is 10% more than 50.", "refuted"],
  ])("%s is %s", async (text, verdict) => {
    expect(await verdictOf(text)).toBe(verdict);
  });
});
