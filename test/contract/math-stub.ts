import { podlessEvents } from "../../evals/podless-events.ts";
import { AnsatzError } from "../../src/core/errors.ts";
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
  const query: MathPort["query"] = (request) => {
    queries.push(request.query);
    return Promise.resolve(answers[request.query] ?? queryResult({ input: request.query }));
  };
  return {
    queries,
    recognise: () => "other",
    read: ({ query: input }) => ({
      input,
      language: "expression",
      reading: null,
      assumptions: [],
      timing: { totalMs: 0 },
    }),
    query,
    queryEvents: (request) => podlessEvents(query(request)),
    equal(a, b) {
      const decision = decideRelation(a, "=", b);
      const equal =
        decision.verdict === "proved" ? true : decision.verdict === "refuted" ? false : null;
      return Promise.resolve({
        verdict: decision.verdict,
        equal,
        method: decision.method,
        detail: decision.detail,
        a,
        b,
      });
    },
    decideRelation,
    recheck: () =>
      Promise.resolve({ verdict: "undecided", detail: "", certificate: null, answer: null }),
    working: () =>
      Promise.resolve({ verdict: "undecided", firstMistake: null, problem: null, lines: [] }),
    plot: () => Promise.reject(new AnsatzError("unsupported", "Nothing is drawn here.")),
    isExpression: (text) => decideRelation(text, "=", text).verdict === "proved",
    close: () => Promise.resolve(),
  };
}
