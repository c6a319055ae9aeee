import { describe, expect, it } from "vitest";
import type { Answer, AnswerValue } from "../../src/core/query-result.ts";
import { ownDataFile, readRows } from "../data-folder.ts";
import { answerOf, expectedNatural } from "./expected-answer.ts";
import { judgeNatural, naturalRowSchema } from "./natural-rules.ts";
import { z } from "zod";

type Asked = Readonly<Record<string, unknown>>;
const plain = (text: string): Answer => answerOf({ kind: "expression", plain: text });
const quantity = (text: string, unit: string): Answer =>
  answerOf({ kind: "quantity", plain: text, unit });
const values = (value: AnswerValue): Answer => answerOf(value);

const judge = (asked: Asked, answer: Answer): string =>
  judgeNatural(naturalRowSchema.parse({ id: "t", query: "?", ...asked }), answer).mark;

const CASES: [name: string, asked: Asked, right: Answer[], wrong: Answer[]][] = [
  [
    "number",
    { rule: "number", answer: "sqrt(3)/3", value: 0.5773502691896257, tol: 1e-6 },
    [plain("1/sqrt(3)"), plain("0.57735027"), plain("tan(pi/6)")],
    [plain("-sqrt(3)/3"), plain("sqrt(3)"), plain("0.5773"), plain("")],
  ],
  [
    "number that must be exact",
    { rule: "number", answer: "3/10", value: 0.3, tol: 0 },
    [plain("0.3"), plain("3/10")],
    [plain("0.30000000000000004"), plain("0.3000001")],
  ],
  [
    "number with a second reading",
    { rule: "number", answer: "1242/5", value: 248.4, tol: 1e-6, alt: ["230.08"] },
    [plain("248.4"), plain("230.08"), plain("24840%")],
    [plain("248.5"), plain("230")],
  ],
  [
    "big number",
    { rule: "number", answer: "2^129-1", value: (2n ** 129n - 1n).toString(), tol: 1e-6 },
    [plain((2n ** 129n - 1n).toString())],
    [plain("-680564733841876926926749214863536422911"), plain("infinity")],
  ],
  [
    "infinite number",
    { rule: "number", answer: "infinity" },
    [plain("infinity"), values({ kind: "none", reason: "infinite" })],
    [plain("-infinity"), plain("1000000"), values({ kind: "none", reason: "undefined" })],
  ],
  [
    "quantity",
    { rule: "quantity", answer: "26.8224", value: 26.8224, unit: "m/s", tol: 1e-4 },
    [
      quantity("26.8224", "m/s"),
      quantity("60", "mph"),
      quantity("0.0268224", "km/s"),
      plain("26.8224"),
    ],
    [
      quantity("26.8224", "km/h"),
      quantity("60", "m/s"),
      quantity("26.8224", "m"),
      quantity("26.8224", "wug"),
    ],
  ],
  [
    "temperature",
    { rule: "quantity", answer: "37", value: 37, unit: "degC", tol: 1e-4 },
    [quantity("98.6", "degF"), quantity("310.15", "K"), quantity("37", "degC")],
    [quantity("37", "degF"), quantity("-37", "degC")],
  ],
  [
    "percentage",
    { rule: "quantity", answer: "25", value: 25, unit: "%", tol: 1e-4 },
    [quantity("25", "%"), plain("25%"), plain("25")],
    [quantity("2.5", "%"), plain("26"), quantity("25", "m")],
  ],
  [
    "expression",
    { rule: "expr", answer: "(x - 3)/(x + 2)", note: "form: cancelled" },
    [plain("(x-3)/(x+2)")],
    [plain("(x^2-9)/(x^2+5*x+6)"), plain("(x+3)/(x+2)"), plain("(3-x)/(x+2)")],
  ],
  [
    "expression with e as a variable",
    { rule: "expr", answer: "c*f - d*e", note: "e is a variable" },
    [plain("-d*e + c*f")],
    [plain("c*f - d*2.718281828459045"), plain("c*f + d*e")],
  ],
  [
    "factors",
    { rule: "factored", answer: "(2*x + 3)*(3*x - 4)" },
    [plain("(3*x-4)*(2*x+3)"), plain("6*(x+3/2)*(x-4/3)")],
    [plain("6*x^2+x-12"), plain("(2*x+3)*(3*x+4)")],
  ],
  [
    "completed square",
    { rule: "expr", answer: "(x + 3)^2 - 7", note: "form (x+a)^2+b" },
    [plain("(x+3)^2-7")],
    [plain("x^2+6*x+2"), plain("(x+3)^2+7")],
  ],
  [
    "antiderivative",
    { rule: "antiderivative", answer: "atan(x) + C", var: "x" },
    [plain("atan(x)"), plain("C - acot(x)"), plain("arctan(x) + c1")],
    [plain("-atan(x)"), plain("atan(2*x)"), plain("1/(1+x^2)"), plain("integrate(1/(1+x^2), x)")],
  ],
  [
    "set",
    { rule: "set", answer: ["-2 - 3*i", "-2 + 3*i"], var: "x" },
    [values({ kind: "set", items: ["-2+3*i", "-2-3*i"] })],
    [
      values({ kind: "set", items: ["2+3*i", "2-3*i"] }),
      values({ kind: "set", items: ["-2+3*i"] }),
      values({ kind: "set", items: ["-2+3*i", "-2-3*i", "0"] }),
      values({ kind: "none", reason: "no-solution" }),
    ],
  ],
  [
    "numeric set",
    { rule: "set_numeric", answer: [-0.475931], tol: 0.01, var: "x" },
    [values({ kind: "set", items: ["-0.4759"] })],
    [values({ kind: "set", items: ["0.4759"] }), values({ kind: "set", items: [] })],
  ],
  [
    "tuple",
    { rule: "tuple", answer: ["-3", "6", "-3"] },
    [
      values({ kind: "tuple", items: ["-3", "6", "-3"] }),
      values({ kind: "matrix", rows: [["-3", "6", "-3"]] }),
    ],
    [
      values({ kind: "tuple", items: ["6", "-3", "-3"] }),
      values({ kind: "tuple", items: ["-3", "6"] }),
    ],
  ],
  [
    "interval",
    { rule: "interval", answer: "(-infinity, -2] U [3, infinity)", var: "x" },
    [
      values({
        kind: "intervals",
        variable: "x",
        intervals: [
          { lo: "3", hi: "infinity", loClosed: true, hiClosed: false },
          { lo: "-infinity", hi: "-2", loClosed: false, hiClosed: true },
        ],
      }),
    ],
    [
      values({
        kind: "intervals",
        variable: "x",
        intervals: [{ lo: "-2", hi: "3", loClosed: true, hiClosed: true }],
      }),
    ],
  ],
  [
    "mapping",
    { rule: "mapping", answer: { x: "2", y: "1" } },
    [
      values({ kind: "mapping", entries: { y: "1", x: "4/2" } }),
      values({
        kind: "solutions",
        variables: ["x", "y"],
        solutions: [{ x: "2", y: "1" }],
        complete: true,
      }),
    ],
    [
      values({ kind: "mapping", entries: { x: "1", y: "2" } }),
      values({ kind: "mapping", entries: { x: "2" } }),
    ],
  ],
  [
    "factorization",
    { rule: "factorization", answer: { "2": 3, "3": 1 } },
    [
      plain("2^3 * 3"),
      values({ kind: "list", items: ["2", "2", "2", "3"] }),
      values({ kind: "mapping", entries: { "2": "3", "3": "1" } }),
    ],
    [plain("2^3"), plain("24"), plain("2*3"), plain("4*6"), plain("2^3*3*5")],
  ],
  [
    "residue",
    { rule: "residue", answer: { residue: 5, modulus: 12 }, var: "n" },
    [plain("17"), values({ kind: "text", text: "n = 5 (mod 12)" })],
    [plain("6"), plain("-5")],
  ],
  [
    "family of solutions",
    { rule: "ode_family", answer: "y = C1*sin(2*x) + C2*cos(2*x)", ode_order: 2 },
    [plain("y = c1*cos(2*x) - c2*sin(2*x)"), plain("y(x) = c1*sin(x)*cos(x) + c2*cos(2*x)")],
    [plain("c1*sin(2*x)"), plain("c1*sin(x)+c2*cos(x)"), plain("(c1+c2)*sin(2*x)")],
  ],
  [
    "equation",
    { rule: "equation", answer: "(x-2)^2 + (y+1)^2 = 9" },
    [plain("x^2 - 4*x + y^2 + 2*y = 4"), plain("2*(x-2)^2 + 2*(y+1)^2 = 18")],
    [plain("(x-2)^2 + (y+1)^2 = 3"), plain("(x+2)^2 + (y-1)^2 = 9"), plain("9")],
  ],
  [
    "truth",
    { rule: "bool", answer: false },
    [values({ kind: "truth", value: false }), plain("no")],
    [values({ kind: "truth", value: true }), plain("yes"), plain("7")],
  ],
  [
    "text",
    { rule: "text", answer: "星期六", alt: ["Saturday"] },
    [values({ kind: "text", text: "星期六" }), values({ kind: "text", text: "saturday" })],
    [values({ kind: "text", text: "Sunday" }), values({ kind: "text", text: "" })],
  ],
  [
    "digits as text",
    { rule: "text", answer: "11111111" },
    [plain("11111111"), values({ kind: "text", text: "11111111_2" })],
    [plain("255"), plain("1111111")],
  ],
  [
    "date",
    { rule: "date", answer: "2026-05-15" },
    [values({ kind: "date", iso: "2026-05-15" })],
    [values({ kind: "date", iso: "2026-05-16" }), plain("2026")],
  ],
];

describe("rules of the natural-language set", () => {
  it.each(CASES)("%s", (_, asked, right, wrong) => {
    for (const answer of right) expect(judge(asked, answer), answer.plain).toBe("correct");
    for (const answer of wrong) expect(judge(asked, answer), answer.plain).not.toBe("correct");
  });

  it("marks decimals for exact members as inexact", () => {
    const asked = { rule: "set", answer: ["sqrt(2)"], var: "x" };
    expect(judge(asked, values({ kind: "set", items: ["1.41421356"] }))).toBe("inexact");
  });
});

describe("control over the project's own queries", async () => {
  const schema = z.looseObject({ kind: z.string() });
  const loaded = await readRows([ownDataFile("smoke.jsonl")], schema);
  const rows = loaded.rows
    .filter((row) => row.kind === "query")
    .map((row) => naturalRowSchema.parse(row));

  it("accepts every expectation and no other row's", () => {
    expect(rows.length).toBeGreaterThan(35);
    const marks = rows.map((row) => judgeNatural(row, expectedNatural(row)).mark);
    expect(marks.filter((mark) => mark !== "correct")).toEqual([]);
    for (const shift of [1, 2, 3, 7]) {
      const accepted = rows.filter((row, index) => {
        const other = rows[(index + shift) % rows.length];
        if (other === undefined || JSON.stringify(other.answer) === JSON.stringify(row.answer))
          return false;
        return judgeNatural(row, expectedNatural(other)).mark === "correct";
      });
      expect(accepted.map((row) => row.id)).toEqual([]);
    }
  });
});
