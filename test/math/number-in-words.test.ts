import { expect, test } from "vitest";
import { chineseNumber, englishNumber } from "../../src/tools/math/present/number-in-words.ts";
import { readWholeNumber } from "../../src/tools/math/read/number-words.ts";

const NUMBERS = [0n, 7n, 10n, 19n, 20n, 105n, 110n, 999n, 1000n, 1001n, 1010n, 10_000n, 20_010n];
const LARGE = [100_001n, 1_000_000n, 12_345_678n, 100_000_000n, 305_000_020n, 999_999_999n];

test.each([...NUMBERS, ...LARGE])("%s in words is read back as itself", (value) => {
  expect(readWholeNumber(englishNumber(value) ?? "")).toBe(value);
  expect(readWholeNumber(chineseNumber(value) ?? "")).toBe(value);
});

test("numbers past the words for them have none", () => {
  expect(englishNumber(10n ** 15n)).toBeNull();
  expect(chineseNumber(10n ** 15n)).toBeNull();
  expect(chineseNumber(1_000_200_000_000n)).toBe("一万零二亿");
  expect(englishNumber(-5n)).toBe("minus five");
});
