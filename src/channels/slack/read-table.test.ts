import { expect, test } from "vitest";
import { numberColumns, readCsv, withColumn } from "./read-table.ts";

test("cells in quotes keep commas, quotes and line breaks", () => {
  expect(readCsv('a,b\n"x, ""y""","1\n2"\n')).toEqual([
    ["a", "b"],
    ['x, "y"', "1\n2"],
  ]);
});

test.each([
  ["semicolons", "a;b\n1;2"],
  ["tabs", "a\tb\n1\t2"],
  ["Windows line ends and a byte order mark", "\uFEFFa,b\r\n1,2\r\n"],
  ["empty lines", "a,b\n\n1,2\n\n"],
])("%s are read", (_what, text) => {
  expect(readCsv(text)).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
});

test("what is no table is null", () => {
  expect(readCsv("")).toBeNull();
  expect(readCsv("only a head")).toBeNull();
  expect(readCsv('a,b\n"never closed')).toBeNull();
});

test("a column counts as numbers only when every cell is one, as it is written", () => {
  const rows = readCsv("n,mixed,money,gap\n1.50,1,$3,\n-2,x,4,7\n")!;
  expect(numberColumns(rows)).toEqual([
    { name: "n", values: ["1.50", "-2"] },
    { name: "gap", values: ["7"] },
  ]);
});

const columns = [{ name: "price", values: ["1", "2"] }];

test.each([
  ["mean of price", "mean of 1, 2"],
  ["what is the median of the column “price”?", "what is the median of 1, 2?"],
  ["price的平均值是多少", "1, 2的平均值是多少"],
])("%s asks for the column's values", (question, expected) => {
  expect(withColumn(question, columns)?.question).toBe(expected);
});

test.each(["what is the price?", "mean of prices", "solve x = price"])(
  "%s names no column",
  (question) => {
    expect(withColumn(question, columns)).toBeNull();
  },
);
