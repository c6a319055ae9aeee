import { describe, expect, test } from "vitest";
import type { Antecedent } from "./earlier.ts";
import { rewriteReference } from "./pointing-words.ts";

const derivative: Antecedent = { answer: "3*x^2", subject: "x^3", kind: "derivative" };
const number: Antecedent = { answer: "12", subject: "3*4", kind: "other" };
const expanded: Antecedent = { answer: "x^2 + 2*x + 1", subject: "(x + 1)^2", kind: "other" };
const length: Antecedent = { answer: null, quantity: "36 km", subject: null, kind: "other" };
const solved: Antecedent = { answer: null, subject: null, items: ["2", "-3"], kind: "other" };
const roots: Antecedent = { answer: null, subject: "x^2 - 5*x + 6", kind: "other" };

describe("a follow-up is written out", () => {
  test.each([
    ["and its derivative?", expanded, "derivative of (x^2 + 2*x + 1)"],
    ["and its integral?", derivative, "integral of (x^3)"],
    ["and its derivative?", derivative, "derivative of (3*x^2)"],
    ["What is its second derivative?", expanded, "second derivative of (x^2 + 2*x + 1)"],
    ["the derivative of that at x = 2", expanded, "derivative of (x^2 + 2*x + 1) at x = 2"],
    ["now plot it", expanded, "plot (x^2 + 2*x + 1)"],
    ["differentiate it", roots, "differentiate (x^2 - 5*x + 6)"],
    ["integrate that from 0 to 1", expanded, "integrate (x^2 + 2*x + 1) from 0 to 1"],
    ["times 3", number, "(12) times 3"],
    ["and what is 15% of that?", number, "15% of 12"],
    ["multiply the result by 3", number, "multiply 12 by 3"],
    ["that plus 5", number, "12 plus 5"],
    ["subtract 2 from it", number, "subtract 2 from 12"],
    ["times 3", length, "(36 km) times 3"],
    ["what is their sum?", solved, "(2) + (-3)"],
    ["and the product of them", solved, "(2) * (-3)"],
    ["它们的和是多少", solved, "(2) + (-3)"],
    ["两根之积", solved, "(2) * (-3)"],
    ["their average", solved, "((2) + (-3))/2"],
    ["half of that", number, "(12)/2"],
    ["double it", number, "2*(12)"],
    ["now square it", number, "(12)^2"],
    ["它的两倍是多少", number, "2*(12)"],
    ["结果的一半", number, "(12)/2"],
    ["half of that", length, "(36 km)/2"],
    ["its square root", number, "square root of (12)"],
    ["再求它的积分", derivative, "求 (x^3) 的积分"],
    ["那它的导数呢？", expanded, "求 (x^2 + 2*x + 1) 的导数"],
    ["把它因式分解", expanded, "因式分解 (x^2 + 2*x + 1)"],
    ["再求导", derivative, "求 (3*x^2) 的导数"],
    ["结果乘以3", number, "(12) 乘以 3"],
    ["再除以 4", number, "(12) 除以 4"],
  ] as const)("%s", (question, antecedent, query) => {
    expect(rewriteReference(question, antecedent)?.query).toBe(query);
  });
});

describe("what points at nothing is left alone", () => {
  test.each([
    ["derivative of x^5", derivative],
    ["integrate x^2 from 0 to 1", derivative],
    ["What is 2 + 2?", number],
    ["Is it raining?", number],
    ["It takes 3 men 4 days to dig it. How long do 6 men take?", number],
    ["thanks, that was good", number],
    ["It costs 5 dollars plus 10% tax. What is the total?", number],
    ["that is 3 more than I thought", number],
    ["and its derivative?", number],
    ["and its derivative?", length],
    ["what is their sum?", number],
    ["their shoes", solved],
    ["tell me about it", number],
    ["它是什么意思", number],
    ["小明有3个苹果，它们每个5元，一共多少元？", number],
    ["求 x^2 的导数", derivative],
    ["", number],
  ] as const)("%s", (question, antecedent) => {
    expect(rewriteReference(question, antecedent)).toBeNull();
  });
});

test("where it may mean two things, both are named", () => {
  expect(rewriteReference("and its integral?", derivative)).toMatchObject({
    meaning: "x^3",
    other: { meaning: "3*x^2", query: "integral of (3*x^2)" },
  });
  expect(rewriteReference("and its integral?", expanded)?.other).toBeNull();
});
