import { afterAll, describe, expect, test } from "vitest";
import type { CallOptions } from "../../src/core/math-port.ts";
import type { QueryResult } from "../../src/core/query-result.ts";
import { composeMathEngine } from "../../src/tools/math/compose-engine.ts";
import { inlineComputeEngineMember } from "../../src/tools/math/engines/inline-compute-engine.ts";
import { writeResult } from "../../src/tools/math/memory/written-result.ts";
import { OPERATION_INTENTS, QUESTION_INTENTS } from "../../src/tools/math/read/intents/all.ts";

const light = [inlineComputeEngineMember];
const remembering = composeMathEngine(light, { cacheEntries: 5_000, defaultTimeoutMs: 60_000 });
const forgetful = composeMathEngine(light, { cacheEntries: 0, defaultTimeoutMs: 60_000 });
afterAll(() => Promise.all([remembering.close(), forgetful.close()]));

const decode = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as QueryResult;

/** On a busy machine a quick pod may not be there in time; what is there is the same. */
function requireSame(kept: QueryResult, fresh: QueryResult): void {
  const apart = ({ timing: _timing, pods: _pods, morePods: _more, ...rest }: QueryResult) =>
    JSON.stringify(rest);
  expect(apart(kept), fresh.input).toBe(apart(fresh));
  for (const pod of kept.pods) {
    const other = fresh.pods.find(({ id }) => id === pod.id);
    if (other !== undefined) expect(pod, fresh.input).toEqual(other);
  }
}

/** Every so many of all examples: enough of every kind, and done in seconds. */
const STRIDE = 9;
const asks = [...QUESTION_INTENTS, ...OPERATION_INTENTS]
  .flatMap(({ examples }) => examples)
  .filter(({ isDeep }) => isDeep === undefined)
  .map(({ ask }) => ask)
  .filter((_ask, index) => index % STRIDE === 0);

/** The same in other words and with other spaces; what is read otherwise is compared all the same. */
const spellings = (ask: string) => [
  ask,
  `  ${ask.replaceAll(" ", "  ")} `,
  /\p{Script=Han}/u.test(ask) ? `请问${ask}？` : `What is ${ask}?`,
  ask.replaceAll("*", "·").replaceAll("^2", "²"),
  ask,
];

describe("an answer from memory", () => {
  test("is what would have been worked out, whatever was asked before and in whatever words", async () => {
    for (const ask of asks)
      for (const query of spellings(ask)) {
        const [kept, fresh] = [
          await remembering.query({ query }),
          await forgetful.query({ query }),
        ];
        expect(kept.input).toBe(query);
        requireSame(kept, fresh);
        requireSame(decode(await remembering.queryJson({ query })), decode(writeResult(fresh)));
      }
    const { text, reading } = remembering.answerCounts;
    expect(text).toBeGreaterThan(asks.length);
    expect(reading).toBeGreaterThan(asks.length / 2);
  }, 120_000);

  test("comes as bytes with everything where it would be, timing apart", async () => {
    const request = { query: "d/dx sin(x) cos(x)" };
    const texts = [];
    for (let count = 0; count < 3; count++)
      texts.push(
        new TextDecoder()
          .decode(await remembering.queryJson(request))
          .replace(/"timing":\{[^}]*\}/, '"timing":{}'),
      );
    const whole = JSON.stringify(await forgetful.query(request));
    const expected = whole.replace(/"timing":\{[^}]*\}/, '"timing":{}');
    expect(texts).toEqual([expected, expected, expected]);
  });

  test("is shown with the caller's own words, reading and assumptions", async () => {
    const engine = composeMathEngine([]);
    const first = await engine.query({ query: "2x+3=11" });
    const second = await engine.query({ query: "solve 2x + 3 = 11" });
    const misspelt = await engine.query({ query: "slove 2x + 3 = 11" });
    expect(engine.answerCounts).toEqual({ text: 0, reading: 2, work: 1 });
    expect([first.input, second.input]).toEqual(["2x+3=11", "solve 2x + 3 = 11"]);
    expect([first.language, second.language]).toEqual(["expression", "en"]);
    expect([second.assumptions.length, misspelt.assumptions.length]).toEqual([0, 1]);
    expect(misspelt.assumptions[0]?.text).toContain('"slove"');
    expect(second.answer).toEqual(first.answer);
    expect(second.pods).toEqual(first.pods);
  });
});

describe("tenants", () => {
  const ask = { query: "factor x^2 - 9" };
  const alike = { query: "factor x^2-9" };
  const as = (tenant: string): CallOptions => ({ tenant });

  test("do not find each other's answers, by text or by what was read", async () => {
    const engine = composeMathEngine([]);
    await engine.queryJson(ask);
    await engine.query(ask, as("a"));
    await engine.query(ask, as("b"));
    await engine.query(alike, as("c"));
    expect(engine.answerCounts).toEqual({ text: 0, reading: 0, work: 4 });
    await engine.query(ask, as("a"));
    await engine.queryJson(alike, as("b"));
    for await (const _event of engine.queryEvents(ask, as("c"))) continue;
    expect(engine.answerCounts).toEqual({ text: 1, reading: 2, work: 4 });
  });

  test("do not join each other's work either", async () => {
    const engine = composeMathEngine([]);
    await Promise.all(["a", "a", "b", "b", "c"].map((tenant) => engine.query(ask, as(tenant))));
    expect(engine.answerCounts.work).toBe(3);
  });

  test("each have their places: one that asks on and on crowds nobody out", async () => {
    const engine = composeMathEngine([], { cacheEntries: 8 });
    await engine.query(ask, as("quiet"));
    for (let number = 0; number < 20; number++)
      await engine.query({ query: `${number} + 1` }, as("loud"));
    const { work } = engine.answerCounts;
    await engine.query(ask, as("quiet"));
    expect(engine.answerCounts.work).toBe(work);
    await engine.query({ query: "0 + 1" }, as("loud"));
    expect(engine.answerCounts.work).toBe(work + 1);
  });
});

test("an answer that was only compared to so many digits is not for who allows more time", async () => {
  const engine = composeMathEngine(light);
  const numeric = { query: "integrate sin(x^3) from 0 to 1" };
  const first = await engine.query(numeric, { timeoutMs: 20_000 });
  expect(first.certificate?.grade).toBe("numeric-check");
  await engine.query(numeric, { timeoutMs: 5_000 });
  expect(engine.answerCounts).toEqual({ text: 1, reading: 0, work: 1 });
  await engine.query(numeric, { timeoutMs: 30_000 });
  expect(engine.answerCounts).toEqual({ text: 1, reading: 0, work: 2 });
  await engine.query({ query: "17*23" }, { timeoutMs: 5_000 });
  await engine.query({ query: "17 * 23" }, { timeoutMs: 30_000 });
  expect(engine.answerCounts).toEqual({ text: 1, reading: 1, work: 3 });
  await engine.close();
});
