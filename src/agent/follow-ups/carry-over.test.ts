import { expect, test } from "vitest";
import { carryOver, newOperand } from "./carry-over.ts";

const derivative = { text: "Derivative of x^2 with respect to x", plain: "d/dx (x^2)" };

test.each([
  ["what about x^4?", "x^4"],
  ["And for cos(x)?", "cos(x)"],
  ["and of x^3 + 1", "x^3 + 1"],
  ["那 x^4 呢？", "x^4"],
  ["换成 sin(x) 呢", "sin(x)"],
])("%s names %s", (question, operand) => expect(newOperand(question)).toBe(operand));

test.each(["what about 5?", "derivative of x^4", "那怎么办呢", "and then?", "", "why?"])(
  "%j names nothing that could be carried over",
  (question) => {
    const operand = newOperand(question);
    expect(operand === null || carryOver(operand, question, derivative) === null).toBe(true);
  },
);

test.each([
  [derivative, "d/dx (x^4)"],
  [{ text: "", plain: "d^2/dx^2 (x^5)" }, "d^2/dx^2 (x^4)"],
  [{ text: "", plain: "integrate 2*x dx from 0 to 1" }, "integrate (x^4) dx from 0 to 1"],
  [{ text: "", plain: "limit of sin(x)/x as x -> 0" }, "limit of (x^4) as x -> 0"],
  [{ text: "", plain: "x^2 - 1 = 0" }, "(x^4) = 0"],
  [{ text: "Factor x^2 - 1", plain: "x^2 - 1" }, "factor (x^4)"],
])("%j is asked again", (reading, query) =>
  expect(carryOver("x^4", "what about x^4", reading)?.query).toBe(query),
);

test("other letters are another question", () => {
  expect(carryOver("t^3", "what about t^3", derivative)).toBeNull();
  expect(carryOver("a*x", "what about a*x", derivative)).toBeNull();
  expect(carryOver("e^x", "what about e^x", derivative)?.query).toBe("d/dx (e^x)");
});

test("a question without an operation is not asked again", () => {
  expect(carryOver("y", "and y", { text: "Work out 3*4", plain: "3*4" })).toBeNull();
});
