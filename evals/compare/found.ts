import { z } from "zod";
import type { QueryResult } from "../../src/core/query-result.ts";
import type { CasRow } from "../scoring/cas-rules.ts";

export type Answer = NonNullable<QueryResult["answer"]>;

const texts = z.array(z.string());

/** What another system found, in the shapes that the scorer reads. */
export const foundSchema = z.union([
  z.object({ expression: z.string() }),
  z.object({ roots: texts }),
  z.object({ items: texts }),
  z.object({ rows: z.array(texts) }),
  z.object({ assignments: z.array(z.record(z.string(), z.string())) }),
  z.object({ intervals: z.array(z.tuple([z.string(), z.string(), z.number(), z.number()])) }),
]);
export type Found = z.infer<typeof foundSchema>;

/** The finding as an answer of ours would be written, so that one set of rules judges both. */
export function answerOf(found: Found, row: CasRow): Answer {
  const text = JSON.stringify(found);
  return {
    short: text,
    plain: "expression" in found ? found.expression : text,
    latex: "",
    value: valueOf(found, row),
  };
}

function valueOf(found: Found, row: CasRow): Answer["value"] {
  const variable = String(row.args["var"] ?? "x");
  if ("expression" in found)
    return found.expression === "singular"
      ? { kind: "text", text: "singular" }
      : { kind: "expression", plain: found.expression };
  if ("roots" in found)
    return {
      kind: "solutions",
      variables: [variable],
      solutions: found.roots.map((root) => ({ [variable]: root })),
      complete: true,
    };
  if ("items" in found) return { kind: "list", items: found.items };
  if ("rows" in found) return { kind: "matrix", rows: found.rows };
  if ("assignments" in found)
    return {
      kind: "solutions",
      variables: Object.keys(found.assignments[0] ?? {}),
      solutions: found.assignments,
      complete: true,
    };
  return {
    kind: "intervals",
    variable,
    intervals: found.intervals.map(([lo, hi, loClosed, hiClosed]) => ({
      lo,
      hi,
      loClosed: loClosed !== 0,
      hiClosed: hiClosed !== 0,
    })),
  };
}
