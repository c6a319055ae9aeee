import type { Answer, AnswerValue, QueryResult } from "../../src/core/query-result.ts";

/** A result with one thing changed, and what was changed. */
export interface Tampered {
  readonly change: string;
  readonly result: QueryResult;
}

/** Expressions that are near, but not, the given one. An antiderivative plus a constant would be right again. */
function otherThan(plain: string, variable: string): string[] {
  const slope = `(${plain})+7*${variable}^5`;
  if (plain === "infinity" || plain === "-infinity") return ["0", "10^12"];
  return variable === ""
    ? [`(${plain})+1`, `(${plain})-1/7`, `(${plain})+10^(-12)`, `2*(${plain})+3`, `-(${plain})-3/7`]
    : [slope, `(${plain})+${variable}/10^9`, `3*(${plain})+${variable}^3`];
}

const changed = (items: readonly string[], index: number, to: string): string[] =>
  items.map((item, place) => (place === index ? to : item));

/** Values that are not the given one, of the same kind or of another. */
function otherValues(value: AnswerValue, variable: string): AnswerValue[] {
  switch (value.kind) {
    case "expression":
      return otherThan(value.plain, variable).map((plain) => ({ kind: "expression", plain }));
    case "quantity":
      return [
        ...otherThan(value.plain, "").map((plain) => ({ ...value, plain })),
        { ...value, unit: "kg^7" },
      ];
    case "truth":
      return [{ kind: "truth", value: !value.value }];
    case "list":
    case "tuple":
    case "set":
      return [
        { ...value, items: value.items.slice(1) },
        { ...value, items: [...value.items, "17"] },
        ...value.items.map((item, k) => ({
          ...value,
          items: changed(value.items, k, `(${item})+1`),
        })),
      ];
    case "matrix":
      return value.rows.flatMap((row, i) =>
        row.map((entry, j) => ({
          ...value,
          rows: value.rows.map((other, k) => (k === i ? changed(row, j, `(${entry})+1`) : other)),
        })),
      );
    case "solutions":
      return [
        { ...value, complete: !value.complete },
        { ...value, solutions: value.solutions.slice(1) },
        ...value.solutions.flatMap((solution, k) =>
          Object.entries(solution).flatMap(([name, text]) =>
            [`(${text})+1`, `(${text})+10^(-12)`].map((other) => ({
              ...value,
              solutions: value.solutions.map((kept, place) =>
                place === k ? { ...kept, [name]: other } : kept,
              ),
            })),
          ),
        ),
      ];
    case "intervals":
      return value.intervals.flatMap((interval, k) =>
        [
          { ...interval, loClosed: !interval.loClosed },
          { ...interval, hiClosed: !interval.hiClosed },
          { ...interval, lo: "-1000" },
          { ...interval, hi: "1000" },
        ].map((other) => ({
          ...value,
          intervals: value.intervals.map((kept, place) => (place === k ? other : kept)),
        })),
      );
    case "none":
      return [
        { kind: "none", reason: value.reason === "divergent" ? "infinite" : "divergent" },
        { kind: "expression", plain: "0" },
      ];
    default:
      return [];
  }
}

/** The texts of a value when somebody writes them anew, and those of the answer kept. */
function withTexts(answer: Answer, value: AnswerValue): Answer[] {
  const plain =
    value.kind === "expression" || value.kind === "quantity" ? value.plain : JSON.stringify(value);
  return [
    { ...answer, value },
    { ...answer, value, short: plain, plain, latex: plain },
  ];
}

/**
 * Every way in which we make a result false: its value, its value with its texts, its texts alone, its grade.
 * `variable` is the one that an antiderivative or a solution is a function of, "" for a number.
 */
export function tamperedResults(result: QueryResult, variable: string): Tampered[] {
  const { answer, certificate } = result;
  if (answer === null || certificate === null) return [];
  const answers = [
    ...otherValues(answer.value, variable).flatMap((value) =>
      withTexts(answer, value).map((other) => ({ change: JSON.stringify(value), other })),
    ),
    { change: "short", other: { ...answer, short: "17*x^9" } },
    { change: "plain", other: { ...answer, plain: "17*x^9" } },
    { change: "latex", other: { ...answer, latex: "17x^9" } },
    { change: "numeric", other: { ...answer, numeric: "17.25" } },
  ];
  const isWeaker = certificate.grade !== "proved";
  const { conditions, ...unconditional } = certificate;
  return [
    ...answers.map(({ change, other }) => ({ change, result: { ...result, answer: other } })),
    ...(isWeaker
      ? [
          {
            change: "grade",
            result: { ...result, certificate: { ...certificate, grade: "proved" as const } },
          },
        ]
      : []),
    ...(conditions === undefined
      ? []
      : [{ change: "conditions", result: { ...result, certificate: unconditional } }]),
  ];
}
