import { expect, test } from "vitest";
import { questionRowSchema, withoutAnnotations } from "./question-row.ts";

test("a question is read under the names of every set", () => {
  const read = { question: "how many?", answer: "3" };
  expect(questionRowSchema.parse({ idx: 1, question: "how many?", answer: "3" })).toEqual(read);
  expect(questionRowSchema.parse({ idx: 1, input: "how many?", golden: "3" })).toEqual(read);
  expect(questionRowSchema.parse({ id: "a", query: "how many?", answer: "3" })).toMatchObject(read);
  expect(questionRowSchema.safeParse({ question: "how many?" }).success).toBe(false);
});

test("marks of a calculator are taken out, and nothing else", () => {
  expect(withoutAnnotations("16 - 3 = <<16-3=13>>13 eggs, 2 < 3")).toBe("16 - 3 = 13 eggs, 2 < 3");
});
