import { expect, it } from "vitest";
import type { Answer } from "../../src/core/query-result.ts";
import { answerOf } from "./expected-answer.ts";
import { judgeGenerated } from "./generated-rules.ts";

const plain = (text: string): Answer => answerOf({ kind: "expression", plain: text });
const list = (...items: string[]): Answer => answerOf({ kind: "list", items });
const text = (content: string): Answer => answerOf({ kind: "text", text: content });

const CASES: [
  module: string,
  question: string,
  answer: string,
  right: Answer[],
  wrong: Answer[],
][] = [
  [
    "arithmetic__div",
    "Divide 2 by 44.",
    "1/22",
    [plain("1/22"), plain("2/44")],
    [plain("0.0454545"), plain("-1/22"), plain("22")],
  ],
  [
    "arithmetic__mul",
    "2 times 1.5",
    "3",
    [plain("3"), plain("3.0")],
    [plain("4"), plain("2"), plain("-3")],
  ],
  [
    "numbers__is_prime",
    "Is 7 prime?",
    "True",
    [answerOf({ kind: "truth", value: true }), plain("yes")],
    [answerOf({ kind: "truth", value: false }), plain("7")],
  ],
  [
    "comparison__closest",
    "Which?  (a) 1  (b) 2",
    "b",
    [text("b"), text("(b)"), text("b: 2")],
    [text("a"), plain("2")],
  ],
  [
    "comparison__kth_biggest_composed",
    "What is the biggest value in u, 3?",
    "u",
    [plain("u")],
    [plain("3")],
  ],
  [
    "numbers__base_conversion",
    "f (base 16) to base 14",
    "1a0",
    [text("1a0"), text("1A0"), text("1a0 (base 14)")],
    [text("1a1"), plain("10")],
  ],
  [
    "measurement__time",
    "When?",
    "9:05 PM",
    [text("9:05 PM"), text("9:05 pm")],
    [text("9:05 AM"), text("9:06 PM"), plain("545")],
  ],
  [
    "comparison__sort",
    "Sort 2, -1/2.",
    "-1/2, 2",
    [list("-0.5", "2"), list("-1/2", "2")],
    [list("2", "-1/2"), list("-1/2")],
  ],
  [
    "algebra__polynomial_roots",
    "Solve x**2 = x for x.",
    "0, 1",
    [list("1", "0")],
    [list("1"), list("0", "2"), list("0", "1", "2")],
  ],
  [
    "numbers__list_prime_factors",
    "List the prime factors of 56.",
    "2, 7",
    [list("2", "7"), plain("2^3 * 7")],
    [plain("2^3"), plain("56"), list("2", "2", "2", "7", "3")],
  ],
  [
    "algebra__polynomial_roots",
    "Factor -g**2 + 1.",
    "-(g - 1)*(g + 1)",
    [plain("(1-g)*(g+1)")],
    [plain("1-g^2"), plain("(g-1)*(g+1)")],
  ],
  [
    "polynomials__expand",
    "Expand (e + 1)*e.",
    "e**2 + e",
    [plain("e^2 + e")],
    [plain("e*(e+1)"), plain("e^2 - e")],
  ],
  [
    "arithmetic__simplify_surd",
    "Simplify.",
    "4*sqrt(7) + 11",
    [plain("11 + 4*sqrt(7)")],
    [plain("21.5830"), plain("11 - 4*sqrt(7)")],
  ],
];

it.each(CASES)("%s: %s", (module, question, answer, right, wrong) => {
  const row = { module, split: "test", question, answer };
  for (const given of right)
    expect(judgeGenerated(row, given), given.plain).toMatchObject({ mark: "correct" });
  for (const given of wrong)
    expect(judgeGenerated(row, given), given.plain).not.toMatchObject({ mark: "correct" });
});
