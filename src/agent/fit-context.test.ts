import { expect, test } from "vitest";
import { textTokens } from "./estimate-tokens.ts";
import { fitContext } from "./fit-context.ts";

const filler = (count: number) =>
  Array.from({ length: count }, (_, index) => `Section ${index}: nothing of interest here.`);
const document = [
  ...filler(300),
  "The rent of the warehouse in Hamburg is 5,400 euros a month.",
  ...filler(300),
  "仓库的租金每月为 5400 欧元。",
  ...filler(300),
].join("\n");

test("a context that fits stays as it is, to the letter", () => {
  expect(fitContext("a\n\n b ", "q", 100)).toBe("a\n\n b ");
});

test.each([
  ["What is the rent of the warehouse for a year?", "is 5,400 euros a month"],
  ["仓库一年的租金是多少？", "每月为 5400 欧元"],
])("what the question is about is kept, in its room: %s", (question, wanted) => {
  const fitted = fitContext(document, question, 200);
  expect(fitted).toContain(wanted);
  expect(textTokens(fitted)).toBeLessThanOrEqual(220);
  expect(fitted).toContain("[…]");
});

test("passages keep their order", () => {
  const fitted = fitContext(document, "warehouse rent 租金", 200);
  expect(fitted.indexOf("Hamburg")).toBeLessThan(fitted.indexOf("欧元"));
});

test("one endless line is cut too", () => {
  const fitted = fitContext("x".repeat(100_000), "x?", 1_000);
  expect(textTokens(fitted)).toBeLessThanOrEqual(1_020);
  expect(fitted).toContain("[…]");
});
