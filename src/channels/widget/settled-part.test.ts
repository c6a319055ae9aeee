import { expect, test } from "vitest";
import { settledPart } from "./settled-part.ts";

test.each([
  ["so $x^2", "so "],
  ["so $x^2$ and $\\fra", "so $x^2$ and "],
  ["so $x^2$ and", "so $x^2$ and"],
  ["so $$\n\\frac{1}{", "so "],
  ["so \\[ a = ", "so "],
  ["so \\( a = ", "so "],
  ["so \\", "so "],
  ["so \\(a\\) and \\[b\\]", "so \\(a\\) and \\[b\\]"],
  ["it costs $5 and then", "it costs $5 and then"],
  ["it costs $1,200.50", "it costs $1,200.50"],
  ["from $5 to $6.", "from $5 to $6."],
  ["a $ b", "a $ b"],
  ["the price \\$x", "the price \\$x"],
  ["`$x` and", "`$x` and"],
  ["a line $x\nand the next", "a line $x\nand the next"],
  ["", ""],
])("of %j so far %j is shown", (text, shown) => {
  expect(settledPart(text)).toBe(shown);
});

test("whatever the reply, each beginning is shown as a beginning and the whole as a whole", () => {
  const reply = "For $a \\ne 0$: $$x = \\frac{1}{a}$$ costs $5, or \\(y\\) and `$z`.";
  for (let length = 0; length <= reply.length; length += 1)
    expect(reply.startsWith(settledPart(reply.slice(0, length)))).toBe(true);
  expect(settledPart(reply)).toBe(reply);
});

test("a long reply of openings comes to an end", () => {
  for (const mark of ["$", "\\(", "\\[", "$a", "`", "$1,"])
    expect(settledPart(mark.repeat(20_000)).length).toBeLessThanOrEqual(60_000);
});
