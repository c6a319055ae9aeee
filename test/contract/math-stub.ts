import { fakeContext } from "../../evals/fake-context.ts";
import type { MathPort } from "../../src/core/math-port.ts";
import type { QueryResult } from "../../src/core/query-result.ts";
import type { Grade } from "../../src/core/truth.ts";
import { decideRelation } from "../../src/tools/math/prove/decide-relation.ts";

/** A query result with everything empty but the fields given. */
export function queryResult(fields: Partial<QueryResult>): QueryResult {
  return {
    status: "not-understood",
    input: "",
    language: "en",
    reading: null,
    assumptions: [],
    answer: null,
    certificate: null,
    pods: [],
    suggestions: [],
    timing: { totalMs: 0, readMs: 0, computeMs: 0, proveMs: 0 },
    engine: "",
    ...fields,
  };
}

/** An answered query result for a number or an expression. */
export function answered(input: string, short: string, grade: Grade = "proved"): QueryResult {
  return queryResult({
    status: "answered",
    input,
    reading: { text: input, plain: input, latex: input },
    answer: { short, plain: short, latex: short, value: { kind: "expression", plain: short } },
    certificate: { grade, method: "stub", detail: "The stub says so.", engines: ["stub"] },
    engine: "stub",
  });
}

export interface StubMath extends MathPort {
  readonly queries: readonly string[];
}

/** The real relation prover with scripted answers to whole questions. */
export function createStubMath(answers: Readonly<Record<string, QueryResult>> = {}): StubMath {
  const queries: string[] = [];
  const { math } = fakeContext({
    query(text) {
      queries.push(text);
      return Promise.resolve(answers[text] ?? queryResult({ input: text }));
    },
  });
  return {
    ...math,
    queries,
    equal(a, b) {
      const { verdict, method, detail } = decideRelation(a, "=", b);
      const equal = verdict === "proved" ? true : verdict === "refuted" ? false : null;
      return Promise.resolve({ verdict, equal, method, detail, a, b });
    },
    decideRelation,
    isExpression: (text) => decideRelation(text, "=", text).verdict === "proved",
  };
}
