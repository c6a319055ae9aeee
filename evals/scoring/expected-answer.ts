import { z } from "zod";
import type { Answer, AnswerValue } from "../../src/core/query-result.ts";
import { splitTopLevel } from "./answer-parts.ts";
import type { CasRow } from "./cas-rules.ts";
import type { GeneratedRow } from "./generated-rules.ts";
import type { NaturalRow } from "./natural-rules.ts";

const strings = z.array(z.string());

/** An answer of the given value, with the text that belongs to it. */
export function answerOf(value: AnswerValue, text: string = shortOf(value)): Answer {
  return { short: text, plain: text, latex: text, value };
}

function shortOf(value: AnswerValue): string {
  switch (value.kind) {
    case "expression":
      return value.plain;
    case "quantity":
      return `${value.plain} ${value.unit}`;
    case "truth":
      return value.value ? "yes" : "no";
    case "text":
      return value.text;
    case "date":
      return value.iso;
    case "none":
      return value.reason;
    case "list":
    case "tuple":
    case "set":
      return value.items.join(", ");
    default:
      return JSON.stringify(value);
  }
}

const expression = (plain: string): AnswerValue => ({ kind: "expression", plain });
const KEYWORDS: Readonly<Record<string, AnswerValue>> = {
  divergent: { kind: "none", reason: "divergent" },
  undefined: { kind: "none", reason: "undefined" },
  infinity: { kind: "none", reason: "infinite" },
  singular: { kind: "none", reason: "no-solution" },
};

/** The row's own expectation as an answer: every rule must accept it. */
export function expectedCas(row: CasRow): Answer {
  const kind = row.check.kind;
  const expected = row.expect;
  if (kind === "keyword") return answerOf(KEYWORDS[String(expected)] ?? expression("?"));
  if (kind === "rootset") return answerOf({ kind: "set", items: strings.parse(expected) });
  if (kind === "list-equivalent") return answerOf({ kind: "list", items: strings.parse(expected) });
  if (kind === "tupleset") {
    const solutions = z.array(z.record(z.string(), z.string())).parse(expected);
    const variables = Object.keys(solutions[0] ?? {});
    return answerOf({ kind: "solutions", variables, solutions, complete: true });
  }
  if (kind === "intervals") {
    const rows = z.array(z.tuple([z.string(), z.string(), z.number(), z.number()])).parse(expected);
    const intervals = rows.map(([lo, hi, loClosed, hiClosed]) => ({
      lo,
      hi,
      loClosed: loClosed !== 0,
      hiClosed: hiClosed !== 0,
    }));
    return answerOf({ kind: "intervals", variable: "x", intervals });
  }
  const vector = strings.safeParse(expected);
  if (kind === "matrix" && vector.success) return answerOf({ kind: "list", items: vector.data });
  if (kind === "matrix" || kind === "nullspace")
    return answerOf({ kind: "matrix", rows: z.array(strings).parse(expected) });
  return answerOf(expression(String(expected)));
}

/** As `expectedCas`, for a row of the natural-language set. */
export function expectedNatural(row: NaturalRow): Answer {
  const expected = row.answer;
  const text = String(expected);
  switch (row.rule) {
    case "number":
      if (text === "infinity" || text === "divergent")
        return answerOf(KEYWORDS[text] ?? expression("?"), text);
      return answerOf(expression(text));
    case "quantity":
      return answerOf({ kind: "quantity", plain: String(row.value ?? text), unit: row.unit ?? "" });
    case "set":
    case "set_numeric":
      return answerOf({ kind: "set", items: (expected as unknown[]).map(String) });
    case "list":
      return answerOf({ kind: "list", items: strings.parse(expected) });
    case "tuple":
      return answerOf({ kind: "tuple", items: strings.parse(expected) });
    case "interval":
      return answerOf({ kind: "intervals", variable: "x", intervals: readIntervals(text) });
    case "mapping":
      return answerOf({
        kind: "mapping",
        entries: z.record(z.string(), z.string()).parse(expected),
      });
    case "matrix":
      return answerOf({ kind: "matrix", rows: z.array(strings).parse(expected) });
    case "factorization": {
      const powers = Object.entries(z.record(z.string(), z.number()).parse(expected));
      return answerOf(expression(powers.map(([prime, power]) => `${prime}^${power}`).join(" * ")));
    }
    case "residue": {
      const { residue, modulus } = z
        .object({ residue: z.number(), modulus: z.number() })
        .parse(expected);
      return answerOf({ kind: "text", text: `${residue} mod ${modulus}` });
    }
    case "ode_family":
      return answerOf(expression(text));
    case "bool":
      return answerOf({ kind: "truth", value: expected === true });
    case "text":
      return answerOf({ kind: "text", text });
    case "date":
      return answerOf({ kind: "date", iso: text });
    default:
      return answerOf(expression(text));
  }
}

function readIntervals(text: string): Extract<AnswerValue, { kind: "intervals" }>["intervals"] {
  return text.split(" U ").map((part) => {
    const [lo, hi] = splitTopLevel(part.slice(1, -1));
    return {
      lo: lo ?? "",
      hi: hi ?? "",
      loClosed: part.startsWith("["),
      hiClosed: part.endsWith("]"),
    };
  });
}

/** As `expectedCas`, for a row of the generated set. */
export function expectedGenerated(row: GeneratedRow): Answer {
  const text = row.answer;
  if (text === "True" || text === "False")
    return answerOf({ kind: "truth", value: text === "True" });
  if (/^\d+:\d+ [AP]M$/.test(text) || /in_base|base_conversion/.test(row.module))
    return answerOf({ kind: "text", text });
  if (text.includes(", ")) return answerOf({ kind: "list", items: text.split(", ") });
  return answerOf(expression(text.replaceAll("**", "^")));
}
