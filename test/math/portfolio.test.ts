import { describe, expect, test } from "vitest";
import { AnsatzError } from "../../src/core/errors.ts";
import type {
  OpenedMember,
  PortfolioMember,
} from "../../src/tools/math/engines/portfolio-member.ts";
import { PORTFOLIO } from "../../src/tools/math/engines/portfolio-members.ts";
import { createMathEngine } from "../../src/tools/math/engine.ts";
import type { Expression } from "../../src/tools/math/expression/expression.ts";
import type { CandidateAnswer } from "../../src/tools/math/plan/outcome.ts";
import { differentiateQuery } from "../../src/tools/math/plan/calculus.ts";
import {
  allProposals,
  firstProved,
  patientProposals,
  type Question,
} from "../../src/tools/math/plan/portfolio.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";
import { contextWith, memberThat } from "./engine-doubles.ts";

const QUESTION: Question = { operation: "integrate", arguments: ["x"], variables: ["x"] };
const expression = (text: string): Expression => parseExpression(text).expression;

/** A check that calls some answers proved, some agreeing, and drops the rest. */
const checkBy =
  (proved: readonly string[], agreeing: readonly string[] = []) =>
  (candidates: readonly Expression[], engine: string): CandidateAnswer | null => {
    for (const candidate of candidates) {
      const isProved = proved.includes(candidate as string);
      if (isProved || agreeing.includes(candidate as string))
        return {
          expression: candidate,
          engine,
          certificate: {
            grade: isProved ? "proved" : "numeric-check",
            method: "test",
            detail: "Checked.",
            engines: [engine],
          },
        };
    }
    return null;
  };

const says = (name: string, answer: string, overrides: Partial<OpenedMember> = {}): OpenedMember =>
  memberThat(async () => [answer], { name, family: name, ...overrides });

/** An engine that ends only when it is stopped. */
function endless(name: string, onStop: () => void = () => undefined): OpenedMember {
  return memberThat(
    ({ signal }) =>
      new Promise((_resolve, reject) => {
        const stop = (): void => {
          onStop();
          reject(new AnsatzError("stopped", "Stopped."));
        };
        if (signal?.aborted === true) stop();
        else signal?.addEventListener("abort", stop);
      }),
    { name, family: name },
  );
}

describe("the first proved answer", () => {
  test("a later engine starts at once when the first ended without a proof", async () => {
    const engines = [says("a", "wrong"), says("b", "right", { afterMs: 60_000 })];
    const found = await firstProved(contextWith(engines), QUESTION, checkBy(["right"]));
    expect(found).toMatchObject({ expression: "right", engine: "b" });
  });

  test("a later engine starts after its delay while the first still runs, and the loser is stopped", async () => {
    let stopped = 0;
    const engines = [endless("a", () => (stopped += 1)), says("b", "right", { afterMs: 5 })];
    const found = await firstProved(contextWith(engines), QUESTION, checkBy(["right"]));
    expect(found?.engine).toBe("b");
    expect(stopped).toBe(1);
  });

  test("an engine that comes later is not asked once there is a proof", async () => {
    let asked = 0;
    const late = memberThat(
      async () => {
        asked += 1;
        return ["right"];
      },
      { name: "b", afterMs: 60_000 },
    );
    const context = contextWith([says("a", "right"), late]);
    expect(await firstProved(context, QUESTION, checkBy(["right"]))).toMatchObject({ engine: "a" });
    expect(asked).toBe(0);
  });

  test("engines that do something else are not asked", async () => {
    const engines = [says("a", "right", { operations: ["limit"] })];
    expect(await firstProved(contextWith(engines), QUESTION, checkBy(["right"]))).toBeNull();
    expect(await allProposals(contextWith(engines), QUESTION)).toEqual([]);
  });

  test("a proof is preferred to an earlier weaker answer, which is the second opinion only when it is the same", async () => {
    const engines = [says("a", "near"), says("b", "right"), says("c", "right")];
    const found = await firstProved(contextWith(engines), QUESTION, checkBy(["right"], ["near"]));
    expect(found).toMatchObject({ expression: "right", certificate: { grade: "proved" } });
    expect(found?.certificate.engines).not.toContain("a");
  });

  test("a weaker grade may be enough", async () => {
    const engines = [says("a", "near"), endless("b")];
    const found = await firstProved(
      contextWith(engines),
      QUESTION,
      checkBy([], ["near"]),
      "numeric-check",
    );
    expect(found?.engine).toBe("a");
  });

  test("a proof is waited for no longer than the patience allows, and not at all without an answer", async () => {
    let stopped = 0;
    const engines = [says("a", "near"), endless("b", () => (stopped += 1))];
    const check = checkBy(["right"], ["near"]);
    const found = await firstProved(contextWith(engines), QUESTION, check, "proved", 20);
    expect(found?.engine).toBe("a");
    expect(stopped).toBe(1);
    const slow = memberThat(
      () => new Promise((resolve) => setTimeout(() => resolve(["right"]), 60)),
      { name: "c" },
    );
    expect((await firstProved(contextWith([slow]), QUESTION, check, "proved", 1))?.engine).toBe(
      "c",
    );
  });

  test("a failed or late engine leaves the others their chance", async () => {
    const failing = (code: "timed_out" | "engine_failed"): OpenedMember =>
      memberThat(() => Promise.reject(new AnsatzError(code, "No.")), { name: code });
    const engines = [failing("timed_out"), failing("engine_failed"), says("b", "right")];
    const context = contextWith(engines);
    expect((await firstProved(context, QUESTION, checkBy(["right"])))?.engine).toBe("b");
    expect(await allProposals(context, QUESTION)).toEqual([{ expression: "right", engine: "b" }]);
    await expect(allProposals(contextWith([failing("timed_out")]), QUESTION)).rejects.toMatchObject(
      { code: "timed_out" },
    );
  });

  test("a stop by the caller is passed on", async () => {
    const controller = new AbortController();
    const context = { ...contextWith([endless("a")]), signal: controller.signal };
    const found = firstProved(context, QUESTION, checkBy([]));
    controller.abort();
    await expect(found).rejects.toMatchObject({ code: "stopped" });
  });
});

describe("a second opinion", () => {
  const bothAgree = (families: readonly [string, string]): Promise<CandidateAnswer | null> =>
    firstProved(
      contextWith([
        memberThat(async () => [expression("x+1")], { name: "a", family: families[0] }),
        memberThat(async () => [expression("1+x")], { name: "b", family: families[1] }),
      ]),
      QUESTION,
      (candidates, engine) => ({
        expression: candidates[0] as Expression,
        engine,
        certificate: { grade: "numeric-check", method: "test", detail: "Near.", engines: [engine] },
      }),
    );

  test("the certificate says when engines that share no code agree", async () => {
    const found = await bothAgree(["one", "other"]);
    expect(found?.certificate.engines).toEqual(["a", "b"]);
    expect(found?.certificate.detail).toContain("A second engine (b)");
  });

  test("engines of one family do not confirm each other", async () => {
    const found = await bothAgree(["one", "one"]);
    expect(found?.certificate.engines).toEqual(["a"]);
    expect(found?.certificate.detail).toBe("Near.");
  });
});

/** The whole of what it takes to add an engine. */
const toyMember: PortfolioMember = {
  name: "toy",
  family: "toy",
  afterMs: 0,
  operations: ["integrate"],
  isWitness: false,
  open: () => ({
    run: async ({ arguments: [body] }) =>
      JSON.stringify(body) === JSON.stringify(expression("x^x*(1+ln(x))"))
        ? [expression("x^x")]
        : [expression("sin(x)")],
    warmUp: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }),
};

describe("an engine is added by one line", () => {
  test("its right answer comes out with its name, its lie is dropped", async () => {
    const math = createMathEngine({ portfolio: [toyMember] });
    try {
      const right = await math.query({ query: "integrate x^x*(1+ln(x))" });
      expect(right).toMatchObject({
        status: "answered",
        engine: "toy",
        certificate: { grade: "proved" },
      });
      expect(right.certificate?.engines).toContain("toy");
      const lie = await math.query({ query: "integrate x^2*e^x" });
      expect(lie.answer?.plain ?? "").not.toContain("sin(x)");
      expect(lie.certificate?.engines ?? []).not.toContain("toy");
    } finally {
      await math.close();
    }
  });

  test("names are unique, and every member does something", () => {
    expect(new Set(PORTFOLIO.map(({ name }) => name)).size).toBe(PORTFOLIO.length);
    for (const { operations } of PORTFOLIO) expect(operations.length).toBeGreaterThan(0);
  });
});

test("an engine that cannot be loaded keeps no other from loading, and is heard of", async () => {
  const warmed: string[] = [];
  const later = (name: string, warmUp: () => Promise<void>): PortfolioMember => ({
    ...toyMember,
    name,
    afterMs: 100,
    open: () => ({ run: async () => [], warmUp, close: () => Promise.resolve() }),
  });
  const math = createMathEngine({
    portfolio: [
      later("missing", () => Promise.reject(new AnsatzError("engine_failed", "Not there."))),
      later("there", async () => void warmed.push("there")),
    ],
  });
  await expect(math.warmUpDeep()).rejects.toMatchObject({ message: "Not there." });
  expect(warmed).toEqual(["there"]);
});

test("what is worked out by our own code needs no engine", async () => {
  const math = createMathEngine({ portfolio: [] });
  try {
    for (const query of ["solve x^2=2", "det {{1,2},{3,4}}", "derivative of x^3", "12!"])
      expect(await math.query({ query })).toMatchObject({
        status: "answered",
        certificate: { grade: "proved" },
      });
  } finally {
    await math.close();
  }
});

describe("a question that has an answer of our own", () => {
  test("waits a little for engines, stops them, and takes what was there", async () => {
    const stopped: string[] = [];
    const engines = [endless("slow", () => stopped.push("slow")), says("quick", "x")];
    expect(
      await patientProposals(contextWith([engines[1] as OpenedMember]), QUESTION, 5_000),
    ).toEqual([{ expression: "x", engine: "quick" }]);
    expect(await patientProposals(contextWith(engines), QUESTION, 20)).toEqual([]);
    expect(stopped).toEqual(["slow"]);
  });

  test("an engine that would have to be loaded first is not asked where there is an answer already", async () => {
    let asked = 0;
    const cold = says("cold", "y");
    const engine = {
      ...cold.engine,
      isLoaded: false,
      run: (...request: Parameters<typeof cold.engine.run>) => {
        asked += 1;
        return cold.engine.run(...request);
      },
    };
    const engines = [says("quick", "x"), { ...cold, engine }];
    expect(await patientProposals(contextWith(engines), QUESTION, 5_000)).toEqual([
      { expression: "x", engine: "quick" },
    ]);
    expect(asked).toBe(0);
    expect(await allProposals(contextWith(engines), QUESTION)).toHaveLength(2);
  });

  test("a derivative does not need an engine that comes to an end", async () => {
    const silent = [endless("silent")];
    const failing = [
      memberThat(async () => {
        throw new AnsatzError("timed_out", "Late.");
      }),
    ];
    for (const engines of [silent, failing]) {
      const outcome = await differentiateQuery(
        expression("log(log(x))"),
        "x",
        1,
        null,
        contextWith(engines, 10_000),
      );
      expect(outcome).toMatchObject({
        short: "1/(log(x)*x)",
        certificate: { grade: "proved", method: "differentiate-again" },
      });
    }
  });

  test("a stop by the caller is passed on", async () => {
    const stop = new AbortController();
    const asked = patientProposals(
      { ...contextWith([endless("silent")]), signal: stop.signal },
      QUESTION,
      60_000,
    );
    stop.abort();
    await expect(asked).rejects.toMatchObject({ code: "stopped" });
  });
});
